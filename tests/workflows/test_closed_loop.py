"""Every export that can be imported comes back as it went out, or each difference stands in a report of losses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.core.annotation import Annotation, LayerFacts, pairs
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.facts import read_facts
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.losses import NOTICES
from analyst_app.export.registry import FORMATS
from analyst_app.session.article_text import read_article
from analyst_app.storage.file_names import layer_id_in, sidecar_path
from analyst_app.storage.layer import order
from analyst_app.storage.sidecar import encode, new_layer
from analyst_app.storage.sidecar_reader import parse_sidecar
from tests.export.torture import TEXTS, TIME, identifier, write_corpus

NAMES = ("jsonl", "csv", "csv-excel", "xlsx", "doccano", "prodigy", "label-studio", "brat", "web-annotation",
           "refi-qda", "uima-cas", "conll", "huggingface", "spacy")  # fmt: skip
OF_THE_FILE = ("format", "version", "original", "importer")
"""Keys of a file of facts that are of the file and its import."""
VALUES = {"mode": "direct", "n": 12, "words": "12", "share": 2.5, "off": False, "on": True, "no": "false",
          "several": ["a", "b, c"], "mixed": 1, "lines": "two\nlines", "free": "a free, long value"}  # fmt: skip
MORE_FACTS = {
    "windows.txt": {"title": "Windows", "language": "en", "copies": 12, "tags": ["a", "b"], "odd": 7, "desk": "12"},
    "東京.txt": {"outlet": "新聞", "retrieved": "2024-05-02T10:00Z", "odd": "7", "is_local": True, "place": {"x": 1}},
}  # fmt: skip
BESIDE = {
    "decisions": [{"id": "d1", "rev": 1, "by": "max", "verdict": "take", "origins": [], "reason": "why",
                   "created": TIME, "modified": TIME}],
    "dismissed": [{"id": "n1", "rev": 1, "start": 4, "end": 9, "exact": "words", "kind": "quote",
                   "created": TIME, "modified": TIME}],
    "unplaced": [{"why": "orphan", "text_sha256": "0" * 64, "record": {"id": "o1", "rev": 1, "tag": "claim",
                  "start": 3, "end": 9, "exact": "left us"}}],
}  # fmt: skip

SAME = "same copy.txt"
"""Text and readings are those of ``one copy.txt``: of one export two names are two articles."""
MORE = {
    "windows.txt": ("First line.\r\nShe said “no”.\r\n", [(0, 1), (4, 5), (16, 20), (11, 14)]),
    "東京.txt": ("都知事は「休まない」と述べた。𠮷野家𝒳🀄。\n", [(0, 1), (4, 10), (15, 16), (18, 19), (19, 20)]),
    "one copy.txt": ("The same words twice.\n", [(0, 1), (9, 14)]),
    "other copy.txt": ("The same words twice.\n", [(0, 3), (9, 14)]),
    SAME: ("The same words twice.\n", [(0, 1), (9, 14)]),
}
"""Texts as they lie on the disk, and spans in code points of the text with LF: one letter, across a line, astral."""

COVERED: dict[str, tuple[str, ...]] = {
    "text": ("control character",),
    "spans": ("overlap", "edge white space", "off-token edge", "odd label", "widened span", "span of sentences"),
    "attributes": ("attribute", "number", "control character"),
    "notes": ("note", "line break", "control character"),
    "links": ("relation",),
    "layer note": ("layer note",),
    "status": ("status",),
    "records": ("review record", "dismissed place"),
    "codebook": ("codebook version",),
    "facts": ("article fact", "source fact"),
}
"""The kinds of an export's losses by the aspect in which a reading may come back otherwise."""
TO_OTHERS = dict.fromkeys(("prodigy", "spacy"), ("edge white space", "widened span"))
"""Losses of whoever reads the tokens of a format: the span's own edges stand beside, and our reader takes those."""

State = dict[tuple[str, str], dict[str, Any]]


