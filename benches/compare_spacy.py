"""Compares the language engine with the library its model comes from: same model, same texts, one thread, one run.

    python benches/compare_spacy.py TEXTS.jsonl --model FOLDER [--texts 60]

TEXTS.jsonl holds one JSON object with a `text` per line; FOLDER is the unpacked model of the library (the folder with
`config.cfg`); needs `pip install 'spacy==3.8.*'`. Prints the rate of both in words per second, and their ratio.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# One thread for the library's matrix products as well.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import spacy  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
RESULT = re.compile(r"words (\d+) seconds ([\d.]+) words-per-second (\d+)")


def read_with_library(model, texts):
    """Words per second, the better of two times, documents handed over in batches as the library likes it best."""
    nlp = spacy.load(model)
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        for _document in nlp.pipe(texts):
            pass
        best = min(best, time.perf_counter() - begin)
    return words / best


def read_with_engine(texts, profile):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        environment = dict(os.environ, LANGUAGE_BENCH_FILE=file.name)
        command = ["cargo", "bench", "--quiet", "--profile", profile, "--bench", "language"]
        output = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    found = RESULT.search(output)
    if not found:
        sys.exit(f"no result of the benchmark in:\n{output}")
    return float(found.group(3))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--texts", type=int, default=60, help="texts to read; 0 for all")
    arguments.add_argument("--profile", default="bench", help="cargo's profile; with `dev` the engine is slower than shipped")
    chosen = arguments.parse_args()
    texts = [json.loads(line)["text"] for line in chosen.file.open(encoding="utf-8")]
    texts = texts[: chosen.texts or None]
    engine = read_with_engine(texts, chosen.profile)
    library = read_with_library(chosen.model, texts)
    print(f"engine  {engine:8.0f} words/s")
    print(f"library {library:8.0f} words/s")
    print(f"ratio   {engine / library:8.1f}")


if __name__ == "__main__":
    main()
