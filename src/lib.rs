//! Dateline turns news articles into a chronology one can trust and cite.
//!
//! The floors of the house, from the ground up; arrows go down only:
//! [`model`], [`calendar`], [`load`], [`language`], [`world`], [`extract`], [`merge`], [`project`], [`scene`], [`timeline`] and
//! `map`, [`export`], `cli` and `app`.

pub mod app;
pub mod calendar;
pub mod cli;
pub mod export;
pub mod extract;
pub mod language;
pub mod load;
pub mod map;
pub mod merge;
pub mod model;
pub mod project;
pub mod scene;
pub mod timeline;
pub mod world;
