//! What a reader gets for the names, titles and pronouns of sentences written for these tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::OnceLock;

use dateline::extract::mentions;
use dateline::extract::{Context, Reader};
use dateline::language::Engine;
use dateline::model::{Article, ArticleId, Mention, MentionKind, Origin, Published, Reading};
use dateline::world::World;

fn mentions_of(text: &str, published: &str) -> Vec<Mention> {
    let world = World::load().unwrap();
    let engine = Engine::load().unwrap();
    let article = Article {
        id: ArticleId("test".into()),
        origin: Origin::Pasted,
        title: None,
        source: None,
        url: None,
        published: Published::given(published.parse().unwrap()),
        text: text.to_owned(),
        furniture: Vec::new(),
    };
    let tokens = engine.tokenize(text, &article.blocks());
    let preset = mentions::preset(&tokens, text, &world);
    let doc = engine.analyze(tokens, text, &preset);
    let context = Context {
        article: &article,
        text,
        doc: &doc,
        world: &world,
        published: article.published.date,
    };
    mentions::find(&mentions::Rules::load().unwrap(), &context, &[])
}

fn named<'a>(found: &'a [Mention], text: &str, words: &str) -> Vec<&'a Mention> {
    found
        .iter()
        .filter(|mention| mention.span.of(text) == words)
        .collect()
}

fn one<'a>(found: &'a [Mention], text: &str, words: &str) -> &'a Mention {
    match named(found, text, words).as_slice() {
        [only] => only,
        other => panic!("{} mentions of {words:?} in {found:#?}", other.len()),
    }
}

fn country(mention: &Mention) -> &str {
    mention.country.as_ref().map_or("", |code| code.as_str())
}

fn sector(mention: &Mention) -> &str {
    mention.sector.map_or("", |sector| sector.code())
}

#[test]
fn a_title_with_a_name_is_one_person() {
    let text = "Norwegian Fisheries Minister Kari Bergstrom met officials in Lima. Bergstrom said she was content.";
    let found = mentions_of(text, "2019-05-02");
    let minister = one(&found, text, "Norwegian Fisheries Minister Kari Bergstrom");
    assert_eq!(minister.kind, MentionKind::Person);
    assert_eq!((country(minister), sector(minister)), ("NOR", "GOV"));
    assert_eq!(country(one(&found, text, "Bergstrom")), "NOR");
    assert_eq!(one(&found, text, "she").actor, minister.actor);
    assert_eq!(one(&found, text, "Lima").kind, MentionKind::Place);
}

#[test]
fn a_title_means_whoever_held_the_office() {
    let text = "The French president spoke to the Indian prime minister on Monday.";
    let found = mentions_of(text, "2008-03-03");
    let actor = |words| one(&found, text, words).actor.clone().unwrap().0;
    assert_eq!(actor("The French president"), "nicolas-sarkozy");
    assert_eq!(actor("the Indian prime minister"), "manmohan-singh");
}

#[test]
fn a_title_goes_on_behind_its_of() {
    let text = "The Israeli minister of defense spoke to the U.S. secretary of state on Monday. The Canadian head of state visited Malta.";
    let found = mentions_of(text, "2008-03-03");
    let actor = |words| one(&found, text, words).actor.clone().unwrap().0;
    assert_eq!(actor("The Israeli minister of defense"), "ehud-barak");
    assert_eq!(actor("the U.S. secretary of state"), "condoleezza-rice");
    let head = one(&found, text, "The Canadian head of state");
    assert_eq!(head.actor.as_ref().unwrap().0, "queen-elizabeth-ii");
    assert_eq!(country(head), "CAN");
}

#[test]
fn capitals_act_or_are_places() {
    let text = "Tehran rejected the offer. Two ministers then flew to Tehran.";
    let found = mentions_of(text, "2012-06-01");
    let kinds: Vec<_> = named(&found, text, "Tehran")
        .iter()
        .map(|mention| (mention.kind, country(mention)))
        .collect();
    assert_eq!(
        kinds,
        [(MentionKind::Country, "IRN"), (MentionKind::Place, "IRN")]
    );
}

