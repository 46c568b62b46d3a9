//! A table of mistakes that tools for places and actors are known for, each as a sentence written for this test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use dateline::extract::Reader;
use dateline::model::{Article, ArticleId, Mention, MentionKind, Origin, Published, Sector};

/// Words, the country they belong to, and about where they lie, if that is to be checked.
type Wanted = (&'static str, &'static str, Option<(f64, f64)>);

/// Text, what has to be found, and words that must not be mentions of a place, country or people.
type Case = (&'static str, &'static [Wanted], &'static [&'static str]);

const CASES: &[Case] = &[
    // A country is not a community centre of that name.
    (
        "The USA sent doctors to California and the USA paid for them.",
        &[
            ("The USA", "USA", None),
            ("California", "USA", Some((37.0, -119.0))),
        ],
        &[],
    ),
    // Names are words, not letters within words.
    (
        "The ambassador met assessors at the embassy; they spoke of chadors, romanesque art and perusal.",
        &[],
        &["assad", "chad", "peru", "roman"],
    ),
    // Ordinary words in small letters.
    (
        "In Ankara the guests ate turkey from fine china and spoke of a guinea.",
        &[],
        &["turkey", "china", "guinea"],
    ),
    // Months that towns are named after.
    (
        "In May the troops left, and in August the government fell.",
        &[],
        &["May", "August"],
    ),
    // First words of the names of bodies.
    (
        "The Supreme Court and the Federal Police of the North District rejected it.",
        &[],
        &["Supreme", "Federal", "North"],
    ),
    // Towns that the text puts into a state.
    (
        "A bridge in Moscow, Idaho, was closed on Monday.",
        &[("Moscow", "USA", Some((46.7, -117.0)))],
        &[],
    ),
    (
        "The mayor of Paris, Texas, resigned. Paris police confirmed it.",
        &[("Paris", "USA", Some((33.7, -95.6)))],
        &[],
    ),
    // A list of countries states nothing of the kind.
    (
        "Ministers from Mexico, China, Japan and Lebanon met in Vienna.",
        &[
            ("China", "CHN", None),
            ("Japan", "JPN", None),
            ("Lebanon", "LBN", None),
        ],
        &[],
    ),
    // A country's name does not stand before "man": the town does.
    (
        "A Lebanon man was arrested by the Boone County sheriff. Lebanon police were called from Zionsville, Indiana.",
        &[("Lebanon", "USA", Some((40.0, -86.5)))],
        &[],
    ),
    // The other towns of the text decide.
    (
        "Alexandria firefighters were called to Rapides Parish. Crews from Pineville and Alexandria put the fire out.",
        &[("Alexandria", "USA", Some((31.3, -92.4)))],
        &[],
    ),
    (
        "The French president received the Chinese leader in Paris.",
        &[("Paris", "FRA", Some((48.9, 2.3)))],
        &[],
    ),
    // Two Georgias.
    (
        "Russia and Georgia exchanged fire near Tskhinvali, officials in Tbilisi said.",
        &[("Georgia", "GEO", None)],
        &[],
    ),
    (
        "Lawmakers from Alabama, Florida and Georgia met in Atlanta.",
        &[("Georgia", "USA", Some((32.7, -83.4)))],
        &[],
    ),
    // Neighbours in spelling.
    (
        "Niger closed its border with Nigeria; Guinea did not; Mali and Malawi waited.",
        &[
            ("Niger", "NER", None),
            ("Nigeria", "NGA", None),
            ("Guinea", "GIN", None),
            ("Malawi", "MWI", None),
        ],
        &[],
    ),
    (
        "The Democratic Republic of the Congo accused the Republic of the Congo of silence.",
        &[
            ("The Democratic Republic of the Congo", "COD", None),
            ("the Republic of the Congo", "COG", None),
        ],
        &[],
    ),
    // A county, a city and a street within whose names a country, a state or a capital stands.
    (
        "The Guernsey County sheriff in Ohio drove to Kansas City, Missouri, by way of Dublin Road.",
        &[
            ("Guernsey County", "USA", Some((40.05, -81.5))),
            ("Kansas City", "USA", Some((39.1, -94.6))),
        ],
        &["Guernsey", "Kansas", "Dublin"],
    ),
    // People with the names of places.
    (
        "Michael Jordan and Paris Hilton met Jack London fans.",
        &[],
        &["Jordan", "Paris", "London"],
    ),
    // Countries and states that share a name, and those whose names hold another's.
    (
        "The governor of Georgia signed a bill in Atlanta.",
        &[("Georgia", "USA", Some((33.1, -83.6)))],
        &[],
    ),
    (
        "King Abdullah of Jordan met the German chancellor. Jordan expelled an ambassador.",
        &[
            ("King Abdullah of Jordan", "JOR", None),
            ("Jordan", "JOR", None),
        ],
        &[],
    ),
    (
        "Chad sent troops to Niger. Turkey recalled its ambassador from Israel.",
        &[
            ("Chad", "TCD", None),
            ("Niger", "NER", None),
            ("Turkey", "TUR", None),
        ],
        &[],
    ),
    (
        "The Nigerian army killed militants. The Nigerien president thanked Nigeria.",
        &[
            ("The Nigerian army", "NGA", None),
            ("The Nigerien president", "NER", None),
        ],
        &[],
    ),
    (
        "Congo-Brazzaville signed an agreement with France. The government in Kinshasa said nothing.",
        &[
            ("Congo-Brazzaville", "COG", None),
            ("The government", "COD", None),
        ],
        &[],
    ),
    (
        "South Korea and North Korea held talks. Korea's past was discussed.",
        &[
            ("South Korea", "KOR", None),
            ("North Korea", "PRK", None),
            ("Korea", "KOR", None),
        ],
        &[],
    ),
    (
        "Guinea-Bissau expelled a diplomat from Guinea. Equatorial Guinea accused Cameroon. Papua New Guinea sent aid.",
        &[
            ("Guinea-Bissau", "GNB", None),
            ("Guinea", "GIN", None),
            ("Equatorial Guinea", "GNQ", None),
            ("Papua New Guinea", "PNG", None),
        ],
        &[],
    ),
    (
        "The Gulf of Guinea saw more attacks by pirates.",
        &[],
        &["Guinea"],
    ),
    (
        "Dominica thanked the Dominican Republic. Dominican police arrested a man in Santo Domingo.",
        &[
            ("Dominica", "DMA", None),
            ("the Dominican Republic", "DOM", None),
            ("Dominican police", "DOM", None),
        ],
        &[],
    ),
    (
        "Northern Ireland's police arrested a man in Belfast. Ireland and Britain held talks.",
        &[("Northern Ireland", "GBR", None), ("Ireland", "IRL", None)],
        &[],
    ),
    (
        "America threatened Iran. Latin America protested, and so did South Africa.",
        &[("America", "USA", None), ("South Africa", "ZAF", None)],
        &[],
    ),
    (
        "Taiwan accused China of intimidation. The Republic of China's president spoke in Taipei. The People's Republic of China protested.",
        &[
            ("Taiwan", "TWN", None),
            ("China", "CHN", None),
            ("The Republic of China", "TWN", None),
            ("The People's Republic of China", "CHN", None),
        ],
        &[],
    ),
    (
        "North Macedonia and Greece signed a deal.",
        &[("North Macedonia", "MKD", None)],
        &[],
    ),
    (
        "The Greek region of Macedonia was calm.",
        &[("Macedonia", "GRC", None)],
        &[],
    ),
    (
        "The Federated States of Micronesia broke off ties with China. American Samoa declared an emergency. Samoa thanked New Zealand.",
        &[
            ("The Federated States of Micronesia", "FSM", None),
            ("American Samoa", "ASM", None),
            ("Samoa", "WSM", None),
        ],
        &[],
    ),
    (
        "South Sudan accused Sudan of bombing. Khartoum denied it.",
        &[
            ("South Sudan", "SSD", None),
            ("Sudan", "SDN", None),
            ("Khartoum", "SDN", None),
        ],
        &[],
    ),
    (
        "The New Mexico governor spoke. New Jersey lawmakers rejected the bill. The New England Patriots won.",
        &[
            ("New Mexico", "USA", Some((34.4, -106.1))),
            ("New Jersey", "USA", Some((40.2, -74.7))),
        ],
        &["Mexico", "Jersey", "England"],
    ),
    // Companies, banks, schools and teams that hold a country's name are bodies of their own.
    (
        "Georgia Tech researchers published a study. Real Madrid won. Paris Saint-Germain lost.",
        &[],
        &["Georgia", "Madrid", "Paris"],
    ),
    (
        "Jordan Smith met Chad Johnson, Israel Smith and Francis Ireland.",
        &[],
        &["Jordan", "Chad", "Israel", "Ireland"],
    ),
    // A short name is another country's where the words say so.
    (
        "Peru's Congress removed the president. The Iraqi Supreme Court rejected it.",
        &[
            ("Peru's Congress", "PER", None),
            ("The Iraqi Supreme Court", "IRQ", None),
        ],
        &[],
    ),
    (
        "The Dutch court convicted the general.",
        &[("The Dutch court", "NLD", None)],
        &[],
    ),
    // A state within the name of a region elsewhere.
    (
        "Police in Baja California arrested a man. Soldiers patrol Baja California Sur as well.",
        &[
            ("Baja California", "MEX", Some((32.0, -116.0))),
            ("Baja California Sur", "MEX", Some((25.0, -111.4))),
        ],
        &["California", "Baja"],
    ),
    // Provinces whose names small towns of the country bear as well.
    (
        "Gunmen blocked roads in Tamaulipas and Nuevo Leon. A bus burned in Mpumalanga.",
        &[
            ("Tamaulipas", "MEX", Some((24.1, -98.6))),
            ("Nuevo Leon", "MEX", Some((25.6, -100.1))),
            ("Mpumalanga", "ZAF", Some((-25.5, 30.6))),
        ],
        &[],
    ),
    // Where somebody is does not say whose they are.
    (
        "Chile recalled its ambassador from Lima. France will keep its troops in Mali.",
        &[
            ("its ambassador from Lima", "CHL", None),
            ("its troops", "FRA", None),
        ],
        &[],
    ),
    // The White House is no house in Casablanca.
    (
        "The White House said nothing.",
        &[("The White House", "USA", Some((38.9, -77.0)))],
        &[],
    ),
    // Capitals that act, and cities that fall.
    (
        "Santo Domingo closed the border. Quito recalled its ambassador. The Taliban captured Kunduz.",
        &[
            ("Santo Domingo", "DOM", None),
            ("its ambassador", "ECU", None),
            ("Kunduz", "AFG", Some((36.7, 68.9))),
        ],
        &[],
    ),
    // The only country of a text is that of its officers of state.
    (
        "The foreign minister told reporters in Ottawa that Canada would not take part.",
        &[("The foreign minister", "CAN", None)],
        &[],
    ),
    (
        "Equatoguinean police arrested the plotters. Kenya's displaced need food.",
        &[
            ("Equatoguinean police", "GNQ", None),
            ("Kenya's displaced", "KEN", None),
        ],
        &[],
    ),
];

