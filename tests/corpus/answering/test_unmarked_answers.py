"""Answers whose own annotation cannot be told by a mark: words that two marked alike, and marks that are gone.

More tests of corpus.answering.answer_intake and importers.answers.word_answers.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analyst_app.corpus.answering.answer_intake import TakenAnswers, take_answers
from analyst_app.importers.answers import answers_file, word_answers
from analyst_app.importers.answers.answer_sheet import AnswerSheet
from analyst_app.storage.file_names import sidecar_path
from tests.corpus.answering.reported import (
    QUOTE,
    SPANS,
    TEXT,
    Reported,
    layer_of,
    replies_of,
    reported,
    reported_of_both,
)
from tests.importers.answers.word_shapes import Parts, Reply, by_libre_office, by_word, edited, packed, unpacked

NORA = "Nora Vik"
LAYER = "nora-vik-answers"
WORDS = SPANS[QUOTE][1]


@pytest.fixture
def both(tmp_path: Path) -> Reported:
    """bob's quote is on the words of alice's."""
    return reported_of_both(tmp_path / "corpus")


def taken(sent: Reported, data: bytes) -> TakenAnswers:
    return take_answers(word_answers.read(data, "answers.docx"), sent.folder)


def own(parts: Parts, author: str) -> str:
    """The beginning of a person's own comment on the quote."""
    (found,) = re.findall(
        rf'<w:comment [^>]*w:author="{author}"(?:(?!</w:comment>).)*?<w:t[^>]*>(\d+ · Quote)',
        parts["word/comments.xml"],
    )
    return str(found)


def beside_the_others(data: bytes, *, to: str) -> bytes:
    """A new comment on the very words: as a reply, but joined to none, and its sign behind all others there."""
    parts = unpacked(by_word(data, Reply(NORA, "I doubt this quote.", to=to)))
    extended = "word/commentsExtended.xml"
    parts[extended] = re.sub(r' w15:paraIdParent="\w+"', "", parts[extended])
    return packed(parts)


def test_a_new_comment_on_words_that_two_people_marked_alike_is_a_remark_that_both_meet(both: Reported) -> None:
    for who in ("alice", "bob"):
        taken(both, beside_the_others(both.report, to=own(unpacked(both.report), who)))
    (note,) = layer_of(both.article, LAYER).annotations
    assert (note.note, TEXT[note.start : note.end]) == ("I doubt this quote.", WORDS)
    assert not replies_of(both.article, LAYER)


def test_on_words_that_one_has_marked_a_new_comment_answers_her(tmp_path: Path) -> None:
    sent = reported(tmp_path / "corpus")
    taken(sent, beside_the_others(sent.report, to="2 · Quote"))
    assert [one["to"] for one in replies_of(sent.article, LAYER)] == [QUOTE]


def test_without_the_part_that_joins_replies_nobody_gets_an_answer_that_may_be_to_another(both: Reported) -> None:
    parts = unpacked(both.report)
    replies = [Reply(NORA, f"To {who}", to=own(parts, who)) for who in ("alice", "bob")]
    parts = unpacked(by_word(both.report, *replies))
    del parts["word/commentsExtended.xml"]
    taken(both, packed(parts))
    assert sorted(one.note for one in layer_of(both.article, LAYER).annotations) == ["To alice", "To bob"]


def test_answers_that_came_in_add_nothing_where_another_program_lost_what_joins_them(both: Reported) -> None:
    parts = unpacked(both.report)
    replies = [Reply(NORA, f"To {who}", to=own(parts, who)) for who in ("alice", "bob")]
    data = by_word(both.report, *replies)
    taken(both, data)
    parts = unpacked(data)
    del parts["word/commentsExtended.xml"]
    again = taken(both, packed(parts))
    assert (again.there, again.losses.counts) == (2, {})
    assert not layer_of(both.article, LAYER).annotations
    assert len(replies_of(both.article, LAYER)) == 2


def test_what_libre_office_repeats_tells_what_a_reply_answers_in_any_language_and_order_of_signs(
    both: Reported,
) -> None:
    parts = unpacked(both.report)
    replies = [Reply(NORA, f"To {who}", to=own(parts, who)) for who in ("alice", "bob")]
    parts = unpacked(by_libre_office(both.report, *replies))
    parts["word/comments.xml"] = parts["word/comments.xml"].replace("Reply to alice (12", "Antwort an alice (12")
    body = parts["word/document.xml"]
    # as LibreOffice 7.4 saved threads of Word: the sign of a reply before that of what it answers
    for number in ("900", "901"):
        sign = re.search(rf'<w:r>(?:<w:rPr>(?:(?!</w:r>).)*</w:rPr>)?<w:commentReference w:id="{number}"/></w:r>', body)
        assert sign is not None
        body = body.replace(sign[0], "").replace(f'<w:commentRangeEnd w:id="{number}"/>', "")
        first = re.search(r'<w:commentRangeEnd w:id="30\d"/>', body[body.index(f'Start w:id="{number}"') :])
        assert first is not None
        body = body.replace(first[0], f'<w:commentRangeEnd w:id="{number}"/>{sign[0]}{first[0]}')
    parts["word/document.xml"] = body
    taken(both, packed(parts))
    said = {str(one["comment"]): one["of"] for one in replies_of(both.article, LAYER)}
    assert said == {"To alice": "alice", "To bob": "bob"}


