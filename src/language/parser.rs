//! The dependency parser: one greedy pass over the tokens, arc by arc (arc-eager, not monotonic).
//!
//! It hands out heads and labels as the model's actions give them; `tree` makes a tree of sentences out of that.

use super::assets::{ACTIONS, LoadError, Weights};
use super::labels::Dep;
use super::transitions::{Scorer, ScorerRoom, actions, best};

/// Actions there are: shift, reduce, 47 left arcs, 56 right arcs, break.
const ACTION_COUNT: usize = 106;
const SLOTS: usize = 8;
/// Scores worked out, a multiple of 32.
const SCORES: usize = 128;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    /// Move the next token onto the stack.
    Shift,
    /// Take the top off the stack, or put it back in front if it has no head yet.
    Reduce,
    /// The next token becomes head of the top, which leaves the stack.
    Left(Label),
    /// The top becomes head of the next token, which moves onto the stack.
    Right(Label),
    /// A sentence starts at the token after the next.
    Break,
}

/// Label of an arc. With `lifted`, the true head hangs somewhere below the head, on an arc with that label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) dep: Dep,
    pub(super) lifted: Option<Dep>,
}

/// Head and label of a token; a token without an arc is its own head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) head: usize,
    pub(super) label: Label,
}

/// The parser.
pub(super) struct Parser {
    scorer: Scorer<SCORES>,
    actions: Vec<Action>,
}

impl Parser {
    pub(super) fn load(weights: &Weights) -> Result<Parser, LoadError> {
        let label = |text: &str| -> Result<Label, LoadError> {
            let unknown = |error| ACTIONS.error(format!("{error}"));
            Ok(match text.split_once("||") {
                Some((dep, lifted)) => Label {
                    dep: dep.parse().map_err(unknown)?,
                    lifted: Some(lifted.parse().map_err(unknown)?),
                },
                None => Label {
                    dep: text.parse().map_err(unknown)?,
                    lifted: None,
                },
            })
        };
        let actions = actions("parser")?
            .into_iter()
            .map(|(kind, text)| match kind {
                "shift" => Ok(Action::Shift),
                "reduce" => Ok(Action::Reduce),
                "left" => label(text).map(Action::Left),
                "right" => label(text).map(Action::Right),
                "break" => Ok(Action::Break),
                _ => Err(ACTIONS.error(format!("unknown action {kind}"))),
            })
            .collect::<Result<Vec<_>, _>>()?;
        if actions.len() != ACTION_COUNT {
            return Err(ACTIONS.error(format!("{} actions of the parser", actions.len())));
        }
        Ok(Parser {
            scorer: Scorer::load(weights, "parser", SLOTS, ACTION_COUNT)?,
            actions,
        })
    }

    /// The arc of each token. `starts` marks tokens known to start a sentence: no arc will cross in front of them.
    pub(super) fn parse(
        &self,
        encoded: &[f32],
        starts: Vec<bool>,
        work: &mut ScorerRoom,
    ) -> Vec<Arc> {
        let contributions = self.scorer.prepare(encoded, work);
        let mut state = State::new(starts);
        while !state.is_finished() {
            let scores = self.scorer.score(&contributions, state.slots());
            let valid = state.valid();
            let chosen = best(&scores[..ACTION_COUNT], |index| match self.actions[index] {
                Action::Shift => valid.shift,
                Action::Reduce => valid.reduce,
                Action::Left(_) | Action::Right(_) => valid.arc,
                Action::Break => valid.sentence_break,
            });
            let Some(chosen) = chosen else { break };
            state.apply(self.actions[chosen]);
        }
        state.arcs()
    }
}

/// Which actions can be done now.
struct Valid {
    shift: bool,
    reduce: bool,
    arc: bool,
    sentence_break: bool,
}

/// An arc in the order of making.
struct MadeArc {
    head: usize,
    child: usize,
    label: Label,
    /// The arc made before it to the same side of the same head.
    previous: Option<usize>,
    removed: bool,
}

/// The state of a parse.
struct State {
    count: usize,
    stack: Vec<usize>,
    /// Tokens put back in front of the buffer; the last comes first.
    put_back: Vec<usize>,
    next: usize,
    heads: Vec<Option<usize>>,
    /// Tokens that were put back and may not be shifted again without an arc.
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
    made: Vec<MadeArc>,
    /// Last arc made from each head to its left, and to its right.
    last_left: Vec<Option<usize>>,
    last_right: Vec<Option<usize>>,
}

impl State {
    fn new(starts: Vec<bool>) -> State {
        let count = starts.len();
        State {
            count,
            stack: Vec::new(),
            put_back: Vec::new(),
            next: 0,
            heads: vec![None; count],
            unshiftable: vec![false; count],
            starts,
            made: Vec::with_capacity(count),
            last_left: vec![None; count],
            last_right: vec![None; count],
        }
    }