#[test]
fn several_countries_before_one_noun_act_together() {
    let reader = Reader::load().unwrap();
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "The French and German foreign ministers met in Weimar.",
            "The French and German foreign ministers",
            &["DEU", "FRA"],
        ),
        (
            "U.S., British and Polish troops landed in Latvia.",
            "U.S., British and Polish troops",
            &["GBR", "POL", "USA"],
        ),
        (
            "The presidents of Kenya and Uganda opened the bridge.",
            "The presidents of Kenya and Uganda",
            &["KEN", "UGA"],
        ),
        (
            "Greek and Turkish officials held talks.",
            "Greek and Turkish officials",
            &["GRC", "TUR"],
        ),
        // One country, or one within the other's name, is not two.
        (
            "Chinese officials held talks.",
            "Chinese officials",
            &["CHN"],
        ),
        (
            "The South Korean troops returned.",
            "The South Korean troops",
            &["KOR"],
        ),
    ];
    for (text, words, wanted) in cases {
        let found = mentions_of(&reader, text);
        let mut countries: Vec<&str> = found
            .iter()
            .filter(|mention| mention.span.of(text) == words)
            .filter_map(|mention| mention.country.as_ref().map(|code| code.as_str()))
            .collect();
        countries.sort_unstable();
        assert_eq!(countries, wanted, "{text}: {found:#?}");
    }
}

