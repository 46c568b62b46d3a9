#!/usr/bin/env python3
"""Makes the fonts of this folder from Debian's package fonts-inter 4.0~beta7. Run by a developer, not by the build.

usage: make_fonts.py FOLDER_WITH_OTF_FILES

    apt-get download fonts-inter && dpkg-deb -x fonts-inter_*.deb inter
    ./make_fonts.py inter/usr/share/fonts/opentype/inter

Needs fontTools. Keeps Latin, Greek, Cyrillic, punctuation, arrows and figures; drops hinting and rare features.
"""
import hashlib
import pathlib
import sys

from fontTools import subset

HERE = pathlib.Path(__file__).resolve().parent
STYLES = ["Regular", "Medium", "SemiBold", "Italic"]
RANGES = "0020-007E,00A0-024F,0259,02BC,02C6-02DD,0300-0304,0306-030C,0323,0327,0328,0370-03FF,0400-04FF,1E00-1EFF"
RANGES += ",2010-2027,202F-203A,2044,2070-209F,20A0-20BF,2113,2116,2122,2190-2195,21C4,2212,2248,2260,2264,2265,25CF,25CB,2713,2715,FFFD"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def main():
    folder = pathlib.Path(sys.argv[1])
    sums = []
    for style in STYLES:
        options = subset.Options(
            layout_features=FEATURES, hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17], notdef_outline=True
        )
        font = subset.load_font(str(folder / f"Inter-{style}.otf"), options)
        worker = subset.Subsetter(options)
        worker.populate(unicodes=subset.parse_unicodes(RANGES))
        worker.subset(font)
        # A fixed time stamp, so that the same input gives the same bytes.
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        out = HERE / f"Inter-{style}.otf"
        subset.save_font(font, str(out), options)
        sums.append(f"{hashlib.sha256(out.read_bytes()).hexdigest()}  {out.name}\n")
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
