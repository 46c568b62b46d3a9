//! How much a PDF unpacks to, before anything of it is unpacked for good: a packed stream can be a thousand times as large
//! as the file. Leaves all meaning to the others.

use std::sync::atomic::{AtomicBool, Ordering};

use flate2::{Decompress, FlushDecompress, Status};

use super::PdfError;

/// Most that one stream may unpack to, in bytes. A page of text has some thousands.
const MAX_STREAM_BYTES: u64 = 64 << 20;
/// The same for pictures, which are passed over.
const MAX_PICTURE_BYTES: u64 = 512 << 20;
/// Most that all streams but pictures may unpack to, in bytes.
const MAX_TOTAL_BYTES: u64 = 1 << 30;
/// A stream may be packed several times over.
const MAX_LAYERS: usize = 4;
/// How far before its data the dictionary of a stream is looked for, in bytes.
const DICTIONARY_BYTES: usize = 1 << 10;
/// Unpacked at a time, in bytes.
const CHUNK_BYTES: usize = 64 << 10;
/// Codes of LZW after which the table is full.
const LZW_CODES: usize = 4096;

/// Refuses a file with a stream that unpacks beyond all measure.
pub(super) fn check(bytes: &[u8], stop: &AtomicBool) -> Result<(), PdfError> {
    let mut total = 0u64;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        if stop.load(Ordering::Relaxed) {
            return Err(PdfError::Stopped);
        }
        let dictionary = dictionary_before(bytes, start);
        let picture = find(dictionary, b"/Image").is_some();
        let limit = if picture {
            MAX_PICTURE_BYTES
        } else {
            MAX_STREAM_BYTES
        };
        let data = &bytes[at..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let size = if find(dictionary, b"/LZW").is_some() {
            lzw_size(data, limit)
        } else {
            unpacked_size(data, limit)
        };
        if size > limit {
            return Err(PdfError::TooLarge);
        }
        if !picture {
            total += size;
        }
        if total > MAX_TOTAL_BYTES {
            return Err(PdfError::TooLarge);
        }
    }
    Ok(())
}

/// Where `word` begins first.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    while let Some(step) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What stands between the last object's beginning and the stream.
fn dictionary_before(bytes: &[u8], stream: usize) -> &[u8] {
    let near = &bytes[stream.saturating_sub(DICTIONARY_BYTES)..stream];
    let begin = near.windows(4).rposition(|four| four == b" obj");
    &near[begin.unwrap_or(0)..]
}

/// The largest of the layers of a stream that is packed with Deflate; 0 if it is not.
fn unpacked_size(data: &[u8], limit: u64) -> u64 {
    let with_header = matches!(data, [first, second, ..]
        if first & 0x0f == 8 && second & 0x20 == 0 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31));
    let mut layers: Vec<Decompress> = vec![Decompress::new(with_header)];
    let mut sizes = vec![0u64];
    let mut at = 0;
    while at < data.len() {
        let end = data.len().min(at + CHUNK_BYTES);
        let Some((used, mut output)) = step(&mut layers[0], &data[at..end]) else {
            break;
        };
        at += used;
        sizes[0] += output.len() as u64;
        let idle = used == 0 && output.is_empty();
        let mut layer = 1;
        // What comes out may be packed again.
        while layer < MAX_LAYERS && !output.is_empty() {
            if layers.len() == layer {
                if sizes[layer - 1] != output.len() as u64 || output.first() != Some(&0x78) {
                    break;
                }
                layers.push(Decompress::new(true));
                sizes.push(0);
            }
            output = inner(&mut layers[layer], &output, &mut sizes[layer], limit);
            layer += 1;
        }
        if idle || sizes.iter().any(|size| *size > limit) {
            break;
        }
    }
    sizes.into_iter().max().unwrap_or(0)
}

/// Unpacks all of `input`, or as much as the limit allows.
fn inner(layer: &mut Decompress, input: &[u8], size: &mut u64, limit: u64) -> Vec<u8> {
    let mut all = Vec::new();
    let mut at = 0;
    while *size <= limit {
        let Some((used, output)) = step(layer, &input[at..]) else {
            break;
        };
        at += used;
        *size += output.len() as u64;
        let idle = used == 0 && output.is_empty();
        all.extend(output);
        if idle {
            break;
        }
    }
    all
}

/// One chunk of output; none when the data are at their end or are not packed.
fn step(layer: &mut Decompress, input: &[u8]) -> Option<(usize, Vec<u8>)> {
    let (before_in, before_out) = (layer.total_in(), layer.total_out());
    let mut output = vec![0; CHUNK_BYTES];
    let status = layer
        .decompress(input, &mut output, FlushDecompress::None)
        .ok()?;
    let used = usize::try_from(layer.total_in() - before_in).ok()?;
    output.truncate(usize::try_from(layer.total_out() - before_out).ok()?);
    (status != Status::StreamEnd || !output.is_empty()).then_some((used, output))
}

/// What a stream that is packed with LZW unpacks to: the lengths of the strings are enough to tell.
fn lzw_size(data: &[u8], limit: u64) -> u64 {
    let mut lengths: Vec<u64> = Vec::new();
    let (mut buffer, mut bits, mut width) = (0u32, 0u32, 9u32);
    let (mut size, mut last) = (0u64, None::<u64>);
    for byte in data {
        buffer = buffer << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (buffer >> bits) as usize & ((1 << width) - 1);
        buffer &= (1 << bits) - 1;
        let length = match code {
            256 => {
                lengths.clear();
                (width, last) = (9, None);
                continue;
            }
            257 => break,
            0..256 => 1,
            _ => match (lengths.get(code - 258), last) {
                (Some(length), _) => *length,
                (None, Some(last)) => last + 1,
                (None, None) => break,
            },
        };
        size += length;
        if size > limit {
            break;
        }
        if let Some(last) = last
            && lengths.len() + 258 < LZW_CODES
        {
            lengths.push(last + 1);
        }
        last = Some(length);
        width = match lengths.len() + 258 + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    size
}
