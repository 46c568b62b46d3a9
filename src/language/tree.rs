//! Makes a tree of sentences out of the parser's arcs: lifted arcs go to their true heads, and sentences start where trees do.

use super::labels::Dep;
use super::parser::Arc;

/// The finished tree of a document.
pub(super) struct Tree {
    pub(super) heads: Vec<usize>,
    pub(super) deps: Vec<Dep>,
    /// First and last token of all that hangs below a token, itself included.
    pub(super) edges: Vec<(usize, usize)>,
    pub(super) sentence_starts: Vec<bool>,
}

/// Times the edges are widened at most; what is still not at rest then stays, as in the model's library.
const MOST_SWEEPS: usize = 12;

/// `is_space` marks tokens of white space, which are never the true head of a lifted arc.
pub(super) fn build(mut arcs: Vec<Arc>, is_space: &[bool]) -> Tree {
    for token in 0..arcs.len() {
        if let Some(wanted) = arcs[token].label.lifted {
            arcs[token].head = true_head(&arcs, token, wanted, is_space);
            arcs[token].label.lifted = None;
        }
    }
    let heads: Vec<usize> = arcs.iter().map(|arc| arc.head).collect();
    let edges = edges(&heads);
    let mut sentence_starts = vec![false; heads.len()];
    for (token, &head) in heads.iter().enumerate() {
        if token == head {
            sentence_starts[edges[token].0] = true;
        }
    }
    Tree {
        deps: arcs.iter().map(|arc| arc.label.dep).collect(),
        heads,
        edges,
        sentence_starts,
    }
}

/// The first token below the present head, level by level and from left to right, that hangs on an arc labelled `wanted`.
fn true_head(arcs: &[Arc], token: usize, wanted: Dep, is_space: &[bool]) -> usize {
    let children = children(arcs);
    let mut level = vec![arcs[token].head];
    // Re-attached arcs could in principle close a circle; no tree is deeper than it has tokens.
    for _ in 0..arcs.len() {
        let mut next_level = Vec::new();
        for &parent in &level {
            for &child in children.of(parent) {
                let child = child as usize;
                if is_space[child] || child == token {
                    continue;
                }
                let label = arcs[child].label;
                if label.lifted.is_none() && label.dep == wanted {
                    return child;
                }
                next_level.push(child);
            }
        }
        if next_level.is_empty() || next_level.len() > arcs.len() {
            break;
        }
        level = next_level;
    }
    arcs[token].head
}

/// Children of every token, left to right.
struct Children {
    starts: Vec<u32>,
    tokens: Vec<u32>,
}

impl Children {
    fn of(&self, head: usize) -> &[u32] {
        &self.tokens[self.starts[head] as usize..self.starts[head + 1] as usize]
    }
}

fn children(arcs: &[Arc]) -> Children {
    let mut starts = vec![0u32; arcs.len() + 1];
    let hanging = || {
        arcs.iter()
            .enumerate()
            .filter(|(token, arc)| arc.head != *token)
    };
    for (_, arc) in hanging() {
        starts[arc.head + 1] += 1;
    }
    for index in 0..arcs.len() {
        starts[index + 1] += starts[index];
    }
    let mut next = starts.clone();
    let mut tokens = vec![0u32; starts[arcs.len()] as usize];
    for (token, arc) in hanging() {
        tokens[next[arc.head] as usize] = token as u32;
        next[arc.head] += 1;
    }
    Children { starts, tokens }
}

/// Widens the edges of heads by those of their children until every sentence holds all its heads.
fn edges(heads: &[usize]) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> = (0..heads.len()).map(|token| (token, token)).collect();
    for _ in 0..MOST_SWEEPS {
        for token in (0..heads.len()).chain((0..heads.len()).rev()) {
            let (left, right) = edges[token];
            let head = &mut edges[heads[token]];
            *head = (head.0.min(left), head.1.max(right));
        }
        if heads_lie_within_sentences(heads, &edges) {
            break;
        }
    }
    edges
}

fn heads_lie_within_sentences(heads: &[usize], edges: &[(usize, usize)]) -> bool {
    let mut starts = vec![false; heads.len()];
    for (token, &head) in heads.iter().enumerate() {
        if token == head {
            starts[edges[token].0] = true;
        }
    }
    let mut first = 0;
    for token in 0..heads.len() {
        if (token > 0 && starts[token]) || token + 1 == heads.len() {
            // The token that ends the stretch is still allowed for, as in the model's library.
            let sound = heads[first..token]
                .iter()
                .all(|head| (first..=token).contains(head));
            if !sound {
                return false;
            }
            first = token;
        }
    }
    true
}
