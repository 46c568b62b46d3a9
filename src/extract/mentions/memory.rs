//! Who a text has spoken of so far, and whom "he", "the country" or a surname alone takes up again.

use std::collections::HashMap;

use crate::language::{Dep, Doc};
use crate::model::{ActorId, CountryCode, MentionKind, Sector};
use crate::world::{Gender, Point};

/// What is known of somebody or something mentioned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Identity {
    pub(super) kind: MentionKind,
    pub(super) actor: Option<ActorId>,
    pub(super) name: String,
    pub(super) country: Option<CountryCode>,
    pub(super) sector: Option<Sector>,
    pub(super) point: Option<Point>,
    /// The office whose holder a title means, as in the tables of leaders.
    pub(super) office: Option<&'static str>,
    pub(super) why: String,
}

/// What two of a kind are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// "The two leaders".
    People,
    /// "The two countries".
    Countries,
    /// "Both sides": rebels and bodies too.
    Sides,
}

impl Identity {
    /// Whether it is a party of its own, not its country: rebels, and bodies of no country.
    pub(super) fn is_own_side(&self) -> bool {
        self.actor.is_some()
            && self.kind == MentionKind::Organisation
            && (self.country.is_none()
                || matches!(self.sector, Some(Sector::Rebels | Sector::Paramilitary)))
    }

    /// What tells the sides of a matter apart.
    pub(super) fn side(&self) -> Option<ActorId> {
        if self.is_own_side() {
            return self.actor.clone();
        }
        self.country.map(ActorId::from)
    }
}

/// One mention remembered.
#[derive(Clone, Debug)]
struct Entry {
    identity: Identity,
    head: usize,
    sentence: usize,
    subject: bool,
    plural: bool,
    /// One of several that a phrase in the plural names: "the two leaders".
    shared: bool,
    body: bool,
}

/// The first of joined subjects, by which they are known to belong together.
fn subject_of(doc: &Doc, head: usize) -> usize {
    let mut first = head;
    while doc.tokens[first].dep == Dep::Conj {
        match doc.head(first) {
            Some(head) if head < first => first = head,
            _ => break,
        }
    }
    first
}

fn is_somebody(entry: &Entry) -> bool {
    matches!(
        entry.identity.kind,
        MentionKind::Country | MentionKind::Person | MentionKind::Organisation
    ) && (entry.identity.country.is_some() || entry.identity.actor.is_some())
}

/// The mentions of a text so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    entries: Vec<Entry>,
    people: HashMap<String, usize>,
    genders: HashMap<String, Gender>,
    heads: HashMap<String, usize>,
    countries: HashMap<CountryCode, u32>,
    named: u32,
}

/// How many mentions to look back over: far enough for news, and a bound on the work.
const LOOK_BACK: usize = 80;
/// How many sentences back "the three countries" may have been named together.
const REACH_OF_SEVERAL: usize = 10;

impl Memory {
    /// Remembers a mention.
    pub(super) fn add(
        &mut self,
        identity: &Identity,
        doc: &Doc,
        head: usize,
        plural: bool,
        shared: bool,
    ) {
        let token = &doc.tokens[head];
        let subject = matches!(token.dep, Dep::Nsubj | Dep::NsubjPass)
            || (token.dep == Dep::Conj
                && matches!(
                    doc.tokens[token.head as usize].dep,
                    Dep::Nsubj | Dep::NsubjPass
                ));
        // A news agency or Twitter carries the story, and whoever opposes a state may stand before the court of another:
        // they do not tell whose army the text means.
        let apart = match identity.sector {
            Some(Sector::Media | Sector::Business) => true,
            Some(Sector::Opposition | Sector::Rebels | Sector::Elite | Sector::Religion) => {
                identity.kind == MentionKind::Person
            }
            _ => false,
        };
        if let Some(country) = identity.country.filter(|_| !apart) {
            *self.countries.entry(country).or_default() += 1;
            self.named += 1;
        }
        let body = identity.kind == MentionKind::Organisation
            && identity.country.is_none()
            && identity.actor.is_some();
        self.entries.push(Entry {
            identity: identity.clone(),
            head,
            sentence: doc.sentence_index(head),
            subject,
            plural,
            shared,
            body,
        });
    }

