//! Reads the tables: lines of tab-separated fields, `#` for comments. Fields stay slices of the text, which lives as long as
//! the program.

use std::cell::RefCell;

use super::WorldError;
use super::own::Own;
use crate::calendar::Day;
use crate::model::CountryCode;

/// A table that comes with the program.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// File name under `assets/world/`.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

/// One line of a table.
#[derive(Clone, Copy)]
pub(super) struct Row {
    table: &'static str,
    line: usize,
    text: &'static str,
    /// Whether the user wrote it.
    pub(super) own: bool,
}

impl Table {
    /// The lines that are neither empty nor comments.
    pub(super) fn rows(self) -> impl Iterator<Item = Row> {
        rows(self.name, self.text, false)
    }
}

fn rows(table: &'static str, text: &'static str, own: bool) -> impl Iterator<Item = Row> {
    text.lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'))
        .map(move |(index, text)| Row {
            table,
            line: index + 1,
            text,
            own,
        })
}

/// The tables of the program and, after the lines of each, those of the user.
pub(super) struct Tables<'own> {
    own: &'own Own,
    problems: RefCell<Vec<WorldError>>,
}

impl<'own> Tables<'own> {
    pub(super) fn new(own: &'own Own) -> Self {
        Self {
            own,
            problems: RefCell::new(own.problems.clone()),
        }
    }

    /// Takes up each line of a table, ours and the user's.
    pub(super) fn each(
        &self,
        table: Table,
        take: impl FnMut(Row) -> Result<(), WorldError>,
    ) -> Result<(), WorldError> {
        self.all(&[table], take)
    }

    /// Takes up each line of some tables of ours, then the user's lines of the first. A mistake in a line of ours ends
    /// it, one in the user's costs that line.
    pub(super) fn all(
        &self,
        ours: &[Table],
        mut take: impl FnMut(Row) -> Result<(), WorldError>,
    ) -> Result<(), WorldError> {
        for row in ours.iter().flat_map(|table| table.rows()) {
            take(row)?;
        }
        let name = ours.first().map(|table| table.name);
        let own = self.own.tables.iter();
        for own in own.filter(|own| Some(own.name) == name) {
            for row in rows(own.path, own.text, true) {
                if let Err(problem) = take(row) {
                    self.problems.borrow_mut().push(problem);
                }
            }
        }
        Ok(())
    }

    /// What was wrong with the user's lines.
    pub(super) fn problems(self) -> Vec<WorldError> {
        self.problems.into_inner()
    }
}

impl Row {
    /// The fields of the line; those that the line leaves out at its end are empty.
    pub(super) fn fields<const N: usize>(self) -> Result<[&'static str; N], WorldError> {
        let mut fields = [""; N];
        for (index, field) in self.text.split('\t').enumerate() {
            match fields.get_mut(index) {
                Some(slot) => *slot = field.trim(),
                None if field.trim().is_empty() => {}
                None => return Err(self.error(format!("more than {N} fields"))),
            }
        }
        Ok(fields)
    }

    /// An error that points at this line.
    pub(super) fn error(self, message: impl Into<String>) -> WorldError {
        WorldError {
            table: self.table.to_owned(),
            line: self.line,
            message: message.into(),
        }
    }

    /// A country code.
    pub(super) fn code(self, field: &str) -> Result<CountryCode, WorldError> {
        field.parse().map_err(|message: String| self.error(message))
    }

    /// A country code, or none for an empty field.
    pub(super) fn optional_code(self, field: &str) -> Result<Option<CountryCode>, WorldError> {
        match field {
            "" => Ok(None),
            _ => self.code(field).map(Some),
        }
    }

    /// Parses a number.
    pub(super) fn number<N: std::str::FromStr>(self, field: &str) -> Result<N, WorldError> {
        field
            .parse()
            .map_err(|_| self.error(format!("{field:?} is not a number")))
    }

    /// The first day that `2014`, `2014-09` or `2014-09-30` can mean; none for an empty field.
    pub(super) fn day(self, field: &str) -> Result<Option<Day>, WorldError> {
        if field.is_empty() {
            return Ok(None);
        }
        day(field)
            .map(Some)
            .ok_or_else(|| self.error(format!("{field:?} is not a date")))
    }
}

fn day(field: &str) -> Option<Day> {
    let mut parts = field.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    Day::new(year, month, day).ok()
}

/// The parts of a field that holds several values.
pub(super) fn parts(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(';').filter(|part| !part.is_empty())
}

/// From one day up to, but without, another; open where none is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First day; none if it began before anything that is told here.
    pub start: Option<Day>,
    /// First day after it; none while it lasts.
    pub end: Option<Day>,
}

impl Term {
    /// Without bounds.
    pub const ALWAYS: Self = Self {
        start: None,
        end: None,
    };

    /// Whether the day lies in it. A day that is not known counts as the latest there is.
    pub fn holds_at(self, day: Option<Day>) -> bool {
        match day {
            None => self.end.is_none(),
            Some(day) => {
                self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day < end)
            }
        }
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |end: Option<Day>, start: Option<Day>| {
            end.zip(start).is_some_and(|(end, start)| end <= start)
        };
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    pub(super) fn read(row: Row, start: &str, end: &str) -> Result<Self, WorldError> {
        let term = Self {
            start: row.day(start)?,
            end: row.day(end)?,
        };
        match (term.start, term.end) {
            (Some(start), Some(end)) if end < start => {
                Err(row.error(format!("ends ({end}) before it starts ({start})")))
            }
            _ => Ok(term),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_mean_their_first_day() {
        assert_eq!(day("2014"), Day::new(2014, 1, 1).ok());
        assert_eq!(day("2014-09"), Day::new(2014, 9, 1).ok());
        assert_eq!(day("2014-09-30"), Day::new(2014, 9, 30).ok());
        assert_eq!(day("2014-13"), None);
        assert_eq!(day("soon"), None);
    }

    #[test]
    fn an_unknown_day_is_the_latest() {
        let since = Term {
            start: Day::new(2000, 1, 1).ok(),
            end: None,
        };
        let past = Term {
            start: None,
            end: Day::new(2000, 1, 1).ok(),
        };
        assert!(since.holds_at(None) && !past.holds_at(None));
        assert!(past.holds_at(Day::new(1999, 12, 31).ok()));
        assert!(!past.holds_at(Day::new(2000, 1, 1).ok()));
    }
}
