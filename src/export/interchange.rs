//! The interchange format, `dateline/1`: one JSON object for each article, or one document with the events merged
//! across articles. Offsets are Unicode code points, end exclusive.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ExportError;
use crate::calendar::Day;
use crate::merge::{Chronology, Entry, Matter, Report};
use crate::model::{
    ActorId, Article, CodePoints, CountryCode, DateBasis, Event, Mention, MentionKind, Participant,
    Precision, Published, Quad, Quote, Reading, Sector, Span, Status, TimeExpression, TimeKind,
    When, Where,
};

/// Name and version of the format.
pub const SCHEMA: &str = "dateline/1";

type Offsets = [usize; 2];

#[derive(Serialize)]
struct ArticleRecord<'a> {
    id: &'a str,
    title: Option<&'a str>,
    published: &'a Published,
    source: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    times: Vec<TimeRecord<'a>>,
    mentions: Vec<MentionRecord<'a>>,
    quotes: Vec<QuoteRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    story: &'a str,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    start: usize,
    end: usize,
    r#type: TimeKind,
    value: &'a str,
    earliest: Option<Day>,
    latest: Option<Day>,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    start: usize,
    end: usize,
    kind: MentionKind,
    actor: Option<&'a ActorId>,
    country: Option<CountryCode>,
    sector: Option<Sector>,
    lat: Option<f64>,
    lon: Option<f64>,
}

#[derive(Serialize)]
struct QuoteRecord<'a> {
    content: Vec<Offsets>,
    source: Option<Offsets>,
    cue: Option<Offsets>,
    speaker: Option<&'a ActorId>,
    direct: bool,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    r#type: &'static str,
    mode: Option<&'a str>,
    contexts: &'a [String],
    quad: Option<Quad>,
    sources: Vec<ParticipantRecord<'a>>,
    targets: Vec<ParticipantRecord<'a>>,
    status: Status,
    trigger: Offsets,
    when: WhenRecord<'a>,
    r#where: Option<WhereRecord<'a>>,
    evidence: Vec<Offsets>,
    summary: &'a str,
    confidence: f32,
    why: &'a [String],
}

#[derive(Serialize)]
struct ParticipantRecord<'a> {
    start: usize,
    end: usize,
    actor: Option<&'a ActorId>,
    country: Option<CountryCode>,
    sector: Option<Sector>,
}

#[derive(Serialize)]
struct WhenRecord<'a> {
    value: Option<&'a str>,
    earliest: Option<Day>,
    latest: Option<Day>,
    precision: Precision,
    basis: DateBasis,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct WhereRecord<'a> {
    name: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<CountryCode>,
    start: usize,
    end: usize,
}

/// An event of the whole document: the fields of its leading report, with the merged participants, date and place, and
/// every report. Offsets are those of the leading report's article.
#[derive(Serialize)]
struct MergedRecord<'a> {
    id: String,
    r#type: &'static str,
    mode: Option<&'a str>,
    contexts: &'a [String],
    quad: Option<Quad>,
    sources: Vec<NameRecord<'a>>,
    targets: Vec<NameRecord<'a>>,
    status: Status,
    when: MergedWhen<'a>,
    r#where: Option<MergedWhere<'a>>,
    summary: &'a str,
    confidence: f32,
    /// Copies of one text, and articles of one publisher, count once.
    independent_sources: usize,
    disagreements: Vec<DisagreementRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
    /// Why the reports were taken for one event.
    why: &'a [String],
    reports: Vec<ReportRecord<'a>>,
}

#[derive(Serialize)]
struct DisagreementRecord<'a> {
    about: Matter,
    versions: Vec<VersionRecord<'a>>,
}

#[derive(Serialize)]
struct VersionRecord<'a> {
    says: &'a str,
    /// Ids of the articles that say so.
    articles: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    article: &'a str,
    speaker: Option<&'a ActorId>,
    name: &'a str,
    denies: bool,
}

#[derive(Serialize)]
struct StoryRecord<'a> {
    title: &'a str,
    articles: Vec<&'a str>,
    first: Option<Day>,
    last: Option<Day>,
}

#[derive(Serialize)]
struct NameRecord<'a> {
    name: &'a str,
    actor: Option<&'a ActorId>,
    country: Option<CountryCode>,
    sector: Option<Sector>,
}

#[derive(Serialize)]
struct MergedWhen<'a> {
    value: Option<&'a str>,
    earliest: Option<Day>,
    latest: Option<Day>,
    precision: Precision,
    basis: DateBasis,
}

#[derive(Serialize)]
struct MergedWhere<'a> {
    name: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<CountryCode>,
}

#[derive(Serialize)]
struct ReportRecord<'a> {
    article: &'a str,
    /// Index into that article's events.
    event: usize,
    evidence: Vec<Offsets>,
    why: &'a [String],
}