#[test]
fn an_armed_group_is_taken_up_by_what_it_is() {
    let reader = Reader::load().unwrap();
    let cases = [
        (
            "Hezbollah fired rockets at Israel. The Lebanese group said it had hit a base.",
            "The Lebanese group",
            Some("hezbollah"),
        ),
        (
            "The Taliban captured a district. The insurgents raised their flag.",
            "The insurgents",
            Some("taliban"),
        ),
        // Another country's, and one of two.
        (
            "Hezbollah fired rockets at Israel. The Yemeni group said nothing.",
            "The Yemeni group",
            None,
        ),
        (
            "Hamas fired rockets at Israel. Amnesty International condemned it. The group wants an inquiry.",
            "The group",
            None,
        ),
        (
            "Hezbollah and Hamas fired rockets at Israel. The group said nothing.",
            "The group",
            None,
        ),
    ];
    for (text, words, wanted) in cases {
        let found = mentions_of(&reader, text);
        let actor = found
            .iter()
            .find(|mention| mention.span.of(text) == words)
            .and_then(|mention| mention.actor.as_ref())
            .map(|actor| actor.as_str());
        assert_eq!(actor, wanted, "{text}: {found:#?}");
    }
}

#[test]
fn leaders_of_a_continent_are_of_no_country() {
    let reader = Reader::load().unwrap();
    for text in [
        "Latin American leaders met in Lima.",
        "Central American presidents condemned the coup.",
        "South American ministers signed the treaty.",
    ] {
        let found = mentions_of(&reader, text);
        assert!(
            found
                .iter()
                .all(|mention| mention.country.is_none_or(|code| code.as_str() != "USA")),
            "{text}: {found:#?}"
        );
    }
}

