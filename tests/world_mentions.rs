//! What a reader gets for the names, titles and pronouns of sentences written for these tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use dateline::extract::mentions;
use dateline::extract::{Context, Reader};
use dateline::language::Engine;
use dateline::model::{Article, ArticleId, Mention, MentionKind, Origin, Published};
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
