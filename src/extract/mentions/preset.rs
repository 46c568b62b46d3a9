//! Names of the tables that the name finder is to keep, and which of them the place in the text allows.

use crate::language::{EntityLabel, PresetEntity, Token, Tokens};
use crate::world::{Caution, Known, Match, World};

/// Names of the gazetteer, which the name finder is to keep and to decode the rest around.
pub fn preset(tokens: &Tokens, text: &str, world: &World) -> Vec<PresetEntity> {
    let tokens = tokens.as_slice();
    world
        .find_names(tokens, text)
        .into_iter()
        .filter(|found| stands_alone(found, tokens, text, world))
        .map(|found| PresetEntity {
            label: label(&found, world),
            tokens: found.tokens,
        })
        .collect()
}

/// The label that the name finder would give to such a name.
pub(super) fn label(found: &Match<'_>, world: &World) -> EntityLabel {
    match found.known.first() {
        Some(Known::Country(_)) => EntityLabel::Gpe,
        Some(Known::Demonym(_)) => EntityLabel::Norp,
        Some(Known::Metonym(index)) => match world.metonyms().get(*index as usize) {
            Some(metonym) if metonym.is_city => EntityLabel::Gpe,
            _ => EntityLabel::Org,
        },
        Some(Known::Person(_)) => EntityLabel::Person,
        Some(Known::Place(index)) => match world.place_at(*index).map(|place| place.kind) {
            Some("region" | "province" | "state" | "disputed") => EntityLabel::Gpe,
            Some("base" | "site" | "canal") => EntityLabel::Fac,
            _ => EntityLabel::Loc,
        },
        _ => EntityLabel::Org,
    }
}

/// Whether the name may be taken for what the tables say, judging by the words beside it.
pub(super) fn stands_alone(found: &Match<'_>, tokens: &[Token], text: &str, world: &World) -> bool {
    match world.caution(found.name) {
        Caution::Word => false,
        Caution::Person => {
            !name_like(tokens, found.tokens.start.checked_sub(1), text, world)
                && !name_like(tokens, Some(found.tokens.end), text, world)
        }
        // A country or people within a longer name ("Bank of China", "China Daily") is left to the name finder.
        Caution::None => match found.known.first() {
            Some(Known::Country(_) | Known::Demonym(_) | Known::Metonym(_) | Known::Place(_)) => {
                !part_of_a_longer_name(found, tokens, text, world)
            }
            Some(Known::Body(_)) => !behind_a_name(found, tokens, text, world),
            // "Juan Carlos Jobet" is not the king.
            Some(Known::Person(_)) => !name_like(tokens, Some(found.tokens.end), text, world),
            _ => true,
        },
    }
}

/// "National Security Council" is not the Security Council.
fn behind_a_name(found: &Match<'_>, tokens: &[Token], text: &str, world: &World) -> bool {
    let Some(before) = found.tokens.start.checked_sub(1).filter(|&at| at > 0) else {
        return false;
    };
    let word = text.get(tokens[before].range()).unwrap_or_default();
    let capitalised = word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().nth(1).is_some_and(char::is_lowercase);
    capitalised
        && !matches!(
            &*tokens[before].lower,
            "the" | "a" | "an" | "in" | "on" | "and" | "but" | "as"
        )
        && !matches!(&*tokens[before - 1].lower, "." | "\n" | "\n\n" | "”" | "\"")
        && world.named(word).is_empty()
}

fn part_of_a_longer_name(found: &Match<'_>, tokens: &[Token], text: &str, world: &World) -> bool {
    if name_like(tokens, Some(found.tokens.end), text, world) {
        return true;
    }
    let Some(before) = found.tokens.start.checked_sub(1) else {
        return false;
    };
    let of =
        &*tokens[before].lower == "of" && name_like(tokens, before.checked_sub(1), text, world);
    of || (before > 0 && name_like(tokens, Some(before), text, world))
}

/// Whether the token looks like part of a name: capitalised, and neither a title nor a known name itself.
fn name_like(tokens: &[Token], at: Option<usize>, text: &str, world: &World) -> bool {
    let Some(token) = at.and_then(|at| tokens.get(at)) else {
        return false;
    };
    let word = text.get(token.range()).unwrap_or_default();
    let capitalised = word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().nth(1).is_some_and(char::is_lowercase);
    if !capitalised {
        return false;
    }
    let ordinary = matches!(
        &*token.lower,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "and"
            | "but"
            | "as"
            | "after"
            | "if"
            | "while"
            | "for"
            | "with"
            | "when"
            | "its"
            | "his"
            | "their"
            | "this"
            | "that"
            | "these"
            | "meanwhile"
            | "however"
            | "former"
            | "mr"
            | "mrs"
            | "foreign"
            | "prime"
            | "defence"
            | "defense"
            | "interior"
            | "finance"
            | "says"
            | "to"
            | "from"
            | "of"
            | "by"
            | "at"
            | "since"
            | "national"
            | "crown"
            | "deputy"
            | "vice"
            | "supreme"
            | "first"
            | "dr"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "eastern"
            | "western"
            | "northern"
            | "southern"
            | "central"
            | "both"
    );
    !ordinary
        && world.role(&token.lower).is_none()
        && world.modifier(&token.lower).is_none()
        && world.named(word).is_empty()
}
