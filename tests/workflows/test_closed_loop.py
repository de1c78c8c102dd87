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
from analyst_app.session.article_text import read_article
from analyst_app.storage.file_names import layer_id_in, sidecar_path
from analyst_app.storage.layer import order
from analyst_app.storage.sidecar import encode, new_layer
from analyst_app.storage.sidecar_reader import parse_sidecar
from tests.export.torture import TEXTS, TIME, identifier, write_corpus

FORMATS = ("jsonl", "csv", "csv-excel", "xlsx", "doccano", "prodigy", "label-studio", "brat", "web-annotation",
           "refi-qda", "uima-cas", "conll", "huggingface", "spacy")  # fmt: skip
FACTS = ("title", "outlet", "author", "date", "url")

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
    "text": ("white space", "control character"),
    "spans": ("overlap", "edge white space", "off-token edge", "odd label", "widened span", "span of sentences"),
    "attributes": ("attribute", "number"),
    "notes": ("note", "line break", "control character"),
    "links": ("relation",),
    "layer note": ("layer note",),
    "status": ("status",),
    "facts": ("article fact",),
    "unnamed": ("unnamed reading", "annotator"),
}
"""The kinds of an export's losses by the aspect in which a reading may come back otherwise."""

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
    return folder


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
                "facts": {key: facts[key] for key in FACTS if facts.get(key)},
            }
    return found


def differences(sent: dict[str, Any], got: dict[str, Any]) -> Counter[str]:
    """How many things of each aspect came back otherwise."""
    found: Counter[str] = Counter()
    moved = {one[:3] for one in sent["spans"] - got["spans"]} | {one[:3] for one in got["spans"] - sent["spans"]}
    for aspect, was in sent.items():
        now = got[aspect]
        if isinstance(was, Counter):
            gone, come = was - now, now - was
            if aspect in ("attributes", "notes"):  # those of a span that is counted already
                gone, come = (Counter({k: n for k, n in one.items() if k[:3] not in moved}) for one in (gone, come))
            found[aspect] += max(gone.total(), come.total())
        elif aspect == "facts":
            found[aspect] += sum(was.get(key) != now.get(key) for key in FACTS)
        else:
            found[aspect] += was != now
    return +found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of_two(tmp_path_factory.mktemp("loop") / "corpus")


@pytest.mark.parametrize("which", ["alice", "all"])
@pytest.mark.parametrize("name", FORMATS)
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
    changed: Counter[str] = Counter()
    unnamed = [key for key in got if key[1] == "imported" and key not in sent]
    if which == "alice":  # one reading whose name the format does not hold
        changed["unnamed"] = len(unnamed)
        for path, layer in unnamed:
            got[path, "alice"] = got.pop((path, layer))
    empty = {key for key in set(sent) - set(got) if not sent[key]["spans"] and named["annotator"]}
    assert set(got) == set(sent) - empty
    changed["unnamed"] += len(empty)
    told: set[str] = set()
    for key, held in got.items():
        other = differences(sent[key], held)
        if key[0] in told:
            del other["facts"]  # an article's, whoever reads it
        told.add(key[0])
        changed += other
    uncovered = {
        aspect: (count, {kind: named[kind] for kind in COVERED[aspect]})
        for aspect, count in changed.items()
        if count > sum(named[kind] for kind in COVERED[aspect])
    }
    assert not uncovered, "differences, and what the reports count of such"


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


@pytest.mark.parametrize("name", FORMATS)
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
