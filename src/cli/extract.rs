//! `dateline extract`: what articles say, as data.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use super::output::Output;
use super::{DataFormat, ExtractOptions, complain, read};
use crate::export::{ExportError, csv, interchange};
use crate::extract::Reader;
use crate::merge;
use crate::model::{Article, Reading};

/// Runs the command.
pub(super) fn run(options: &ExtractOptions) -> ExitCode {
    let place = options.output.as_ref().map_or_else(
        || "standard output".to_owned(),
        |path| path.to_string_lossy().into_owned(),
    );
    let mut out = match Output::new(options.output.as_deref()) {
        Ok(out) => out,
        Err(reason) => {
            complain(&format!("{place}: cannot be written: {reason}"));
            return ExitCode::FAILURE;
        }
    };
    let reader = match read::reader(&options.input) {
        Ok(reader) => reader,
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let (all_read, written) = match options.format {
        DataFormat::Json => document(&reader, options, &mut out),
        DataFormat::Jsonl => lines(&reader, options, &mut out),
        DataFormat::Csv => {
            let header = csv::header().and_then(|row| Ok(out.write_all(&row)?));
            let (all_read, rows) = rows(&reader, options, &mut out);
            (all_read, header.and(rows))
        }
    };
    match written.and_then(|()| Ok(out.finish()?)) {
        Ok(()) if all_read => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        // Whoever listened has heard enough: `dateline extract ... | head`.
        Err(ExportError::Write(reason)) if reason.kind() == ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(reason) => {
            complain(&format!("{place}: {reason}"));
            ExitCode::FAILURE
        }
    }
}

/// True if everything was read, and whether it could be written.
type Written = (bool, Result<(), ExportError>);

/// Articles that are compared with one another for the stories they share, when they are printed one by one. Comparing
/// all would keep all in memory.
const COMPARED: usize = 500;

/// Writes one line for each article, a few hundred at a time.
fn lines(reader: &Reader, options: &ExtractOptions, out: &mut Output) -> Written {
    let mut written = Ok(());
    let mut block: Vec<(Article, Reading)> = Vec::new();
    let all_read = read::read_all(reader, &options.input, &mut |read| {
        block.push(*read);
        if block.len() >= COMPARED {
            written = write_lines(&mut block, out);
        }
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    (
        all_read,
        written.and_then(|()| write_lines(&mut block, out)),
    )
}

fn write_lines(block: &mut Vec<(Article, Reading)>, out: &mut Output) -> Result<(), ExportError> {
    let articles: Vec<&Article> = block.iter().map(|read| &read.0).collect();
    let readings: Vec<&Reading> = block.iter().map(|read| &read.1).collect();
    let stories = story_names(&articles, &readings);
    for ((article, reading), story) in articles.into_iter().zip(readings).zip(&stories) {
        let reading = merge::without_repeats(article, reading);
        out.write_all(&interchange::line(article, &reading, story)?)?;
    }
    block.clear();
    Ok(())
}

/// Writes the rows of each article as soon as it is read and all before it are written.
fn rows(reader: &Reader, options: &ExtractOptions, out: &mut Output) -> Written {
    let mut written = Ok(());
    let all_read = read::read_all(reader, &options.input, &mut |read| {
        let (article, reading) = &*read;
        written = csv::rows(article, &merge::without_repeats(article, reading))
            .and_then(|bytes| Ok(out.write_all(&bytes)?));
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    (all_read, written)
}

/// For each article the id of the first one that tells the same story.
fn story_names(articles: &[&Article], readings: &[&Reading]) -> Vec<String> {
    let numbers = merge::stories(articles, readings);
    let mut first: BTreeMap<usize, &str> = BTreeMap::new();
    numbers
        .iter()
        .zip(articles)
        .map(|(number, article)| (*first.entry(*number).or_insert(&article.id.0)).to_owned())
        .collect()
}

/// Writes one document, when all is read and merged.
fn document(reader: &Reader, options: &ExtractOptions, out: &mut Output) -> Written {
    let mut all = Vec::new();
    let all_read = read::read_all(reader, &options.input, &mut |read| {
        all.push(read);
        ControlFlow::Continue(())
    });
    let articles: Vec<&Article> = all.iter().map(|read| &read.0).collect();
    let readings: Vec<&Reading> = all.iter().map(|read| &read.1).collect();
    let chronology = merge::merge(&articles, &readings, &merge::ByHand::default());
    let stories = story_names(&articles, &readings);
    let pairs: Vec<_> = articles.into_iter().zip(readings).collect();
    let written = interchange::document(&pairs, &stories, &chronology, out);
    (all_read, written)
}
