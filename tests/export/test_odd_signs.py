"""A sign that breaks formats, in a name that somebody else gave, is written or told; it stops no article of any export.

A file's name, a tag, a role, an id, the key of a value or of a fact: all of them come out of imports, and a layer
takes them as they are. So each format either gives them back, or has them changed and counts that among its losses.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.export import losses
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import ExportOutcome
from analyst_app.export.registry import FORMATS
from analyst_app.storage.file_names import facts_path, sidecar_path
from tests.corpus.corpora import annotate, write_article
from tests.export.exports import folder
from tests.export.odd_signs import PLAIN, SIGNS, write_odd_corpus

COMES_BACK = ("jsonl", "csv", "csv-excel", "xlsx", "huggingface", "label-studio", "prodigy")
COMES_BACK += ("brat", "web-annotation", "refi-qda", "uima-cas")
ALL = len(SIGNS) + 1


@cache
def corpus() -> Path:
    return write_odd_corpus(folder() / "odd")


@cache
def exported(name: str) -> tuple[Path, ExportOutcome]:
    """The odd corpus in a format, with every example of every loss."""
    output = folder() / "export"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(losses, "EXAMPLES", 1_000)
        request = ExportRequest(corpus=corpus(), format_name=name, output=output, workers=1, layer="alice")
        return output, export(request).outcome


@pytest.mark.parametrize("name", FORMATS)
def test_no_sign_stops_an_article(name: str) -> None:
    _, done = exported(name)
    assert done.damaged == []
    assert done.tally.articles == {"": ALL}
    assert done.losses.counts["half a character"] == 16, (
        "tag, id, role, key, four values, two notes, six words of facts"
    )


@pytest.mark.parametrize("name", COMES_BACK)
def test_what_differs_after_an_import_is_told(name: str, tmp_path: Path) -> None:
    output, done = exported(name)
    told = {one.article for some in done.losses.examples.values() for one in some}
    main(["import", str(output / "data" if name == "huggingface" else output), "--to", str(tmp_path)])
    sent, got = _layers(corpus()), _layers(tmp_path)
    assert len(got) == ALL
    for words, one in sent.items():
        if one.article not in told:
            assert got.pop(words).said == one.said, one.article


class _Layer:
    """What a layer and the facts beside it say, without ids."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_bytes())
        self.article = path.name.removesuffix(".alice.annotations.json")
        ends = {one["id"]: (one["start"], one["end"]) for one in data["annotations"]}
        facts = json.loads(path.with_name(f"{self.article}.source.json").read_text("utf-8"))
        self.said: dict[str, Any] = {
            "spans": Counter(
                (one["tag"], *ends[one["id"]], json.dumps(one["attributes"], sort_keys=True), one["note"])
                for one in data["annotations"]
            ),
            "links": Counter((one["role"], ends[one["from"]], ends[one["to"]]) for one in data["links"]),
            "facts": {key: value for key, value in facts.items() if key[:3] in ("tit", "out", "lis", "num", "own")},
            "layer": data["layer"]["note"],
        }


def _layers(folder: Path) -> dict[str, _Layer]:
    """By the letters that an article's name begins with, which no importer changes."""
    found = map(_Layer, sorted(folder.rglob("*.annotations.json")))
    return {_letters(one.article): one for one in found}


def _letters(name: str) -> str:
    known = sorted([*SIGNS, PLAIN.removesuffix(".txt")], key=len, reverse=True)
    return next(sign for sign in known if name.startswith(sign))


class _Page(HTMLParser):
    """The attributes of a page for programs, by name, as another parser sees them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, set()).add(value or "")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_page_says_each_id_tag_and_role_as_it_is(sign: str) -> None:
    output, _ = exported("report")
    [path] = output.glob(f"articles/{sign}*.html")
    found = _Page(path.read_bytes().decode("utf-8")).found
    held = SIGNS[sign].replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    assert {f"q{held}1"} <= found["data-annotation"]
    assert {f"my{held}tag"} <= found["data-tag"]
    assert {f"ro{held}le"} <= found["data-role"]
    assert {one[1:] for one in found["href"] if one.startswith("#a-")} <= found["id"], "every link leads somewhere"


@pytest.mark.parametrize("name", ["jsonl", "csv", "brat"])
def test_a_fact_that_says_nothing_and_the_words_of_a_verdicts_source_are_told(name: str, tmp_path: Path) -> None:
    """A key without a value is named; a value of a verdict has hash and place of the source, and not its words."""
    path = write_article(tmp_path / "c", "a.txt", "Ada Brandt said “we stay”.\n")
    facts_path(path).write_text(json.dumps({"nothing": None, "empty": "", "none": [], "title": "", "said": 0}), "utf-8")
    annotate(path, "alice", ("quote", "“we stay”"))
    sidecar = sidecar_path(path, "alice")
    verdict = {"verdict": "trimmed", "source": "s1", "start": 0, "end": 3, "exact": "we stay here", "by": "alice"}
    verdict |= {"text_sha256": "0" * 64, "at": "2026-11-22T09:00:00Z", "quote_sha256": "1" * 64}
    data = json.loads(sidecar.read_bytes())
    data["annotations"][0]["verified"] = verdict
    sidecar.write_text(json.dumps(data), "utf-8")
    request = ExportRequest(corpus=tmp_path / "c", format_name=name, output=tmp_path / "out", workers=1)
    found = export(request).outcome.losses
    assert [one.words for one in found.examples["empty fact"]] == ["nothing", "empty", "none"]
    assert [one.words for one in found.examples.get("verdict words", [])] == (
        [] if name == "jsonl" else ["we stay here"]
    )