    /// Remembers by which words somebody can be taken up: a surname.
    pub(super) fn add_surname(&mut self, surname: &str) {
        if let Some(last) = self.entries.len().checked_sub(1) {
            self.people.insert(surname.to_owned(), last);
        }
    }

    /// Remembers by which noun something can be taken up: "the court".
    pub(super) fn add_head(&mut self, lemma: &str) {
        if let Some(last) = self.entries.len().checked_sub(1) {
            self.heads.insert(lemma.to_owned(), last);
        }
    }

    pub(super) fn set_gender(&mut self, name: &str, gender: Gender) {
        self.genders.entry(name.to_owned()).or_insert(gender);
    }

    /// Somebody introduced before, by a part of the name.
    pub(super) fn person(&self, surname: &str) -> Option<&Identity> {
        self.people
            .get(surname)
            .map(|&index| &self.entries[index].identity)
    }

    /// Something introduced before by the same noun, and how many sentences ago.
    pub(super) fn by_head(&self, lemma: &str, sentence: usize) -> Option<(&Identity, usize)> {
        let entry = &self.entries[*self.heads.get(lemma)?];
        Some((&entry.identity, sentence.saturating_sub(entry.sentence)))
    }

    /// The last person of whom the condition holds.
    pub(super) fn last_person(&self, fits: impl Fn(&Identity) -> bool) -> Option<&Identity> {
        self.recent()
            .map(|entry| &entry.identity)
            .find(|identity| identity.kind == MentionKind::Person && fits(identity))
    }

    fn recent(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev().take(LOOK_BACK)
    }

    /// Whom "he" or "she" means: a subject of this sentence or the one before, else the last person before that.
    pub(super) fn he_or_she(
        &self,
        gender: Gender,
        not: Option<&str>,
        doc: &Doc,
        at: usize,
    ) -> Option<Identity> {
        let sentence = doc.sentence_index(at);
        let fits = |entry: &&Entry| {
            entry.identity.kind == MentionKind::Person
                && !entry.plural
                && not != Some(entry.identity.name.as_str())
                && sentence - entry.sentence <= 4
                && self
                    .genders
                    .get(&entry.identity.name)
                    .is_none_or(|known| *known == gender)
        };
        let here = self
            .recent()
            .filter(fits)
            .find(|entry| entry.sentence == sentence && entry.subject);
        let before = || {
            self.recent()
                .filter(fits)
                .find(|entry| entry.sentence + 1 == sentence && entry.subject)
        };
        let any = || self.recent().find(fits);
        here.or_else(before)
            .or_else(any)
            .map(|entry| entry.identity.clone())
    }

    /// What "it" means: the subject of this sentence or the one before, if that is a country or body.
    pub(super) fn it(&self, doc: &Doc, at: usize) -> Option<Identity> {
        let sentence = doc.sentence_index(at);
        let fits = |entry: &&Entry| {
            matches!(
                entry.identity.kind,
                MentionKind::Country | MentionKind::Organisation
            ) && !entry.plural
                && entry.identity.sector != Some(Sector::Media)
        };
        self.recent()
            .filter(fits)
            .find(|entry| entry.sentence == sentence && entry.subject)
            .or_else(|| {
                self.recent()
                    .filter(fits)
                    .find(|entry| entry.sentence + 1 == sentence && entry.subject)
            })
            .or_else(|| {
                self.recent()
                    .filter(fits)
                    .find(|entry| entry.sentence == sentence)
            })
            .map(|entry| entry.identity.clone())
    }

