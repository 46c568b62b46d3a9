//! Sorts entries into lanes: by country, pair, bloc, place, class, article, story, or all in one.
//!
//! Depends on the entries and the filters only, not on the view. Each lane keeps its items in order of their first day,
//! with the few sums that let [`super::lay_out`] skip what it need not look at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::DayRange;
use super::form::{TimeForm, days_and_form};
use super::importance::importance;
use super::keys::Keys;
use crate::merge::{Entry, Report};
use crate::model::{ActorId, Quad, Status};
use crate::world::Term;

/// What the lanes stand for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum LaneMode {
    /// A lane for each country or body; an event stands in the lane of each that takes part.
    #[default]
    Country,
    /// A lane for each pair that had to do with each other.
    Pair,
    /// A lane for each bloc that a country taking part belonged to on the day.
    Bloc,
    /// A lane for each place.
    Place,
    /// A lane for each of the four classes.
    Class,
    /// A lane for each article.
    Article,
    /// A lane for each story; the articles that tell none of several share one.
    Story,
    /// One lane.
    Single,
}

impl LaneMode {
    /// In the order in which a switch offers them.
    pub const ALL: [Self; 8] = [
        Self::Country,
        Self::Pair,
        Self::Bloc,
        Self::Place,
        Self::Class,
        Self::Article,
        Self::Story,
        Self::Single,
    ];

    /// For people, after "lanes by".
    pub fn words(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Pair => "pair",
            Self::Bloc => "bloc",
            Self::Place => "place",
            Self::Class => "type",
            Self::Article => "article",
            Self::Story => "story",
            Self::Single => "none",
        }
    }
}

/// What a lane stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneKey {
    /// A country or body.
    Actor(ActorId),
    /// Two of them, in order of their ids.
    Pair(ActorId, ActorId),
    /// An alliance or organisation, by its id.
    Bloc(ActorId),
    /// A place, by its name.
    Place(String),
    /// One of the four classes, by its place in [`Quad::ALL`]; 4 is everything else.
    Class(u8),
    /// An article, by its place in the project.
    Article(usize),
    /// A story, by its place in the chronology.
    Story(usize),
    /// Everything.
    All,
    /// What has no lane of its own, because there are too many.
    Rest,
    /// Events that name nothing a lane could stand for.
    Nobody,
}

/// What is known of the actors and articles of a project beyond its entries: names for the lanes, and more.
pub trait LaneNames {
    /// The name of a country or body; none if it is not known.
    fn actor(&self, id: &ActorId) -> Option<String>;
    /// The headline of an article.
    fn article(&self, index: usize) -> String;
    /// The story that an article tells, by its place in the chronology.
    fn story_of(&self, _article: usize) -> Option<usize> {
        None
    }
    /// The title of a story.
    fn story(&self, _index: usize) -> String {
        String::new()
    }
    /// The blocs that a country ever belonged to, with the time; a bloc itself belongs to itself.
    fn blocs(&self, _actor: &ActorId) -> Vec<(ActorId, Term)> {
        Vec::new()
    }
    /// The short name of a bloc.
    fn bloc(&self, id: &ActorId) -> String {
        id.0.clone()
    }
    /// Whether a report only recalls what happened, as the background of what it tells.
    fn is_background(&self, _report: Report) -> bool {
        false
    }
    /// Where in its article a report stands, from 0 (the headline) to 1 (the end); none if that is not known.
    fn place_in_article(&self, _report: Report) -> Option<f32> {
        None
    }
}

/// One event in one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// First day drawn.
    pub first: i32,
    /// Last day drawn, included.
    pub last: i32,
    /// Index into the entries that were arranged.
    pub entry: u32,
    /// How much it matters, by [`importance`].
    pub importance: u16,
    /// Place of its class in [`Quad::ALL`]; 4 for none.
    pub class: u8,
    /// How its date is drawn.
    pub form: TimeForm,
    /// Whether it took place.
    pub status: Status,
    /// No report tells it as news.
    pub background: bool,
}

impl Item {
    fn new(index: usize, entry: &Entry, names: &dyn LaneNames) -> Option<Self> {
        let (first, last, form) = days_and_form(&entry.when)?;
        let background = entry
            .reports
            .iter()
            .all(|report| names.is_background(*report));
        let place = entry
            .reports
            .iter()
            .filter_map(|report| names.place_in_article(*report))
            .min_by(f32::total_cmp);
        Some(Self {
            first,
            last,
            entry: u32::try_from(index).ok()?,
            importance: importance(entry, place, background),
            class: class_of(entry),
            form,
            status: entry.status,
            background,
        })
    }

    /// True if it is drawn as a disc.
    pub fn is_day(&self) -> bool {
        self.form == TimeForm::Day
    }
}

