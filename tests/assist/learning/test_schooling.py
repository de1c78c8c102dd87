"""The whole course on a folder: only finished readings of persons, none in review, none sealed; what to read next.

Tests of assist.learning.finished, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.assist.learning import model_file, schooling
from analyst_app.assist.learning.finished import finished
from analyst_app.assist.learning.schooling import Course, parts_of, schooled
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.sealing import Seal
from analyst_app.resources import built_in_codebook
from analyst_app.storage.file_names import sidecar_path
from tests.assist.learning import corpora
from tests.assist.learning.teams import PARTS, article
from tests.corpus.corpora import annotate


def course_of(folder: Path, **how: object) -> Course:
    return Course(folder, folder.parent / "cache", "alice", PARTS, **how)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.write(tmp_path / "corpus", done=10)


def read_in(folder: Path, **how: object) -> list[tuple[str, str]]:
    found = finished(folder, Seal("alice", [folder]), **how)  # type: ignore[arg-type]
    return [(lesson.article, lesson.layer) for lesson in found.lessons]


def test_it_learns_keeps_the_model_and_names_what_to_read_next(folder: Path):
    corpora.write_unread(folder, 20, "The rain went on until noon.\n")
    corpora.write_unread(folder, 21, article(77).text)
    report = schooled(course_of(folder))
    assert report.model is not None
    assert (report.articles, report.missing, report.problems) == (10, 0, ())
    assert report.next == folder / "21.txt"
    assert model_file.load(model_file.model_path(folder.parent / "cache", folder)) == report.model


def test_the_same_layers_are_not_learnt_twice_unless_it_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch):
    first = schooled(course_of(folder)).model
    calls: list[int] = []
    teach = schooling.learnt
    monkeypatch.setattr(schooling, "learnt", lambda *given: calls.append(1) or teach(*given))
    assert schooled(course_of(folder)).model == first
    assert calls == []
    assert schooled(course_of(folder, is_anew=True)).model == first
    assert calls == [1]


def test_a_damaged_model_is_made_again(folder: Path):
    first = schooled(course_of(folder)).model
    path = model_file.model_path(folder.parent / "cache", folder)
    path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
    assert schooled(course_of(folder)).model == first
    assert model_file.load(path) == first


def test_nine_finished_articles_want_one_more(tmp_path: Path):
    report = schooled(course_of(corpora.write(tmp_path / "corpus", done=9, begun=3)))
    assert (report.articles, report.missing, report.model) == (9, 1, None)


def test_layers_of_programs_gold_layers_and_unfinished_ones_teach_nothing(folder: Path):
    name = folder / "00.txt"
    words = name.read_text("utf-8").split("\n\n")[1][:8]
    annotate(name, "model-x", ("quote", words), status="done")
    annotate(name, "gold-max", ("quote", words), status="done")
    annotate(name, "bob", ("quote", words))
    annotate(name, "carol", ("quote", words), status="done")
    assert [layer for path, layer in read_in(folder) if path == "00.txt"] == ["alice", "carol"]


def test_an_article_in_review_teaches_nothing_until_its_gold_is_done(folder: Path):
    name = folder / "00.txt"
    words = name.read_text("utf-8").split("\n\n")[1][:8]
    annotate(name, "gold-max", ("quote", words))
    assert "00.txt" not in dict(read_in(folder))
    assert "01.txt" not in dict(read_in(folder, reviewed=[folder / "01.txt"]))
    assert finished(folder, Seal("alice", [folder])).in_review == 1


def test_nothing_is_learnt_in_a_corpus_that_is_read_blind(folder: Path):
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook() | {"sealed": True}), "utf-8")
    report = schooled(course_of(folder))
    assert (report.is_blind, report.model) == (True, None)


def test_a_damaged_layer_is_told_of_and_stops_no_other(folder: Path):
    path = sidecar_path(folder / "03.txt", "alice")
    (folder / "04.txt").write_bytes(b"\x00\xff\xfe\x00 no text")
    path.write_bytes(b'{"layer": {"status": "done"}' + path.read_bytes()[:40])
    names = [name for name, _ in read_in(folder)]
    assert len(names) == 8
    assert "05.txt" in names


def test_a_suggestion_accepted_as_it_stood_is_known_for_one_on_the_disk(folder: Path):
    path = sidecar_path(folder / "00.txt", "alice")
    lines = path.read_text("utf-8").split("\n")
    number = next(row for row, line in enumerate(lines) if '"tag":"quote"' in line)
    mark = '"assist":{"by":"rules","version":"1","score":0.75,"edited":false}}'
    lines[number] = lines[number].rstrip(",")[:-1] + f",{mark}" + ("," if lines[number].endswith(",") else "")
    path.write_text("\n".join(lines), "utf-8")
    lesson = next(one for one in finished(folder, Seal("alice", [folder])).lessons if one.article == "00.txt")
    assert len(lesson.masked("quote")) == 1
    assert len(lesson.spans("quote")) == len(article(0).spans("quote")) - 1


def test_the_part_of_each_tag_of_a_codebook_is_known():
    data = built_in_codebook()
    data["tags"].append({"id": "promise", "name": "Promise", "key": "H"})
    parts = parts_of(Codebook.from_data(data))
    assert parts["quote"] == "quotation"
    assert parts["promise"] is None