    /// Whom "they" means: joined subjects of this sentence or the one before, else a subject in the plural. "Them" rather
    /// takes up two that one phrase meant: "the UN praised both governments and invited them".
    pub(super) fn they(&self, doc: &Doc, at: usize) -> Vec<Identity> {
        let sentence = doc.sentence_index(at);
        if &*doc.tokens[at].lower == "them" {
            let pair = self.meant_together(sentence);
            if !pair.is_empty() {
                return pair;
            }
        }
        let near = || {
            self.recent()
                .take_while(|entry| sentence - entry.sentence <= 1)
                .filter(|entry| entry.subject && entry.identity.sector != Some(Sector::Media))
        };
        for entry in near() {
            let verb = subject_of(doc, entry.head);
            let mut joined: Vec<&Identity> = near()
                .filter(|other| other.sentence == entry.sentence)
                .filter(|other| subject_of(doc, other.head) == verb && is_somebody(other))
                .map(|other| &other.identity)
                .collect();
            if joined.len() > 1 && is_somebody(entry) {
                joined.reverse();
                // "The ministers of Norway and Sweden" are several of one name.
                joined
                    .dedup_by(|one, other| one.name == other.name && one.country == other.country);
                return joined.into_iter().cloned().collect();
            }
            let many = entry.plural
                || matches!(
                    entry.identity.kind,
                    MentionKind::Group | MentionKind::Organisation
                );
            if many {
                // One phrase may mean several: "the ministers of Norway and Sweden".
                return at_head(near(), entry.head);
            }
        }
        Vec::new()
    }

    /// The last two or more whom one phrase meant ("both governments"), in this sentence or the one before.
    fn meant_together(&self, sentence: usize) -> Vec<Identity> {
        let near = || {
            self.recent()
                .take_while(|entry| sentence - entry.sentence <= 1)
        };
        let Some(last) = near().find(|entry| {
            near()
                .filter(|other| other.head == entry.head)
                .nth(1)
                .is_some()
        }) else {
            return Vec::new();
        };
        at_head(near(), last.head)
    }

    /// The country that "the country" takes up: the last that was a subject nearby, else the last named.
    pub(super) fn country(
        &self,
        doc: &Doc,
        at: usize,
        is_such: impl Fn(CountryCode) -> bool,
    ) -> Option<Identity> {
        let sentence = doc.sentence_index(at);
        let fits = |entry: &&Entry| {
            entry.identity.country.is_some_and(&is_such)
                && entry.identity.sector != Some(Sector::Media)
                && matches!(
                    entry.identity.kind,
                    MentionKind::Country | MentionKind::Organisation | MentionKind::Person
                )
        };
        self.recent()
            .filter(fits)
            .find(|entry| entry.subject && sentence - entry.sentence <= 1)
            .or_else(|| self.recent().find(fits))
            .map(|entry| entry.identity.clone())
    }

    /// The country of the first subject of a sentence.
    pub(super) fn subject_country(&self, sentence: usize) -> Option<CountryCode> {
        self.recent()
            .skip_while(|entry| entry.sentence > sentence)
            .take_while(|entry| entry.sentence == sentence)
            .filter(|entry| entry.subject && entry.identity.sector != Some(Sector::Media))
            .last()
            .and_then(|entry| entry.identity.country)
    }

    /// The international body that "the bloc" takes up.
    pub(super) fn body(&self) -> Option<Identity> {
        self.recent()
            .find(|entry| entry.body)
            .map(|entry| entry.identity.clone())
    }

    /// The armed group that the last sentences name; none if they name several. The last body named must be that group
    /// where a bare "the group" is to mean it.
    pub(super) fn armed_group(&self, doc: &Doc, at: usize, bare: bool) -> Option<Identity> {
        let sentence = doc.sentence_index(at);
        let last_body = self.recent().map(|entry| &entry.identity).find(|identity| {
            identity.kind == MentionKind::Organisation
                && identity.actor.is_some()
                && !matches!(
                    identity.sector,
                    Some(Sector::Government | Sector::Military | Sector::Media)
                )
        });
        let mut groups = self
            .recent()
            .take_while(|entry| sentence - entry.sentence <= 3)
            .map(|entry| &entry.identity)
            .filter(|identity| {
                matches!(
                    identity.kind,
                    MentionKind::Organisation | MentionKind::Group
                ) && identity.actor.is_some()
                    && matches!(identity.sector, Some(Sector::Rebels | Sector::Paramilitary))
            });
        let last = groups.next()?;
        let other_body = bare && last_body.is_some_and(|body| body.actor != last.actor);
        (!other_body && groups.all(|other| other.actor == last.actor)).then(|| last.clone())
    }

