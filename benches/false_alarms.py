#!/usr/bin/env python3
"""Counts political events (any PLOVER type, not OTHER) in news that is not about politics.

usage: benches/false_alarms.py [--binary FILE] [--eval DIR] [--predicted FILE] [--list]

The stories of `stories.jsonl` whose category is sports, entertainment, technology or science; prints for each category
and for all of them the words, the events and the events per 1,000 words. --predicted takes what the program printed
earlier instead of running it; --list shows each event with its sentence. Exit status 1 above 2 per 1,000 words. Without
the gold data (a folder `shared/eval` beside the checkout, or --eval) it says so and passes. Standard library only.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CATEGORIES = ("sports", "entertainment", "technology", "science")
CEILING = 2.0  # events per 1,000 words


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def extracted(binary, articles):
    with tempfile.TemporaryDirectory() as scratch:
        predicted = pathlib.Path(scratch) / "predicted.jsonl"
        subprocess.run(
            [binary, "extract", "--format", "jsonl", "-o", predicted, articles],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if not predicted.is_file():
            sys.exit("false alarms: extraction failed")
        return rows(predicted)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "dateline")
    parser.add_argument("--eval", type=pathlib.Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--predicted", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="show each event with its sentence")
    options = parser.parse_args()
    gold = options.eval / "stories.jsonl"
    if not gold.is_file():
        print(f"false alarms: no gold data at {options.eval}; nothing counted")
        return
    category = {row["id"]: row["gold"]["category"] for row in rows(gold)}
    predicted = rows(options.predicted) if options.predicted else extracted(options.binary, gold)
    words, events = collections.Counter(), collections.Counter()
    for article in predicted:
        name = category.get(article["id"])
        if name not in CATEGORIES:
            continue
        words[name] += len(article["text"].split())
        for event in article["events"]:
            if event["type"] == "OTHER":
                continue
            events[name] += 1
            if options.list:
                start, end = event["trigger"]
                spoken = " ".join(article["text"][a:b] for a, b in event["evidence"])
                print(f"{name} {event['type']} {event['status']} “{article['text'][start:end]}” | {spoken}")
    print(f"{'category':16}{'words':>8}{'events':>8}{'per 1,000':>11}")
    for name in CATEGORIES:
        print(f"{name:16}{words[name]:8}{events[name]:8}{1000 * events[name] / max(1, words[name]):11.2f}")
    share = 1000 * events.total() / max(1, words.total())
    print(f"{'all':16}{words.total():8}{events.total():8}{share:11.2f}")
    if share > CEILING:
        sys.exit(f"false alarms: more than {CEILING:g} political events per 1,000 words")


if __name__ == "__main__":
    main()
