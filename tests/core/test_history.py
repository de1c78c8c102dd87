from __future__ import annotations

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.core.history import History, Step
from analyst_app.core.store import Change


def put(name: str) -> Change:
    return Change((), (Annotation(name, "claim", 0, 1),))


def move(start: int, end: int) -> Change:
    return Change((Annotation("a", "claim", start, 9),), (Annotation("a", "claim", end, 9),))


def always(_: Change) -> bool:
    return True


def test_a_held_key_is_one_step() -> None:
    history = History()
    for n in range(4):
        history.record(Step("Move edge", move(n, n + 1), hold="edge"))
    step, _ = history.undo(always)
    assert step is not None
    assert step.change == move(0, 4)
    assert history.undo_label is None


def test_a_held_key_that_came_back_leaves_no_step() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.record(Step("Move edge", move(2, 1), hold="edge"))
    assert history.undo_label is None


def test_a_released_key_begins_anew() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.release()
    history.record(Step("Move edge", move(2, 3), hold="edge"))
    assert history.undo(always)[0] is not None
    assert history.undo_label == "Move edge"


def test_a_new_step_ends_what_could_be_redone() -> None:
    history = History()
    history.record(Step("Tag as claim", put("a")))
    history.undo(always)
    assert history.redo_label == "Tag as claim"
    history.record(Step("Tag as quote", put("b")))
    assert history.redo_label is None


def test_a_step_whose_records_changed_is_skipped_and_named() -> None:
    history = History()
    history.record(Step("Tag as claim", put("a")))
    history.record(Step("Tag as quote", put("b")))
    step, skipped = history.undo(lambda change: change.removed[0].id != "b")
    assert skipped == ["Tag as quote"]
    assert step is not None
    assert step.label == "Tag as claim"


def undone(history: History) -> Change:
    step, _ = history.undo(always)
    assert step is not None
    return step.change


def test_two_keys_held_one_after_the_other_are_two_steps() -> None:
    history = History()
    history.record(Step("Move start", move(1, 2), hold="start"))
    history.record(Step("Move end", move(2, 3), hold="end"))
    assert undone(history) == move(2, 3)
    assert history.undo_label == "Move start"


def test_a_held_key_takes_in_neither_the_step_before_nor_the_one_after() -> None:
    history = History()
    history.record(Step("Tag", move(0, 1)))
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.record(Step("Move edge", move(2, 3), hold="edge"))
    history.record(Step("Tag", move(3, 4)))
    assert [undone(history) for _ in range(3)] == [move(3, 4), move(1, 3), move(0, 1)]


def test_steps_of_no_held_key_are_never_one_even_after_a_held_key_came_back() -> None:
    history = History()
    history.record(Step("Tag", move(0, 1)))
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.record(Step("Move edge", move(2, 1), hold="edge"))
    history.record(Step("Tag", move(1, 3)))
    assert [undone(history) for _ in range(2)] == [move(1, 3), move(0, 1)]


def test_a_held_key_leads_back_to_what_was_current_when_it_was_pressed() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), current="a", hold="edge"))
    history.record(Step("Move edge on", move(2, 3), current="b", hold="edge"))
    step, _ = history.undo(always)
    assert step is not None
    assert (step.label, step.current) == ("Move edge", "a")


def test_undo_ends_a_held_key() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.release()
    history.record(Step("Move edge", move(2, 3), hold="edge"))
    assert undone(history) == move(2, 3)
    history.record(Step("Move edge", move(2, 4), hold="edge"))
    assert [undone(history) for _ in range(2)] == [move(2, 4), move(1, 2)]


def test_asking_for_a_redo_ends_a_held_key_even_if_there_is_none() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    assert history.redo(always) == (None, [])
    history.record(Step("Move edge", move(2, 3), hold="edge"))
    assert undone(history) == move(2, 3)


def never(_: Change) -> bool:
    return False


def test_what_could_not_be_taken_back_is_no_step_any_more() -> None:
    history = History()
    history.record(Step("Tag", put("a")))
    assert history.undo(never) == (None, ["Tag"])
    assert (history.undo_label, history.redo_label) == (None, None)


def test_what_could_not_be_made_again_is_no_step_any_more() -> None:
    history = History()
    history.record(Step("Tag", put("a")))
    history.undo(always)
    assert history.redo(never) == (None, ["Tag"])
    assert (history.undo_label, history.redo_label) == (None, None)


def test_a_redo_skips_what_does_not_fit_and_makes_the_next() -> None:
    history = History()
    for name in "ab":
        history.record(Step(f"Tag {name}", put(name)))
    for _ in "ab":
        history.undo(always)
    step, skipped = history.redo(lambda change: change.added[0].id != "a")
    assert step is not None
    assert (step.label, skipped) == ("Tag b", ["Tag a"])
    assert (history.undo_label, history.redo_label) == ("Tag b", None)


def test_a_step_that_is_passed_over_is_neither_undone_nor_made_again_and_the_one_behind_it_is_next() -> None:
    history = History()
    for name in "abc":
        history.record(Step(f"Tag {name}", put(name)))
    assert history.pass_over(back=True)
    assert history.undo_label == "Tag b"
    for _ in "ab":
        history.undo(always)
    assert history.pass_over(back=False)
    assert (history.undo_label, history.redo_label) == (None, "Tag b")
    assert not History().pass_over(back=True)


def test_a_step_that_was_made_is_never_changed() -> None:
    step = Step("Tag", put("a"))
    with pytest.raises(AttributeError):
        step.label = "Other"  # type: ignore[misc]