#[derive(Serialize)]
struct ActorRecord<'a> {
    actor: ActorId,
    name: &'a str,
    country: Option<CountryCode>,
    events: usize,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    articles: Vec<ArticleRecord<'a>>,
    events: Vec<MergedRecord<'a>>,
    /// What at least two articles are about.
    stories: Vec<StoryRecord<'a>>,
    actors: Vec<ActorRecord<'a>>,
}

/// One article as one line of JSON, with its line end. `story` names the main event that it shares with other articles.
///
/// # Errors
/// If a value cannot be written as JSON.
pub fn line(article: &Article, reading: &Reading, story: &str) -> Result<Vec<u8>, ExportError> {
    let mut line = serde_json::to_vec(&article_record(article, reading, story))?;
    line.push(b'\n');
    Ok(line)
}

/// All articles, the merged events and the actors as one document. `stories` has one name for each article.
///
/// # Errors
/// If the stream does not take it.
pub fn document(
    articles: &[(&Article, &Reading)],
    stories: &[String],
    chronology: &Chronology,
    out: &mut impl std::io::Write,
) -> Result<(), ExportError> {
    let document = Document {
        schema: SCHEMA,
        articles: articles
            .iter()
            .enumerate()
            .map(|(at, (article, reading))| {
                let story = stories
                    .get(at)
                    .map_or(article.id.0.as_str(), String::as_str);
                article_record(article, reading, story)
            })
            .collect(),
        events: chronology
            .entries
            .iter()
            .map(|entry| merged_record(entry, articles))
            .collect(),
        stories: chronology
            .stories
            .iter()
            .map(|story| StoryRecord {
                title: &story.title,
                articles: ids(articles, story.articles.iter().copied()),
                first: story.first,
                last: story.last,
            })
            .collect(),
        actors: actors(&chronology.entries),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn article_record<'a>(
    article: &'a Article,
    reading: &'a Reading,
    story: &'a str,
) -> ArticleRecord<'a> {
    let points = CodePoints::new(&article.text);
    ArticleRecord {
        id: &article.id.0,
        title: article.title.as_deref(),
        published: &article.published,
        source: article.source.as_deref(),
        url: article.url.as_deref(),
        text: &article.text,
        times: reading.times.iter().map(|t| time(t, &points)).collect(),
        mentions: reading
            .mentions
            .iter()
            .map(|m| mention(m, &article.text, &points))
            .collect(),
        quotes: reading.quotes.iter().map(|q| quote(q, &points)).collect(),
        events: reading.events.iter().map(|e| event(e, &points)).collect(),
        story,
    }
}

fn time<'a>(time: &'a TimeExpression, points: &CodePoints) -> TimeRecord<'a> {
    let [start, end] = points.span(time.span);
    TimeRecord {
        start,
        end,
        r#type: time.kind,
        value: &time.value,
        earliest: time.earliest,
        latest: time.latest,
    }
}

/// What sort of mention others read: countries, nationalities and places are names. A word that only takes one up ("it",
/// "the two countries", "which") stands for whoever acts, with the same actor and country.
fn kind(mention: &Mention, text: &str) -> MentionKind {
    const PRONOUNS: [&str; 9] = [
        "It", "Its", "They", "Their", "Them", "Which", "That", "Who", "Both",
    ];
    let head = mention.head.of(text);
    let named = head.contains(char::is_uppercase) && !PRONOUNS.contains(&head);
    match mention.kind {
        MentionKind::Country | MentionKind::Nationality | MentionKind::Place if !named => {
            MentionKind::Group
        }
        kind => kind,
    }
}

fn mention<'a>(mention: &'a Mention, text: &str, points: &CodePoints) -> MentionRecord<'a> {
    let [start, end] = points.span(mention.span);
    MentionRecord {
        start,
        end,
        kind: kind(mention, text),
        actor: mention.actor.as_ref(),
        country: mention.country,
        sector: mention.sector,
        lat: mention.latitude,
        lon: mention.longitude,
    }
}

fn quote<'a>(quote: &'a Quote, points: &CodePoints) -> QuoteRecord<'a> {
    QuoteRecord {
        content: spans(&quote.content, points),
        source: quote.source.map(|span| points.span(span)),
        cue: quote.cue.map(|span| points.span(span)),
        speaker: quote.speaker.as_ref(),
        direct: quote.direct,
    }
}

fn event<'a>(event: &'a Event, points: &CodePoints) -> EventRecord<'a> {
    EventRecord {
        r#type: event.kind.code(),
        mode: event.mode.as_deref(),
        contexts: &event.contexts,
        quad: event.kind.quad(),
        sources: participants(&event.sources, points),
        targets: participants(&event.targets, points),
        status: event.status,
        trigger: points.span(event.trigger),
        when: when(&event.when, points),
        r#where: event
            .place
            .as_ref()
            .map(|place| place_record(place, points)),
        evidence: spans(&event.evidence, points),
        summary: &event.summary,
        confidence: event.confidence,
        why: &event.why,
    }
}

