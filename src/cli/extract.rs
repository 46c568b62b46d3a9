//! `dateline extract`: what articles say, as data.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::mem::ManuallyDrop;
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::thread;

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
    // The program ends with the work: giving its tables back piece by piece would take as long as reading an article.
    let reader = match read::reader(&options.input) {
        Ok(reader) => ManuallyDrop::new(reader),
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
    let jobs = read::jobs(&options.input);
    let mut written = Ok(());
    let mut block: Vec<(Article, Reading)> = Vec::new();
    let all_read = read::read_all(reader, &options.input, &mut |read| {
        block.push(*read);
        if block.len() >= COMPARED {
            written = write_lines(&mut block, jobs, out);
        }
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    (
        all_read,
        written.and_then(|()| write_lines(&mut block, jobs, out)),
    )
}

/// Writes the lines of articles that have been read, made by as many threads as read them.
fn write_lines(
    block: &mut Vec<(Article, Reading)>,
    jobs: usize,
    out: &mut Output,
) -> Result<(), ExportError> {
    let articles: Vec<&Article> = block.iter().map(|read| &read.0).collect();
    let readings: Vec<&Reading> = block.iter().map(|read| &read.1).collect();
    let stories = story_names(&articles, &readings);
    let each = block.len().div_ceil(jobs.max(1)).max(1);
    thread::scope(|scope| {
        let mut parts = block.chunks(each).zip(stories.chunks(each));
        let first = parts.next();
        let others: Vec<_> = parts
            .map(|(part, names)| {
                let made = thread::Builder::new().spawn_scoped(scope, || lines_of(part, names));
                (part, names, made)
            })
            .collect();
        if let Some((part, names)) = first {
            out.write_all(&lines_of(part, names)?)?;
        }
        for (part, names, made) in others {
            let bytes = match made.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(bytes)) => bytes?,
                // There was no thread to be had.
                _ => lines_of(part, names)?,
            };
            out.write_all(&bytes)?;
        }
        Ok::<(), ExportError>(())
    })?;
    block.clear();
    Ok(())
}

fn lines_of(block: &[(Article, Reading)], stories: &[String]) -> Result<Vec<u8>, ExportError> {
    let mut lines = Vec::new();
    for ((article, reading), story) in block.iter().zip(stories) {
        let reading = merge::without_repeats(article, reading);
        lines.extend(interchange::line(article, &reading, story)?);
    }
    Ok(lines)
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
