"""What readers of a report said, as the annotator meets it: one discussion a thread, waiting until she has spoken.

Tests of review.returned.answered and review.returned.returned_account, too.
"""

from __future__ import annotations

from analyst_app.core.annotation import Annotation, Entry, pairs
from analyst_app.core.store import AnnotationStore
from analyst_app.review.returned.answered import Answering, discussions, waited_for
from analyst_app.review.returned.return_to_sender import reply, resolve
from analyst_app.review.returned.returned_account import ReturnedAccount

TEXT = "Ada Brandt said “by May”. Nobody agreed.\n"
QUOTE = Annotation("q", "quote", 16, 24)


def said(*replies: dict[str, object], remarks: tuple[Annotation, ...] = ()) -> Answering:
    usual = {"to": "q", "of": "alice", "round": 0, "answer": "comment"}
    entries = [
        Entry(f"r{number}", "replies", pairs(usual | {"number": number} | one), "2026-12-01T10:00:00Z")
        for number, one in enumerate(replies, 1)
    ]
    return Answering("nora-vik", "Nora Vik", remarks, tuple(entries))


def account(own: AnnotationStore, *answers: Answering) -> ReturnedAccount:
    found = discussions(own, "alice", text=TEXT, text_sha256="0", said=answers)
    return ReturnedAccount((), own, "alice", TEXT, found)


def own_layer() -> AnnotationStore:
    return AnnotationStore([QUOTE], length=len(TEXT))


def test_a_thread_waits_with_all_that_was_said_in_it() -> None:
    (one,) = account(own_layer(), said({"comment": "Why?"}, {"answer": "contest", "comment": "No."})).items
    assert (one.decision.by, one.decision.comment) == ("Nora Vik", "Why? · disagrees: No.")
    assert [annotation.id for annotation in one.own] == ["q"]
    assert one.is_waiting
    assert not one.decision.is_settling


def test_it_waits_no_more_once_she_has_answered_and_again_when_more_is_said() -> None:
    own = own_layer()
    (one,) = account(own, said({"comment": "Why?"})).items
    own.apply(reply(one, "alice", "comment", "Because of the marks."))
    assert not account(own, said({"comment": "Why?"})).items[0].is_waiting
    (again,) = account(own, said({"comment": "Why?"}, {"comment": "I see, but no."})).items
    assert again.is_waiting
    assert [one.comment for one in again.replies] == ["Because of the marks."]


def test_a_resolved_thread_waits_for_nobody() -> None:
    own = own_layer()
    (one,) = account(own, said({"comment": "Fine.", "resolved": True, "turn": 1})).items
    assert one.is_resolved
    assert not one.is_waiting
    (other,) = account(own, said({"comment": "Why?"})).items
    own.apply(resolve(other, "alice"))
    assert not account(own, said({"comment": "Why?"})).items[0].is_waiting


def test_agreeing_without_a_word_is_told_in_a_word() -> None:
    (one,) = account(own_layer(), said({"answer": "accept"})).items
    assert one.decision.comment == "agrees"


def test_a_remark_on_other_words_is_shown_at_these() -> None:
    (one,) = account(own_layer(), said(remarks=(Annotation("n", "note", 26, 32, (), "Who?"),))).items
    assert (one.decision.origins[0].start, one.decision.comment, one.is_waiting) == (26, "Who?", True)
    assert not one.own


def test_replies_to_another_layer_or_to_what_is_gone_are_not_hers() -> None:
    assert not account(own_layer(), said({"of": "bob", "comment": "x"}, {"to": "gone", "comment": "y"})).items


def test_what_others_say_to_a_remark_stands_in_its_thread_with_their_names() -> None:
    remark = Annotation("n", "note", 26, 32, (), "Who?")
    to = {"to": "n", "of": "nora-vik"}
    ola = said(to | {"comment": "All of them."})._replace(layer="ola-ruud", person="Ola Ruud")
    (one,) = account(own_layer(), said(remarks=(remark,)), ola).items
    assert (one.decision.by, one.decision.comment) == ("Nora Vik", "Who? · Ola Ruud: All of them.")
    assert one.decision.turn == 2, "each word is a turn"


def test_a_remark_that_was_called_resolved_waits_for_nobody() -> None:
    remark = Annotation("n", "note", 26, 32, (), "Who?")
    done = {"to": "n", "of": "nora-vik", "resolved": True, "turn": 1}
    (one,) = account(own_layer(), said(done, remarks=(remark,))).items
    assert (one.decision.comment, one.is_resolved, one.is_waiting) == ("Who?", True, False)


def test_answers_to_what_waits_for_a_place_are_known_by_its_id() -> None:
    answers = said({"comment": "Why?"}, {"to": "waits", "comment": "Well?"}, {"to": "x", "of": "bob", "comment": "No."})
    assert waited_for(own_layer(), "alice", [answers]) == {"waits"}
