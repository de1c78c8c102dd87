"""A corpus whose articles hold a sign that breaks formats in every name that a person, a tool or an import can give."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs, sort_key
from analyst_app.core.document import Document
from analyst_app.storage.file_names import facts_path, sidecar_path
from analyst_app.storage.sidecar import encode, new_layer
from tests.export.torture import TIME, find, identifier

PLAIN = "plain.txt"
SIGNS = {
    "tab": "\t",
    "lf": "\n",
    "cr": "\r",
    "x85": "\x85",
    "u2028": "\u2028",
    "u2029": "\u2029",
    "rlo": "\u202e",
    "rlm": "\u200f",
    "lri": "\u2066",
    "x01": "\x01",
    "esc": "\x1b",
    "vt": "\x0b",
    "del": "\x7f",
    "ufffe": "\ufffe",
    "u0000": "\0",
    "half": "\ud83d",
    "cdata": "]]>",
    "quotes": "\"'",
    "backslash": "\\n",
    "markup": "<b>&amp;",
    "equals": " = ",
    "blank": "  ",
}
_NOT_IN_NAMES = "\0\ud83d/\\"
"""What no file name holds, or what an importer takes for a folder."""
LARGE = 12345678901234567890123
"""More than 64 bits hold: the id of an article in a database of news."""
TEXT = "Ada Brandt said “we stay” on Monday, and Bo Lee left.\n"


def write_odd_corpus(folder: Path) -> Path:
    """An article for each sign, and a plain one.

    Args:
        folder: where to; made if it is not there.
    """
    folder.mkdir(parents=True)
    for name, sign in {PLAIN.removesuffix(".txt"): "", **SIGNS}.items():
        in_name = "" if set(sign) & set(_NOT_IN_NAMES) else sign
        _write(folder / f"{name}{in_name}.txt", sign)
    return folder


def _write(path: Path, sign: str) -> None:
    path.write_text(TEXT, "utf-8")
    odd = f"x{sign}y" if sign else "xy"
    facts = {"title": odd, "outlet": odd, f"own{sign}key": odd, "listed": [odd, "b"], "number": LARGE}
    facts_path(path).write_text(json.dumps(facts), "utf-8")
    document = Document.from_bytes(path.read_bytes(), name=path.name)
    layer = new_layer(document, "alice", pairs({"id": "media", "version": 1}))

    def mark(key: str, tag: str, words: str, values: dict[str, object], note: str = "") -> Annotation:
        start, end = find(TEXT, words)
        return Annotation(key, tag, start, end, pairs(values), note, TIME, TIME)

    quote = mark(f"q{sign}1", "quote", "“we stay”", {"mode": "direct"}, odd)
    made = [
        quote,
        mark(identifier(f"{path.name}2"), "actor", "Ada Brandt", {"name": odd}),
        mark(identifier(f"{path.name}3"), f"my{sign}tag", "Monday", {f"k{sign}ey": odd}),
        mark(identifier(f"{path.name}4"), "claim", "Bo Lee left", {"free": odd, "listed": [odd, "b"], "large": LARGE}),
    ]
    layer.annotations = sorted(made, key=sort_key)
    links = [
        Link(identifier(f"{path.name}5"), "speaker", quote.id, made[1].id, TIME, TIME),
        Link(identifier(f"{path.name}6"), f"ro{sign}le", made[3].id, made[1].id, TIME, TIME),
    ]
    layer.links = sorted(links, key=lambda one: (one.from_id, one.role, one.to_id, one.id))
    layer.facts = LayerFacts("done", odd)
    sidecar_path(path, "alice").write_bytes(b"".join(encode(layer)))
