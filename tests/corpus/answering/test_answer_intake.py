"""Answers in Word come back: as threads at the annotations they answer, and as notes, each in the answerer's own layer.

Tests of corpus.answering.answer_intake, corpus.answering.answer_layers, corpus.answering.answerable_articles,
corpus.answering.answered_text, importers.answers.answer_sheet, importers.answers.word_answers,
importers.answers.word_comments and importers.answers.word_places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.corpus.answering.answer_intake import AnswerIntake, TakenAnswers, take_answers
from analyst_app.corpus.intake.people_of_layers import person_in
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.answers import word_answers
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.saver import LayerSaver
from tests.corpus.answering.reported import (
    ACTOR,
    CLAIM,
    QUOTE,
    SPANS,
    TEXT,
    Reported,
    annotation,
    hashes,
    layer_of,
    replies_of,
    reported,
    write_layer,
)
from tests.importers.answers.word_shapes import Reply, by_libre_office, by_word, edited

Shape = Callable[..., bytes]
SHAPES = pytest.mark.parametrize("answered", [by_word, by_libre_office], ids=["Word", "LibreOffice"])
NORA = "Nora Vik"


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def taken(sent: Reported, data: bytes, **choices: bool) -> TakenAnswers:
    return take_answers(word_answers.read(data, "answers.docx"), sent.folder, **choices)


def told(found: TakenAnswers, kind: str) -> list[str]:
    return found.losses.places.get(kind, [])


@SHAPES
def test_a_reply_becomes_a_thread_at_the_annotation_it_answers(sent: Reported, answered: Shape) -> None:
    before = hashes(sent.folder)
    found = taken(sent, answered(sent.report, Reply(NORA, "I do not think so.\nIt is a paraphrase.", to="2 · Quote")))
    (reply,) = replies_of(sent.article, "nora-vik-answers")
    assert (reply["to"], reply["of"], reply["answer"]) == (QUOTE, "alice", "comment")
    assert reply["comment"] == "I do not think so.\nIt is a paraphrase."
    assert found.in_words() == "1 answer taken in, of Nora Vik (1)."
    assert not found.losses.total
    after = hashes(sent.folder)
    assert {name: after[name] for name in before} == before


@SHAPES
def test_replies_find_the_very_annotation_among_those_that_lie_in_one_another(sent: Reported, answered: Shape) -> None:
    replies = [Reply(NORA, f"On {number}", to=f"{number} · ") for number in (1, 2, 3)]
    taken(sent, answered(sent.report, *replies))
    found = {str(one["comment"]): one["to"] for one in replies_of(sent.article, "nora-vik-answers")}
    assert found == {"On 1": ACTOR, "On 2": QUOTE, "On 3": CLAIM}


@SHAPES
def test_a_comment_on_words_of_her_own_becomes_a_note_on_just_these(sent: Reported, answered: Shape) -> None:
    found = taken(sent, answered(sent.report, Reply(NORA, "Which line?", on="another line")))
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert (note.tag, note.note, TEXT[note.start : note.end]) == ("note", "Which line?", "another line")
    assert told(found, "own remark") == ["depot.txt, Nora Vik: “Which line?”"]
    assert not found.losses.total


@SHAPES
def test_the_same_answers_taken_in_twice_add_nothing(sent: Reported, answered: Shape) -> None:
    data = answered(sent.report, Reply(NORA, "No.", to="2 · Quote"), Reply(NORA, "Which?", on="another line"))
    taken(sent, data)
    before = hashes(sent.folder)
    again = taken(sent, data)
    assert hashes(sent.folder) == before
    assert again.there == 2
    assert again.in_words() == "Nothing new: all answers were there already."


def test_what_word_and_libre_office_keep_of_the_same_answers_is_the_same(sent: Reported, tmp_path: Path) -> None:
    replies = Reply(NORA, "No.", to="2 · Quote"), Reply(NORA, "Which?", on="another line")
    taken(sent, by_word(sent.report, *replies))
    assert taken(sent, by_libre_office(sent.report, *replies)).there == 2


def test_two_people_answer_each_in_a_layer_of_her_own_and_an_answer_to_a_remark_is_a_thread_there(
    sent: Reported,
) -> None:
    remark = Reply(NORA, "Which line?", on="another line")
    data = by_word(
        sent.report, remark, Reply("Ola Ruud", "The tram.", to="Which line?"), Reply("Ola Ruud", "Yes", to="1")
    )
    found = taken(sent, data)
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    targets = {(str(one["of"]), str(one["to"])) for one in replies_of(sent.article, "ola-ruud-answers")}
    assert targets == {("nora-vik-answers", note.id), ("alice", ACTOR)}
    assert found.in_words() == "3 answers taken in, of Nora Vik (1), Ola Ruud (2)."


def test_a_thread_that_was_called_done_comes_back_resolved(sent: Reported) -> None:
    taken(sent, by_word(sent.report, Reply(NORA, "Agreed.", to="2 · Quote", is_done=True)))
    (reply,) = replies_of(sent.article, "nora-vik-answers")
    assert (reply["resolved"], reply["turn"]) == (True, 1)


def test_a_colleagues_own_file_is_never_written(sent: Reported) -> None:
    before = hashes(sent.folder)
    taken(sent, by_word(sent.report, Reply("bob", "No.", to="2 · Quote"), Reply("alice", "Well.", to="1 · Actor")))
    after = hashes(sent.folder)
    assert {name: after[name] for name in before} == before
    assert replies_of(sent.article, "bob-answers")[0]["to"] == QUOTE
    assert replies_of(sent.article, "alice-answers")[0]["to"] == ACTOR


def test_answers_never_become_the_reading_of_somebody_who_has_not_begun_this_article(sent: Reported) -> None:
    # bob reads another article, carol none yet: no layer of theirs stands beside this one, and none is made.
    sidecar_path(sent.article, "bob").unlink()
    (sent.folder / "yard.txt").write_text("The yard is shut.\n", "utf-8")
    write_layer(sent.folder / "yard.txt", "bob", [])
    remarks = [Reply(who, "Which?", on="another line") for who in ("bob", "carol")]
    taken(sent, by_word(sent.report, *remarks))
    for who in ("bob", "carol"):
        assert not sidecar_path(sent.article, who).exists()
        assert [one.note for one in layer_of(sent.article, f"{who}-answers").annotations] == ["Which?"]


def test_nobody_becomes_a_reviewer_or_a_model_by_her_name(sent: Reported) -> None:
    taken(
        sent,
        by_word(
            sent.report, Reply("gold-max", "x", to="1"), Reply("model-7", "y", to="1"), Reply("../etc", "z", to="1")
        ),
    )
    names = {one.name for one in sent.folder.iterdir()}
    assert {
        f"depot.txt.{one}.annotations.json" for one in ("answers-gold-max", "answers-model-7", "etc-answers")
    } < names
    assert not any(".gold-" in name or ".model-" in name for name in names)


def test_changed_text_is_named_and_changes_nothing(sent: Reported) -> None:
    data = by_word(sent.report, Reply(NORA, "No.", to="2 · Quote"))
    data = edited(data, lambda body: body.replace("The council has not answered.", "The council answered."))
    found = taken(sent, data)
    assert told(found, "changed text") == [
        "depot.txt: “The council answered.” in the place of “The council has not answered.”"
    ]
    assert sent.article.read_text("utf-8") == TEXT
    assert replies_of(sent.article, "nora-vik-answers")


def test_a_remark_beside_changed_words_still_finds_its_place(sent: Reported) -> None:
    data = by_word(sent.report, Reply(NORA, "Which?", on="another line"))
    data = edited(data, lambda body: body.replace("Nobody agreed.", "Nobody at all agreed."))
    taken(sent, data)
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert TEXT[note.start : note.end] == "another line"


def test_a_remark_on_words_that_stand_twice_by_now_is_listed(sent: Reported) -> None:
    now = TEXT.replace("had promised another line.", "was silent.") + "Of another line this, of another line that.\n"
    sent.article.write_text(now, "utf-8")
    data = by_word(sent.report, Reply(NORA, "Which?", on="another line"), Reply(NORA, "No.", to="2 · Quote"))
    found = taken(sent, data)
    assert told(found, "several answer places") == ["depot.txt, Nora Vik: “Which?”"]
    assert replies_of(sent.article, "nora-vik-answers")[0]["to"] == QUOTE


def test_a_reply_finds_its_annotation_though_the_article_was_edited_since(sent: Reported) -> None:
    sent.article.write_text("A new first line.\n\n" + TEXT, "utf-8")
    found = taken(sent, by_word(sent.report, Reply(NORA, "No.", to="2 · Quote")))
    assert replies_of(sent.article, "nora-vik-answers")[0]["to"] == QUOTE
    assert not found.losses.total


def test_a_reply_to_an_annotation_that_was_made_anew_finds_it_by_its_words(sent: Reported) -> None:
    anew = "90000000-0000-4000-8000-000000000000"
    spans = {anew if key == QUOTE else key: what for key, what in SPANS.items()}
    write_layer(sent.article, "alice", [annotation(key, *what) for key, what in spans.items()])
    taken(sent, by_word(sent.report, Reply(NORA, "No.", to="2 · Quote")))
    assert replies_of(sent.article, "nora-vik-answers")[0]["to"] == anew


def test_a_reply_to_an_annotation_that_is_gone_is_listed_with_article_person_and_words(sent: Reported) -> None:
    write_layer(sent.article, "alice", [annotation(ACTOR, *SPANS[ACTOR])])
    found = taken(sent, by_word(sent.report, Reply(NORA, "I do not think so.", to="2 · Quote")))
    assert told(found, "unplaced answer") == ["depot.txt, Nora Vik: “I do not think so.”"]


def test_words_that_were_put_into_the_reports_own_comment_are_named(sent: Reported) -> None:
    data = edited(sent.report, lambda said: said.replace("2 · Quote", "2 · Quote (no!)"), "word/comments.xml")
    found = taken(sent, data)
    assert told(found, "changed comment") == ["alice: “2 · Quote (no!)”"]


def test_under_strict_nothing_is_written_if_anything_has_no_place(sent: Reported) -> None:
    before = hashes(sent.folder)
    data = by_word(sent.report, Reply(NORA, "No.", to="2 · Quote"))
    data = edited(data, lambda body: body.replace("has not answered", "answered"))
    found = taken(sent, data, is_strict=True)
    assert found.losses.total == 1, "a paragraph that was changed is one thing, not two"
    assert hashes(sent.folder) == before


def test_a_remark_that_was_deleted_here_does_not_come_back(sent: Reported) -> None:
    data = by_word(sent.report, Reply(NORA, "Which?", on="another line"))
    taken(sent, data)
    layer = layer_of(sent.article, "nora-vik-answers")
    path = sidecar_path(sent.article, "nora-vik-answers")
    document = Document.from_bytes(sent.article.read_bytes(), name=sent.article.name)
    seen = hashlib.sha256(path.read_bytes()).hexdigest()
    LayerSaver(path, document, layer, seen).save(Change(tuple(layer.annotations), ()))
    assert taken(sent, data).there == 1
    assert not layer_of(sent.article, "nora-vik-answers").annotations


def test_another_persons_layer_under_the_same_id_is_left_alone(sent: Reported) -> None:
    taken(sent, by_word(sent.report, Reply(NORA, "No.", to="2 · Quote")))
    before = hashes(sent.folder)
    taken(sent, by_word(sent.report, Reply("nora vik", "Yes.", to="2 · Quote")))
    after = hashes(sent.folder)
    assert {name: after[name] for name in before} == before
    assert [one["comment"] for one in replies_of(sent.article, "nora-vik-answers-2")] == ["Yes."]


def test_of_two_imports_at_a_time_each_person_keeps_a_layer_of_her_own(sent: Reported) -> None:
    # Both look before either writes: for both the name nora-vik-answers is free.
    people = NORA, "NORA VIK", "nora_vik"
    remark, reply = "Which?", "No."
    intakes = [
        AnswerIntake(
            word_answers.read(
                by_word(
                    sent.report, Reply(who, f"{reply} {who}", to="2 · Quote"), Reply(who, remark, on="another line")
                ),
                "a.docx",
            ),
            sent.folder,
        )
        for who in people
    ]
    for intake, who in zip(intakes, people, strict=True):
        assert intake.taken().people == {who: 2}
    for number, who in enumerate(people, 1):
        layer_id = "nora-vik-answers" if number == 1 else f"nora-vik-answers-{number}"
        if who == "nora_vik":
            layer_id = "nora_vik-answers"
        layer = layer_of(sent.article, layer_id)
        assert person_in(layer.head.extra) == who
        assert [one["comment"] for one in replies_of(sent.article, layer_id)] == [f"No. {who}"]
        assert len(layer.annotations) == 1


def test_two_imports_of_one_person_at_a_time_are_one_layer(sent: Reported) -> None:
    said = [Reply(NORA, words, to="2 · Quote") for words in ("No.", "Well.")]
    intakes = [AnswerIntake(word_answers.read(by_word(sent.report, one), "a.docx"), sent.folder) for one in said]
    for intake in intakes:
        intake.taken()
    assert {one["comment"] for one in replies_of(sent.article, "nora-vik-answers")} == {"No.", "Well."}


def test_a_paragraph_that_was_added_and_one_that_was_taken_out_elsewhere_are_two_things(sent: Reported) -> None:
    def edit(body: str) -> str:
        body = body.replace("🔥 Depot to close", "🔥 Depot to close</w:t></w:r></w:p><w:p><w:r><w:t>By our reporter", 1)
        return body.replace("The council has not answered.", "")

    found = taken(sent, edited(by_word(sent.report, Reply(NORA, "No.", to="2 · Quote")), edit))
    assert sorted(told(found, "changed text")) == [
        "depot.txt: “By our reporter” was added",
        "depot.txt: “The council has not answered.” was taken out",
    ]


def test_answers_to_annotations_that_wait_for_a_place_are_kept_with_them(sent: Reported) -> None:
    now = TEXT.replace("the depot will close by May", "the depot shall shut in spring").replace("Nobody", "No one")
    sent.article.write_text(now, "utf-8")
    data = by_word(sent.report, Reply(NORA, "I do not think so.", to="2 · Quote"), Reply(NORA, "Well.", to="3 · Claim"))
    found = taken(sent, data)
    assert {one["to"] for one in replies_of(sent.article, "nora-vik-answers")} == {QUOTE, CLAIM}
    assert found.in_words() == "2 answers taken in, of Nora Vik (2)."
    assert told(found, "waiting answer") == [
        "depot.txt, Nora Vik: “Well.”",
        "depot.txt, Nora Vik: “I do not think so.”",
    ], "in reading order"
    assert not found.losses.total
    assert taken(sent, data).there == 2


def test_remarks_alone_find_an_article_that_was_edited_since_by_the_annotations_in_their_report(sent: Reported) -> None:
    sent.article.write_text(TEXT.replace("Nobody agreed.", "No one agreed."), "utf-8")
    taken(sent, by_word(sent.report, Reply(NORA, "Which?", on="another line")))
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert note.note == "Which?"


def test_where_the_words_are_gone_it_is_not_asked_for_another_folder(sent: Reported) -> None:
    write_layer(sent.article, "alice", [annotation(ACTOR, *SPANS[ACTOR])])
    found = taken(sent, by_word(sent.report, Reply(NORA, "No.", to="2 · Quote")))
    assert found.in_words() == (
        "No answer was taken in. What the answers are about has no certain place in the articles as they are now; "
        "all are listed."
    )


def test_of_copies_the_one_that_is_open_is_meant_and_the_annotations_tell_wire_copies_apart(sent: Reported) -> None:
    copy = sent.folder / "sub" / "depot.txt"
    copy.parent.mkdir()
    copy.write_bytes(sent.article.read_bytes())
    data = by_word(sent.report, Reply(NORA, "No.", to="2 · Quote"))
    found = take_answers(word_answers.read(data, "a.docx"), sent.folder, opened=copy)
    assert list(found.articles) == [sent.article], "the annotations of the report stand beside this one alone"
    sidecar_path(copy, "alice").write_bytes(sidecar_path(sent.article, "alice").read_bytes())
    sidecar_path(sent.article, "nora-vik-answers").unlink()
    found = take_answers(word_answers.read(data, "a.docx"), sent.folder)
    assert told(found, "several articles") == ["depot.txt | sub/depot.txt, Nora Vik: “No.”"]
    assert not sidecar_path(copy, "nora-vik-answers").exists()
    found = take_answers(word_answers.read(data, "a.docx"), sent.folder, opened=copy)
    assert list(found.articles) == [copy]


def test_a_remark_on_words_with_a_blank_after_them_has_no_white_space_at_its_ends(sent: Reported) -> None:
    taken(sent, by_word(sent.report, Reply(NORA, "Who?", on="Nobody ")))
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert TEXT[note.start : note.end] == "Nobody"


def test_a_name_in_another_script_gets_an_id_by_its_hash_and_no_name_is_unknown(sent: Reported) -> None:
    data = by_word(sent.report, *(Reply(who, "No.", to="2 · Quote") for who in ("نورا", "مرتا", "…")))
    taken(sent, data)
    layers = sorted(one.name.split(".")[2] for one in sent.folder.glob("*.annotations.json"))
    # SHA-256 of the names in UTF-8, the first eight digits
    made = sorted(f"annotator-{hashlib.sha256(who.encode()).hexdigest()[:8]}-answers" for who in ("نورا", "مرتا"))
    assert layers == ["alice", *made, "bob", "unknown-answers"]


def test_an_id_that_does_not_spell_the_name_is_told(sent: Reported) -> None:
    found = taken(
        sent, by_word(sent.report, Reply("alice", "Hm.", to="2 · Quote"), Reply("نورا", "No.", to="1 · Actor"))
    )
    made = f"annotator-{hashlib.sha256('نورا'.encode()).hexdigest()[:8]}-answers"
    assert found.in_words() == f"2 answers taken in, of alice (1), نورا (1). The layer of نورا is {made}."


def test_a_change_at_the_end_of_a_long_paragraph_is_seen(sent: Reported) -> None:
    long = "The board met on Tuesday and heard the deputy at length. " * 6
    sent.article.write_text(TEXT + long + "The money is gone.\n", "utf-8")
    write_layer(sent.article, "alice", [annotation(key, *what) for key, what in SPANS.items()])
    report = sent.folder.parent / "long.docx"
    assert export(ExportRequest(sent.folder, "report-docx", report, layer="alice")).is_written
    found = taken(sent, edited(report.read_bytes(), lambda body: body.replace("money is gone", "money is here")))
    (line,) = told(found, "changed text")
    assert "money is here.” in the place of" in line
    assert "money is gone.”" in line


def test_a_comment_of_the_report_that_is_called_resolved_without_a_word_is_told(sent: Reported) -> None:
    data = edited(
        sent.report, lambda part: part.replace('w15:done="0"', 'w15:done="1"', 1), "word/commentsExtended.xml"
    )
    found = taken(sent, by_word(data, Reply(NORA, "Yes.", to="2 · Quote")))
    assert told(found, "resolved comment") == ["alice: “1 · Actor”"]


def test_a_remark_that_was_called_resolved_comes_back_resolved(sent: Reported) -> None:
    found = taken(sent, by_word(sent.report, Reply(NORA, "Which?", on="another line", is_done=True)))
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    (reply,) = replies_of(sent.article, "nora-vik-answers")
    assert (reply["to"], reply["of"], reply["resolved"], reply["turn"]) == (note.id, "nora-vik-answers", True, 1)
    assert "comment" not in reply
    assert found.in_words() == "1 answer taken in, of Nora Vik (1)."


def test_a_thread_that_is_called_resolved_after_its_answers_came_in_is_resolved_then(sent: Reported) -> None:
    taken(sent, by_word(sent.report, Reply(NORA, "Agreed.", to="2 · Quote")))
    done = by_word(sent.report, Reply(NORA, "Agreed.", to="2 · Quote", is_done=True))
    taken(sent, done)
    first, second = replies_of(sent.article, "nora-vik-answers")
    assert (first["comment"], first.get("resolved")) == ("Agreed.", None)
    assert (second["to"], second["resolved"], "comment" in second) == (QUOTE, True, False)
    before = hashes(sent.folder)
    taken(sent, done)
    assert hashes(sent.folder) == before
