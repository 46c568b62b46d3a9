//! The threads that read: one for each core, all taking from the same queue.
//!
//! They keep no state; what they find goes to the keeper in `worker`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded, select, unbounded};

use super::worker::{ArticleReader, LoadReader, spawn};
use crate::model::{Article, Problem, Severity};
use crate::project::Document;

/// Where an article stands in the order of opening: request, file in it, article in the file.
pub(crate) type Slot = (u64, u64, usize);

/// Something to do. Each carries the switch that stops it.
pub(crate) enum Task {
    /// List files and folders.
    List {
        request: u64,
        paths: Vec<PathBuf>,
        stop: Arc<AtomicBool>,
    },
    /// Read a file.
    File {
        request: u64,
        file: u64,
        path: PathBuf,
        stop: Arc<AtomicBool>,
    },
    /// Read an article.
    Read {
        slot: Slot,
        article: Box<Article>,
        again: bool,
        stop: Arc<AtomicBool>,
    },
}

/// Something that is done.
pub(crate) enum Done {
    /// Files were listed.
    Listed {
        request: u64,
        files: Vec<PathBuf>,
        problems: Vec<Problem>,
        stop: Arc<AtomicBool>,
    },
    /// An article was read.
    Read {
        slot: Slot,
        document: Box<Document>,
        again: bool,
    },
    /// An article could not be read.
    Failed {
        slot: Slot,
        problem: Problem,
        again: bool,
    },
    /// All articles of a file have been found.
    FileEnd {
        request: u64,
        file: u64,
        articles: usize,
        problems: Vec<Problem>,
    },
}

/// Loads a reader once, whoever asks first; others wait.
struct Loading {
    load: Mutex<Option<LoadReader>>,
    reader: OnceLock<Result<Arc<dyn ArticleReader>, String>>,
}

impl Loading {
    fn start(load: LoadReader) -> Arc<Self> {
        let loading = Arc::new(Self {
            load: Mutex::new(Some(load)),
            reader: OnceLock::new(),
        });
        let at_once = Arc::clone(&loading);
        spawn("load", move || {
            let _ = at_once.reader();
        });
        loading
    }

    fn reader(&self) -> &Result<Arc<dyn ArticleReader>, String> {
        self.reader.get_or_init(|| {
            let load = self.load.lock().ok().and_then(|mut load| load.take());
            load.map_or_else(|| Err("loading it failed before".to_owned()), |load| load())
        })
    }
}

/// The reader of the moment.
struct Shared(RwLock<Arc<Loading>>);

impl Shared {
    fn current(&self) -> Arc<Loading> {
        let current = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }
}

/// The keeper's end of the reader threads.
pub(crate) struct Pool {
    tasks: Sender<Task>,
    waiting: Receiver<Task>,
    shared: Arc<Shared>,
}

impl Pool {
    /// Starts the threads.
    pub(crate) fn start(load: LoadReader, done: Sender<Done>, stop_all: Arc<AtomicBool>) -> Self {
        let shared = Arc::new(Shared(RwLock::new(Loading::start(load))));
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let (tasks, waiting) = unbounded();
        // Articles of a file with many: few at a time, so that a large file is not held in memory.
        let (share, shared_articles) = bounded(cores * 4);
        for number in 0..cores {
            let thread = Reading {
                tasks: waiting.clone(),
                articles: shared_articles.clone(),
                share: share.clone(),
                done: done.clone(),
                shared: Arc::clone(&shared),
                stop_all: Arc::clone(&stop_all),
            };
            spawn(&format!("read {number}"), move || thread.run());
        }
        Self {
            tasks,
            waiting,
            shared,
        }
    }

    /// Puts a task into the queue.
    pub(crate) fn send(&self, task: Task) {
        // Fails only when all threads are gone, which is when the program ends.
        let _ = self.tasks.send(task);
    }

    /// Empties the queue, but for articles that are being read again.
    pub(crate) fn clear(&self) {
        let kept: Vec<Task> = self
            .waiting
            .try_iter()
            .filter(|task| matches!(task, Task::Read { again: true, .. }))
            .collect();
        for task in kept {
            self.send(task);
        }
    }

