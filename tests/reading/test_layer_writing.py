"""Tests of reading.layer_writing and reading.new_records: what a program may write, and what stands in spite of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import analyst_app as aa
from analyst_app.preferences import Preferences, save_preferences, state_folder
from analyst_app.resources import built_in_codebook
from analyst_app.storage.layer_history import folder_of, saves
from tests.commands.corpora import write_layer
from tests.reading.samples import CLAIM, NAME, QUOTE, TEXT, write_corpus


def at(words: str, tag: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"tag": tag, "start": start, "end": start + len(words), "exact": words, **more}


FOUND = [at(NAME, "actor", values={"kind": "person"}), at(QUOTE, "quote", values={"mode": "direct"}, score=0.875)]


ONE = "11111111-1111-4111-8111-111111111111"


def in_units(codec: str, width: int) -> dict[str, int]:
    """The place of the quote as another unit counts it."""
    start = len(TEXT[: TEXT.index(QUOTE)].encode(codec)) // width
    return {"start": start, "end": start + len(QUOTE.encode(codec)) // width}


def model(folder: Path, layer: str = "model-x") -> Path:
    return folder / f"depot.txt.{layer}.annotations.json"


def hashes(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.rglob("*.json")}


def test_a_programs_output_becomes_a_layer_beside_those_of_people_which_stay_as_they_are(tmp_path: Path) -> None:
    before = hashes(write_corpus(tmp_path))
    written = aa.write_layer(
        aa.open(tmp_path).article("depot.txt"), "model-x", FOUND, links=[("speaker", 1, 0)], note="run 12"
    )
    assert (written.path, written.added, written.changed, written.removed) == (model(tmp_path), 2, 0, 0)
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [(one.tag, one.exact, dict(one.values)) for one in layer.annotations] == [
        ("actor", NAME, {"kind": "person"}), ("quote", QUOTE, {"mode": "direct"})]  # fmt: skip
    assert [one.exact for one in layer.linked(layer.annotations[1], "speaker")] == [NAME]
    assert (layer.status, layer.note, layer.codebook_version) == ("done", "run 12", 1)
    assert layer.annotations[1].assist == {"by": "learnt", "version": "model-x", "score": 0.875, "edited": False}
    after = hashes(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {model(tmp_path).name}
    assert aa.open(tmp_path).problems == ()


def test_the_same_again_writes_nothing_and_two_machines_write_the_same_ids(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, [("speaker", 1, 0)])
    first = model(tmp_path).read_bytes()
    again = aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, [("speaker", 1, 0)])
    assert (again.added, again.changed, again.removed, again.unchanged) == (0, 0, 0, 2)
    assert model(tmp_path).read_bytes() == first
    ids = [one["id"] for one in json.loads(first)["annotations"]]
    model(tmp_path).unlink()
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND)
    assert [one["id"] for one in json.loads(model(tmp_path).read_bytes())["annotations"]] == ids


def test_a_better_run_takes_the_place_of_the_last_and_what_it_keeps_keeps_its_id(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, [("speaker", 1, 0)])
    quote = aa.open(tmp_path).article("depot.txt").layers["model-x"].with_tag("quote")[0]
    better = [at(QUOTE, "quote", values={"mode": "mixed"}), at(CLAIM, "claim")]
    written = aa.write_layer(tmp_path / "depot.txt", "model-x", better)
    assert (written.added, written.changed, written.removed, written.unchanged) == (1, 1, 1, 0)
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [(one.tag, one.values.get("mode")) for one in layer.annotations] == [("quote", "mixed"), ("claim", None)]
    assert layer.annotations[0].id == quote.id
    assert layer.links == ()
    more = aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND[:1], replaces=False)
    assert (more.added, more.removed) == (1, 0)
    assert len(aa.open(tmp_path).article("depot.txt").layers["model-x"].annotations) == 3


def test_what_a_run_takes_away_is_in_the_history(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND)
    aa.write_layer(tmp_path / "depot.txt", "model-x", [])
    kept = saves(folder_of(state_folder(), model(tmp_path)))
    assert any(QUOTE in gzip.decompress(one.path.read_bytes()).decode() for one in kept)


def test_what_another_program_wrote_meanwhile_is_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analyst_app.session.session import Session

    write_corpus(tmp_path)
    article = tmp_path / "depot.txt"
    aa.write_layer(article, "model-x", FOUND[:1])
    load = Session.load

    def slow(*given: Any, **named: Any) -> Session:
        session = load(*given, **named)
        monkeypatch.setattr(Session, "load", load)
        aa.write_layer(article, "model-x", [*FOUND[:1], at(CLAIM, "claim")])
        return session

    monkeypatch.setattr(Session, "load", slow)
    written = aa.write_layer(article, "model-x", FOUND)
    assert "merged" in written.note
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [one.tag for one in layer.annotations] == ["actor", "quote", "claim"]


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("alice", "a person's layer, and not that of the annotator in your preferences. Write model-alice"),
        ("gold-max", "a reviewer's result: only a person's decisions go there"),
        ("Model X", "cannot name a layer.*Try “model-x”"),
    ],
)
def test_nobodys_layer_but_a_programs_is_written(tmp_path: Path, layer: str, words: str) -> None:
    before = hashes(write_corpus(tmp_path))
    with pytest.raises(aa.AnalystError, match=words):
        aa.write_layer(tmp_path / "depot.txt", layer, FOUND)
    assert hashes(tmp_path) == before


def test_to_ones_own_layer_a_program_only_adds(tmp_path: Path) -> None:
    save_preferences(Preferences(annotator="alice"))
    write_corpus(tmp_path)
    before = aa.open(tmp_path).article("depot.txt").layers["alice"]
    written = aa.write_layer(tmp_path / "depot.txt", "alice", [at("Nobody agreed", "claim")])
    assert (written.added, written.changed, written.removed) == (1, 0, 0)
    after = aa.open(tmp_path).article("depot.txt").layers["alice"]
    assert after.status == before.status == "in_progress"
    assert after.annotations[:3] == before.annotations
    assert after.links == before.links
    with pytest.raises(aa.AnalystError, match="only adds to it, and would change 1 annotation"):
        aa.write_layer(tmp_path / "depot.txt", "alice", [at(QUOTE, "quote", values={"mode": "mixed"})])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (at(QUOTE, "qoute"), r"annotation 2 \(qoute, \d+ to \d+\): the codebook has no tag qoute; did you mean quote"),
        (at(QUOTE, "quote") | {"end": 9_999}, "must lie in the text, which has 83 characters"),
        (at(QUOTE, "quote") | {"start": 40, "end": 40, "exact": ""}, "must lie in the text"),
        (at(QUOTE, "quote") | {"start": "19"}, "start and end must be whole numbers"),
        (at(QUOTE, "quote") | {"exact": NAME}, "there stands ““we will not leave””, not “Ada Brandt”"),
        (at(QUOTE, "quote") | in_units("utf-16-le", 2), "these offsets count UTF-16 units"),
        (at(QUOTE, "quote") | in_units("utf-8", 1), "these offsets count bytes of UTF-8"),
        (at(QUOTE, "quote", values={"mode": "drect"}), "mode cannot be 'drect'; it takes direct"),
        (at(QUOTE, "quote", values={"moode": "direct"}), "no attribute moode; did you mean mode"),
        (at(QUOTE, "quote", score=87), "its score must be a number from 0 to 1"),
        (at(QUOTE, "quote", label="x"), "it has label, which is none of tag, start"),
        (FOUND[0], "it stands twice"),
        (at(CLAIM, "claim", id=ONE), "its id .* stands twice"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_and_nothing_is_written(tmp_path: Path, wrong: dict[str, Any], words: str) -> None:
    before = hashes(write_corpus(tmp_path))
    with pytest.raises(aa.AnalystError, match=words) as told:
        aa.write_layer(tmp_path / "depot.txt", "model-x", [FOUND[0], wrong, at(NAME, "cue", id=ONE)])
    assert str(told.value).startswith("Nothing was written beside depot.txt: ")
    assert hashes(tmp_path) == before


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (("speakr", 1, 0), r"link 1 \(speakr\): the tag quote has no link speakr; did you mean speaker"),
        (("speaker", 0, 1), "the tag actor has no link speaker"),
        (("speaker", 1, 1), "speaker leads from quote to actor, not to quote"),
        (("speaker", 1, 7), "one of its ends is no annotation of the layer"),
        (("speaker", 1, "nobody"), "one of its ends is no annotation of the layer"),
    ],
)
def test_a_link_that_does_not_fit_is_told(tmp_path: Path, link: tuple, words: str) -> None:
    write_corpus(tmp_path)
    with pytest.raises(aa.AnalystError, match=words):
        aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, [link])
    assert not model(tmp_path).exists()


def test_many_faults_are_counted(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with pytest.raises(aa.AnalystError, match="; and 95 more"):
        aa.write_layer(tmp_path / "depot.txt", "model-x", [at(QUOTE, "x") for _ in range(100)])


def test_what_the_codebook_does_not_know_is_written_only_if_that_is_meant(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    odd = [at(QUOTE, "irony", values={"depth": 3}), at(NAME, "actor", id="ada")]
    aa.write_layer(tmp_path / "depot.txt", "model-x", odd, [("mocks", 0, "ada")], keep_unknown=True)
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [(one.tag, dict(one.values)) for one in layer.annotations] == [("actor", {}), ("irony", {"depth": 3})]
    assert [link.role for link in layer.links] == ["mocks"]


def test_typed_annotations_of_another_layer_can_be_written(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    alice = aa.open(tmp_path).article("depot.txt").layers["alice"]
    aa.write_layer(tmp_path / "depot.txt", "model-copy", alice.annotations, alice.links)
    copy = aa.open(tmp_path).article("depot.txt").layers["model-copy"]
    assert [(one.tag, one.exact, one.values) for one in copy.annotations] == [
        (one.tag, one.exact, one.values) for one in alice.annotations]  # fmt: skip
    assert [(one.role, one.from_id, one.to_id) for one in copy.links] == [
        (one.role, one.from_id, one.to_id) for one in alice.links]  # fmt: skip


def test_an_article_that_changed_since_it_was_read_is_not_written_to(tmp_path: Path) -> None:
    article = aa.open(write_corpus(tmp_path)).article("depot.txt")
    assert article.text == TEXT
    article.path.write_text("Now: " + TEXT, "utf-8")
    with pytest.raises(aa.AnalystError, match="has changed since it was read"):
        aa.write_layer(article, "model-x", FOUND)


def test_the_version_of_the_codebook_that_a_program_learnt_from_stands_in_the_layer(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "codebook.json").write_text(json.dumps(built_in_codebook() | {"version": 5}), "utf-8")
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, codebook_version=3)
    assert aa.open(tmp_path).article("depot.txt").layers["model-x"].codebook_version == 3
    aa.write_layer(tmp_path / "depot.txt", "model-x", [*FOUND, at(CLAIM, "claim")])
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [one.codebook_version for one in layer.annotations] == [3, 3, 5]


def test_the_codebook_above_the_articles_folder_applies_and_a_broken_one_stops_it(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    tags = [{"id": "boast", "name": "Boast", "key": "B"}]
    (tmp_path / "codebook.json").write_text(json.dumps({"format": "media-codebook", "id": "b", "name": "B",
                                                        "version": 1, "tags": tags}), "utf-8")  # fmt: skip
    inner = tmp_path / "sub" / "harbour.txt"
    assert aa.write_layer(inner, "model-x", [{"tag": "boast", "start": 0, "end": 3}]).added == 1
    (tmp_path / "codebook.json").write_text('{"tags": [', "utf-8")
    with pytest.raises(aa.AnalystError, match=re.escape(str(tmp_path / "codebook.json"))):
        aa.write_layer(inner, "model-x", [])


def test_a_damaged_or_foreign_file_is_never_written_over(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND)
    whole = model(tmp_path).read_bytes()
    for spoilt in (whole[:-40], whole.replace(b'"annotator": "model-x"', b'"annotator": "model-y"')):
        model(tmp_path).write_bytes(spoilt)
        with pytest.raises(aa.AnalystError, match="Nothing can be changed here"):
            aa.write_layer(tmp_path / "depot.txt", "model-x", [])
        assert model(tmp_path).read_bytes() == spoilt


def test_a_link_that_leads_out_of_the_folder_is_not_written_through(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    write_corpus(inside)
    target = outside / model(inside).name
    target.write_text("mine\n", "utf-8")
    model(inside).symlink_to(target)
    with pytest.raises(aa.AnalystError, match="leads out"):
        aa.write_layer(aa.open(inside).article("depot.txt"), "model-x", FOUND)
    assert target.read_text("utf-8") == "mine\n"


def test_a_program_that_is_killed_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """Killed at the very moment at which the new file would take the old one's place."""
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND)
    before = model(tmp_path).read_bytes()
    code = f"""
import os, signal, analyst_app as aa
os.replace = os.rename = lambda *given, **named: os.kill(os.getpid(), signal.SIGKILL)
aa.write_layer({str(tmp_path / "depot.txt")!r}, "model-x", [])
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    assert model(tmp_path).read_bytes() == before
    assert aa.write_layer(tmp_path / "depot.txt", "model-x", []).removed == 2


@pytest.mark.parametrize("name", ["depot.txt.alice.annotations.json", "depot.txt.source.json", "passwd", "page.html"])
def test_a_file_that_is_no_article_gets_no_layer_and_is_no_corpus(tmp_path: Path, name: str) -> None:
    file = write_corpus(tmp_path) / name
    if not file.exists():
        file.write_text("root:x:0:0\n", "utf-8")
    with pytest.raises(aa.AnalystError, match=f"{name} is no article: articles are texts whose names end in .txt"):
        aa.open(file)
    with pytest.raises(aa.AnalystError, match=f"Nothing was written: {name} is no article"):
        aa.write_layer(file, "model-x", [])
    assert not list(tmp_path.glob("*model-x*"))


def test_a_text_with_another_ending_of_which_there_is_a_layer_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(TEXT, "utf-8")
    write_layer(tmp_path / "notes.md", "alice", ("claim", CLAIM))
    aa.write_layer(tmp_path / "notes.md", "model-x", [])
    assert dict(aa.open(tmp_path / "notes.md").layers) == {"alice": 1, "model-x": 1}
