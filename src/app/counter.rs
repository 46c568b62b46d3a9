//! Counts what the left column shows beside the window, where there is too much for one frame.
//!
//! What is counted is left to [`Facets`]; the window shows the last counts until the new ones are there.

use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::worker::{Snapshot, Wake, spawn};
use crate::project::{Facets, Filter};

/// Up to so many events are counted at once: that takes a part of a frame.
const AT_ONCE: usize = 1000;

struct Job {
    revision: u64,
    snapshot: Arc<Snapshot>,
    filter: Filter,
}

/// The window's end of the thread.
pub(crate) struct Counter {
    jobs: Sender<Job>,
    counts: Receiver<Facets>,
}

impl Counter {
    /// Starts the thread; it ends with the window.
    pub(crate) fn start(wake: Wake) -> Self {
        let (jobs, inbox) = unbounded::<Job>();
        let (sender, counts) = unbounded();
        spawn("counter", move || {
            while let Ok(mut job) = inbox.recv() {
                // What was asked for in the meantime is all that matters.
                while let Ok(newer) = inbox.try_recv() {
                    job = newer;
                }
                if sender
                    .send(count(&job.snapshot, &job.filter, job.revision))
                    .is_err()
                {
                    return;
                }
                wake();
            }
        });
        Self { jobs, counts }
    }

    /// Counts at once where that is quick, else later: then [`Counter::counted`] gives the counts of this revision.
    pub(crate) fn count(
        &self,
        snapshot: &Arc<Snapshot>,
        filter: &Filter,
        revision: u64,
    ) -> Option<Facets> {
        if snapshot.project.chronology.entries.len() <= AT_ONCE {
            return Some(count(snapshot, filter, revision));
        }
        // The thread lives as long as the window.
        let _ = self.jobs.send(Job {
            revision,
            snapshot: Arc::clone(snapshot),
            filter: filter.clone(),
        });
        None
    }

    /// The newest counts, once each.
    pub(crate) fn counted(&self) -> Option<Facets> {
        self.counts.try_iter().last()
    }
}

fn count(snapshot: &Snapshot, filter: &Filter, revision: u64) -> Facets {
    let (project, index) = (&snapshot.project, &snapshot.index);
    Facets {
        revision,
        ..Facets::of(project, index, filter, &snapshot.names)
    }
}