    /// The two countries, or people, that "the two" takes up: two joined subjects, else a subject and whom else its sentence
    /// names, else the last two; none if there are not two within so many sentences.
    /// Who looks on from outside, "Kenya urged both sides", is none of them.
    pub(super) fn two(
        &self,
        wanted: Pair,
        reach: usize,
        (doc, at): (&Doc, usize),
        outside: Option<&Identity>,
    ) -> Vec<Identity> {
        let people = wanted == Pair::People;
        let sentence = doc.sentence_index(at);
        let fits = |entry: &&Entry| {
            let identity = &entry.identity;
            let right = if people {
                identity.kind == MentionKind::Person && (!entry.plural || entry.shared)
            } else {
                (identity.country.is_some() || entry.body && wanted == Pair::Sides)
                    && identity.sector != Some(Sector::Media)
                    && matches!(
                        identity.kind,
                        MentionKind::Country
                            | MentionKind::Person
                            | MentionKind::Nationality
                            | MentionKind::Organisation
                    )
            };
            right
                && entry.head < at
                && outside.is_none_or(|outside| outside.side() != identity.side())
        };
        let same = |one: &Identity, other: &Identity| {
            if people {
                one.name == other.name
            } else {
                match wanted {
                    Pair::Sides => one.side() == other.side(),
                    Pair::People | Pair::Countries => one.country == other.country,
                }
            }
        };
        // The last one named where a sentence names only one.
        let mut last: Option<&Identity> = None;
        for back in 0..=reach.min(sentence) {
            let mut here: Vec<&Entry> = self
                .recent()
                .filter(|entry| entry.sentence + back == sentence)
                .filter(fits)
                .collect();
            here.reverse();
            let distinct = |entries: &mut dyn Iterator<Item = &&Entry>| {
                let mut found: Vec<Identity> = Vec::new();
                for entry in entries {
                    if !found.iter().any(|known| same(known, &entry.identity)) {
                        found.push(entry.identity.clone());
                    }
                }
                found
            };
            // "She telephoned both Kurti and Vucic. The two leaders …"
            if people && distinct(&mut here.iter()).len() > 2 {
                let joined = here.windows(2).rev().find_map(|pair| match pair {
                    [one, other] => (doc.tokens[other.head].dep == Dep::Conj
                        && doc.head(other.head) == Some(one.head)
                        && !same(&one.identity, &other.identity))
                    .then(|| vec![one.identity.clone(), other.identity.clone()]),
                    _ => None,
                });
                if let Some(joined) = joined {
                    return joined;
                }
            }
            let mut subjects = distinct(&mut here.iter().filter(|entry| entry.subject));
            // "Norway, Sweden and Denmark" are not the two.
            if !people && subjects.len() > 2 {
                return Vec::new();
            }
            if subjects.len() < 2 {
                subjects.extend(distinct(&mut here.iter()));
            }
            let mut found: Vec<Identity> = Vec::new();
            for identity in subjects {
                if !found.iter().any(|known| same(known, &identity)) {
                    found.push(identity);
                }
            }
            if let Some(last) = last
                && let Some(other) = found.iter().find(|one| !same(one, last))
            {
                return vec![other.clone(), last.clone()];
            }
            if found.len() >= 2 {
                found.truncate(2);
                return found;
            }
            last = last.or_else(|| here.last().map(|entry| &entry.identity));
        }
        Vec::new()
    }

