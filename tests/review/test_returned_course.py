"""The way of a colleague through the decisions that ask her something."""

from __future__ import annotations

from analyst_app.core.annotation import Annotation
from analyst_app.review.decisions import Decision, Origin
from analyst_app.review.replies import Reply
from analyst_app.review.returned.return_to_sender import Returned
from analyst_app.review.returned.returned_course import ReturnedCourse


def returned(name: str, *, taken: bool = False, answer: str = "", comment: str = "", by: str = "max") -> Returned:
    origin = Origin(f"alice:{name}", "digest", "claim", 0, 9)
    decision = Decision(name, by, "take", (origin,), comment=comment)
    replies = (Reply("r", "alice", name, 1, answer, by=by),) if answer else ()  # type: ignore[arg-type]
    return Returned(decision, (Annotation(name, "claim", 0, 9),), (), replies, taken)


def course_of(*items: Returned) -> ReturnedCourse:
    course = ReturnedCourse()
    course.renew(items, goes_on=True)
    return course


def name_of(course: ReturnedCourse) -> str:
    return course.current.decision.id if course.current is not None else ""


def test_what_she_had_is_passed_over_and_counted_but_not_what_was_said_about_it():
    course = course_of(
        returned("a", taken=True), returned("b"), returned("c", taken=True, comment="well done"), returned("d")
    )
    assert [one.decision.id for one in course.items] == ["b", "c", "d"]
    assert (course.left_as_hers, course.waiting, course.number) == (1, 3, 1)


def test_what_she_accepted_stays_on_the_way_though_hers_says_now_what_gold_says():
    course = course_of(returned("a", taken=True, answer="accept"), returned("b"))
    assert [one.decision.id for one in course.items] == ["a", "b"]
    assert name_of(course) == "b"


def test_the_way_is_a_ring():
    course = course_of(returned("a"), returned("b"))
    course.step(-1)
    assert name_of(course) == "b"
    course.step(1)
    assert name_of(course) == "a"


def test_after_an_answer_the_next_that_waits_is_looked_at_then_those_before_it_then_it_stays():
    course = course_of(returned("a"), returned("b"), returned("c"))
    course.step(1)
    course.renew([returned("a"), returned("b", answer="contest"), returned("c")], goes_on=True)
    assert name_of(course) == "c"
    course.renew([returned("a"), returned("b", answer="contest"), returned("c", answer="contest")], goes_on=True)
    assert name_of(course) == "a"
    course.renew([returned(name, answer="contest") for name in "abc"], goes_on=True)
    assert (name_of(course), course.waiting) == ("a", 0)


def test_what_undo_made_another_is_looked_at_the_answered_one_before_others():
    course = course_of(returned("a", answer="accept"), returned("b"), returned("c"))
    course.step(1)
    course.renew([returned("a"), returned("b"), returned("c")], goes_on=False)
    assert name_of(course) == "a"


def test_where_nothing_changed_one_stays_where_one_is():
    items = [returned("a"), returned("b")]
    course = course_of(*items)
    course.step(1)
    course.renew(items, goes_on=False)
    assert name_of(course) == "b"


def test_without_decisions_there_is_nothing_to_look_at():
    course = course_of()
    course.step(1)
    assert (course.current, course.number, course.look_at(lambda one: True)) == (None, 0, False)


def test_the_decisions_of_two_reviewers_about_one_tag_are_two():
    course = course_of(returned("a", by="max"), returned("a", by="nora"))
    course.renew([returned("a", by="max", answer="contest"), returned("a", by="nora")], goes_on=True)
    assert course.current is not None
    assert (course.current.decision.by, course.waiting) == ("nora", 1)
