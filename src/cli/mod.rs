//! The same work without a window: `dateline extract` and `dateline export`. Reads the command line for both ways in.
//!
//! Exit status: 0 all well, 1 some file failed (a line on standard error names it and the reason), 2 wrong usage.

mod export;
mod extract;
mod folders;
mod output;
mod read;

pub use folders::world_folder;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::calendar::Day;
use crate::model::{Problem, Severity};

/// Turns news articles into a chronology one can trust and cite.
///
/// Without a command, opens the window with the given files. The commands do the same work without a window.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files and folders to open in the window: .txt, .md, .html, .pdf, .jsonl
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what articles say: events, dates, actors, quotes, places
    Extract(ExtractOptions),
    /// Draw the timeline of articles, with its sources, into a file
    Export(ExportOptions),
}

/// What there is to read, and how.
#[derive(Debug, Args)]
struct InputOptions {
    /// Publication date of all these articles (YYYY-MM-DD), instead of what the files say
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    published: Option<Day>,
    /// How many articles are read at once [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Folder with your own knowledge of the world, in the format of the program's tables; none to do without
    /// [default: world in the program's configuration directory]
    #[arg(long, value_name = "DIR|none")]
    world: Option<PathBuf>,
    /// Files and folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct ExtractOptions {
    /// json: one document with the events merged across articles; jsonl: one article a line; csv: one event a row
    #[arg(long, value_enum, default_value = "json")]
    format: DataFormat,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Args)]
struct ExportOptions {
    /// Format of the picture [default: what the file's name ends in]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Width in pixels at 96 dpi, 600 to 10000; the height follows from the content
    #[arg(long, value_name = "PIXELS")]
    width: Option<u32>,
    /// Dots an inch, 24 to 1200
    #[arg(long, value_name = "DPI")]
    dpi: Option<f32>,
    /// Light or dark
    #[arg(long, value_enum, default_value = "light")]
    theme: Theme,
    /// Title above the picture
    #[arg(long)]
    title: Option<String>,
    /// What the lanes stand for
    #[arg(long, value_enum, default_value = "country")]
    lanes: Lanes,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Png,
    Svg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Theme {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lanes {
    Country,
    Pair,
    Bloc,
    Place,
    Class,
    Article,
    Story,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DataFormat {
    Json,
    Jsonl,
    Csv,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// Open the window with these files and folders.
    Window(Vec<PathBuf>),
    /// The command was run; the program ends with this status.
    Done(ExitCode),
}

/// Reads the command line and runs its command, if it has one. Wrong usage and `--help` end the program here.
pub fn run() -> Request {
    let line = CommandLine::parse();
    match line.command {
        None => Request::Window(line.paths),
        Some(Command::Extract(options)) => Request::Done(extract::run(&options)),
        Some(Command::Export(options)) => Request::Done(export::run(&options)),
    }
}

/// Says in one sentence that no window can be opened, why, and what works without one.
pub fn no_window(reason: &str) -> ExitCode {
    // The libraries below put where they failed before what failed.
    let reason = reason.rsplit(": ").next().unwrap_or_default();
    complain(&format!(
        "no window can be opened ({}); `dateline extract` and `dateline export` do the same work without one",
        one_line(reason.trim_end_matches('.'))
    ));
    ExitCode::FAILURE
}

fn parse_day(text: &str) -> Result<Day, String> {
    let is_day = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.parse()
        .ok()
        .filter(|_| is_day)
        .ok_or_else(|| "not a date of the form 2023-08-18".to_owned())
}

/// Tells of a problem on standard error.
fn tell(problem: &Problem) {
    let kind = match problem.severity {
        Severity::Warning => "warning: ",
        Severity::Error => "",
    };
    complain(&format!(
        "{kind}{}: {}",
        one_line(&problem.subject),
        problem.message
    ));
}

/// A line on standard error; if even that is closed, there is nobody to tell.
fn complain(message: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "dateline: {message}");
}

/// Names of files may hold line ends and control characters, which are no business of a terminal.
fn one_line(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}