pub(super) fn class_of(entry: &Entry) -> u8 {
    match entry.quad() {
        Some(Quad::VerbalCooperation) => 0,
        Some(Quad::MaterialCooperation) => 1,
        Some(Quad::VerbalConflict) => 2,
        Some(Quad::MaterialConflict) => 3,
        None => 4,
    }
}

/// The items of one key, in order of first day.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What it stands for.
    pub key: LaneKey,
    /// Its label.
    pub name: String,
    items: Vec<Item>,
    /// For each item the latest last day up to and including it: rises, so that it can be searched.
    last_so_far: Vec<i32>,
    /// Numbers of items of each class before each block of [`BLOCK`] items, and the most important item of the block.
    blocks: Vec<Block>,
}

const BLOCK: usize = 256;

#[derive(Clone, Copy, Debug)]
struct Block {
    classes_before: [u32; 5],
    most_important: usize,
}

impl Lane {
    fn new(key: LaneKey, name: String, mut items: Vec<Item>) -> Self {
        items.sort_unstable_by_key(|item| (item.first, item.last, item.entry));
        items.dedup_by_key(|item| item.entry);
        let mut latest = i32::MIN;
        let last_so_far = items
            .iter()
            .map(|item| {
                latest = latest.max(item.last);
                latest
            })
            .collect();
        let mut classes = [0u32; 5];
        let mut blocks = Vec::with_capacity(items.len() / BLOCK + 1);
        for (number, block) in items.chunks(BLOCK).enumerate() {
            let best = most_important(block);
            blocks.push(Block {
                classes_before: classes,
                most_important: number * BLOCK + best,
            });
            for item in block {
                classes[usize::from(item.class.min(4))] += 1;
            }
        }
        Self {
            key,
            name,
            items,
            last_so_far,
            blocks,
        }
    }

    /// In order of first day, then last day.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The places of all items that can touch the days `first` to `last`; the ends are exact, in between there may be
    /// some that end before `first`.
    pub fn touching(&self, first: i32, last: i32) -> Range<usize> {
        let from = self.last_so_far.partition_point(|&end| end < first);
        let to = self.items.partition_point(|item| item.first <= last);
        from..to.max(from)
    }

    /// The most important of a non-empty run of items, the first among equals.
    pub(super) fn most_important(&self, run: Range<usize>) -> usize {
        let mut best = run.start;
        let mut at = run.start;
        while at < run.end {
            let (candidate, next) = if at.is_multiple_of(BLOCK) && at + BLOCK <= run.end {
                (self.blocks[at / BLOCK].most_important, at + BLOCK)
            } else {
                let end = ((at / BLOCK + 1) * BLOCK).min(run.end);
                (at + most_important(&self.items[at..end]), end)
            };
            if self.items[candidate].importance > self.items[best].importance {
                best = candidate;
            }
            at = next;
        }
        best
    }

    /// The class that most items of a run have.
    pub(super) fn main_class(&self, run: Range<usize>) -> u8 {
        let (before, after) = (self.classes_up_to(run.start), self.classes_up_to(run.end));
        (0..5u8)
            .max_by_key(|&class| {
                let place = usize::from(class);
                (after[place] - before[place], std::cmp::Reverse(class))
            })
            .unwrap_or(4)
    }

    fn classes_up_to(&self, end: usize) -> [u32; 5] {
        let Some(block) = self.blocks.get(end.saturating_sub(1) / BLOCK) else {
            return [0; 5];
        };
        let mut classes = block.classes_before;
        let from = (end.saturating_sub(1) / BLOCK * BLOCK).min(end);
        for item in &self.items[from..end] {
            classes[usize::from(item.class.min(4))] += 1;
        }
        classes
    }
}

fn most_important(items: &[Item]) -> usize {
    let mut best = 0;
    for (index, item) in items.iter().enumerate() {
        if item.importance > items[best].importance {
            best = index;
        }
    }
    best
}

/// All lanes, and the events that have no date.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Entries without a date, in their order.
    pub undated: Vec<u32>,
    /// From the first to the last day of any event; none if no event has a date.
    pub range: Option<DayRange>,
    /// Each dated event once, in order of first day.
    pub all: Vec<Item>,
}

/// More lanes than this are gathered in one.
const MOST_LANES: usize = 40;

