#!/usr/bin/env python3
"""Writes THIRD-PARTY-LICENSES: every crate compiled into the program and every asset, with their licence texts.

usage: .ci/third_party.py [--check]

With --check nothing is written; exit status 1 says that the committed file is out of date. Standard library only.
Texts that several crates share word for word are printed once.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "THIRD-PARTY-LICENSES"
NAMES = re.compile(r"^(licen[cs]e|copying|notice|copyright|unlicense|ofl)", re.I)
# Folders whose texts belong to data and fonts, in the order of the file.
ASSETS = ["assets/language/licenses", "assets/world", "assets/map", "assets/flags", "assets/fonts"]


def shipped_packages():
    """Crates that the program is built from on any platform; those used only by tests are left out."""
    meta = json.loads(
        subprocess.check_output(
            ["cargo", "metadata", "--format-version", "1", "--locked"], cwd=ROOT
        )
    )
    nodes = {n["id"]: n for n in meta["resolve"]["nodes"]}
    seen, queue = set(), [meta["resolve"]["root"]]
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        seen.add(here)
        for dep in nodes[here]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                queue.append(dep["pkg"])
    seen.discard(meta["resolve"]["root"])
    found = [p for p in meta["packages"] if p["id"] in seen]
    return sorted(found, key=lambda p: (p["name"], p["version"]))


def text_of(path):
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def licence_files(folder):
    return sorted(f for f in folder.iterdir() if f.is_file() and NAMES.match(f.name))


def render():
    packages = shipped_packages()
    out = [
        "Dateline is built from the crates and embeds the data and fonts below.",
        "Written by .ci/third_party.py; do not edit.",
        "",
        "== Data and fonts ==",
        "",
    ]
    for asset in ASSETS:
        folder = ROOT / asset
        for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if file.is_file() and (NAMES.match(file.name) or asset.endswith("licenses")):
                out += [f"--- {file.relative_to(ROOT)}", "", text_of(file), ""]
    out += ["== Crates ==", ""]
    texts = {}
    for package in packages:
        out.append(f"{package['name']} {package['version']} · {package['license']}")
        for file in licence_files(pathlib.Path(package["manifest_path"]).parent):
            texts.setdefault(text_of(file), []).append(f"{package['name']} {package['version']}")
    out += ["", "== Licence texts of the crates ==", ""]
    for text, users in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        out += ["--- " + ", ".join(dict.fromkeys(users)), "", text, ""]
    return "\n".join(out) + "\n"


def main():
    text = render()
    if "--check" in sys.argv[1:]:
        if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit("THIRD-PARTY-LICENSES is out of date: run .ci/third_party.py")
        print("THIRD-PARTY-LICENSES is up to date")
        return
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text)} characters")


if __name__ == "__main__":
    main()
