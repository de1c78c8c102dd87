"""Articles that break exporters: in memory, and as files with sidecars."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.rows import ExportArticle, add_layer, source_row
from analyst_app.resources import built_in_codebook
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import Layer
from analyst_app.storage.sidecar import encode, new_layer

CODEBOOK = Codebook.from_data(built_in_codebook())
TIME = "2026-01-02T03:04:05Z"

TEXTS = {
    "emoji.txt": "🔥 Mayor Lena Ortiz said “taxes fell 😀 by 12%”.\n🎉 Then 👩‍👩‍👧 left Café.\n",
    "nested.txt": "The union’s chair, Ada Brandt, said “we trust Ada Brandt to act, and the depot will close”.\nNA\n",
    "crossing.txt": "alpha beta gamma delta epsilon zeta.\n",
    "breaks.txt": "Photo: R. Lund\n\nOne paragraph ends here\n\nand the next “goes on” there.\n- a list item said no\n",
    "signs.txt": '-5 said he. =1+1 @home +3 ＝x\ttab, “comma, and "marks"”; null NaN N/A\n',
    "controls.txt": "bell\x07here and esc\x1b[0m, one\u2028two\u2029three\u0085four\x0bfive, nbsp\u00a0end \ufeffin.\n",
    "right-to-left.txt": "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».\n",
    "markup.txt": '<b>bold</b> & <img src="x"> ]]> said “&amp; so on”.\n',
    "sub/folder one.txt": "A file in a folder says nothing new. Nothing at all was said.\n",
    "untagged.txt": "Nobody read this one to the end.\n",
}

_SPANS: dict[str, list[tuple[str, str, dict[str, Any], str]]] = {
    "emoji.txt": [
        ("actor", "Lena Ortiz", {"kind": "person", "naming": "named"}, ""),
        ("cue", "said", {}, ""),
        ("quote", "“taxes fell 😀 by 12%”", {"mode": "direct"}, "check the figure"),
        ("claim", "taxes fell 😀 by 12%", {"kind": "factual", "check_worthy": True}, ""),
        ("actor", "👩‍👩‍👧", {"kind": "group"}, ""),
        ("actor", "Café", {}, "line one\nline two, “quoted”"),
    ],
    "nested.txt": [
        ("actor", "Ada Brandt", {"kind": "person", "name": "Brandt, Ada"}, ""),
        ("actor", "The union", {"kind": "organisation"}, ""),
        ("quote", "“we trust Ada Brandt to act, and the depot will close”", {"mode": "direct"}, ""),
        ("claim", "we trust Ada Brandt to act, and the depot will close", {}, ""),
        ("claim", "the depot will close", {"hedged": False, "kind": "prediction"}, ""),
        ("actor", "Ada Brandt@2", {"kind": "person"}, ""),
        ("claim", "NA", {}, "NA"),
    ],
    "crossing.txt": [
        ("claim", "alpha beta gamma", {}, ""),
        ("quote", "beta gamma delta", {"mode": "mixed"}, ""),
        ("quote", "beta gamma delta epsilon", {"mode": "indirect"}, ""),
        ("claim", "gamma delta epsilon", {}, ""),
        ("actor", "zet", {}, ""),
        ("actor", "a.", {}, ""),
        ("claim", "alpha", {}, ""),
        ("actor", " beta", {}, ""),
    ],
    "breaks.txt": [
        ("skip", "Photo: R. Lund", {"kind": "caption"}, ""),
        ("claim", "ends here\n\nand the next “goes on”", {}, ""),
        ("quote", "“goes on”", {"mode": "term"}, ""),
        ("quote", "- a list item", {}, ""),
    ],
    "signs.txt": [
        ("quote", "-5", {"mode": "direct"}, "=cmd()"),
        ("actor", "he", {}, "@note"),
        ("claim", "=1+1", {}, "'=guarded"),
        ("claim", "@home", {}, ""),
        ("claim", "+3", {}, ""),
        ("claim", "＝x", {}, ""),
        ("claim", "\ttab", {}, ""),
        ("quote", '“comma, and "marks"”', {}, ""),
        ("claim", "null", {}, ""),
        ("claim", "NaN", {}, "N/A"),
    ],
    "controls.txt": [
        ("claim", "bell\x07here", {}, "a\x07b"),
        ("quote", "one\u2028two\u2029three\u0085four\x0bfive", {"mode": "direct"}, ""),
        ("actor", "nbsp\u00a0end", {}, ""),
        ("actor", "\ufeffin", {}, ""),
    ],
    "right-to-left.txt": [
        ("actor", "ليلى حداد", {"kind": "person"}, ""),
        ("quote", "«المرفأ سيُغلق في مايو»", {"mode": "direct"}, ""),
        ("quote", "«لن نغادر»", {"mode": "direct"}, ""),
    ],
    "markup.txt": [
        ("claim", "<b>bold</b> &", {}, "<script>alert(1)</script>"),
        ("quote", "“&amp; so on”", {"mode": "direct"}, ""),
        ("frame", "]]>", {"odd-key": "x", "number": 1.5}, ""),
    ],
    "sub/folder one.txt": [("claim", "A file in a folder says nothing new", {}, "")],
    "untagged.txt": [],
}

_LINKS: dict[str, list[tuple[str, int, int]]] = {
    "emoji.txt": [("speaker", 2, 0), ("cue", 2, 1), ("source", 3, 0)],
    "nested.txt": [("speaker", 2, 0), ("about", 3, 5)],
    "right-to-left.txt": [("speaker", 1, 0), ("continues", 2, 1)],
    "breaks.txt": [("mentions", 1, 2)],
}

_FACTS = {
    "emoji.txt": {
        "title": "Taxes “fell”",
        "outlet": "The Gazette",
        "date": "2024-05-01",
        "url": "https://example.org/a?b=1&c",
    },
    "nested.txt": {"outlet": "The Herald", "date": "2024-06-02", "author": "=A. Writer"},
}


def identifier(name: str) -> str:
    """A fixed UUID."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def find(text: str, words: str) -> tuple[int, int]:
    """Where words stand; ``words@2`` is their second place."""
    words, _, number = words.partition("@") if words.endswith("@2") else (words, "", "")
    start = text.index(words)
    if number:
        start = text.index(words, start + 1)
    return start, start + len(words)