impl Lanes {
    /// Sorts the visible ones among `entries` into lanes; `visible` are indices into `entries`.
    pub fn arrange(
        entries: &[Entry],
        visible: &[usize],
        mode: LaneMode,
        names: &dyn LaneNames,
    ) -> Self {
        let mut undated = Vec::new();
        let mut all = Vec::with_capacity(visible.len());
        let mut keys = Keys::new(mode, names);
        let mut lanes: BTreeMap<LaneKey, Vec<Item>> = BTreeMap::new();
        for &index in visible {
            let Some(entry) = entries.get(index) else {
                continue;
            };
            let Some(item) = Item::new(index, entry, names) else {
                undated.extend(u32::try_from(index));
                continue;
            };
            all.push(item);
            for key in keys.of(entry) {
                lanes.entry(key).or_default().push(item);
            }
        }
        all.sort_unstable_by_key(|item| (item.first, item.last, item.entry));
        let range = all
            .iter()
            .map(|item| DayRange {
                first: item.first,
                last: item.last,
            })
            .reduce(DayRange::union);
        let lanes = named(lanes, entries, mode, names);
        Self {
            lanes,
            undated,
            range,
            all,
        }
    }
}

impl Lanes {
    /// Where most events are: the shortest time that holds nine out of ten, where that is much shorter than all of it,
    /// so that one date of long ago does not press all others together; else all of it.
    pub fn main_range(&self) -> Option<DayRange> {
        let range = self.range?;
        let kept = self.all.len() * 9 / 10;
        if kept < 4 {
            return Some(range);
        }
        let (first, last) = self
            .all
            .windows(kept)
            .map(|run| (run[0].first, run[kept - 1].first))
            .min_by_key(|(first, last)| last - first)?;
        let main = DayRange { first, last };
        if main.length_days() * 3.0 > range.length_days() {
            return Some(range);
        }
        // A little of what lies around, so that the first and the last are seen to be that.
        let margin = (main.length_days() * 0.06).ceil().min(3650.0) as i32;
        Some(DayRange {
            first: (first - margin).max(range.first),
            last: (last + margin).min(range.last),
        })
    }
}

/// The lanes with their labels, in order: those with most events first, then by name; classes, articles and stories keep their
/// own order. What is left over comes last.
fn named(
    lanes: BTreeMap<LaneKey, Vec<Item>>,
    entries: &[Entry],
    mode: LaneMode,
    names: &dyn LaneNames,
) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = lanes
        .into_iter()
        .map(|(key, items)| {
            let name = lane_name(&key, mode, &items, entries, names);
            Lane::new(key, name, items)
        })
        .collect();
    if matches!(
        mode,
        LaneMode::Country | LaneMode::Pair | LaneMode::Bloc | LaneMode::Place
    ) {
        lanes.sort_by(|a, b| {
            let order = |lane: &Lane| {
                (
                    lane.key == LaneKey::Nobody,
                    // Where pairs are asked for, those who stand alone come after them.
                    mode == LaneMode::Pair && matches!(lane.key, LaneKey::Actor(_)),
                    std::cmp::Reverse(lane.items.len()),
                )
            };
            order(a)
                .cmp(&order(b))
                .then_with(|| a.name.cmp(&b.name))
                .then_with(|| a.key.cmp(&b.key))
        });
    }
    if lanes.len() > MOST_LANES {
        let rest = lanes.split_off(MOST_LANES - 1);
        let name = format!("{} more", rest.len());
        let items = rest.into_iter().flat_map(|lane| lane.items).collect();
        lanes.push(Lane::new(LaneKey::Rest, name, items));
    }
    lanes
}

fn lane_name(
    key: &LaneKey,
    mode: LaneMode,
    items: &[Item],
    entries: &[Entry],
    names: &dyn LaneNames,
) -> String {
    let actor = |id: &ActorId| {
        names
            .actor(id)
            .or_else(|| name_in_entries(id, items, entries))
            .unwrap_or_else(|| id.0.clone())
    };
    match key {
        LaneKey::Actor(id) => actor(id),
        LaneKey::Bloc(id) => names.bloc(id),
        LaneKey::Place(name) => name.clone(),
        LaneKey::Pair(a, b) => {
            let (a, b) = (actor(a), actor(b));
            if a <= b {
                format!("{a} · {b}")
            } else {
                format!("{b} · {a}")
            }
        }
        LaneKey::Class(class) => Quad::ALL
            .get(usize::from(*class))
            .map_or("Other", |quad| quad.words())
            .to_owned(),
        LaneKey::Article(index) => names.article(*index),
        LaneKey::Story(index) => names.story(*index),
        LaneKey::All => "All events".to_owned(),
        LaneKey::Rest => "More".to_owned(),
        LaneKey::Nobody => match mode {
            LaneMode::Bloc => "In no bloc",
            LaneMode::Place => "No place named",
            LaneMode::Story => "Told in one article",
            _ => "No country named",
        }
        .to_owned(),
    }
}

/// The name that the first event with this actor uses.
fn name_in_entries(id: &ActorId, items: &[Item], entries: &[Entry]) -> Option<String> {
    let entry = entries.get(items.first()?.entry as usize)?;
    entry
        .sources
        .iter()
        .chain(&entry.targets)
        .find(|participant| participant.country.is_none() && participant.actor.as_ref() == Some(id))
        .map(|participant| participant.name.clone())
}