#[test]
fn two_leaders_are_two_mentions() {
    let text = "Angela Merkel received Vladimir Putin in Berlin. The two leaders discussed gas.";
    let found = mentions_of(text, "2014-01-10");
    let both = named(&found, text, "The two leaders");
    let countries: Vec<_> = both.iter().map(|mention| country(mention)).collect();
    assert_eq!(countries, ["DEU", "RUS"]);
    assert_eq!(mentions::members(&found, both[0].span).count(), 2);
    assert_eq!(mentions::with_head(&found, both[0].head.start).count(), 2);
}

#[test]
fn words_that_look_like_countries_are_left_alone() {
    let text = "Michael Jordan ate turkey with Polish friends and polish on the table in chad.";
    let found = mentions_of(text, "2010-01-01");
    assert!(
        found
            .iter()
            .all(|m| country(m) != "JOR" && country(m) != "TUR" && country(m) != "TCD")
    );
    assert_eq!(named(&found, text, "polish").len(), 0);
    assert_eq!(country(one(&found, text, "Polish")), "POL");
}

#[test]
fn bodies_and_groups_act_for_themselves() {
    let world = World::load().unwrap();
    let text = "The African Union condemned the raid by al-Shabab fighters on Kenyan soldiers.";
    let found = mentions_of(text, "2016-02-01");
    let union = one(&found, text, "The African Union");
    assert_eq!(union.actor.as_ref().unwrap().as_str(), "AU");
    assert_eq!(mentions::party(union, &world), None);
    let fighters = one(&found, text, "al-Shabab fighters");
    assert_eq!((country(fighters), sector(fighters)), ("SOM", "REB"));
    assert_eq!(mentions::party(fighters, &world), None);
    let soldiers = one(&found, text, "Kenyan soldiers");
    assert_eq!(mentions::party(soldiers, &world).unwrap().as_str(), "KEN");
    assert_eq!(sector(soldiers), "MIL");
}

#[test]
fn spans_lie_on_characters_whatever_the_text() {
    let reader = Reader::load().unwrap();
    for text in [
        "",
        "“",
        "Ünïted Stätes’s 😀 of the the",
        "the\u{a0}U.S.’ army\u{2028}x",
        "'s 's of of",
    ] {
        let found = mentions_of(text, "2020-01-01");
        for mention in &found {
            assert!(text.get(mention.span.range()).is_some());
            assert!(mention.span.contains(mention.head));
        }
    }
    assert!(!reader.world().countries().is_empty());
}

/// Reads a text as the program does, with times and events.
fn reading_of(text: &str, published: Option<&str>) -> Reading {
    static READER: OnceLock<Reader> = OnceLock::new();
    let published = published.map_or(Published::UNKNOWN, |day| {
        Published::given(day.parse().unwrap())
    });
    READER
        .get_or_init(|| Reader::load().unwrap())
        .read(&Article {
            id: ArticleId("test".into()),
            origin: Origin::Pasted,
            title: None,
            source: None,
            url: None,
            published,
            text: text.to_owned(),
            furniture: Vec::new(),
        })
}

/// Who the mentions of the words are: actor or country, in order of the text.
fn who(found: &[Mention], text: &str, words: &str) -> Vec<String> {
    named(found, text, words)
        .iter()
        .map(|mention| match &mention.actor {
            Some(actor) => actor.0.clone(),
            None => country(mention).to_lowercase(),
        })
        .collect()
}

