//! Paints an SVG into a PNG file, with the program's own fonts only and without a screen.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};

use super::ExportError;
use crate::scene::{Weight, fonts::FAMILY};

/// More pixels than this are refused: half a gigabyte of memory while painting.
pub const MOST_PIXELS: u64 = 120_000_000;

/// Only fonts that come with the program, so that every machine paints the same picture.
fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut database = usvg::fontdb::Database::new();
        for weight in Weight::ALL {
            database.load_font_data(weight.bytes().to_vec());
        }
        database.set_sans_serif_family(FAMILY);
        Arc::new(database)
    }))
}

/// Paints `svg` at `dpi` dots an inch, 96 being its own size.
///
/// # Errors
/// If the picture would have more than [`MOST_PIXELS`], or the SVG is malformed.
pub fn png(svg: &str, dpi: f32) -> Result<Vec<u8>, ExportError> {
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: fonts(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options)
        .map_err(|reason| ExportError::Format(reason.to_string()))?;
    let scale = dpi / 96.0;
    let side = |px: f32| (f64::from(px) * f64::from(scale)).ceil().max(1.0) as u64;
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let too_large = || ExportError::TooLarge { width, height, dpi };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large());
    }
    let (Ok(columns), Ok(rows)) = (u32::try_from(width), u32::try_from(height)) else {
        return Err(too_large());
    };
    let mut pixels = tiny_skia::Pixmap::new(columns, rows).ok_or_else(too_large)?;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    let file = pixels
        .encode_png()
        .map_err(|reason| ExportError::Format(reason.to_string()))?;
    Ok(with_resolution(file, dpi))
}

/// Length of the signature and the header chunk of every PNG file.
const HEADER_BYTES: usize = 33;

/// Adds the chunk that tells printers how large the picture is.
fn with_resolution(mut file: Vec<u8>, dpi: f32) -> Vec<u8> {
    if file.len() < HEADER_BYTES {
        return file;
    }
    let per_metre = (f64::from(dpi) / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let sum = crc32(&chunk);
    let mut whole = 9u32.to_be_bytes().to_vec();
    whole.extend(chunk);
    whole.extend(sum.to_be_bytes());
    file.splice(HEADER_BYTES..HEADER_BYTES, whole);
    file
}

/// The check sum of PNG chunks (CRC-32 of ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn an_absurd_picture_is_refused_with_advice() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90000\" height=\"90000\"/>";
        let error = png(svg, 96.0).unwrap_err().to_string();
        assert!(error.contains("90000 × 90000"), "{error}");
        assert!(error.contains("SVG"), "{error}");
    }
}
