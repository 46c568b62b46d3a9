//! Lengths of time that also name days: "the past two months", "a week starting tomorrow", "in two years".

use super::meaning::{Count, From, Length, Meaning};
use super::resolve::{Resolved, Resolver};
use super::tense::Tense;
use super::units::{shifted, simple_duration};
use crate::calendar::{Interval, Unit, shift_days, shift_months};
use crate::model::{Precision, TimeKind};

impl Resolver<'_> {
    /// A length. "in two years" of what is to come also names a day.
    pub(super) fn lasting(&self, kind: TimeKind, value: &str, tense: Tense) -> Resolved {
        let mut resolved = self.open(kind, value.to_owned());
        if tense == Tense::Future
            && kind == TimeKind::Duration
            && let (Some(day), Some((count, length))) = (self.published, simple_duration(value))
        {
            let end = shifted(day, count, length);
            resolved.interval = Some(Interval::day(end));
            resolved.precision = Precision::Approximate;
            resolved.relative = true;
            resolved.basis = Some((From::Now, Interval::day(day)));
        }
        resolved
    }

    /// "a week starting tomorrow".
    pub(super) fn lasting_from(
        &mut self,
        count: i32,
        length: Length,
        meaning: &Meaning,
        tense: Tense,
    ) -> Resolved {
        let value = super::durations::duration_value(Count::Exact(count), length);
        let mut resolved = self.open(TimeKind::Duration, value);
        let start = meaning
            .of
            .as_deref()
            .and_then(|start| self.unit(start, tense)?.interval());
        if let Some(start) = start {
            let next = shifted(start.earliest(), count.max(1), length);
            resolved.interval = Some(Interval::new(start.earliest(), shift_days(next, -1)));
            resolved.precision = Precision::Span;
            resolved.relative = self.basis.is_some();
            resolved.basis = self.basis;
        }
        resolved
    }

    /// "the past two months".
    pub(super) fn stretch(&mut self, count: Count, length: Length, before: bool) -> Resolved {
        let mut resolved = self.open(
            TimeKind::Duration,
            super::durations::duration_value(count, length),
        );
        let Some(base) = self.base(From::Now).and_then(Unit::interval) else {
            return resolved;
        };
        let Count::Exact(number) = count else {
            return resolved;
        };
        let day = base.earliest();
        let sign = if before { -1 } else { 1 };
        let interval = match length {
            Length::Quarter => {
                let this = Unit::quarter_of(day).interval();
                this.map(|this| {
                    let months = i64::from(number) * 3;
                    if before {
                        Interval::new(
                            shift_months(this.earliest(), -months),
                            shift_days(this.earliest(), -1),
                        )
                    } else {
                        let first = shift_days(this.latest(), 1);
                        Interval::new(first, shift_days(shift_months(first, months), -1))
                    }
                })
            }
            _ if length.is_time() => None,
            _ => {
                let end = shifted(day, number.saturating_mul(sign), length);
                Some(if before {
                    Interval::new(end, shift_days(day, -1))
                } else {
                    Interval::new(shift_days(day, 1), end)
                })
            }
        };
        resolved.interval = interval;
        resolved.precision = if interval.is_some() {
            Precision::Within
        } else {
            Precision::Unknown
        };
        resolved.relative = true;
        resolved.basis = self.basis;
        resolved
    }
}
