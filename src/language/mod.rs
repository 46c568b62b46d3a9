//! English text in; tokens, tags, tree, names and lemmas out.
//!
//! A port of a statistical pipeline whose weights are embedded in the program (see `assets/language/MODEL.md`). It knows
//! nothing of news: what a verb means, who a name is and when a date falls are left to the rooms above.

mod affixes;
mod assets;
mod characters;
mod doc;
mod encoder;
mod engine;
mod labels;
mod lemmatizer;
mod lexeme;
mod matrix;
mod names;
mod parser;
#[cfg(test)]
mod robustness;
mod ruler;
mod segments;
mod tokenizer;
mod transitions;
mod tree;
mod words;

pub use assets::LoadError;
pub use doc::{Doc, Entity, Iob, PresetEntity, Token, Tokens};
pub use engine::Engine;
pub use labels::{Dep, EntityLabel, Morph, Pos, Tag, UnknownLabel};
