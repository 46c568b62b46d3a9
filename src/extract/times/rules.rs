//! The table of time words: what each word can mean, before its neighbours decide.

use std::collections::HashMap;

use super::meaning::{From, Length, Modifier};
use crate::calendar::{
    Day, DayPart, Interval, Season, Value, easter, islamic_days, nth_weekday, orthodox_easter,
    passover, shift_days,
};
use crate::extract::RulesError;

const TABLE: &str = "times.tsv";
const TEXT: &str = include_str!("../../../assets/rules/times.tsv");
const FEASTS: &str = include_str!("../../../assets/rules/times-feasts.tsv");
const EVENTS: &str = include_str!("../../../assets/rules/times-events.tsv");

/// All that a word can mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Senses {
    /// Month, 1 to 12.
    pub(super) month: Option<i8>,
    /// Weekday, Monday 1 to Sunday 7.
    pub(super) weekday: Option<i8>,
    /// How much of which length.
    pub(super) unit: Option<(i32, Length)>,
    /// Cardinal number.
    pub(super) number: Option<i32>,
    /// Ordinal number.
    pub(super) ordinal: Option<i8>,
    /// A number that is not known: "several".
    pub(super) vague: bool,
    /// First year of a decade within its century.
    pub(super) decade: Option<i16>,
    /// Season.
    pub(super) season: Option<Season>,
    /// Part of a day.
    pub(super) part: Option<DayPart>,
    /// Part of a longer unit.
    pub(super) modifier: Option<Modifier>,
    /// Days from the publication date.
    pub(super) day: Option<i64>,
    /// How often, as a TIMEX duration.
    pub(super) set: Option<&'static str>,
    /// Past, present or future.
    pub(super) reference: Option<Reference>,
    /// Which of several.
    pub(super) step: Option<(i32, From)>,
    /// Stands before a length of time and belongs to it.
    pub(super) about: bool,
    /// Governs dates to come.
    pub(super) future: bool,
    /// Sets a date to come even when told in the past.
    pub(super) arranged: bool,
    /// A verb that may speak of what is to come, though it is told in the past: "announced".
    pub(super) foretold: bool,
    /// Takes its clause out of the news of the day.
    pub(super) apart: bool,
    /// Tells of what lasts rather than of what happens.
    pub(super) lasting: bool,
    /// Tells what somebody says.
    pub(super) saying: bool,
}

/// A time without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// "recently"
    Past,
    /// "now"
    Present,
    /// "soon"
    Future,
}

/// How to reckon the date of a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HolidayRule {
    Fixed(i8, i8),
    Weekday(i8, i8, i8, i64),
    Easter(i64),
    OrthodoxEaster(i64),
    Passover(i64),
    Islamic(i8, i8),
    Listed(&'static str),
}

#[derive(Debug)]
struct Holiday {
    words: Vec<&'static str>,
    rule: HolidayRule,
    /// It may be a day earlier or later.
    about: bool,
    /// How long it lasts.
    days: i64,
}

/// A well-known event by which texts tell the time.
#[derive(Debug)]
pub(super) struct KnownEvent {
    words: Vec<&'static str>,
    /// TIMEX3 value, or a stretch first/last.
    pub(super) value: &'static str,
    pub(super) days: Interval,
}

/// The table of time words.
#[derive(Debug)]
pub struct Rules {
    words: HashMap<&'static str, Senses>,
    holidays: Vec<Holiday>,
    /// Holidays by their first word, the longest first.
    holidays_by_word: HashMap<&'static str, Vec<usize>>,
    /// Days of feasts that no rule gives, by name and year.
    feasts: HashMap<(&'static str, i16), Day>,
    /// Well-known events by their first word but "the", the longest first.
    events: HashMap<&'static str, Vec<KnownEvent>>,
    nothing: Senses,
}

impl Rules {
    /// Reads the table that comes with the program.
    ///
    /// # Errors
    /// If a line is malformed.
    pub fn load() -> Result<Self, RulesError> {
        let mut rules = Self {
            words: HashMap::new(),
            holidays: Vec::new(),
            holidays_by_word: HashMap::new(),
            feasts: HashMap::new(),
            events: HashMap::new(),
            nothing: Senses::default(),
        };
        rules.read(TABLE, TEXT, Self::add)?;
        rules.read("times-feasts.tsv", FEASTS, Self::add_feast)?;
        rules.read("times-events.tsv", EVENTS, Self::add_event)?;
        for events in rules.events.values_mut() {
            events.sort_by_key(|event| std::cmp::Reverse(event.words.len()));
        }
        for (index, holiday) in rules.holidays.iter().enumerate() {
            if let Some(first) = holiday.words.first() {
                rules.holidays_by_word.entry(first).or_default().push(index);
            }
        }
        for list in rules.holidays_by_word.values_mut() {
            list.sort_by_key(|&index| std::cmp::Reverse(rules.holidays[index].words.len()));
        }
        Ok(rules)
    }