    fn is_finished(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn buffer_length(&self) -> usize {
        self.count - self.next + self.put_back.len()
    }

    fn buffer(&self, index: usize) -> Option<usize> {
        match self.put_back.len().checked_sub(index + 1) {
            Some(place) => self.put_back.get(place).copied(),
            None => {
                let token = self.next + index - self.put_back.len();
                (token < self.count).then_some(token)
            }
        }
    }

    fn stack(&self, index: usize) -> Option<usize> {
        let place = self.stack.len().checked_sub(index + 1)?;
        self.stack.get(place).copied()
    }

    fn slots(&self) -> [Option<usize>; SLOTS] {
        let child = |lasts: &[Option<usize>], head: Option<usize>| {
            let arc = lasts[head?]?;
            Some(self.made[arc].child)
        };
        let (next, top) = (self.buffer(0), self.stack(0));
        [
            next,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            child(&self.last_left, next),
            child(&self.last_left, top),
            child(&self.last_right, top),
        ]
    }

    fn valid(&self) -> Valid {
        let has_stack = !self.stack.is_empty();
        let (next, after) = (self.buffer(0), self.buffer(1));
        let next_starts = next.is_some_and(|token| self.starts[token]);
        let next_stays = next.is_some_and(|token| self.unshiftable[token]);
        Valid {
            shift: !has_stack || (after.is_some() && !next_starts && !next_stays),
            reduce: has_stack,
            arc: has_stack && next.is_some() && !next_starts,
            sentence_break: next
                .zip(after)
                .is_some_and(|(next, after)| after == next + 1 && !self.starts[after]),
        }
    }

    fn apply(&mut self, action: Action) {
        let (next, after, top) = (self.buffer(0), self.buffer(1), self.stack(0));
        match (action, next, top) {
            (Action::Shift, Some(_), _) => self.shift(),
            (Action::Reduce, _, Some(top)) => self.reduce(top),
            (Action::Left(label), Some(next), Some(top)) => {
                self.add_arc(next, top, label);
                self.unshiftable[next] = false;
                self.stack.pop();
            }
            (Action::Right(label), Some(next), Some(top)) => {
                self.add_arc(top, next, label);
                self.shift();
            }
            (Action::Break, ..) => {
                if let Some(after) = after {
                    self.starts[after] = true;
                }
            }
            _ => debug_assert!(false, "an action that cannot be done"),
        }
    }

    fn shift(&mut self) {
        let token = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    fn reduce(&mut self, top: usize) {
        let alone = self.stack.len() == 1;
        self.stack.pop();
        if self.heads[top].is_none() && !alone {
            self.unshiftable[top] = true;
            self.put_back.push(top);
        }
    }

    fn add_arc(&mut self, head: usize, child: usize, label: Label) {
        if let Some(old) = self.heads[child] {
            // As in the model's library, an earlier arc goes only if it is the last of its list; others stay behind unseen.
            let last = self.last_arc(old, child);
            if let Some(arc) = last.filter(|&arc| self.made[arc].child == child) {
                self.made[arc].removed = true;
                *self.last_arc_slot(old, child) = self.made[arc].previous;
            }
        }
        let previous = self.last_arc(head, child);
        *self.last_arc_slot(head, child) = Some(self.made.len());
        self.made.push(MadeArc {
            head,
            child,
            label,
            previous,
            removed: false,
        });
        self.heads[child] = Some(head);
    }

    fn last_arc(&self, head: usize, child: usize) -> Option<usize> {
        if head > child {
            self.last_left[head]
        } else {
            self.last_right[head]
        }
    }

    fn last_arc_slot(&mut self, head: usize, child: usize) -> &mut Option<usize> {
        if head > child {
            &mut self.last_left[head]
        } else {
            &mut self.last_right[head]
        }
    }

    /// The arc of each token. Where several are left, one to the right wins over one to the left, then the rightmost head.
    fn arcs(self) -> Vec<Arc> {
        let root = Label {
            dep: Dep::Root,
            lifted: None,
        };
        let mut arcs: Vec<Arc> = (0..self.count)
            .map(|token| Arc {
                head: token,
                label: root,
            })
            .collect();
        for made in self.made.iter().filter(|made| !made.removed) {
            let arc = &mut arcs[made.child];
            let rank = |head: usize| (head < made.child, head);
            if arc.head == made.child || rank(made.head) >= rank(arc.head) {
                *arc = Arc {
                    head: made.head,
                    label: made.label,
                };
            }
        }
        arcs
    }
}
