//! A page as a flat list of nodes in the order of its source. An element knows where it ends, so that a walk over any
//! part of the page is a loop, however deep the page.

use std::collections::BTreeMap;

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    /// Text with its character references read.
    Text(String),
}

/// An element: its descendants are the nodes after it up to `end`.
#[derive(Debug)]
pub(super) struct Element {
    /// In lower case.
    pub(super) name: String,
    /// Only those that somebody looks at; names in lower case.
    pub(super) attributes: BTreeMap<String, String>,
    /// Index of the first node after the element.
    pub(super) end: usize,
    /// The element around it.
    pub(super) parent: Option<usize>,
}

/// What is left of a page after the scan.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
    /// Contents of the scripts of type `application/ld+json`.
    pub(super) json_ld: Vec<String>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

impl Page {
    /// All elements with their indices, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| match node {
                Node::Element(element) => Some((at, element)),
                Node::Text(_) => None,
            })
    }

    /// The element at an index.
    pub(super) fn element(&self, at: usize) -> Option<&Element> {
        match self.nodes.get(at) {
            Some(Node::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// The elements around a node, from the inside out.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = &Element> {
        let parent = |element: &Element| element.parent;
        let mut next = self.element(at).and_then(parent);
        std::iter::from_fn(move || {
            let element = self.element(next?)?;
            next = element.parent;
            Some(element)
        })
    }

    /// All words within an element, with single spaces.
    pub(super) fn words(&self, at: usize) -> String {
        let end = self.element(at).map_or(at, |element| element.end);
        let mut words = String::new();
        for node in self.nodes.get(at..end).unwrap_or_default() {
            if let Node::Text(text) = node {
                words.push_str(text);
            }
        }
        squeeze(&words)
    }
}

/// A text with single spaces.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