    fn read(
        &mut self,
        table: &'static str,
        text: &'static str,
        add: fn(&mut Self, &'static str) -> Option<()>,
    ) -> Result<(), RulesError> {
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            add(self, line).ok_or_else(|| RulesError {
                table,
                line: number + 1,
                message: "the columns that the head of the table names are expected".to_owned(),
            })?;
        }
        Ok(())
    }

    fn add_feast(&mut self, line: &'static str) -> Option<()> {
        let (feast, day) = line.split_once('\t')?;
        let day: Day = day.parse().ok()?;
        self.feasts.insert((feast, day.year()), day);
        Some(())
    }

    fn add_event(&mut self, line: &'static str) -> Option<()> {
        let (words, value) = line.split_once('\t')?;
        let days = value.parse::<Value>().ok()?.interval()?;
        let words = atoms_of(words.strip_prefix("the ").unwrap_or(words));
        let events = self.events.entry(words.first()?).or_default();
        events.push(KnownEvent { words, value, days });
        Some(())
    }

    /// The longest well-known event whose words come one after the other, and how many words.
    pub(super) fn event<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> &'a str,
    ) -> Option<(&KnownEvent, usize)> {
        let same = |text: &str, wanted: &str| text == wanted || (text == "’" && wanted == "'");
        self.events.get(first)?.iter().find_map(|event| {
            let mut words = event.words.iter().enumerate();
            words
                .all(|(place, wanted)| same(word(place), wanted))
                .then_some((event, event.words.len()))
        })
    }

    fn add(&mut self, line: &'static str) -> Option<()> {
        let mut columns = line.split('\t');
        let (class, word, value) = (columns.next()?, columns.next()?, columns.next()?);
        if class == "holiday" {
            let words = atoms_of(word);
            let (value, days) = value.split_once('*').unwrap_or((value, "1"));
            let rule = HolidayRule::parse(value.trim_start_matches('~'))?;
            self.holidays.push(Holiday {
                words,
                rule,
                about: value.starts_with('~'),
                days: days.parse().ok()?,
            });
            return Some(());
        }
        let senses = self.words.entry(word).or_default();
        match class {
            "month" => senses.month = Some(value.parse().ok()?),
            "weekday" => senses.weekday = Some(value.parse().ok()?),
            "unit" => {
                let (count, length) = value.split_once(' ')?;
                senses.unit = Some((count.parse().ok()?, Length::from_code(length)?));
            }
            "number" => senses.number = Some(value.parse().ok()?),
            "ordinal" => senses.ordinal = Some(value.parse().ok()?),
            "vague" => senses.vague = true,
            "decade" => senses.decade = Some(value.parse().ok()?),
            "season" => senses.season = Some(Season::from_code(value)?),
            "part" => senses.part = Some(part(value)?),
            "modifier" => senses.modifier = Some(Modifier::from_word(value)?),
            "day" => senses.day = Some(value.parse().ok()?),
            "set" => senses.set = Some(value),
            "reference" => {
                senses.reference = Some(match value {
                    "past" => Reference::Past,
                    "present" => Reference::Present,
                    "future" => Reference::Future,
                    _ => return None,
                });
            }
            "step" => {
                let (steps, from) = value.split_once(' ')?;
                let from = match from {
                    "now" => From::Now,
                    "text" => From::Text,
                    _ => return None,
                };
                senses.step = Some((steps.parse().ok()?, from));
            }
            "about" => senses.about = true,
            "future" => senses.future = true,
            "arranged" => senses.arranged = true,
            "foretold" => senses.foretold = true,
            "apart" => senses.apart = true,
            "lasting" => senses.lasting = true,
            "saying" => senses.saying = true,
            _ => return None,
        }
        Some(())
    }

    /// What a word in lower case can mean.
    pub(super) fn senses(&self, word: &str) -> &Senses {
        self.words.get(word).unwrap_or(&self.nothing)
    }