/// Words of the text, and whom they mean.
type Meant = (&'static str, &'static [&'static str]);

/// Published when, text, and whom words mean there: an actor, or the country's code in small letters.
const TITLES: &[(&str, &str, &[Meant])] = &[
    (
        "2012-06-01",
        "In 1998 the US president ordered missile strikes on Sudan. The US president has condemned Syria.",
        &[
            ("the US president", &["bill-clinton"]),
            ("The US president", &["barack-obama"]),
        ],
    ),
    (
        "2012-06-01",
        "The then defence minister of Britain met the Russian president in Moscow in March 2001.",
        &[
            ("The then defence minister of Britain", &["geoff-hoon"]),
            ("the Russian president", &["vladimir-putin"]),
        ],
    ),
    (
        "2018-08-10",
        "Britain's then foreign secretary condemned Iran in May 2007.",
        &[("Britain's then foreign secretary", &["margaret-beckett"])],
    ),
    (
        "2012-06-01",
        "The French president visited Rwanda in 1994. He praised its army.",
        &[
            ("The French president", &["francois-mitterrand"]),
            ("He", &["francois-mitterrand"]),
        ],
    ),
    // A time that only ends or begins something says nothing about who holds the office now.
    (
        "2012-06-01",
        "The US president said on Monday that troops who have been there since 2003 would leave.",
        &[("The US president", &["barack-obama"])],
    ),
    // Both are called George Bush.
    (
        "2005-02-01",
        "George Bush met Tony Blair in London. In 1990 George Bush sent troops to Saudi Arabia.",
        &[("George Bush", &["george-w-bush", "george-h-w-bush"])],
    ),
    (
        "2012-05-05",
        "King Abdullah of Jordan met the Saudi king.",
        &[
            ("King Abdullah of Jordan", &["king-abdullah-ii"]),
            ("the Saudi king", &["king-abdullah"]),
        ],
    ),
    // Nobody is known for the time: the country still is.
    (
        "1926-06-01",
        "The US president met the British prime minister on Monday.",
        &[
            ("The US president", &["usa"]),
            ("the British prime minister", &["gbr"]),
        ],
    ),
    (
        "2126-06-01",
        "The US president met the British prime minister on Monday.",
        &[
            ("The US president", &["usa"]),
            ("the British prime minister", &["gbr"]),
        ],
    ),
    (
        "",
        "On 5 March 2003 the US president threatened Iraq.",
        &[("the US president", &["george-w-bush"])],
    ),
    (
        "2023-08-18",
        "Sergei Lavrov met his Chinese counterpart in Jakarta in July 2022.",
        &[("his Chinese counterpart", &["wang-yi"])],
    ),
];

#[test]
fn titles_mean_the_holder_at_the_date_of_what_is_told() {
    check(TITLES);
}

const TAKEN_UP: &[(&str, &str, &[Meant])] = &[
    (
        "2023-08-18",
        "Sergei Lavrov met his Chinese counterpart in Jakarta. The two ministers discussed Ukraine. Both sides agreed to meet again.",
        &[
            ("The two ministers", &["sergei-lavrov", "wang-yi"]),
            ("Both sides", &["RUS", "CHN"]),
        ],
    ),
    (
        "2023-08-18",
        "Emmanuel Macron and Olaf Scholz met in Paris. The two leaders called on Iran to stop. The two countries signed a deal.",
        &[("The two countries", &["FRA", "DEU"])],
    ),
    (
        "2023-08-18",
        "NATO met in Vilnius. The alliance condemned Russia. The EU imposed sanctions on Belarus. The bloc also banned imports from Russia.",
        &[("The alliance", &["NATO"]), ("The bloc", &["EU"])],
    ),
    (
        "2023-08-18",
        "Hungary and its ally Poland rejected the plan. Russia and its ally agreed to hold exercises.",
        &[("its ally", &["POL"])],
    ),
    (
        "2023-08-18",
        "Pakistan closed the border with Afghanistan. The neighbouring country protested. Islamabad accused its neighbour of sheltering militants.",
        &[
            ("The neighbouring country", &["AFG"]),
            ("its neighbour", &["AFG"]),
        ],
    ),
    (
        "2023-08-18",
        "Angela Merkel phoned Theresa May on Monday. She told her that talks would begin.",
        &[("She", &["angela-merkel"]), ("her", &["theresa-may"])],
    ),
    (
        "2023-08-18",
        "China and India held talks on Thursday. They said that troops would leave.",
        &[("They", &["CHN", "IND"])],
    ),
    (
        "2023-08-18",
        "The North Korean leader met Vladimir Putin. The pair discussed arms.",
        &[("The pair", &["kim-jong-un", "vladimir-putin"])],
    ),
    (
        "2023-08-18",
        "Saudi Arabia and Iran restored ties. The kingdom said it would reopen its embassy. The country is rich.",
        &[("The kingdom", &["SAU"]), ("The country", &["SAU"])],
    ),
    (
        "2023-08-18",
        "Myanmar and Thailand signed an accord. The former accused the latter.",
        &[("The former", &["MMR"]), ("the latter", &["THA"])],
    ),
    (
        "2018-05-04",
        "South Korea and North Korea held talks. The North fired a missile. The South protested.",
        &[("The North", &["PRK"]), ("The South", &["KOR"])],
    ),
    (
        "2022-11-04",
        "The Ethiopian government and the TPLF signed a truce. Both sides agreed to lay down arms.",
        &[("Both sides", &["ETH", "tigray-peoples-liberation-front"])],
    ),
    // A title without a country is of the state that the report began with.
    (
        "2025-01-23",
        "Ecuador recalled its ambassador from Lima on Wednesday. Foreign Minister Rafael Quintero said nothing.",
        &[("Foreign Minister Rafael Quintero", &["rafael-quintero"])],
    ),
    (
        "2023-08-18",
        "ECOWAS imposed sanctions on Niger. The junta rejected them.",
        &[("The junta", &["ner"])],
    ),
];

#[test]
fn what_was_named_before_is_taken_up() {
    check(TAKEN_UP);
}

fn check(cases: &[(&str, &str, &[Meant])]) {
    let mut wrong = Vec::new();
    for (published, text, meant) in cases {
        let found = reading_of(text, Some(*published).filter(|day| !day.is_empty())).mentions;
        for (words, wanted) in *meant {
            let got = who(&found, text, words);
            if got != *wanted {
                wrong.push(format!("{words:?} in {text:?}: {got:?}, not {wanted:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bare_titles_are_of_the_state_that_acts_and_bodies_of_none() {
    let text = "Ecuador recalled its ambassador from Lima on Wednesday. Foreign Minister Rafael Quintero said nothing.";
    let found = reading_of(text, Some("2025-01-23")).mentions;
    let minister = one(&found, text, "Foreign Minister Rafael Quintero");
    assert_eq!(country(minister), "ECU");
    // Whatever country the text is about, the head of the UN is of none.
    let text = "Iraq rejected it. Iraq waits. Iraq is ready. Iraq spoke. Iraq left. Annan arrived in Baghdad.";
    let found = reading_of(text, Some("1998-02-22")).mentions;
    for mention in named(&found, text, "Annan") {
        assert_eq!(country(mention), "");
    }
}

#[test]
fn no_region_is_meant_by_a_direction() {
    // Regions of Cameroon are called North and South.
    let text = "The North and the South disagreed over cotton.";
    let found = reading_of(text, Some("2012-06-01")).mentions;
    assert!(found.iter().all(|mention| country(mention).is_empty()));
}

#[test]
fn who_is_named_beside_a_title_holds_the_office() {
    let found = reading_of(
        "Quintero met the Brazilian foreign minister, Helena Prado, in Lima on Monday.",
        Some("2025-01-23"),
    )
    .mentions;
    let actors: Vec<&str> = found
        .iter()
        .filter_map(|mention| mention.actor.as_ref())
        .map(|actor| actor.as_str())
        .collect();
    assert!(actors.contains(&"helena-prado"), "{actors:?}");
    assert!(!actors.contains(&"mauro-vieira"), "{actors:?}");
}

#[test]
fn a_title_in_an_event_means_the_holder_at_its_date() {
    // The date is that of the sentence before; the clause of the title has none of its own.
    let text = "On 3 September 1990 Iraq held talks with the Soviet Union. The US president rejected the plan the same day.";
    let reading = reading_of(text, Some("2012-06-01"));
    let event = reading
        .events
        .iter()
        .find(|event| event.summary.contains("reject"))
        .unwrap();
    assert_eq!(
        event.sources[0].actor.as_ref().unwrap().0,
        "george-h-w-bush"
    );
    assert!(event.summary.starts_with("George H. W. Bush"));
}

/// Text, a phrase of it, and the countries that it means.
type Taken = (&'static str, &'static str, &'static [&'static str]);

const COUNTED: &[Taken] = &[
    (
        "Kenya, Uganda and Tanzania signed a trade deal on Monday. The three countries also agreed to build a railway.",
        "The three countries",
        &["KEN", "UGA", "TZA"],
    ),
    (
        "Germany, France and Italy condemned the attack. The three nations urged Iran to show restraint.",
        "The three nations",
        &["DEU", "FRA", "ITA"],
    ),
    // Four are not what the text named.
    (
        "Kenya and Uganda signed a trade deal on Monday. The four countries will meet again.",
        "The four countries",
        &[],
    ),
    // Whoever speaks to both is none of them.
    (
        "Paris recalled its envoy from Niamey on Monday. Nigeria urged both sides to talk.",
        "both sides",
        &["FRA", "NER"],
    ),
    (
        "Sudan's army and the Rapid Support Forces signed a truce. The two sides promised to open roads.",
        "The two sides",
        &["SDN", "SDN"],
    ),
    (
        "Armenia and Azerbaijan accused each other of firing first. The two foreign ministers will meet in Washington.",
        "The two foreign ministers",
        &["ARM", "AZE"],
    ),
    // A nationality in the phrase decides.
    (
        "Poland and Hungary met on Monday. Two Turkish ministers came as guests.",
        "Two Turkish ministers",
        &["TUR"],
    ),
    // Hosts and guests of another nationality.
    (
        "Vladimir Putin greeted his Turkish guest at the Kremlin.",
        "his Turkish guest",
        &["TUR"],
    ),
    (
        "Xi Jinping arrived in Moscow on Monday. Xi praised his Russian host.",
        "his Russian host",
        &["RUS"],
    ),
    // The minister is the one who was named.
    (
        "Poland summoned the Russian ambassador on Monday. Defense Minister Jan Kowalczyk said the incident was serious. The Defense Minister added that Poland would respond.",
        "The Defense Minister",
        &["POL"],
    ),
    (
        "The Foreign Ministry in Seoul summoned the Chinese ambassador. It called the envoy to a meeting.",
        "the envoy",
        &["CHN"],
    ),
    // Who is named as one of them tells of which country they are.
    (
        "The court fined the defendants, including Emmanuel Macron, on Monday.",
        "the defendants",
        &["FRA"],
    ),
    // The mark of a network does not hide a name.
    (
        "The girls were handed to the #Nigeria government, the Red Cross said.",
        "Nigeria",
        &["NGA"],
    ),
    // Countries have an adjective of their own, states of the USA do not.
    (
        "A Georgia judge sentenced the man on Friday.",
        "A Georgia judge",
        &["USA"],
    ),
    (
        "Georgia lawmakers passed the bill on Thursday, and police in Tbilisi used tear gas. Georgia's president will veto it.",
        "Georgia lawmakers",
        &["GEO"],
    ),
    // A city, whomever the name finder takes it for.
    ("Mykolaiv was shelled on Monday.", "Mykolaiv", &["UKR"]),
    // Words of a country's public life tell whose they are.
    (
        "MPs voted to back the bill after a debate in the Commons. Labour MPs abstained.",
        "Labour MPs",
        &["GBR"],
    ),
    // Nothing but the dateline tells whose government it is.
    (
        "LIMA, May 16 (Reuters) - The government will recall its ambassador to Mexico.",
        "The government",
        &["PER"],
    ),
];

#[test]
fn phrases_take_up_as_many_as_they_say() {
    let mut wrong = Vec::new();
    for (text, words, wanted) in COUNTED {
        let found = mentions_of(text, "2023-05-17");
        let countries: Vec<_> = named(&found, text, words)
            .iter()
            .map(|mention| country(mention).to_owned())
            .filter(|code| !code.is_empty())
            .collect();
        if countries != *wanted {
            wrong.push(format!("{words:?} in {text:?}: {countries:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_guest_is_who_holds_the_same_office_at_the_time() {
    let text = "Vladimir Putin greeted his Turkish guest at the Kremlin.";
    let actor = |day| {
        let found = mentions_of(text, day);
        let guest = one(&found, text, "his Turkish guest").clone();
        guest.actor.unwrap().0
    };
    assert_eq!(actor("2023-05-17"), "recep-tayyip-erdogan");
    assert_eq!(actor("2001-05-17"), "ahmet-necdet-sezer");
}
