//! Reads the tables: lines of tab-separated fields, `#` for comments. Fields stay slices of the embedded text.

use super::WorldError;
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
}

impl Table {
    /// The lines that are neither empty nor comments.
    pub(super) fn rows(self) -> impl Iterator<Item = Row> {
        self.text
            .lines()
            .enumerate()
            .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
            .map(move |(index, text)| Row {
                table: self.name,
                line: index + 1,
                text,
            })
    }
}

impl Row {
    /// The fields of the line; those that the line leaves out at its end are empty.
    pub(super) fn fields<const N: usize>(self) -> Result<[&'static str; N], WorldError> {
        let mut fields = [""; N];
        for (index, field) in self.text.split('\t').enumerate() {
            match fields.get_mut(index) {
                Some(slot) => *slot = field,
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
