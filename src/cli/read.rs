//! Reads many articles on all cores and hands them over in the order of the input, whatever finishes first.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::{InputOptions, complain, tell};
use crate::extract::{Reader, ReaderError};
use crate::load;
use crate::model::{Article, Problem, Published, Reading, Severity};
use crate::world::Own;

/// Articles on the way for each job: enough that no job waits, few enough that memory stays small.
const ON_THE_WAY_PER_JOB: usize = 8;
/// The tree walks of the rules are not deep, but the text is foreign.
const STACK_BYTES: usize = 16 << 20;

/// An article with what it says, or what went wrong.
pub(super) type Outcome = Result<Box<(Article, Reading)>, Problem>;

/// Where articles come from.
enum Input {
    File(PathBuf),
    StandardInput,
}

/// Loads the reader with the user's own knowledge. What is wrong with that is told on standard error.
pub(super) fn reader(options: &InputOptions) -> Result<Reader, ReaderError> {
    let own = match &options.world {
        Some(none) if none == Path::new("none") => Own::default(),
        Some(folder) => Own::read(folder),
        None => super::world_folder().map_or_else(Own::default, |folder| Own::read(&folder)),
    };
    let reader = Reader::load_with(&own)?;
    for problem in reader.world().problems() {
        complain(&problem.to_string());
    }
    Ok(reader)
}

/// Reads everything that the options name. `take` gets the articles in order and may end the work. Problems are told on
/// standard error in their place. True if nothing failed.
pub(super) fn read_all(
    reader: &Reader,
    options: &InputOptions,
    take: &mut dyn FnMut(Box<(Article, Reading)>) -> ControlFlow<()>,
) -> bool {
    let stop = AtomicBool::new(false);
    let mut all_well = true;
    let mut on_outcome = |outcome: Outcome| match outcome {
        Ok(read) => take(read),
        Err(problem) => {
            all_well &= problem.severity == Severity::Warning;
            tell(&problem);
            ControlFlow::Continue(())
        }
    };
    let (inputs, problems) = inputs(&options.paths, &stop);
    for problem in problems {
        let _ = on_outcome(Err(problem));
    }
    let jobs = jobs(options);
    let read_one = |article| read_article(reader, article, options.published);
    in_order(&inputs, jobs, &stop, &read_one, &mut on_outcome);
    all_well
}

/// How many articles are read at once.
pub(super) fn jobs(options: &InputOptions) -> usize {
    options.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

/// The inputs in order, and what cannot be found.
fn inputs(paths: &[PathBuf], stop: &AtomicBool) -> (Vec<Input>, Vec<Problem>) {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for group in paths.chunk_by(|a, b| (a == Path::new("-")) == (b == Path::new("-"))) {
        if group.first().is_some_and(|path| path == Path::new("-")) {
            inputs.push(Input::StandardInput);
        } else {
            let expanded = load::expand(group, stop);
            inputs.extend(expanded.files.into_iter().map(Input::File));
            problems.extend(expanded.problems);
        }
    }
    (inputs, problems)
}

fn read_article(
    reader: &Reader,
    mut article: Article,
    published: Option<crate::calendar::Day>,
) -> Outcome {
    if let Some(day) = published {
        article.published = Published::given(day);
    }
    // A fault in the rules must not take the other articles with it.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let reading = reader.read(&article);
        let guess = reader.guess(&article, &reading);
        (reading, guess)
    }));
    match read {
        Ok((reading, guess)) => {
            article.published.claims.extend(guess);
            Ok(Box::new((article, reading)))
        }
        Err(_) => Err(Problem {
            subject: article.id.0,
            severity: Severity::Error,
            message: "could not be read because of a fault in Dateline; please report it"
                .to_owned(),
        }),
    }
}

/// One thread loads, `jobs` threads read, and this one hands over in order.
fn in_order(
    inputs: &[Input],
    jobs: usize,
    stop: &AtomicBool,
    read_one: &(dyn Fn(Article) -> Outcome + Sync),
    on_outcome: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) {
    let capacity = jobs * ON_THE_WAY_PER_JOB;
    // A permit is taken for each article that is loaded and given back when it has been handed over.
    let (permits, handed_over) = bounded::<()>(capacity);
    let (to_read, loaded) = bounded(capacity);
    let (to_hand_over, read) = bounded(capacity);
    thread::scope(|scope| {
        spawn(scope, move || load_all(inputs, stop, &permits, &to_read));
        for _ in 0..jobs {
            let (loaded, to_hand_over) = (loaded.clone(), to_hand_over.clone());
            spawn(scope, move || work(&loaded, read_one, stop, &to_hand_over));
        }
        drop((loaded, to_hand_over));
        let mut waiting = BTreeMap::new();
        let mut next = 0usize;
        for (number, outcome) in read {
            waiting.insert(number, outcome);
            while let Some(outcome) = waiting.remove(&next) {
                next += 1;
                let _ = handed_over.recv();
                if !stop.load(Ordering::Relaxed) && on_outcome(outcome).is_break() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
    });
}

/// Without threads there is no way to go on; the channels close and the work ends.
fn spawn<'scope>(scope: &'scope thread::Scope<'scope, '_>, work: impl FnOnce() + Send + 'scope) {
    let builder = thread::Builder::new().stack_size(STACK_BYTES);
    if let Err(reason) = builder.spawn_scoped(scope, work) {
        super::complain(&format!("no thread can be started: {reason}"));
    }
}

type Numbered<T> = (usize, T);

fn load_all(
    inputs: &[Input],
    stop: &AtomicBool,
    permits: &Sender<()>,
    to_read: &Sender<Numbered<Result<Article, Problem>>>,
) {
    let mut number = 0;
    for input in inputs {
        let articles = match input {
            Input::File(path) => load::articles(path, stop),
            Input::StandardInput => load::articles_from(Box::new(std::io::stdin()), stop),
        };
        for article in articles {
            if permits.send(()).is_err() || to_read.send((number, article)).is_err() {
                return;
            }
            number += 1;
        }
    }
}

fn work(
    loaded: &Receiver<Numbered<Result<Article, Problem>>>,
    read_one: &(dyn Fn(Article) -> Outcome + Sync),
    stop: &AtomicBool,
    to_hand_over: &Sender<Numbered<Outcome>>,
) {
    for (number, article) in loaded {
        let outcome = article.and_then(|article| {
            if stop.load(Ordering::Relaxed) {
                return Ok(Box::new((article, Reading::default())));
            }
            read_one(article)
        });
        if to_hand_over.send((number, outcome)).is_err() {
            return;
        }
    }
}
