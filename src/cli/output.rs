//! Where results go: standard output, or a file that appears only when it is complete.

use std::fs::File;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

/// A stream of results.
pub(super) enum Output {
    Standard(BufWriter<Stdout>),
    /// Written beside its place, and moved there at the end.
    File {
        writer: BufWriter<File>,
        unfinished: PathBuf,
        place: PathBuf,
    },
    /// A device or pipe, written in place.
    Device(BufWriter<File>),
}

impl Output {
    pub(super) fn new(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        // Through a link, the file it points to is replaced and the link stays.
        let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match std::fs::metadata(&place) {
            Ok(kind) if kind.is_dir() => return Err(io::Error::other("is a folder")),
            Ok(kind) if !kind.is_file() => {
                let device = File::options().write(true).open(&place)?;
                return Ok(Self::Device(BufWriter::new(device)));
            }
            _ => {}
        }
        let name = place
            .file_name()
            .ok_or_else(|| io::Error::other("is not the name of a file"))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", std::process::id()));
        let unfinished = place.with_file_name(hidden);
        Ok(Self::File {
            writer: BufWriter::new(File::create(&unfinished)?),
            unfinished,
            place,
        })
    }

    /// Flushes, and moves a file to its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Self::File {
            writer,
            unfinished,
            place,
        } = &self
        {
            writer.get_ref().sync_all()?;
            std::fs::rename(unfinished, place)?;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { unfinished, .. } = self {
            // After a move there is nothing left to remove.
            let _ = std::fs::remove_file(unfinished);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(writer) => writer.write(bytes),
            Self::File { writer, .. } | Self::Device(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(writer) => writer.flush(),
            Self::File { writer, .. } | Self::Device(writer) => writer.flush(),
        }
    }
}