def corpus_of_two(folder: Path) -> Path:
    """The texts that break exporters, and more: alice has read all, bob all but two."""
    write_corpus(folder, {"alice": TEXTS, "bob": [name for name in TEXTS if name != "untagged.txt"]})
    for name, (text, places) in MORE.items():
        path = folder / name
        path.write_bytes(text.encode())
        for who in ("alice", "bob") if name != "windows.txt" else ("alice",):
            layer = new_layer(read_article(path), who, pairs({"id": "media", "version": 1}))
            layer.annotations = sorted(
                (
                    Annotation(identifier(f"{who}{name}{n}"), "actor" if n % 2 else "claim", *place, (), "", TIME, TIME)
                    for n, place in enumerate(places)
                ),
                key=order,
            )
            layer.facts = LayerFacts("in_progress" if who == "bob" else "done")
            sidecar_path(path, who).write_bytes(b"".join(encode(layer)))
    for name, facts in MORE_FACTS.items():
        (folder / f"{name}.source.json").write_text(json.dumps(facts), "utf-8")
    _rewrite(folder / "windows.txt.alice.annotations.json", {}, VALUES)
    _rewrite(folder / "東京.txt.bob.annotations.json", {}, {"mixed": "x", "mode": "2024"})
    _rewrite(folder / "one copy.txt.alice.annotations.json", BESIDE | {"codebook": {"id": "house", "version": 3}}, {})
    return folder


def _rewrite(sidecar: Path, more: dict[str, Any], values: dict[str, Any]) -> None:
    """Put more into a layer, and values on its first annotation."""
    data = json.loads(sidecar.read_text("utf-8")) | more
    data["annotations"][0]["attributes"] |= values
    sidecar.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def records(layer: Any) -> list[str]:
    """The records beside annotations, without the stamps of their file."""
    entries = [repr((one.id, one.section, one.body)) for one in layer.entries]
    return sorted(entries + [repr((one.why, one.record)) for one in layer.unplaced])


def state(folder: Path) -> State:
    """All that is said of the articles of a folder, by path and layer."""
    found: State = {}
    for path in articles_in(folder):
        document = read_article(path)
        facts = read_facts(path).to_data()
        for sidecar in sorted(path.parent.glob("*.annotations.json")):
            layer_id = layer_id_in(sidecar.name, path.name)
            if layer_id is None:
                continue
            layer = parse_sidecar(sidecar.read_bytes(), name=sidecar.name, document=document).layer
            ends = {one.id: (one.tag, one.start, one.end) for one in layer.annotations}
            links = [(link.role, ends.get(link.from_id), ends.get(link.to_id)) for link in layer.links]
            values = [(*ends[a.id], name, repr(value)) for a in layer.annotations for name, value in a.attributes]
            found[path.relative_to(folder).as_posix(), layer_id] = {
                "text": document.text,
                "spans": Counter(ends.values()),
                "attributes": Counter(values),
                "notes": Counter((*ends[a.id], a.note) for a in layer.annotations if a.note),
                "links": Counter(links),
                "layer note": layer.facts.note,
                "status": layer.facts.status,
                "records": records(layer),
                "codebook": layer.head.codebook,
                "facts": {key: value for key, value in facts.items() if key not in OF_THE_FILE},
            }
    return found


def differences(sent: dict[str, Any], got: dict[str, Any]) -> Counter[str]:
    """How many things of each aspect came back otherwise; of words, how many characters."""
    found: Counter[str] = Counter()
    for aspect, was in sent.items():
        now = got[aspect]
        if aspect == "text":
            found[aspect] += unlike(was, now)
        elif aspect == "notes":
            found[aspect] += unlike_notes(bare(was), bare(now))
        elif isinstance(was, Counter):
            if aspect == "attributes":
                was, now = bare(was), bare(now)
            gone, come = was - now, now - was
            found[aspect] += max(gone.total(), come.total())
        elif aspect == "facts":
            found[aspect] += sum(repr(was.get(key)) != repr(now.get(key)) for key in was.keys() | now.keys())
        else:
            found[aspect] += was != now
    return +found


def bare(held: Counter[Any]) -> Counter[Any]:
    """What is said of annotations, by tag: where they stand is another aspect."""
    found: Counter[Any] = Counter()
    for (tag, _, _, *said), count in held.items():
        found[tag, *said] += count
    return found


def unlike(was: str, now: str) -> int:
    """The number of characters that differ; 1 where the words are longer or shorter."""
    return sum(one != other for one, other in zip(was, now, strict=True)) if len(was) == len(now) else 1


def unlike_notes(was: Counter[Any], now: Counter[Any]) -> int:
    gone, come = sorted((was - now).elements()), sorted((now - was).elements())
    return sum(unlike(one[1], other[1]) for one, other in zip(gone, come, strict=False)) + abs(len(gone) - len(come))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of_two(tmp_path_factory.mktemp("loop") / "corpus")