    /// The countries that one of the last sentences names, if they are so many: "the three countries".
    pub(super) fn several(&self, count: usize, doc: &Doc, at: usize) -> Vec<CountryCode> {
        let sentence = doc.sentence_index(at);
        let weight = |found: &[CountryCode]| -> usize {
            let named = found.iter().filter_map(|code| self.countries.get(code));
            named.map(|count| *count as usize).sum()
        };
        let mut best: Option<(usize, Vec<CountryCode>)> = None;
        for back in 0..=REACH_OF_SEVERAL.min(sentence) {
            // Joined subjects before whatever else a sentence names.
            for subjects in [true, false] {
                let here = self.recent().filter(|entry| {
                    entry.sentence + back == sentence
                        && entry.head < at
                        && is_somebody(entry)
                        && entry.identity.sector != Some(Sector::Media)
                        && (entry.subject || !subjects)
                });
                let mut found: Vec<CountryCode> = Vec::new();
                for code in here.filter_map(|entry| entry.identity.country) {
                    if !found.contains(&code) {
                        found.insert(0, code);
                    }
                }
                // Those of whom the text speaks most; of equals the nearest.
                let more = weight(&found);
                if found.len() == count && best.as_ref().is_none_or(|(most, _)| more > *most) {
                    best = Some((more, found));
                }
            }
        }
        best.map(|(_, found)| found).unwrap_or_default()
    }

    /// The one country besides another that the last sentences name; none if there are several.
    pub(super) fn other_country(
        &self,
        than: CountryCode,
        doc: &Doc,
        at: usize,
        fits: impl Fn(CountryCode) -> bool,
    ) -> Option<CountryCode> {
        let sentence = doc.sentence_index(at);
        let mut others = self
            .recent()
            .take_while(|entry| sentence - entry.sentence <= 2)
            .filter(|entry| entry.head < at)
            .filter_map(|entry| entry.identity.country)
            .filter(|code| *code != than && fits(*code));
        let first = others.next()?;
        others.all(|code| code == first).then_some(first)
    }

    /// Whether the country was named so far.
    pub(super) fn has_named(&self, code: CountryCode) -> bool {
        self.countries.contains_key(&code)
    }

    /// The country that nearly all of the text is about.
    pub(super) fn only_country(&self) -> Option<CountryCode> {
        let code = self.home()?;
        let count = self.countries.get(&code).copied().unwrap_or_default();
        (count >= 5 && count * 10 >= self.named * 9).then_some(code)
    }

    /// The only country that the text has named so far, by its own name.
    pub(super) fn sole_country(&self) -> Option<CountryCode> {
        let code = self.countries.keys().next().copied()?;
        let by_name = self.recent().any(|entry| {
            entry.identity.country == Some(code)
                && matches!(
                    entry.identity.kind,
                    MentionKind::Country | MentionKind::Nationality
                )
        });
        (self.countries.len() == 1 && by_name).then_some(code)
    }

    /// The two countries of which the text has spoken most, another left aside, if it has named each more than once.
    pub(super) fn main_two(&self, without: Option<CountryCode>) -> Option<[CountryCode; 2]> {
        let mut named: Vec<(u32, std::cmp::Reverse<CountryCode>)> = self
            .countries
            .iter()
            .filter(|(code, count)| Some(**code) != without && **count > 1)
            .map(|(code, count)| (*count, std::cmp::Reverse(*code)))
            .collect();
        named.sort_unstable();
        let [.., (least, second), (_, first)] = named.as_slice() else {
            return None;
        };
        // A third that is named as often leaves it open who the two are.
        let third = named.len().checked_sub(3).map_or(0, |at| named[at].0);
        (third < *least).then_some([first.0, second.0])
    }

    /// The country that the text is about, if it clearly is about one.
    pub(super) fn home(&self) -> Option<CountryCode> {
        let (code, count) = self
            .countries
            .iter()
            .max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)))?;
        (*count >= 3 && *count * 5 >= self.named * 3).then_some(*code)
    }
}

/// Whom the phrase with this head meant, in the order of the text; the entries come the latest first.
fn at_head<'a>(entries: impl Iterator<Item = &'a Entry>, head: usize) -> Vec<Identity> {
    let mut found: Vec<Identity> = entries
        .filter(|entry| entry.head == head)
        .map(|entry| entry.identity.clone())
        .collect();
    found.reverse();
    found
}