@pytest.mark.parametrize("answered", [by_word, by_libre_office], ids=["Word", "LibreOffice"])
def test_replies_to_two_who_marked_the_same_words_go_each_to_its_own(both: Reported, answered: object) -> None:
    parts = unpacked(both.report)
    replies = [Reply(NORA, f"To {who}", to=own(parts, who)) for who in ("alice", "bob")]
    taken(both, answered(both.report, *replies))  # type: ignore[operator]
    assert {str(one["comment"]): one["of"] for one in replies_of(both.article, LAYER)} == {
        "To alice": "alice",
        "To bob": "bob",
    }


@pytest.mark.parametrize("lost", [2, 0], ids=["some", "all"])
def test_where_bookmarks_are_lost_the_reports_own_comments_are_nobodys_answers(tmp_path: Path, lost: int) -> None:
    sent = reported(tmp_path / "corpus")
    data = by_word(sent.report, Reply(NORA, "No.", to="2 · Quote"), Reply(NORA, "Who?", to="1 · Actor"))
    gone = edited(data, lambda body: re.sub('w:name="aa_', 'w:name="zz_', body, count=lost))
    found = taken(sent, gone)
    assert set(found.people) == {NORA}
    assert {str(one["comment"]): one["to"] for one in replies_of(sent.article, LAYER)}["No."] == QUOTE
    assert found.losses.counts["unmarked comment"]
    assert not found.losses.total


def form(*names: str, **more: str) -> AnswerSheet:
    """A form's file with the same answer in each of some articles."""
    item = {"layer": "alice", "annotation": QUOTE, "exact": WORDS, "answer": "contest", "words": "No."} | more
    articles = [{"name": name, "text_sha256": "0" * 64, "answers": [item]} for name in names]
    held = {"format": "media-reading-answers", "version": 1, "who": NORA, "articles": articles}
    return answers_file.read(json.dumps(held).encode(), "a.json")


def test_an_answer_by_id_to_an_annotation_of_other_words_by_now_is_told(tmp_path: Path) -> None:
    sent = reported(tmp_path / "corpus")
    found = take_answers(form("depot.txt", exact="“the depot will close”"), sent.folder)
    assert found.losses.places["other words now"] == [
        "depot.txt, Nora Vik: “No.”, on ““the depot will close””, now ““the depot will close by May””"
    ]
    assert not found.losses.total, "it came in"
    assert [one["to"] for one in replies_of(sent.article, LAYER)] == [QUOTE]


def test_an_answer_that_a_file_lists_under_several_articles_counts_once(tmp_path: Path) -> None:
    sent = reported(tmp_path / "corpus")
    found = take_answers(form("depot.txt", "depot.txt", *(f"no-{number}.txt" for number in range(200))), sent.folder)
    assert found.in_words() == "1 answer taken in, of Nora Vik (1)."
    assert found.there == 201
    assert len(replies_of(sent.article, LAYER)) == 1


def test_answers_to_a_layer_that_is_damaged_name_its_file(tmp_path: Path) -> None:
    sent = reported(tmp_path / "corpus")
    path = sidecar_path(sent.article, "alice")
    path.write_bytes(path.read_bytes()[:200])
    found = take_answers(form("depot.txt"), sent.folder)
    assert found.losses.places["damaged layer"] == ["depot.txt.alice.annotations.json"]
    assert not found.people


def test_a_comment_on_words_that_were_taken_out_with_tracked_changes_stands_on_them(tmp_path: Path) -> None:
    sent = reported(tmp_path / "corpus")

    def track(body: str) -> str:
        run = re.search(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>another line</w:t></w:r>", body)
        assert run is not None
        words = run[0].replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
        gone = f'<w:del w:id="7" w:author="Nora Vik">{words}</w:del>'
        new = '<w:ins w:id="8" w:author="Nora Vik"><w:r><w:t>a new line</w:t></w:r></w:ins>'
        return body.replace(run[0], gone + new)

    found = taken(sent, edited(by_word(sent.report, Reply(NORA, "Which?", on="another line")), track))
    (note,) = layer_of(sent.article, LAYER).annotations
    assert (note.note, TEXT[note.start : note.end]) == ("Which?", "another line")
    (line,) = found.losses.places["changed text"]
    assert "had promised a new line.” in the place of “" in line
    assert "had promised another line.”" in line


def test_a_comment_inside_what_was_taken_out_is_found_and_one_on_what_was_put_in_stands_on_its_paragraph(
    tmp_path: Path,
) -> None:
    sent = reported(tmp_path / "corpus")

    def track(body: str) -> str:
        found = re.search(r'<w:commentRangeStart w:id="900"/>.*?<w:commentReference w:id="900"/></w:r>', body)
        assert found is not None
        gone = found[0].replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
        body = body.replace(found[0], f'<w:del w:id="7" w:author="Nora Vik">{gone}</w:del>')
        found = re.search(r'<w:commentRangeStart w:id="901"/>.*?<w:commentReference w:id="901"/></w:r>', body)
        assert found is not None
        put = found[0].replace("Nobody", "Somebody")
        was = '<w:del w:id="8"><w:r><w:delText>Nobody</w:delText></w:r></w:del>'
        return body.replace(found[0], f'{was}<w:ins w:id="9" w:author="Nora Vik">{put}</w:ins>')

    replies = Reply(NORA, "Which?", on="another line"), Reply(NORA, "Who?", on="Nobody")
    taken(sent, edited(by_word(sent.report, *replies), track))
    notes = {one.note: TEXT[one.start : one.end] for one in layer_of(sent.article, LAYER).annotations}
    assert notes["Which?"] == "another line"
    assert notes["Who?"] == "Ada Brandt said “the depot will close by May”. Nobody agreed."