def records(name: str, layer: str = "alice") -> tuple[list[Annotation], list[Link]]:
    """The annotations and links of one of the texts."""
    text = TEXTS[name]
    annotations = []
    for number, (tag, words, attributes, note) in enumerate(_SPANS[name]):
        start, end = find(text, words)
        key = identifier(f"{layer}/{name}/{number}")
        annotations.append(Annotation(key, tag, start, end, pairs(attributes), note, TIME, TIME))
    links = [
        Link(identifier(f"{layer}/{name}/link/{role}"), role, annotations[head].id, annotations[tail].id, TIME, TIME)
        for role, head, tail in _LINKS.get(name, ())
    ]
    return annotations, links


def article(name: str, layers: Iterable[str] = ("alice",), split: str = "") -> ExportArticle:
    """One of the texts, as exporters get it."""
    document = Document.from_bytes(TEXTS[name].encode(), name=name.rpartition("/")[2])
    made = ExportArticle(name, document.text, [], [], [], source_row(document, _FACTS.get(name, {})), [], split)
    for layer in layers:
        annotations, links = records(name, layer)
        facts = LayerFacts("done", "a layer note" if name == "nested.txt" else "")
        add_layer(made, layer, annotations=annotations, links=links, facts=facts)
    return made


def articles(layers: Iterable[str] = ("alice",)) -> list[ExportArticle]:
    """All of them, by name."""
    return [article(name, tuple(layers)) for name in ordered()]


def ordered() -> list[str]:
    """Names in the order of a corpus."""
    return sorted(TEXTS, key=lambda name: ("/" in name, name))


def options(**changes: Any) -> Options:
    """Options with the vocabulary of all the texts."""
    found: dict[str, set[str]] = {}
    roles = set()
    for one in articles():
        for row in one.everything:
            found.setdefault(row.label, set()).update(row.attributes)
        roles |= {relation.type for relation in one.relations}
    made: dict[str, Any] = {
        "codebook": CODEBOOK,
        "vocabulary": Vocabulary.of(CODEBOOK).with_found({k: sorted(v) for k, v in found.items()}, roles),
        "annotators": ("alice",),
    }
    return Options(**(made | changes))


def write_corpus(folder: Path, layers: Mapping[str, Iterable[str]] | None = None) -> Path:
    """The texts as files, with their sidecars.

    Args:
        folder: where to; made if it is not there.
        layers: names of the articles of each layer; by default alice has all.
    """
    import json

    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        if name in _FACTS:
            Path(f"{path}.source.json").write_text(json.dumps(_FACTS[name]), "utf-8")
    for layer, names in (layers or {"alice": TEXTS}).items():
        for name in names:
            write_sidecar(folder / name, layer, name)
    return folder


def write_sidecar(path: Path, layer_id: str, name: str) -> Path:
    """The sidecar of one of the texts, byte for byte as the app writes it."""
    document = Document.from_bytes(path.read_bytes(), name=path.name)
    layer: Layer = new_layer(document, layer_id, pairs({"id": "media", "version": 1}))
    annotations, links = records(name, layer_id)
    from analyst_app.core.annotation import sort_key

    layer.annotations = sorted(annotations, key=sort_key)
    layer.links = sorted(links, key=lambda one: (one.from_id, one.role, one.to_id, one.id))
    layer.facts = LayerFacts("done", "a layer note" if name == "nested.txt" else "")
    target = sidecar_path(path, layer_id)
    target.write_bytes(b"".join(encode(layer)))
    return target