    /// Reads with another reader from now on.
    pub(crate) fn reload(&self, load: LoadReader) {
        let mut current = self
            .shared
            .0
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = Loading::start(load);
    }

    /// The reader, if it has been loaded.
    pub(crate) fn reader(&self) -> Option<Arc<dyn ArticleReader>> {
        let current = self.shared.current();
        current.reader.get()?.as_ref().ok().map(Arc::clone)
    }
}

struct Reading {
    tasks: Receiver<Task>,
    articles: Receiver<Task>,
    share: Sender<Task>,
    done: Sender<Done>,
    shared: Arc<Shared>,
    stop_all: Arc<AtomicBool>,
}

impl Reading {
    fn run(&self) {
        loop {
            let task = match self.articles.try_recv() {
                Ok(task) => task,
                // This thread holds a sender of `articles` itself, so only the end of `tasks` ends it.
                Err(_) => select! {
                    recv(self.articles) -> task => match task { Ok(task) => task, Err(_) => return },
                    recv(self.tasks) -> task => match task { Ok(task) => task, Err(_) => return },
                },
            };
            if self.stop_all.load(Ordering::Relaxed) {
                return;
            }
            self.do_task(task);
        }
    }

    fn tell(&self, done: Done) {
        // Fails only when the keeper is gone, which is when the program ends.
        let _ = self.done.send(done);
    }

    fn do_task(&self, task: Task) {
        match task {
            Task::List {
                request,
                paths,
                stop,
            } => {
                let listed = crate::load::expand(&paths, &stop);
                self.tell(Done::Listed {
                    request,
                    files: listed.files,
                    problems: listed.problems,
                    stop,
                });
            }
            Task::File {
                request,
                file,
                path,
                stop,
            } => self.file(request, file, &path, &stop),
            Task::Read {
                slot,
                article,
                again,
                stop,
            } => {
                if stop.load(Ordering::Relaxed) && !again {
                    return;
                }
                self.article(slot, *article, again);
            }
        }
    }

    fn file(&self, request: u64, file: u64, path: &Path, stop: &Arc<AtomicBool>) {
        let mut found = 0;
        let mut problems = Vec::new();
        for article in crate::load::articles(path, stop) {
            match article {
                Ok(article) => {
                    let task = Task::Read {
                        slot: (request, file, found),
                        article: Box::new(article),
                        again: false,
                        stop: Arc::clone(stop),
                    };
                    found += 1;
                    if let Err(TrySendError::Full(task) | TrySendError::Disconnected(task)) =
                        self.share.try_send(task)
                    {
                        self.do_task(task);
                    }
                }
                Err(problem) => problems.push(problem),
            }
            if stop.load(Ordering::Relaxed) {
                break;
            }
        }
        self.tell(Done::FileEnd {
            request,
            file,
            articles: found,
            problems,
        });
    }

    fn article(&self, slot: Slot, mut article: Article, again: bool) {
        let subject = article.id.0.clone();
        let failed = |message: String| Done::Failed {
            slot,
            problem: Problem {
                subject: subject.clone(),
                severity: Severity::Error,
                message,
            },
            again,
        };
        let current = self.shared.current();
        let reader = match current.reader() {
            Ok(reader) => reader,
            Err(reason) => return self.tell(failed(reason.clone())),
        };
        // A fault in a rule costs one article, not the program.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let reading = reader.read(&article);
            // An article that is read again has its guess.
            let guess = (!again).then(|| reader.guess(&article, &reading)).flatten();
            (reading, guess)
        }));
        article
            .published
            .claims
            .extend(read.as_ref().ok().and_then(|(_, guess)| guess.clone()));
        self.tell(match read {
            Ok((reading, _)) => Done::Read {
                slot,
                document: Box::new(Document::new(article, reading)),
                again,
            },
            Err(_) => {
                failed("could not be read: a fault in the program, please report it".to_owned())
            }
        });
    }
}
