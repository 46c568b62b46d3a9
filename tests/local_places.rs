//! Which place a local report means by a name that many places bear, from articles written for these tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use dateline::extract::Reader;
use dateline::model::{Article, ArticleId, Mention, Origin, Published};

/// Source, address, text, and places of it with their country and about where they lie.
struct Case {
    source: Option<&'static str>,
    url: Option<&'static str>,
    text: &'static str,
    wanted: &'static [(&'static str, &'static str, f64, f64)],
}

const fn plain(
    text: &'static str,
    wanted: &'static [(&'static str, &'static str, f64, f64)],
) -> Case {
    Case {
        source: None,
        url: None,
        text,
        wanted,
    }
}

const CASES: &[Case] = &[
    // Where a paper is published is a weak hint.
    Case {
        source: Some("Lancaster Guardian"),
        url: Some("https://www.lancasterguardian.co.uk/news"),
        text: "A Lancaster man was fined on Monday for damage at a cemetery.",
        wanted: &[("Lancaster", "GBR", 54.05, -2.8)],
    },
    Case {
        source: None,
        url: Some("https://www.example.com/news"),
        text: "A Lancaster man was fined on Monday for damage at a cemetery.",
        wanted: &[("Lancaster", "USA", 34.7, -118.1)],
    },
    // A hamlet that no table has, in a report on one county, is not the town of its name far away.
    plain(
        "Deputies in Lexington County, S.C., arrested a Swansea man on Monday. The Lexington County sheriff said he had fled to Batesburg-Leesville. Swansea has 900 people.",
        &[("Swansea", "USA", 34.0, -81.2)],
    ),
    // A town that is stated to lie elsewhere does, even if only the state is known.
    plain(
        "A woman was found dead in Belgrade, Minn., on Monday. The Stearns County sheriff said smoke filled the house in Belgrade.",
        &[("Belgrade", "USA", 46.3, -94.3)],
    ),
    // Reports come from towns, not from countries.
    plain(
        "LEBANON - Two people died on Monday when a trooper stopped a car on Interstate 44, the Laclede County sheriff said.",
        &[("LEBANON", "USA", 37.7, -92.7)],
    ),
    // Names of bodies tell of their states.
    plain(
        "A Manhattan man died on Monday. The Kansas Highway Patrol said he lived near Junction City. Manhattan police are investigating.",
        &[("Manhattan", "USA", 39.2, -96.6)],
    ),
    plain(
        "The Woodstock council met on Monday. The Ontario government and the Ontario Provincial Police wrote to Woodstock.",
        &[("Woodstock", "CAN", 43.1, -80.7)],
    ),
    plain(
        "The Melbourne woman was charged on Monday. Victoria Police said the Ballarat man was still at large.",
        &[
            ("Melbourne", "AUS", -37.8, 145.0),
            ("Ballarat", "AUS", -37.6, 143.9),
        ],
    ),
    // Parts of towns are the towns.
    plain(
        "A sign in east Oxford will be replaced, Oxford City Council said. Oxford police thanked it.",
        &[("Oxford", "GBR", 51.75, -1.26)],
    ),
    // The seat of a member of parliament.
    plain(
        "Rep. Ann Lee, D-Charleston, voted for it in the South Carolina House on Monday.",
        &[("Charleston", "USA", 32.8, -79.9)],
    ),
    // A country's parts lie where they lie.
    plain(
        "Scotland votes on Monday. The United Kingdom does not.",
        &[("Scotland", "GBR", 56.8, -4.2)],
    ),
];

fn near(mention: &Mention, country: &str, latitude: f64, longitude: f64) -> bool {
    mention.country.is_some_and(|code| code.as_str() == country)
        && mention
            .latitude
            .is_some_and(|found| (found - latitude).abs() < 1.2)
        && mention
            .longitude
            .is_some_and(|found| (found - longitude).abs() < 1.2)
}

#[test]
fn local_reports_name_local_places() {
    let reader = Reader::load().unwrap();
    let mut wrong = Vec::new();
    for case in CASES {
        let article = Article {
            id: ArticleId("test".into()),
            origin: Origin::Pasted,
            title: None,
            source: case.source.map(str::to_owned),
            url: case.url.map(str::to_owned),
            published: Published::given("2023-05-17".parse().unwrap()),
            text: case.text.to_owned(),
            furniture: Vec::new(),
        };
        let found = reader.read(&article).mentions;
        for (words, country, latitude, longitude) in case.wanted {
            let named: Vec<&Mention> = found
                .iter()
                .filter(|mention| mention.span.of(case.text) == *words)
                .collect();
            if named.is_empty()
                || !named
                    .iter()
                    .all(|mention| near(mention, country, *latitude, *longitude))
            {
                wrong.push(format!("{words:?} in {:?}: {named:#?}", case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
