//! Reading articles beside the window: a keeper thread that owns the documents, and a reader thread for each core.
//!
//! The window sends [`Request`]s and gets [`Update`]s. Documents come in as they are ready; their order is always the
//! order in which they were opened. How files are read is left to `load`, what they say to `extract`.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::readers::{Done, Pool, Slot, Task};
use crate::calendar::Day;
use crate::merge::EntryId;
use crate::model::{
    ActorId, Article, ArticleId, CountryCode, DateClaim, Problem, Published, Reading, Severity,
    When,
};
use crate::project::{Document, Edit, Effects, Project, Resolver, SearchIndex};

/// Reads what an article says. The program's own is [`crate::extract::Reader`]; tests bring others.
pub trait ArticleReader: Send + Sync {
    /// Times, mentions, quotes and events of one article.
    fn read(&self, article: &Article) -> Reading;

    /// What is wrong with the user's own knowledge.
    fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// The best guess for the publication date of an article that bears none.
    fn guess(&self, _article: &Article, _reading: &Reading) -> Option<DateClaim> {
        None
    }

    /// The date that a user types, such as "July 2023": the words of the time grammar, or two of them with ".." between.
    fn typed_date(&self, _words: &str, _published: Option<Day>) -> Option<When> {
        None
    }

    /// What to call a country on screen, if that is known.
    fn country_name(&self, _code: CountryCode) -> Option<String> {
        None
    }
}

/// Makes the reader, on a thread of its own.
pub type LoadReader = Box<dyn FnOnce() -> Result<Arc<dyn ArticleReader>, String> + Send>;

/// Wakes the window.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// What the window asks for.
pub(crate) enum Request {
    /// Read these files and folders.
    Open(Vec<PathBuf>),
    /// Read these articles.
    Read(Vec<Article>),
    /// Show this among the problems.
    Report(Problem),
    /// These edits of the user hold from now on.
    Edits(Vec<Edit>),
    /// Read what the user typed as the date of an event, in an article of this date.
    TypedDate(EntryId, String, Option<Day>),
    /// Take an article out.
    Remove(ArticleId),
    /// Read everything again with another reader.
    Reload(LoadReader),
    /// Stop reading files; keep what was read.
    Cancel,
    /// This is not shown any more. Taking a large project down takes longer than a frame.
    Forget(Arc<Snapshot>),
}

/// What the window is told.
pub(crate) enum Update {
    /// The project changed.
    Project(Arc<Snapshot>),
    /// More files are done.
    Progress(Progress),
    /// What the user typed as the date of an event means; none if it is no date.
    TypedDate(EntryId, String, Option<When>),
}

/// The project at one moment, with what is made from it once.
#[derive(Default)]
pub(crate) struct Snapshot {
    /// The project.
    pub(crate) project: Project,
    /// For the search box.
    pub(crate) index: SearchIndex,
    /// Names of the countries that take part.
    pub(crate) names: BTreeMap<ActorId, String>,
}

/// How far reading has got.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    /// Files read, of this and earlier requests since the last pause.
    pub(crate) done: usize,
    /// Files to read.
    pub(crate) total: usize,
    /// True while anything is being read.
    pub(crate) working: bool,
    /// How long it took, once it is over.
    pub(crate) seconds: f32,
    /// The user stopped it.
    pub(crate) cancelled: bool,
}

/// The window's end of the threads.
pub(crate) struct Worker {
    requests: Sender<Request>,
    updates: Receiver<Update>,
    stop_all: Arc<AtomicBool>,
}

impl Worker {
    /// Starts the threads; the reader is loaded on one of them.
    pub(crate) fn start(load: LoadReader, wake: Wake) -> Self {
        let (requests, inbox) = unbounded();
        let (sender, updates) = unbounded();
        let stop_all = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stop_all);
        spawn("keeper", move || {
            Keeper::new(load, inbox, sender, wake, stop).run();
        });
        Self {
            requests,
            updates,
            stop_all,
        }
    }

    /// Asks for something; the answer comes as an update.
    pub(crate) fn send(&self, request: Request) {
        // The keeper lives as long as the window; after it there is nobody to tell.
        let _ = self.requests.send(request);
    }

    /// What happened since the last call.
    pub(crate) fn updates(&self) -> impl Iterator<Item = Update> + '_ {
        self.updates.try_iter()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop_all.store(true, Ordering::Relaxed);
    }
}

