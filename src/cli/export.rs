//! `dateline export`: the timeline as a picture.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::output::Output;
use super::{ExportOptions, Format, Lanes, Theme, complain, read};
use crate::export::{ExportError, PictureFormat, PictureOptions, picture};
use crate::project::{Document, Project};
use crate::scene::ThemeKind;
use crate::timeline::LaneMode;

/// Runs the command.
pub(super) fn run(options: &ExportOptions) -> ExitCode {
    let place = options.output.to_string_lossy().into_owned();
    let Some(format) = options.format.or_else(|| format_of(&options.output)) else {
        complain(&format!(
            "{place}: ends in neither .png nor .svg; say which with --format"
        ));
        return ExitCode::from(2);
    };
    let reader = match read::reader(&options.input) {
        Ok(reader) => reader,
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let mut documents = Vec::new();
    let all_read = read::read_all(&reader, &options.input, &mut |read| {
        let (article, reading) = *read;
        documents.push(Arc::new(Document::new(article, reading)));
        ControlFlow::Continue(())
    });
    if documents.is_empty() {
        complain("there is nothing to draw: no article could be read");
        return ExitCode::FAILURE;
    }
    let project = Project::of(documents, Vec::new(), &[]);
    let written = picture(&project, &picture_options(options, format)).and_then(|bytes| {
        let mut out = Output::new(Some(&options.output))?;
        out.write_all(&bytes)?;
        Ok(out.finish()?)
    });
    match written {
        Ok(()) if all_read => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(reason @ ExportError::Options(_)) => {
            complain(&reason.to_string());
            ExitCode::from(2)
        }
        Err(reason) => {
            complain(&format!("{place}: {reason}"));
            ExitCode::FAILURE
        }
    }
}

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => Some(Format::Png),
        "svg" => Some(Format::Svg),
        _ => None,
    }
}

fn picture_options(options: &ExportOptions, format: Format) -> PictureOptions {
    let usual = PictureOptions::default();
    PictureOptions {
        format: match format {
            Format::Png => PictureFormat::Png,
            Format::Svg => PictureFormat::Svg,
        },
        width_px: options.width.unwrap_or(usual.width_px),
        dpi: options.dpi.unwrap_or(usual.dpi),
        theme: match options.theme {
            Theme::Light => ThemeKind::Light,
            Theme::Dark => ThemeKind::Dark,
        },
        title: options.title.clone(),
        lanes: match options.lanes {
            Lanes::Country => LaneMode::Country,
            Lanes::Pair => LaneMode::Pair,
            Lanes::Bloc => LaneMode::Bloc,
            Lanes::Place => LaneMode::Place,
            Lanes::Class => LaneMode::Class,
            Lanes::Article => LaneMode::Article,
            Lanes::Story => LaneMode::Story,
            Lanes::None => LaneMode::Single,
        },
        ..usual
    }
}