#[test]
fn the_head_of_a_body_is_known_by_the_surname() {
    let reader = Reader::load().unwrap();
    let text = "Annan criticised Israel.";
    for (day, body) in [("2004-05-01", Some("UN")), ("1990-05-01", None)] {
        let found = mentions_on(&reader, text, day);
        let head = found
            .iter()
            .find(|mention| mention.span.of(text) == "Annan")
            .and_then(|mention| mention.actor.as_ref())
            .map(|actor| actor.as_str());
        assert_eq!(head, body, "{day}: {found:#?}");
    }
}

#[test]
fn companies_are_not_governments() {
    let reader = Reader::load().unwrap();
    for (text, words) in [
        (
            "American Airlines cancelled flights to Havana.",
            "American Airlines",
        ),
        ("Bank of China opened a branch in Lima.", "Bank of"),
        ("British Airways cancelled flights.", "British Airways"),
        ("Gazprom threatened Ukraine.", "Gazprom"),
    ] {
        let found = mentions_of(&reader, text);
        let company = found
            .iter()
            .find(|mention| mention.span.of(text) == words)
            .unwrap_or_else(|| panic!("{words:?} in {found:#?}"));
        assert_eq!(company.kind, MentionKind::Organisation, "{text}");
        assert_eq!(company.sector, Some(Sector::Business), "{text}");
    }
}

fn mentions_of(reader: &Reader, text: &str) -> Vec<Mention> {
    mentions_on(reader, text, "2012-06-01")
}

fn mentions_on(reader: &Reader, text: &str, day: &str) -> Vec<Mention> {
    let article = Article {
        id: ArticleId("test".into()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::given(day.parse().unwrap()),
        text: text.to_owned(),
        furniture: Vec::new(),
    };
    reader.read(&article).mentions
}

#[test]
fn mistakes_that_other_tools_make() {
    let reader = Reader::load().unwrap();
    let mut wrong = Vec::new();
    for (text, wanted, unwanted) in CASES {
        let found = mentions_of(&reader, text);
        for (words, country, point) in *wanted {
            let named: Vec<&Mention> = found
                .iter()
                .filter(|mention| mention.span.of(text) == *words)
                .collect();
            let right = |mention: &Mention| {
                let same = mention
                    .country
                    .is_some_and(|code| code.as_str() == *country);
                let near = point.is_none_or(|(latitude, longitude)| {
                    mention
                        .latitude
                        .is_some_and(|found| (found - latitude).abs() < 1.0)
                        && mention
                            .longitude
                            .is_some_and(|found| (found - longitude).abs() < 1.0)
                });
                same && near
            };
            if named.is_empty() || !named.iter().all(|mention| right(mention)) {
                wrong.push(format!("{words:?} in {text:?}: {named:#?}"));
            }
        }
        for words in *unwanted {
            let bad = found.iter().find(|mention| {
                mention.span.of(text).eq_ignore_ascii_case(words)
                    && matches!(
                        mention.kind,
                        MentionKind::Place | MentionKind::Country | MentionKind::Nationality
                    )
            });
            if let Some(bad) = bad {
                wrong.push(format!("{words:?} in {text:?}: {bad:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
