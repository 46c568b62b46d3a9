//! The sample articles that come with the program. They are invented; see `assets/samples.md`.

use std::path::Path;

use super::{Articles, Format};
use crate::model::{Article, Origin};

macro_rules! samples {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/samples/", $name)))),*]
    };
}

/// Names and contents, story by story.
const SAMPLES: &[(&str, &str)] = samples! {
    "2025-01-14-border-shooting.txt"
    "ambassador-recalled.html"
    "tariffs.md"
    "agency.jsonl"
    "2025-02-27-northern-lantern.txt"
    "exercise-begins.html"
    "exercise-ends.md"
    "winter-training.txt"
    "2025-03-06-geneva-talks.txt"
    "ceasefire.md"
    "ceasefire-breach.html"
};

/// The sample articles, in order.
pub fn samples() -> Vec<Article> {
    SAMPLES
        .iter()
        .flat_map(|(name, content)| {
            let format = Format::of_path(Path::new(name)).unwrap_or(Format::Plain);
            Articles::of_sample(name, content, format)
        })
        .map(|mut article| {
            if let Origin::File { path, .. } = article.origin {
                article.origin = Origin::Sample(path);
            }
            article
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_and_only_one_is_undated() {
        let samples = samples();
        assert_eq!(samples.len(), 13);
        let undated: Vec<_> = samples
            .iter()
            .filter(|a| a.published.date.is_none())
            .collect();
        assert_eq!(undated.len(), 1);
        assert_eq!(undated[0].id.0, "winter-training.txt");
        assert!(
            samples
                .iter()
                .all(|a| a.title.is_some() && a.text.len() > 500)
        );
        let lantern = samples.iter().find(|a| a.id.0.contains("lantern")).unwrap();
        assert_eq!(lantern.furniture.len(), 7, "{:?}", lantern.furniture);
        let page = samples
            .iter()
            .find(|a| a.id.0.contains("ambassador"))
            .unwrap();
        assert_eq!(page.text.split("\n\n").count(), 6, "{}", page.text);
    }
}
