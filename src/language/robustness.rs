//! Checks that hold for any text at all, however hostile.

use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Doc, Engine, EntityLabel, Iob, PresetEntity};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::load().unwrap());

fn read(text: &str, blocks: &[Range<usize>], preset: &[PresetEntity]) -> Doc {
    ENGINE.analyze(ENGINE.tokenize(text, blocks), text, preset)
}

fn read_all(text: &str) -> Doc {
    ENGINE.read(text)
}

/// Tokens stand in order on borders of characters; only single blanks lie between them; the tree holds together.
fn check(text: &str, range: Range<usize>, doc: &Doc) {
    let mut place = range.start;
    for (index, token) in doc.tokens.iter().enumerate() {
        let gap = &text[place..token.start as usize];
        assert!(gap.is_empty() || gap == " ", "gap {gap:?} before {index}");
        assert!(!doc.text_of(text, token).is_empty());
        assert_eq!(
            token.space_after,
            text[token.end as usize..range.end].starts_with(' ') && {
                let next = doc.tokens.get(index + 1);
                next.is_none_or(|next| next.start != token.end)
            }
        );
        place = token.end as usize;
        assert!((token.head as usize) < doc.len());
        assert!(
            doc.ancestors(index).take(doc.len() + 1).count() <= doc.len(),
            "a circle above {index}"
        );
        assert!(doc.subtree(index).contains(&index));
        assert_eq!(doc.token_at(token.start as usize), Some(index));
        assert_eq!(token.entity.is_some(), token.iob != Iob::Outside);
        assert_eq!(
            doc.sentence_of(index).start == index,
            token.sentence_start || index == 0
        );
    }
    let rest = &text[place..range.end];
    assert!(rest.is_empty() || rest == " ", "{rest:?} is left over");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        2 => "[ \\t\\n\\r\u{a0}\u{2029}]{1,3}",
        2 => "[0-9.,:/@+%$€°-]{1,6}",
        1 => "[’'”“\"…—–~()\\[\\]<>*^_=&#]{1,4}",
        1 => prop::sample::select(vec!["10a.m.", "Adm.", "can't", "U.S.", "http://a.bc/", ":-)", "¯\\(ツ)/¯", "’s"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read(text in any_text()) {
        check(&text, 0..text.len(), &read_all(&text));
    }

    #[test]
    fn memory_of_other_texts_changes_nothing(first in any_text(), second in any_text()) {
        let fresh = Engine::load().unwrap();
        let _ = read_all(&first);
        let here = read_all(&second);
        let there = fresh.read(&second);
        prop_assert_eq!(here.tokens, there.tokens);
    }

    #[test]
    fn preset_names_are_kept(text in any_text(), start in 0usize..20, length in 1usize..5) {
        let tokens = ENGINE.tokenize(&text, std::slice::from_ref(&(0..text.len())));
        let range = start..start + length;
        let preset = [PresetEntity { tokens: range.clone(), label: EntityLabel::Event }];
        let inside = range.end <= tokens.len();
        let doc = ENGINE.analyze(tokens, &text, &preset);
        let kept = doc.entities.iter().any(|entity| entity.tokens == range && entity.label == EntityLabel::Event);
        prop_assert_eq!(kept, inside || doc.entities.iter().any(|entity| entity.tokens == range));
    }

    #[test]
    fn blocks_are_read_by_themselves(first in any_text(), between in any_text(), second in any_text()) {
        let text = format!("{first}{between}{second}");
        let blocks = [0..first.len(), text.len() - second.len()..text.len()];
        let doc = read(&text, &blocks, &[]);
        let (one, two) = (read_all(&first), read_all(&second));
        prop_assert_eq!(doc.len(), one.len() + two.len());
        for (index, token) in doc.tokens.iter().enumerate() {
            let (part, from, offset) = if index < one.len() { (&one, 0, 0) } else { (&two, one.len(), blocks[1].start) };
            let alone = &part.tokens[index - from];
            prop_assert_eq!(token.start as usize, alone.start as usize + offset);
            prop_assert_eq!(token.head as usize, alone.head as usize + from);
            prop_assert_eq!((token.tag, token.dep, token.entity), (alone.tag, alone.dep, alone.entity));
        }
    }
}

#[test]
fn impossible_blocks_and_names_are_left_out() {
    let text = "né à Paris";
    let blocks = [2..5, Range { start: 5, end: 3 }, 3..6, 4..8, 6..400, 7..11];
    let doc = read(text, &blocks, &[]);
    let words: Vec<&str> = doc
        .tokens
        .iter()
        .map(|token| doc.text_of(text, token))
        .collect();
    assert_eq!(words, [" ", "à", "Pari"]);
    let preset = |tokens: Range<usize>| PresetEntity {
        tokens,
        label: EntityLabel::Gpe,
    };
    let doc = read(
        "Paris met Rome",
        std::slice::from_ref(&(0..14)),
        &[preset(0..1), preset(0..2), preset(2..2), preset(2..9)],
    );
    assert_eq!(doc.entities[0].tokens, 0..1);
}

#[test]
fn paragraphs_start_sentences() {
    let text = "Floods in the north\n\nTroops were sent there \n \n and then";
    let doc = read_all(text);
    let starts: Vec<&str> = doc
        .sentences
        .iter()
        .map(|range| doc.text_of(text, &doc.tokens[range.start]))
        .collect();
    assert_eq!(starts, ["Floods", "Troops", "and"]);
}

#[test]
fn long_texts_are_cut_and_keep_together() {
    let paragraph =
        "The minister of trade met her colleague from Chile and signed a treaty. ".repeat(30);
    let text = format!("{paragraph}\n\n").repeat(20);
    let doc = read_all(&text);
    check(&text, 0..text.len(), &doc);
    assert!(doc.len() > 8_000);
    assert!(
        doc.sentences.len() >= 600,
        "{} sentences",
        doc.sentences.len()
    );
    // One paragraph without an end, and one without even an end of a sentence.
    for text in [paragraph.repeat(15), "rain and wind, ".repeat(4_000)] {
        check(&text, 0..text.len(), &read_all(&text));
    }
}

#[test]
fn text_that_is_no_text_takes_no_ages() {
    let begin = Instant::now();
    for unit in [
        "a", "(", ".", "a.", "@", "a@", "1:", "'", "\u{301}", "a-", "\n", "((a.",
    ] {
        let text = unit.repeat(60_000);
        let doc = read_all(&text);
        assert!(!doc.is_empty());
    }
    assert!(
        begin.elapsed() < Duration::from_secs(120),
        "{:?}",
        begin.elapsed()
    );
}