    /// The longest holiday whose words come one after the other; its number and how many words.
    pub(super) fn holiday<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> &'a str,
    ) -> Option<(usize, usize)> {
        let list = self.holidays_by_word.get(first)?;
        list.iter().copied().find_map(|index| {
            let words = &self.holidays[index].words;
            let all = words
                .iter()
                .enumerate()
                .all(|(place, wanted)| word(place) == *wanted);
            all.then_some((index, words.len()))
        })
    }

    /// How many days a holiday lasts, and whether it may begin a day earlier or later.
    pub(super) fn holiday_length(&self, holiday: usize) -> (i64, bool) {
        self.holidays
            .get(holiday)
            .map_or((1, false), |holiday| (holiday.days, holiday.about))
    }

    /// The day of a holiday in a year.
    pub(super) fn holiday_day(&self, holiday: usize, year: i16) -> Option<Day> {
        match self.holidays.get(holiday)?.rule {
            HolidayRule::Fixed(month, day) => Day::new(year, month, day).ok(),
            HolidayRule::Weekday(month, weekday, nth, shift) => {
                nth_weekday(year, month, weekday, nth).map(|day| shift_days(day, shift))
            }
            HolidayRule::Easter(shift) => easter(year).map(|day| shift_days(day, shift)),
            HolidayRule::OrthodoxEaster(shift) => {
                orthodox_easter(year).map(|day| shift_days(day, shift))
            }
            HolidayRule::Passover(shift) => passover(year).map(|day| shift_days(day, shift)),
            HolidayRule::Islamic(month, day) => islamic_days(year, month, day).first().copied(),
            HolidayRule::Listed(feast) => self.feasts.get(&(feast, year)).copied(),
        }
    }
}

/// Cuts a name as the text is cut: apostrophes stand alone.
fn atoms_of(name: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in name.split(' ') {
        let mut rest = word;
        while let Some(place) = rest.find(|c: char| !c.is_alphanumeric()) {
            let end = place + rest[place..].chars().next().map_or(1, char::len_utf8);
            words.extend(
                [&rest[..place], &rest[place..end]]
                    .into_iter()
                    .filter(|w| !w.is_empty()),
            );
            rest = &rest[end..];
        }
        words.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    words
}

fn part(code: &str) -> Option<DayPart> {
    Some(match code {
        "MO" => DayPart::Morning,
        "MI" => DayPart::Midday,
        "AF" => DayPart::Afternoon,
        "EV" => DayPart::Evening,
        "NI" => DayPart::Night,
        _ => return None,
    })
}

impl HolidayRule {
    fn parse(text: &'static str) -> Option<Self> {
        if let Some(feast) = text.strip_prefix('=') {
            return Some(Self::Listed(feast));
        }
        if let Some(day) = text.strip_prefix('I') {
            let (month, day) = day.split_once('-')?;
            return Some(Self::Islamic(month.parse().ok()?, day.parse().ok()?));
        }
        if let Some(shift) = text.strip_prefix('P') {
            return Some(Self::Passover(shift.parse().ok()?));
        }
        if let Some(shift) = text.strip_prefix('O') {
            return Some(Self::OrthodoxEaster(shift.parse().ok()?));
        }
        if let Some(shift) = text.strip_prefix('E') {
            return Some(Self::Easter(shift.parse().ok()?));
        }
        if let Some((month, rest)) = text.split_once('/') {
            let (weekday, rest) = rest.split_once('/')?;
            let (nth, shift) = rest.split_once('+').unwrap_or((rest, "0"));
            return Some(Self::Weekday(
                month.parse().ok()?,
                weekday.parse().ok()?,
                nth.parse().ok()?,
                shift.parse().ok()?,
            ));
        }
        let (month, day) = text.split_once('-')?;
        Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_is_sound() {
        let rules = Rules::load().unwrap();
        assert_eq!(rules.senses("sept").month, Some(9));
        assert_eq!(rules.senses("second").ordinal, Some(2));
        assert_eq!(rules.senses("second").unit, Some((1, Length::Second)));
        assert_eq!(rules.senses("cabbage"), &Senses::default());
        let words = ["martin", "luther", "king", "day"];
        let (holiday, length) = rules
            .holiday("martin", |place| {
                words.get(place).copied().unwrap_or_default()
            })
            .unwrap();
        assert_eq!(length, 4);
        assert_eq!(rules.holiday_day(holiday, 2019), Some(date(2019, 1, 21)));
    }
}