/// Starts a named thread. Without threads there is nothing the window could do.
pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work);
}

/// Files and articles of a request that are still out.
#[derive(Default)]
struct Open {
    /// Files by slot: articles found (once its end is known) and articles received.
    files: BTreeMap<(u64, u64), (Option<usize>, usize)>,
    /// Folders being listed.
    listings: usize,
    /// Articles being read again.
    again: usize,
}

impl Open {
    fn is_idle(&self) -> bool {
        self.files.is_empty() && self.listings == 0 && self.again == 0
    }
}

struct Keeper {
    inbox: Receiver<Request>,
    done: Receiver<Done>,
    sender: Sender<Update>,
    wake: Wake,
    pool: Pool,
    stop: Arc<AtomicBool>,
    stop_all: Arc<AtomicBool>,
    /// As they were read, with the publication dates that hold.
    documents: BTreeMap<Slot, Arc<Document>>,
    slots: HashMap<ArticleId, Slot>,
    /// The publication dates that the articles came with.
    loaded: HashMap<ArticleId, Published>,
    edits: Vec<Edit>,
    resolver: Resolver,
    problems: BTreeMap<(u64, u64), Vec<Problem>>,
    next_request: u64,
    open: Open,
    progress: Progress,
    started: Instant,
    changed: bool,
    /// What the window was told last.
    last: Arc<Snapshot>,
    published: Instant,
    /// How long the last merge took.
    cost: Duration,
}

impl Keeper {
    fn new(
        load: LoadReader,
        inbox: Receiver<Request>,
        sender: Sender<Update>,
        wake: Wake,
        stop_all: Arc<AtomicBool>,
    ) -> Self {
        let (done_sender, done) = bounded(1024);
        let now = Instant::now();
        Self {
            inbox,
            done,
            sender,
            wake,
            pool: Pool::start(load, done_sender, Arc::clone(&stop_all)),
            stop: Arc::new(AtomicBool::new(false)),
            stop_all,
            documents: BTreeMap::new(),
            slots: HashMap::new(),
            loaded: HashMap::new(),
            edits: Vec::new(),
            resolver: Resolver::default(),
            problems: BTreeMap::new(),
            next_request: 0,
            open: Open::default(),
            progress: Progress::default(),
            started: now,
            changed: false,
            last: Arc::default(),
            published: now,
            cost: Duration::ZERO,
        }
    }

