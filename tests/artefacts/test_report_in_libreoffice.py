"""A report in Word's format, opened and saved by LibreOffice, with answers in it, comes back by import."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.answering.answer_intake import TakenAnswers, take_answers
from analyst_app.corpus.intake.answer_files import is_answers, read_answers
from analyst_app.importers.answers import word_answers
from tests.artefacts.programs import converted, missing, pages
from tests.corpus.answering.reported import ACTOR, CLAIM, QUOTE, TEXT, Reported, layer_of, replies_of, reported
from tests.importers.answers.word_shapes import Reply, by_libre_office, by_word

pytestmark = pytest.mark.skipif(bool(missing("soffice")), reason=missing("soffice") or "it is there")
NORA = "Nora Vik"
REPLIES = (
    *(Reply(NORA, f"On {number}", to=f"{number} · ") for number in (1, 2, 3)),
    Reply(NORA, "Which line?", on="another line"),
)


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def saved_again(sent: Reported, data: bytes) -> Path:
    """The file as LibreOffice saves it, having opened it."""
    source = sent.folder.parent / "answers.docx"
    source.write_bytes(data)
    folder = sent.folder.parent / "saved"
    folder.mkdir(exist_ok=True)
    return converted(source, "docx", folder)


def taken(sent: Reported, path: Path) -> TakenAnswers:
    return take_answers(read_answers(path), sent.folder)


def test_a_report_that_libre_office_saved_is_still_known_and_holds_no_answers(sent: Reported) -> None:
    path = saved_again(sent, sent.report)
    assert is_answers(path)
    again = saved_again(sent, path.read_bytes())
    for data in (path.read_bytes(), again.read_bytes()):
        sheet = word_answers.read(data, "answers.docx")
        assert (sheet.count, sheet.losses.counts) == (0, {})
        assert not take_answers(sheet, sent.folder).losses.counts, "its text counts as unchanged"


@pytest.mark.parametrize("answered", [by_word, by_libre_office], ids=["Word", "LibreOffice"])
def test_answers_in_what_libre_office_saved_find_their_annotations(sent: Reported, answered: object) -> None:
    path = saved_again(sent, answered(sent.report, *REPLIES))  # type: ignore[operator]
    found = taken(sent, path)
    assert not found.losses.total, found.losses.sentences()
    said = {str(one["comment"]): one["to"] for one in replies_of(sent.article, "nora-vik-answers")}
    assert said == {"On 1": ACTOR, "On 2": QUOTE, "On 3": CLAIM}
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert (note.note, TEXT[note.start : note.end]) == ("Which line?", "another line")


def test_libre_office_lays_out_the_pages(sent: Reported) -> None:
    source = sent.folder.parent / "report.docx"
    pictures = pages(converted(source, "pdf", sent.folder.parent), sent.folder.parent)
    assert len(pictures) >= 1
