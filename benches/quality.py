#!/usr/bin/env python3
"""The ratchet for quality: scores every gold set that is present and compares the figures with the recorded ones.

usage: benches/quality.py [--binary FILE] [--eval DIR] [--record] [--only TASK]

Prints one table. Exit status 1 if a figure fell by more than half a point below benches/quality.json; --record writes
the figures of this run into that file. Without the gold data (a folder `shared/eval` beside the checkout, or --eval) it
says so and passes. Standard library only.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORD = ROOT / "benches" / "quality.json"
ALLOWED_FALL = 0.5
# file under the folder of gold data -> task of score.py
SETS = {
    "articles/belarus-2023.jsonl": "events",
    "articles/world-news.jsonl": "events",
    "event-types.jsonl": "types",
    "roles.jsonl": "roles",
    "dates-news.jsonl": "dates",
    "dates-wars.jsonl": "dates",
    "date-phrases.jsonl": "phrases",
    "actors.jsonl": "actors",
    "quotes.jsonl": "quotes",
    "places.jsonl": "places",
    "stories.jsonl": "stories",
}
# Figures that say how many, not how well.
NOT_COMPARED = {"events: again"}


def measure(binary, folder, name, task):
    """The figures of one set, by name."""
    with tempfile.TemporaryDirectory() as scratch:
        predicted = pathlib.Path(scratch) / "predicted.jsonl"
        run = subprocess.run(
            [binary, "extract", "--format", "jsonl", "-o", predicted, folder / name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "XDG_CONFIG_HOME": scratch},  # without what the user of this machine knows
        )
        if not predicted.is_file():
            sys.exit(f"{name}: extraction failed with status {run.returncode}: {run.stderr.strip()}")
        scored = subprocess.check_output(
            [sys.executable, folder / "score.py", task, folder / name, predicted, "--json"], text=True
        )
    return json.loads(scored.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "dateline")
    parser.add_argument("--eval", type=pathlib.Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--record", action="store_true", help="write the figures of this run into quality.json")
    parser.add_argument("--only", help="measure only sets whose name contains this")
    options = parser.parse_args()
    if not (options.eval / "score.py").is_file():
        print(f"quality: no gold data at {options.eval}; nothing measured, nothing compared")
        return
    if not options.binary.is_file():
        sys.exit(f"quality: no program at {options.binary}; build it with `cargo build --release`")
    recorded = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    figures, fallen = {}, []
    print(f"{'set':30} {'figure':38} {'now':>7} {'recorded':>9}")
    for name, task in SETS.items():
        if not (options.eval / name).is_file() or (options.only and options.only not in name):
            continue
        figures[name] = measure(options.binary, options.eval, name, task)
        for figure, value in figures[name].items():
            before = recorded.get(name, {}).get(figure)
            falls = before is not None and figure not in NOT_COMPARED and value < before - ALLOWED_FALL
            if falls:
                fallen.append(f"{name}: {figure} fell from {before:.2f} to {value:.2f}")
            shown = "" if before is None else f"{before:9.2f}"
            print(f"{name:30} {figure:38} {value:7.2f} {shown:>9}{'  FELL' if falls else ''}")
    if options.record:
        recorded.update(figures)
        text = json.dumps(recorded, indent=1, ensure_ascii=False, sort_keys=True)
        RECORD.write_text(text + "\n", encoding="utf-8")
        print(f"recorded in {RECORD.relative_to(ROOT)}")
    elif fallen:
        sys.exit("\n".join(["quality: figures fell by more than half a point:", *fallen]))


if __name__ == "__main__":
    main()