    fn run(mut self) {
        loop {
            let pause = if self.changed {
                self.interval().saturating_sub(self.published.elapsed())
            } else {
                Duration::from_millis(500)
            };
            let mut select = crossbeam_channel::Select::new();
            let inbox = select.recv(&self.inbox);
            select.recv(&self.done);
            match select.ready_timeout(pause) {
                Ok(index) if index == inbox => match self.inbox.try_recv() {
                    Ok(request) => self.request(request),
                    Err(crossbeam_channel::TryRecvError::Disconnected) => break,
                    Err(crossbeam_channel::TryRecvError::Empty) => {}
                },
                Ok(_) => {
                    if let Ok(done) = self.done.try_recv() {
                        self.done(done);
                    }
                }
                Err(_) => {}
            }
            if self.stop_all.load(Ordering::Relaxed) {
                break;
            }
            self.tell();
        }
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Merging often would cost more than reading; a quarter of the time is enough.
    fn interval(&self) -> Duration {
        Duration::from_millis(60).max(self.cost * 3)
    }

    fn request(&mut self, request: Request) {
        match request {
            Request::Open(paths) => {
                let request = self.begin();
                self.open.listings += 1;
                self.pool.send(Task::List {
                    request,
                    paths,
                    stop: Arc::clone(&self.stop),
                });
            }
            Request::Read(articles) => {
                let request = self.begin();
                for (file, article) in (0u64..).zip(articles) {
                    self.open.files.insert((request, file), (Some(1), 0));
                    self.progress.total += 1;
                    self.read((request, file, 0), article, false);
                }
            }
            Request::Report(problem) => {
                let request = self.begin();
                self.problems.insert((request, 0), vec![problem]);
                self.changed = true;
            }
            Request::Edits(edits) => self.set_edits(edits),
            Request::TypedDate(entry, words, published) => {
                let reader = self.pool.reader();
                let when = reader.and_then(|reader| reader.typed_date(&words, published));
                let _ = self.sender.send(Update::TypedDate(entry, words, when));
            }
            Request::Remove(id) => {
                if let Some(slot) = self.slots.remove(&id) {
                    self.documents.remove(&slot);
                    self.loaded.remove(&id);
                    self.changed = true;
                }
            }
            Request::Reload(load) => self.reload(load),
            Request::Cancel => self.cancel(),
            Request::Forget(snapshot) => {
                drop(snapshot);
                return;
            }
        }
        self.tell_progress();
    }

    fn reload(&mut self, load: LoadReader) {
        self.pool.reload(load);
        self.changed = true;
        for (slot, document) in &self.documents {
            self.open.again += 1;
            self.read(*slot, document.article.clone(), true);
        }
    }

    fn begin(&mut self) -> u64 {
        if self.open.is_idle() {
            self.progress = Progress::default();
            self.started = Instant::now();
        }
        self.next_request += 1;
        self.next_request
    }

    fn read(&self, slot: Slot, article: Article, again: bool) {
        self.pool.send(Task::Read {
            slot,
            article: Box::new(article),
            again,
            stop: Arc::clone(&self.stop),
        });
    }

    /// Takes the user's edits over. Articles whose publication date they change are read again.
    fn set_edits(&mut self, edits: Vec<Edit>) {
        self.edits = edits;
        self.changed = true;
        let effects = Effects::of(&self.edits);
        let mut again = Vec::new();
        for (slot, document) in &self.documents {
            let article = &document.article;
            let Some(loaded) = self.loaded.get(&article.id) else {
                continue;
            };
            if !effects.dates(&article.id) && article.published == *loaded {
                continue;
            }
            let published = effects.published(&article.id, loaded);
            if article.published != published {
                again.push((*slot, published));
            }
        }
        for (slot, published) in again {
            self.date(slot, published);
        }
    }

    /// Gives a document its publication date, and reads it again if that is another day.
    fn date(&mut self, slot: Slot, published: Published) {
        let Some(document) = self.documents.get_mut(&slot) else {
            return;
        };
        if document.article.published.date == published.date {
            Arc::make_mut(document).article.published = published;
            return;
        }
        let mut article = document.article.clone();
        article.published = published;
        self.open.again += 1;
        self.read(slot, article, true);
    }

    fn cancel(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::new(AtomicBool::new(false));
        self.pool.clear();
        self.open.files.clear();
        self.progress.cancelled = true;
        self.changed = true;
    }

    fn done(&mut self, done: Done) {
        match done {
            Done::Listed {
                request,
                files,
                problems,
                stop,
            } => {
                self.open.listings = self.open.listings.saturating_sub(1);
                if !problems.is_empty() {
                    self.problems.insert((request, u64::MAX), problems);
                    self.changed = true;
                }
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                for (file, path) in (0u64..).zip(files) {
                    self.open.files.insert((request, file), (None, 0));
                    self.progress.total += 1;
                    self.pool.send(Task::File {
                        request,
                        file,
                        path,
                        stop: Arc::clone(&stop),
                    });
                }
            }
            Done::Read {
                slot,
                document,
                again,
            } => self.insert(slot, *document, again),
            Done::Failed {
                slot: (request, file, _),
                problem,
                again,
            } => {
                self.problems
                    .entry((request, file))
                    .or_default()
                    .push(problem);
                self.changed = true;
                self.count(request, file, again);
            }
            Done::FileEnd {
                request,
                file,
                articles,
                problems,
            } => {
                if !problems.is_empty() {
                    self.problems
                        .entry((request, file))
                        .or_default()
                        .extend(problems);
                    self.changed = true;
                }
                if let Some(state) = self.open.files.get_mut(&(request, file)) {
                    state.0 = Some(articles);
                }
                self.finish(request, file);
            }
        }
        self.tell_progress();
    }

    fn insert(&mut self, slot: Slot, document: Document, again: bool) {
        let id = document.article.id.clone();
        self.count(slot.0, slot.1, again);
        // An article that is opened again keeps its place.
        let place = *self.slots.entry(id.clone()).or_insert(slot);
        if !again {
            let came = document.article.published.clone();
            self.loaded.insert(id.clone(), came);
        }
        let Some(loaded) = self.loaded.get(&id) else {
            return;
        };
        let published = Effects::of(&self.edits).published(&id, loaded);
        self.documents.insert(place, Arc::new(document));
        self.changed = true;
        // The user may have changed the date since it was given to the reader.
        self.date(place, published);
    }

    fn count(&mut self, request: u64, file: u64, again: bool) {
        if again {
            self.open.again = self.open.again.saturating_sub(1);
        } else if let Some(state) = self.open.files.get_mut(&(request, file)) {
            state.1 += 1;
            self.finish(request, file);
        }
    }

    fn finish(&mut self, request: u64, file: u64) {
        if let Some((Some(found), received)) = self.open.files.get(&(request, file))
            && received >= found
        {
            self.open.files.remove(&(request, file));
            self.progress.done += 1;
        }
    }

    fn tell_progress(&mut self) {
        let idle = self.open.is_idle();
        let before = self.progress;
        self.progress.working = !idle;
        if idle && before.working {
            self.progress.seconds = self.started.elapsed().as_secs_f32();
        }
        let _ = self.sender.send(Update::Progress(self.progress));
        (self.wake)();
    }

    /// Merges and hands over, if something changed and it is time.
    fn tell(&mut self) {
        let due = self.open.is_idle() || self.published.elapsed() >= self.interval();
        if !self.changed || !due || !self.done.is_empty() && self.open.is_idle() {
            return;
        }
        let from = Instant::now();
        let documents = self.documents.values().cloned().collect();
        let problems = self.problems();
        let project = self.resolver.resolve(documents, problems, &self.edits);
        let index = SearchIndex::after(&self.last.index, &self.last.project, &project);
        let names = self.names(&project);
        self.changed = false;
        self.published = Instant::now();
        self.cost = from.elapsed();
        self.last = Arc::new(Snapshot {
            project,
            index,
            names,
        });
        let snapshot = Arc::clone(&self.last);
        let _ = self.sender.send(Update::Project(snapshot));
        (self.wake)();
    }

    /// What could not be read, and dates of publication that contradict each other.
    fn problems(&self) -> Vec<Problem> {
        let conflicts = self.documents.values().filter_map(|document| {
            let article = &document.article;
            Some(Problem {
                subject: article.id.0.clone(),
                severity: Severity::Warning,
                message: format!("bears several dates: {}", article.published.conflict()?),
            })
        });
        let own = self.pool.reader().map(|reader| reader.problems());
        let read = self.problems.values().flatten().cloned();
        own.into_iter()
            .flatten()
            .chain(read)
            .chain(conflicts)
            .collect()
    }

    fn names(&self, project: &Project) -> BTreeMap<ActorId, String> {
        let mut names = BTreeMap::new();
        let Some(reader) = self.pool.reader() else {
            return names;
        };
        for entry in &project.chronology.entries {
            for code in entry
                .sources
                .iter()
                .chain(&entry.targets)
                .filter_map(|participant| participant.country)
            {
                let id = ActorId::from(code);
                if !names.contains_key(&id)
                    && let Some(name) = reader.country_name(code)
                {
                    names.insert(id, name);
                }
            }
        }
        names
    }
}
