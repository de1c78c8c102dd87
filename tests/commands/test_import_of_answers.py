"""``analyst-app import`` takes answers to a report, says from whom, and never makes an article of a report.

Tests of commands.import_said.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.corpus.answering.reported import Reported, hashes, reported
from tests.importers.answers.word_shapes import Reply, by_word, edited


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def answers(sent: Reported, *replies: Reply) -> Path:
    path = sent.folder.parent / "answers.docx"
    path.write_bytes(by_word(sent.report, *replies))
    return path


REPLY = Reply("Nora Vik", "I do not think so.", to="2 · Quote")


def test_answers_are_taken_in_and_it_is_said_from_whom(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    path = answers(sent, REPLY)
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    assert capsys.readouterr().out == f"{path}: 1 answer taken in, of Nora Vik (1).\n"
    assert main(["import", str(path), "--to", str(sent.folder), "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)["articles"]
    assert (said["answers"], said["there"]) == (0, 1)
    assert main(["check", str(sent.folder)]) == 0


def test_a_report_never_becomes_an_article_by_accident(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    before = hashes(sent.folder)
    report = sent.folder.parent / "report.docx"
    assert main(["import", str(report), "--to", str(sent.folder)]) == 0
    assert "a report of this app in which nobody has answered" in capsys.readouterr().out
    assert hashes(sent.folder) == before


def test_another_word_document_is_an_article_as_ever_also_beside_answers(sent: Reported) -> None:
    from tests.importers import samples

    folder = sent.folder.parent / "mail"
    folder.mkdir()
    (folder / "minutes.docx").write_bytes(samples.docx())
    answers(sent, REPLY).rename(folder / "answers.docx")
    assert main(["import", str(folder), "--to", str(sent.folder)]) == 0
    names = {one.name for one in sent.folder.iterdir()}
    assert {"minutes.txt", "depot.txt.nora-vik.annotations.json"} <= names
    assert "answers.txt" not in names


def test_what_has_no_place_is_listed_beside_the_articles_and_under_strict_nothing_is_written(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answers(sent, REPLY)
    path.write_bytes(edited(path.read_bytes(), lambda body: body.replace("has not answered", "answered")))
    before = hashes(sent.folder)
    assert main(["import", str(path), "--to", str(sent.folder), "--strict"]) == 1
    assert hashes(sent.folder) == before
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    listed = (sent.folder / "IMPORT.md").read_text("utf-8")
    assert "depot.txt: “The council answered.”" in listed
    assert "changed in the document" in capsys.readouterr().err


def test_a_preview_writes_nothing(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    before = hashes(sent.folder)
    assert main(["import", str(answers(sent, REPLY)), "--to", str(sent.folder), "--preview"]) == 0
    assert "1 answer taken in" in capsys.readouterr().out
    assert hashes(sent.folder) == before


def test_the_form_of_a_page_comes_back_too(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    item = {"layer": "alice", "annotation": "10000000-0000-4000-8000-000000000000", "exact": "x", "answer": "accept"}
    article = {"name": "depot.txt", "text_sha256": "0" * 64, "answers": [item]}
    path = sent.folder.parent / "answers.json"
    held = {"format": "media-reading-answers", "version": 1, "who": "Nora Vik", "articles": [article]}
    path.write_text(json.dumps(held))
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    assert "1 answer taken in, of Nora Vik (1)." in capsys.readouterr().out
