//! Data and pictures out: the interchange format, tables, images. Everything is written into memory or a stream; where
//! it goes is left to `app` and `cli`.

pub mod csv;
pub mod interchange;
mod picture;
mod png;
mod quotation;
mod svg;

pub use picture::{Names, PictureFormat, PictureOptions, picture, scene};
pub use png::{MOST_PIXELS, png};
pub use quotation::quotation;
pub use svg::svg;

/// Something could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The stream did not take it.
    #[error("cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// The data could not be put into the format.
    #[error("cannot be put into the format: {0}")]
    Format(String),
    /// The options of a picture are out of range.
    #[error("{0}")]
    Options(String),
    /// A picture would have more pixels than can be painted.
    #[error(
        "the picture would be {width} × {height} pixels at {dpi} dpi, more than can be painted; save it as SVG, or with \
         fewer dots an inch, or with fewer events"
    )]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// Dots an inch.
        dpi: f32,
    },
}

impl From<serde_json::Error> for ExportError {
    fn from(reason: serde_json::Error) -> Self {
        if reason.is_io() {
            Self::Write(reason.into())
        } else {
            Self::Format(reason.to_string())
        }
    }
}

impl From<::csv::Error> for ExportError {
    fn from(reason: ::csv::Error) -> Self {
        match reason.into_kind() {
            ::csv::ErrorKind::Io(reason) => Self::Write(reason),
            other => Self::Format(format!("{other:?}")),
        }
    }
}
