//! Reckons what an expression means into a TIMEX value and days.

use super::choose::{after_reached, agreeing, around, choose, in_year, named, part_of, within};
use super::meaning::{Core, Count, From, Length, Meaning, Modifier, Partial};
use super::reports::Report;
use super::rules::{Reference, Rules};
use super::tense::Tense;
use super::units::{clock_value, nth_interval, nth_of, open_value, precision_of, shifted, step};
use crate::calendar::{
    Day, DayPart, Interval, Unit, Value, days_between, iso_week, shift_days, shift_months,
};
use crate::model::{Precision, TimeKind};

/// An expression reckoned into days.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    pub(super) interval: Option<Interval>,
    pub(super) precision: Precision,
    pub(super) relative: bool,
    /// The date it was reckoned from, for the reason.
    pub(super) basis: Option<(From, Interval)>,
}

/// What is known when an expression is reached, from the article and from the text before.
#[derive(Clone)]
pub(super) struct Resolver<'a> {
    pub(super) rules: &'a Rules,
    pub(super) published: Option<Day>,
    /// The text is a history: dates hang on the dates before them, not on the publication date.
    pub(super) history: bool,
    /// The last date of the text.
    pub(super) reached: Option<Unit>,
    /// The end of that date is what was spoken of.
    reached_late: bool,
    /// The quarter that a business report is about.
    report: Report,
    /// The date that the current expression hangs on.
    pub(super) basis: Option<(From, Interval)>,
    /// The current expression begins a stretch that ends by this day.
    pub(super) not_after: Option<Day>,
    /// The next expression ends a stretch that began on this day.
    pub(super) not_before: Option<Day>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(rules: &'a Rules, published: Option<Day>, history: bool) -> Self {
        Self {
            rules,
            published,
            history,
            reached: None,
            reached_late: false,
            report: Report::default(),
            basis: None,
            not_after: None,
            not_before: None,
        }
    }

    /// The publication date as a stretch of one day.
    pub(super) fn today(&self) -> Option<Interval> {
        self.published.map(Interval::day)
    }

    /// The publication date for "now" at one end of a stretch.
    pub(super) fn today_of(&self, meaning: &Meaning) -> Option<Interval> {
        matches!(meaning.core, Core::Reference(Reference::Present)).then(|| self.today())?
    }

    /// The day from which "now" is reckoned.
    fn now(&self) -> Option<Day> {
        match self.reached.and_then(Unit::interval) {
            Some(reached) if self.history => Some(reached.earliest()),
            _ => self.published,
        }
    }

    /// The day that a time of day belongs to: that of the text if it is near, else that of publication.
    fn day_of_clock(&self) -> Option<Day> {
        match (self.reached, self.published) {
            (Some(Unit::Day(day)), _) if self.history => Some(day),
            (Some(Unit::Day(day)), Some(published))
                if (0..8).contains(&days_between(day, published)) =>
            {
                Some(day)
            }
            _ if self.history => None,
            (_, published) => published,
        }
    }

    pub(super) fn reached_interval(&self) -> Option<Interval> {
        self.reached.and_then(Unit::interval)
    }

    /// The unit from which `from` is reckoned: the date of the text, or the publication date.
    pub(super) fn base(&mut self, from: From) -> Option<Unit> {
        let unit = match from {
            From::Text => self.reached.or(self.published.map(Unit::Day)),
            From::Now => self.now().map(Unit::Day),
        }?;
        let source = if unit.interval().map(Interval::earliest) == self.published {
            From::Now
        } else {
            From::Text
        };
        self.basis = unit.interval().map(|interval| (source, interval));
        Some(unit)
    }

    /// Reckons an expression and remembers it for those that hang on it.
    pub(super) fn resolve(&mut self, meaning: &Meaning, tense: Tense, counts: bool) -> Resolved {
        self.basis = None;
        let resolved = self.reckon(meaning, tense);
        self.not_before = None;
        if counts && let Ok(Value::Date(unit)) = resolved.value.parse::<Value>() {
            let earlier = matches!(
                meaning.core,
                Core::Shift(..) | Core::YearEarlier(_) | Core::PeriodOf(..) | Core::Bare(_)
            );
            if let Unit::Quarter(..) = unit
                && !earlier
            {
                self.report.names(unit, self.published);
            }
            if let Core::Nth(_, 6..=9, Length::Month) = meaning.core {
                self.report.names_months();
            }
            self.reached = Some(unit);
            self.reached_late = matches!(meaning.modifier, Some(Modifier::Late | Modifier::End));
        } else if counts && let Ok(Value::Time(day, _)) = resolved.value.parse::<Value>() {
            self.reached = Some(Unit::Day(day));
        } else if counts && resolved.value.starts_with("XXXX-") {
            // "April 11" of an unknown year: "three days later" hangs on it, not on what was told before.
            self.reached = None;
        }
        resolved
    }

    fn reckon(&mut self, meaning: &Meaning, tense: Tense) -> Resolved {
        match &meaning.core {
            Core::Duration(value) => self.lasting(TimeKind::Duration, value, tense),
            Core::Months(months) => {
                self.report.names_months();
                self.lasting(TimeKind::Duration, &format!("P{months}M"), tense)
            }
            Core::Set(value) => self.lasting(TimeKind::Set, value, Tense::Unknown),
            Core::Reference(reference) => {
                let value = match reference {
                    Reference::Past => Value::Past,
                    Reference::Present => Value::Present,
                    Reference::Future => Value::Future,
                };
                self.open(TimeKind::Date, value.to_string())
            }
            Core::Stretch(count, length, before) => self.stretch(*count, *length, *before),
            Core::Lasting(count, length) => self.lasting_from(*count, *length, meaning, tense),
            Core::Known(value, days) => {
                let mut resolved = self.open(TimeKind::Date, (*value).to_owned());
                resolved.interval = Some(*days);
                resolved.precision = Precision::Span;
                resolved
            }
            Core::Clock => {
                let part = meaning.part;
                match (self.day_of_clock(), part) {
                    (Some(day), Some(part)) => self.day_time(day, part),
                    (_, Some(part)) => self.open(TimeKind::Time, clock_value(part)),
                    _ => self.open(TimeKind::Time, String::new()),
                }
            }
            Core::Shift(Count::Vague, _, before, _) => {
                let value = if *before { Value::Past } else { Value::Future };
                self.open(TimeKind::Date, value.to_string())
            }
            _ => match self.unit(meaning, tense) {
                Some(unit) => self.dated(meaning, unit),
                None => self.undated(meaning),
            },
        }
    }

    pub(super) fn open(&self, kind: TimeKind, value: String) -> Resolved {
        Resolved {
            kind,
            value,
            interval: None,
            precision: Precision::Unknown,
            relative: false,
            basis: None,
        }
    }

    fn day_time(&self, day: Day, part: DayPart) -> Resolved {
        // Midnight of a day ends it, and is written as its hour 24.
        Resolved {
            kind: TimeKind::Time,
            value: Value::Time(day, part).to_string(),
            interval: Some(Interval::day(day)),
            precision: Precision::Day,
            relative: false,
            basis: self.basis,
        }
    }

    /// The calendar unit that the expression names, if it can be told.
    pub(super) fn unit(&mut self, meaning: &Meaning, tense: Tense) -> Option<Unit> {
        match meaning.core {
            Core::Unit(unit) => unit.interval().map(|_| unit),
            Core::Partial(partial) => self.partial(partial, meaning.of.as_deref(), tense),
            Core::Named(partial, steps, from) => {
                let day = self.base(from)?.interval()?.earliest();
                if let (
                    Partial::MonthDay(month, number),
                    Some(Core::Partial(Partial::Weekday(weekday))),
                ) = (partial, meaning.of.as_deref().map(|of| &of.core))
                {
                    // "this Friday, 5/12": a weekday that is wrong does not move it to another year.
                    return agreeing(month, number, *weekday, day)
                        .filter(|unit| near(*unit, day))
                        .or_else(|| in_year(self.rules, partial, day.year()));
                }
                named(self.rules, partial, steps, day, tense)
            }
            Core::Coming(partial) => {
                let day = self.base(From::Now)?.interval()?.earliest();
                around(self.rules, partial, shift_days(day, 1)).1
            }
            Core::Passed(partial) => {
                let day = self.base(From::Now)?.interval()?.earliest();
                around(self.rules, partial, shift_days(day, -1)).0
            }
            Core::ToDate => {
                let day = self.base(From::Now)?.interval()?.earliest();
                Some(Unit::Year(day.year()))
            }
            Core::HolidayWeekend(holiday) => {
                let day = self.partial(Partial::Holiday(holiday), meaning.of.as_deref(), tense)?;
                let day = day.interval()?.earliest();
                // The weekend next to it: behind a Thursday or Friday, in front of a Monday or Tuesday.
                let monday = crate::calendar::weekday_number(day) <= 2;
                let (year, week) = iso_week(shift_days(day, if monday { -7 } else { 0 }));
                Some(Unit::Weekend(year, week))
            }
            Core::Step(length, steps, from) => {
                let base = self.base(from)?;
                step(base, length, i64::from(steps))
            }
            // "Two days later" of what the text leaves undated: not two days after its publication.
            Core::Shift(_, _, false, From::Text) if self.reached.is_none() && tense.is_past() => {
                None
            }
            Core::Shift(count, length, before, from) => self.shift(count, length, before, from),
            Core::Exactly(number, length, before) => {
                let base = match &meaning.of {
                    Some(of) => self.unit(of, tense)?.interval()?.earliest(),
                    None => self.base(From::Now)?.interval()?.earliest(),
                };
                let number = if before {
                    number.checked_neg()?
                } else {
                    number
                };
                (!length.is_time()).then(|| Unit::Day(shifted(base, number, length)))
            }
            Core::Nth(nth, count, length) => {
                let whole = self.unit(meaning.of.as_deref()?, tense)?;
                nth_of(whole, nth, count, length)
            }
            Core::Bare(length) => self.bare(length, meaning.of.as_deref(), tense),
            Core::YearEarlier(says_quarter) => match self.report.year_earlier(says_quarter) {
                Some(quarter) => Some(quarter),
                None => Some(Unit::Year(self.now()?.year().checked_sub(1)?)),
            },
            Core::PeriodOf(year, says_quarter) => self
                .report
                .in_year(year, says_quarter)
                .or(Some(Unit::Year(year))),
            _ => None,
        }
    }

    fn partial(&mut self, partial: Partial, of: Option<&Meaning>, tense: Tense) -> Option<Unit> {
        if let Some(of) = of {
            if let (Partial::DayOfMonth(number), Core::Partial(Partial::Weekday(weekday))) =
                (partial, &of.core)
            {
                return self.weekday_and_number(*weekday, number, tense);
            }
            if let (Partial::MonthDay(month, number), Core::Partial(Partial::Weekday(weekday))) =
                (partial, &of.core)
            {
                let day = self.base(From::Now)?.interval()?.earliest();
                return agreeing(month, number, *weekday, day)
                    .or_else(|| choose(self.rules, partial, day, tense));
            }
            let whole = self.unit(of, tense)?.interval()?;
            return within(self.rules, partial, whole);
        }
        if self.history
            && let Some(reached) = self.reached_interval()
        {
            self.basis = Some((From::Text, reached));
            let reached = match self.reached {
                Some(unit) if self.reached_late => part_of(unit, reached, Modifier::Late),
                _ => reached,
            };
            return after_reached(self.rules, partial, reached);
        }
        if self.history && !matches!(partial, Partial::Weekday(_)) {
            // Nothing is reached yet, and the publication date says nothing about a history.
            return None;
        }
        if let Some(last) = self.not_after {
            self.basis = Some((From::Text, Interval::day(last)));
            return around(self.rules, partial, last).0;
        }
        let day = self.base(From::Now)?.interval()?.earliest();
        let chosen = choose(self.rules, partial, day, tense);
        if let Some(first) = self.not_before
            && chosen
                .and_then(Unit::interval)
                .is_none_or(|chosen| chosen.latest() < first)
        {
            self.basis = Some((From::Text, Interval::day(first)));
            return around(self.rules, partial, first).1;
        }
        chosen
    }

    /// "Tuesday the eleventh": the nearest month in which the two agree.
    fn weekday_and_number(&mut self, weekday: i8, number: i8, tense: Tense) -> Option<Unit> {
        let day = self.base(From::Now)?.interval()?.earliest();
        let first = Day::new(day.year(), day.month(), 1).ok()?;
        let fits = |months: i64| {
            let month = shift_months(first, months);
            Day::new(month.year(), month.month(), number)
                .ok()
                .filter(|found| crate::calendar::weekday_number(*found) == weekday)
        };
        let later = (0..48).filter_map(fits).find(|found| *found >= day);
        let earlier = (0..48)
            .filter_map(|months| fits(-months))
            .find(|found| *found <= day);
        match tense {
            Tense::Done | Tense::Past => earlier.or(later),
            _ => later.or(earlier),
        }
        .map(Unit::Day)
    }

    /// "two years ago", "three days later".
    fn shift(&mut self, count: Count, length: Length, before: bool, from: From) -> Option<Unit> {
        let base = self.base(from)?;
        let sign = if before { -1 } else { 1 };
        let number = match count {
            Count::Exact(number) => number,
            Count::Half(number) if length == Length::Year => {
                let months = number.checked_mul(12)?.checked_add(6)?;
                return Some(Unit::month_of(shift_months(
                    base.interval()?.earliest(),
                    i64::from(months * sign),
                )));
            }
            Count::Half(_) | Count::Vague => return None,
        };
        if length == Length::Year && number == 1 && before && self.report.quarter().is_some() {
            let year = self.now()?.year().checked_sub(1)?;
            return self.report.year_earlier(false).or(Some(Unit::Year(year)));
        }
        if length.is_time() {
            return match base {
                Unit::Day(day) => Some(Unit::Day(day)),
                _ => None,
            };
        }
        if from == From::Text
            && length == Length::Week
            && let Unit::Day(day) = base
        {
            return Some(Unit::Day(shifted(day, number.checked_mul(sign)?, length)));
        }
        let length = if length == Length::Decade {
            (Length::Year, 10)
        } else {
            (length, 1)
        };
        step(
            base,
            length.0,
            i64::from(number) * i64::from(sign) * length.1,
        )
    }

    /// "the quarter", "the weekend", "the week of March 6", "(the end of) the year".
    fn bare(&mut self, length: Length, of: Option<&Meaning>, tense: Tense) -> Option<Unit> {
        if let Some(of) = of {
            let day = self.unit(of, tense)?.interval()?.earliest();
            return Some(Unit::week_of(day));
        }
        if length == Length::Quarter {
            let day = self.base(From::Now)?.interval()?.earliest();
            return self
                .report
                .quarter()
                .or_else(|| step(Unit::Day(day), Length::Quarter, -1));
        }
        let from = if self.history { From::Text } else { From::Now };
        let base = self.base(from)?;
        if length == Length::Weekend {
            let day = base.interval()?.earliest();
            let weekend = crate::calendar::weekday_number(day) >= 6;
            let steps = if tense.is_past() && !weekend { -1 } else { 0 };
            return step(base, Length::Weekend, steps);
        }
        step(base, length, 0)
    }

    /// A date with its days.
    fn dated(&mut self, meaning: &Meaning, unit: Unit) -> Resolved {
        if let (Unit::Day(day), Some(part)) = (unit, meaning.part) {
            return self.day_time(day, part);
        }
        let mut interval = unit.interval();
        let mut precision = precision_of(unit);
        let mut value = Value::Date(unit).to_string();
        if let (Core::Partial(Partial::Holiday(holiday)), Some(first)) = (&meaning.core, interval) {
            let (days, about) = self.rules.holiday_length(*holiday);
            let last = shift_days(first.earliest(), days - 1);
            let mut whole = first.union(Interval::day(last));
            if days > 1 {
                value = format!("{}/{last}", first.earliest());
                precision = Precision::Span;
            }
            if about {
                whole = Interval::new(
                    shift_days(whole.earliest(), -1),
                    shift_days(whole.latest(), 1),
                );
                precision = Precision::Approximate;
            }
            interval = Some(whole);
        }
        match (&meaning.core, interval, self.published) {
            (Core::HolidayWeekend(holiday), Some(days), _) => {
                // A holiday beside the weekend makes it a long one.
                let day = [days.earliest().year(), days.latest().year()]
                    .into_iter()
                    .filter_map(|year| self.rules.holiday_day(*holiday, year))
                    .find(|day| {
                        days.contains(shift_days(*day, 1)) || days.contains(shift_days(*day, -1))
                    });
                interval = day.map_or(interval, |day| Some(days.union(Interval::day(day))));
            }
            (Core::ToDate, Some(days), Some(today)) => {
                interval = Some(Interval::new(
                    days.earliest(),
                    shift_days(today, -1).max(days.earliest()),
                ));
                precision = Precision::Span;
            }
            _ => {}
        }
        if let (Some(modifier), Some(whole)) = (meaning.modifier, interval) {
            interval = Some(self.modified(unit, whole, modifier, &meaning.core));
            if interval != Some(whole) || meaning.within {
                precision = Precision::Within;
            }
        }
        if meaning.about {
            precision = Precision::Approximate;
        }
        if let Core::Nth(nth, count, length) = meaning.core
            && let Some(whole) = meaning
                .of
                .as_deref()
                .and_then(|of| self.unit(of, Tense::Unknown))
            && count > 1
        {
            interval = nth_interval(whole, nth, count, length).or(interval);
            precision = Precision::Span;
        }
        Resolved {
            kind: TimeKind::Date,
            value,
            interval,
            precision,
            relative: self.basis.is_some(),
            basis: self.basis,
        }
    }

    /// A date whose year, month or week cannot be told.
    fn undated(&self, meaning: &Meaning) -> Resolved {
        let value = match meaning.core {
            Core::Partial(partial)
            | Core::Named(partial, ..)
            | Core::Coming(partial)
            | Core::Passed(partial) => open_value(partial),
            Core::Step(length, _, from) | Core::Shift(_, length, _, from) => {
                self.open_step(length, from)
            }
            _ => String::new(),
        };
        let kind = if meaning.part.is_some() {
            TimeKind::Time
        } else {
            TimeKind::Date
        };
        let mut resolved = self.open(kind, value);
        if let Ok(value) = resolved.value.parse::<Value>() {
            resolved.interval = value.interval();
            if resolved.interval.is_some() {
                resolved.precision = Precision::Within;
                resolved.relative = true;
                resolved.basis = self.basis;
            }
        }
        resolved
    }

    /// "the next day" where only the month is known: some day of it.
    fn open_step(&self, length: Length, from: From) -> String {
        let days = length <= Length::Day;
        match (from, self.reached) {
            (From::Text, Some(unit @ Unit::Month(..))) if days => format!("{unit}-XX"),
            (From::Text, Some(unit @ Unit::Year(_))) if days => format!("{unit}-XX-XX"),
            (From::Text, Some(unit @ Unit::Year(_))) if length == Length::Month => {
                format!("{unit}-XX")
            }
            _ => match length {
                Length::Week => "XXXX-WXX".to_owned(),
                Length::Month => "XXXX-XX".to_owned(),
                Length::Year | Length::Decade | Length::Century => "XXXX".to_owned(),
                Length::Quarter => "XXXX-QX".to_owned(),
                _ => "XXXX-XX-XX".to_owned(),
            },
        }
    }
}

/// Within half a year of the day.
fn near(unit: Unit, day: Day) -> bool {
    unit.interval()
        .is_some_and(|found| days_between(day, found.earliest()).abs() <= 190)
}
