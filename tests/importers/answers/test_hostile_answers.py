"""Word files that are made to do harm: refused in one sentence, or read for what little they hold.

Tests of corpus.intake.answer_files, too.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from analyst_app.corpus.intake.answer_files import is_answers
from analyst_app.errors import ImportFailed
from analyst_app.importers.answers import word_answers
from tests.corpus.answering.reported import Reported, reported
from tests.importers.answers.word_shapes import Reply, by_word, edited, packed, unpacked


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def test_a_report_is_known_whatever_it_is_called_and_other_documents_are_none(sent: Reported, tmp_path: Path) -> None:
    from tests.importers import samples

    for name, data in (("a.docx", sent.report), ("b.docx", samples.docx()), ("c.docx", b"PK\x03\x04 broken")):
        (tmp_path / name).write_bytes(data)
    assert [is_answers(tmp_path / name) for name in ("a.docx", "b.docx", "c.docx", "none.docx")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("part", ["word/comments.xml", "word/commentsExtended.xml", "word/document.xml"])
def test_entities_are_refused(sent: Reported, part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = edited(sent.report, lambda said: said.replace("?>\n", f"?>\n{bomb}", 1), part)
    with pytest.raises(ImportFailed, match="entities"):
        word_answers.read(data, "a.docx")


def test_a_part_that_unpacks_to_far_too_much_is_refused(sent: Reported) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in unpacked(sent.report).items():
            archive.writestr(name, words + (" " * (30 << 20) if name == "word/comments.xml" else ""))
    with pytest.raises(ImportFailed, match="unpacks to far more"):
        word_answers.read(made.getvalue(), "a.docx")


def test_a_thread_that_runs_in_a_circle_ends(sent: Reported) -> None:
    data = by_word(sent.report, Reply("a", "one", to="1 · "), Reply("b", "two", to="one"))

    def circle(said: str) -> str:
        return said.replace(
            'w15:paraId="5F000384" w15:paraIdParent="', 'w15:paraId="5F000384" w15:paraIdParent="5F000385" x="'
        )

    found = word_answers.read(edited(data, circle, "word/commentsExtended.xml"), "a.docx")
    assert found.count + sum(found.losses.counts.values()) == 2


def test_long_names_are_cut_long_words_are_not_and_nesting_without_end_is_not_followed(sent: Reported) -> None:
    data = by_word(sent.report, Reply("n" * 5_000, "w" * 50_000, to="1 · "))
    data = edited(data, lambda body: body.replace("<w:body>", "<w:body>" + "<w:sdt>" * 400 + "</w:sdt>" * 400))
    (said,) = [one for article in word_answers.read(data, "a.docx").articles for one in article.said]
    assert (len(said.who), len(said.words)) == (200, 50_000)


def test_forged_bookmarks_lead_nowhere(sent: Reported) -> None:
    parts = unpacked(by_word(sent.report, Reply("a", "one", to="1 · ")))
    parts["word/document.xml"] = parts["word/document.xml"].replace("aa_", "ab_").replace("at_", "at_../")
    found = word_answers.read(packed(parts), "a.docx")
    assert not found.count
    assert found.losses.places["unmarked answer"] == ["a: “one”"]


def test_a_document_without_any_bookmark_of_ours_is_known_by_the_comments_that_a_report_numbers(
    sent: Reported, tmp_path: Path
) -> None:
    def bare(body: str) -> str:
        return re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", body)

    data = edited(by_word(sent.report, Reply("Nora", "No.", to="2 · "), Reply("Nora", "Hm.", to="1 · ")), bare)
    (tmp_path / "a.docx").write_bytes(data)
    assert is_answers(tmp_path / "a.docx")
    found = word_answers.read(data, "a.docx")
    assert not found.count
    assert found.losses.places == {"unmarked answer": ["Nora: “Hm.”", "Nora: “No.”"]}
    few = edited(data, lambda said: re.sub(r"(<w:t[^>]*>)\d · ", r"\1", said), "word/comments.xml")
    (tmp_path / "b.docx").write_bytes(few)
    assert not is_answers(tmp_path / "b.docx"), "an article with comments that are not numbered stays one"


def test_a_picture_in_a_comment_is_named(sent: Reported) -> None:
    data = by_word(sent.report, Reply("Nora", "See", to="1 · "), Reply("Ola", "", to="2 · "))
    drawn = edited(data, lambda said: said.replace("<w:t></w:t>", "<w:drawing/>"), "word/comments.xml")
    found = word_answers.read(drawn, "a.docx")
    assert (found.count, found.losses.places["picture"]) == (1, ["Ola: “”"])