@pytest.mark.parametrize("which", ["alice", "all"])
@pytest.mark.parametrize("name", NAMES)
def test_it_comes_back_or_is_named(
    name: str, which: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    pytest.importorskip({"huggingface": "pyarrow", "spacy": "spacy", "xlsx": "openpyxl"}.get(name, "json"))
    output, back = tmp_path / "out", tmp_path / "back"
    named = Counter(export(ExportRequest(corpus=corpus, format_name=name, output=output, layer=which, workers=1))
                    .outcome.losses.counts)  # fmt: skip
    capsys.readouterr()
    assert main(["import", str(output), "--to", str(back), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["articles"]
    sent = {key: held for key, held in state(corpus).items() if which in ("all", key[1])}
    assert {Path(one["path"]).name for one in said} >= {"one copy.txt", SAME}
    got = state(back)
    assert set(got) == set(sent), "every reading comes back under its name"
    changed: Counter[str] = Counter()
    told: set[str] = set()
    for key, held in got.items():
        other = differences(sent[key], held)
        if key[0] in told:
            del other["facts"]  # an article's, whoever reads it
            if FORMATS[name].holds_layers:  # else each reader's file has it
                del other["text"]
        told.add(key[0])
        changed += other
    for kind in (*TO_OTHERS.get(name, ()), *NOTICES, "unplaced: orphan"):  # it waits, and comes back waiting
        named.pop(kind, None)
    uncovered = {aspect: n for aspect, n in changed.items() if n > sum(named[kind] for kind in COVERED[aspect])}
    assert not uncovered, (changed, named)
    if name == "conll":  # a span may be named twice: widened, and then cut at the end of a sentence
        assert changed.pop("spans") <= sum(named.pop(kind, 0) for kind in COVERED["spans"])
    assert changed.total() == named.total(), (changed, named)


ASSISTED = {"by": "learnt", "version": "0.2.0", "score": 0.93, "edited": True}
VERIFIED = {
    "verdict": "trimmed",
    "source": "6f1c2d34-0000-4000-8000-000000000001",
    "text_sha256": "ab" * 32,
    "start": 120,
    "end": 122,
    "exact": "no",
    "by": "alice",
    "at": "2026-11-22T09:00:00Z",
    "quote_sha256": "cd" * 32,
}
TOLD = {"assist": ASSISTED, "actor": "6f1c2d34-0000-4000-8000-000000000002", "verified": VERIFIED}
LOSS = {"assist": "suggestion", "actor": "person id", "verified": "verdict"}


@pytest.mark.parametrize("name", NAMES)
def test_what_an_annotation_says_beside_the_usual_comes_back_of_every_format_or_is_named(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip({"huggingface": "pyarrow", "spacy": "spacy", "xlsx": "openpyxl"}.get(name, "json"))
    path = tmp_path / "corpus" / "a.txt"
    path.parent.mkdir()
    path.write_text("Ada Brandt said “no” today.\n", "utf-8")
    layer = new_layer(read_article(path), "alice", pairs({"id": "media", "version": 1}))
    values, extra = pairs({"mode": "direct"}), pairs(TOLD)
    layer.annotations = [Annotation(identifier("q"), "quote", 16, 20, values, "", TIME, TIME, extra)]
    sidecar_path(path, "alice").write_bytes(b"".join(encode(layer)))
    request = ExportRequest(corpus=path.parent, format_name=name, output=tmp_path / "out", layer="alice", workers=1)
    lost = Counter(export(request).outcome.losses.counts)
    capsys.readouterr()
    assert main(["import", str(tmp_path / "out"), "--to", str(tmp_path / "back"), "--json"]) == 0
    (sidecar,) = (tmp_path / "back").rglob("*.annotations.json")
    article = next(iter(articles_in(tmp_path / "back")))
    (back,) = parse_sidecar(sidecar.read_bytes(), name=sidecar.name, document=read_article(article)).layer.annotations
    held, wanted = dict(back.extra), dict(TOLD)
    if name != "jsonl":  # ours alone has room for the source's words
        wanted["verified"] = {key: value for key, value in VERIFIED.items() if key != "exact"}
    for key, kind in LOSS.items():
        assert (held.get(key), lost[kind]) in ((wanted[key], 0), (None, 1)), (key, back, lost)
        assert key not in dict(back.attributes)
    assert not lost["unknown key"]
    if name == "jsonl":
        assert held == TOLD
