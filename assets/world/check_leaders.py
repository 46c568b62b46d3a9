#!/usr/bin/env python3
"""Prints how far the tables of office-holders agree with another list of terms.

    check_leaders.py LIST.csv [--worst N]

LIST.csv has the columns name, aliases, country_iso3, office, start, end. A term of the list counts as known where the tables
have the same person in the same office of the same country within two months of its time. The list is only compared with,
never copied. Names are the same if their words are, or if their consonants are nearly so (transliterations differ).
"""
import argparse, csv, datetime, re, unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
OFFICES = ('head_of_state', 'head_of_government', 'foreign_minister', 'defence_minister')
SMALL_WORDS = set('al el bin ibn de da von van sheikh king queen prince ould jr iii sultan pope emperor mullah the'.split())
NEVER = datetime.date(2100, 1, 1)


def words(name):
    name = name.translate(str.maketrans('øłđıəðþ', 'oldiadt'))
    plain = ''.join(c for c in unicodedata.normalize('NFKD', name) if not unicodedata.combining(c)).lower().replace('-', ' ')
    found = [w for w in re.sub(r'[^a-z ]', '', plain).split() if w not in SMALL_WORDS]
    return found or [plain]


def skeleton(word):
    for letters, sound in (('kh', 'k'), ('ph', 'f'), ('q', 'k'), ('c', 'k'), ('z', 's'), ('w', 'v'), ('j', 'y')):
        word = word.replace(letters, sound)
    return re.sub(r'[aeiouyh]|(.)(?=\1)', '', word) or word


def same(one, other):
    one, other = words(one), words(other)
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    one, other = [skeleton(w) for w in one], [skeleton(w) for w in other]
    return one[-1] == other[-1] and one[0][:1] == other[0][:1] or len(set(one) & set(other)) >= 2


def day(text, otherwise):
    return datetime.date(*([int(part) for part in text.split('-')] + [1, 1])[:3]) if text else otherwise


def ours():
    terms = defaultdict(list)
    for path in sorted(HERE.glob('leaders_*.tsv')):
        for line in path.read_text(encoding='utf-8').splitlines():
            if line and not line.startswith('#'):
                name, others, country, office, _, start, end = (line.split('\t') + [''] * 7)[:7]
                names = [name, *filter(None, others.split(';'))]
                terms[country, office].append((names, day(start, datetime.date(1900, 1, 1)), day(end, NEVER)))
    return terms


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('list', type=Path)
    parser.add_argument('--worst', type=int, default=0, help='how many unknown terms to print')
    options = parser.parse_args()
    known, asked, missing, terms = Counter(), Counter(), [], ours()
    margin = datetime.timedelta(days=62)
    for row in csv.DictReader(options.list.open(encoding='utf-8')):
        office, country = row['office'], row['country_iso3']
        start, end = day(row['start'], None), day(row['end'], NEVER)
        if office not in OFFICES or not start or end < datetime.date(1990, 1, 1):
            continue
        asked[office] += 1
        names = [row['name'], *filter(None, row['aliases'].split(';'))]
        # Who governs is head of state in one list and of government in another.
        places = [office] if office.endswith('minister') else ['head_of_state', 'head_of_government']
        found = any(same(a, b) for place in places for theirs, since, until in terms[country, place]
                    if since - margin < end and start < until + margin for a in theirs for b in names)
        known[office] += found
        if not found:
            missing.append((country, office, row['name'], row['start'], row['end']))
    for office in OFFICES:
        print(f'{office:20} {known[office]:5} of {asked[office]:5}  {known[office] / max(asked[office], 1):6.1%}')
    countries = {office: len({c for c, o in terms if o == office}) for office in OFFICES}
    print('countries with terms:', countries, ' terms:', sum(map(len, terms.values())))
    for term in missing[:options.worst]:
        print(*term, sep='\t')


if __name__ == '__main__':
    main()