fn participants<'a>(all: &'a [Participant], points: &CodePoints) -> Vec<ParticipantRecord<'a>> {
    all.iter()
        .map(|participant| {
            let [start, end] = points.span(participant.span);
            ParticipantRecord {
                start,
                end,
                actor: participant.actor.as_ref(),
                country: participant.country,
                sector: participant.sector,
            }
        })
        .collect()
}

fn when<'a>(when: &'a When, points: &CodePoints) -> WhenRecord<'a> {
    let span = when.span.map(|span| points.span(span));
    WhenRecord {
        value: when.value.as_deref(),
        earliest: when.earliest,
        latest: when.latest,
        precision: when.precision,
        basis: when.basis,
        start: span.map(|[start, _]| start),
        end: span.map(|[_, end]| end),
    }
}

fn place_record<'a>(place: &'a Where, points: &CodePoints) -> WhereRecord<'a> {
    let [start, end] = points.span(place.span);
    WhereRecord {
        name: &place.name,
        lat: place.latitude,
        lon: place.longitude,
        country: place.country,
        start,
        end,
    }
}

fn spans(spans: &[Span], points: &CodePoints) -> Vec<Offsets> {
    spans.iter().map(|span| points.span(*span)).collect()
}

fn merged_record<'a>(
    entry: &'a Entry,
    articles: &[(&'a Article, &'a Reading)],
) -> MergedRecord<'a> {
    let reports: Vec<ReportRecord<'a>> = entry
        .reports
        .iter()
        .filter_map(|report| report_record(report, articles))
        .collect();
    let contexts = entry
        .reports
        .first()
        .and_then(|lead| articles.get(lead.article)?.1.events.get(lead.event))
        .map_or(&[][..], |event| event.contexts.as_slice());
    MergedRecord {
        id: format!("{:016x}", entry.id.0),
        r#type: entry.kind.code(),
        mode: entry.mode.as_deref(),
        contexts,
        quad: entry.quad(),
        sources: entry.sources.iter().map(name_record).collect(),
        targets: entry.targets.iter().map(name_record).collect(),
        status: entry.status,
        when: MergedWhen {
            value: entry.when.value.as_deref(),
            earliest: entry.when.earliest,
            latest: entry.when.latest,
            precision: entry.when.precision,
            basis: entry.when.basis,
        },
        r#where: entry.place.as_ref().map(|place| MergedWhere {
            name: &place.name,
            lat: place.latitude,
            lon: place.longitude,
            country: place.country,
        }),
        summary: &entry.summary,
        confidence: entry.confidence,
        independent_sources: entry.independent_sources,
        disagreements: entry
            .disagreements
            .iter()
            .map(|disagreement| DisagreementRecord {
                about: disagreement.about,
                versions: disagreement
                    .versions
                    .iter()
                    .map(|version| VersionRecord {
                        says: &version.words,
                        articles: ids(articles, version.reports.iter().map(|one| one.article)),
                    })
                    .collect(),
            })
            .collect(),
        claims: entry
            .claims
            .iter()
            .filter_map(|claim| {
                Some(ClaimRecord {
                    article: &articles.get(claim.report.article)?.0.id.0,
                    speaker: claim.speaker.as_ref(),
                    name: &claim.name,
                    denies: claim.denies,
                })
            })
            .collect(),
        why: &entry.why,
        reports,
    }
}

/// The ids of articles, each once.
fn ids<'a>(
    articles: &[(&'a Article, &'a Reading)],
    indices: impl Iterator<Item = usize>,
) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for (article, _) in indices.filter_map(|at| articles.get(at)) {
        let id = article.id.0.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn report_record<'a>(
    report: &Report,
    articles: &[(&'a Article, &'a Reading)],
) -> Option<ReportRecord<'a>> {
    let (article, reading) = articles.get(report.article)?;
    let event = reading.events.get(report.event)?;
    Some(ReportRecord {
        article: &article.id.0,
        event: report.event,
        evidence: spans(&event.evidence, &CodePoints::new(&article.text)),
        why: &event.why,
    })
}

fn name_record(participant: &Participant) -> NameRecord<'_> {
    NameRecord {
        name: &participant.name,
        actor: participant.actor.as_ref(),
        country: participant.country,
        sector: participant.sector,
    }
}

/// Everybody who takes part in an event, in order of their keys, with the first name that the events give them.
fn actors(entries: &[Entry]) -> Vec<ActorRecord<'_>> {
    let mut found: BTreeMap<ActorId, ActorRecord<'_>> = BTreeMap::new();
    for entry in entries {
        let mut here: Vec<ActorId> = Vec::new();
        for participant in entry.sources.iter().chain(&entry.targets) {
            let Some(key) = participant.key() else {
                continue;
            };
            let record = found.entry(key.clone()).or_insert_with(|| ActorRecord {
                actor: key.clone(),
                name: &participant.name,
                country: participant.country,
                events: 0,
            });
            if !here.contains(&key) {
                record.events += 1;
                here.push(key);
            }
        }
    }
    found.into_values().collect()
}
