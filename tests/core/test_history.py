from __future__ import annotations

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


def test_clean_is_where_it_was_saved() -> None:
    history = History()
    assert history.is_clean
    history.record(Step("Tag", put("a")))
    assert not history.is_clean
    history.mark_clean()
    history.record(Step("Tag", put("b")))
    history.undo(always)
    assert history.is_clean
    history.undo(always)
    assert not history.is_clean
    history.redo(always)
    assert history.is_clean


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


def test_saving_ends_a_held_step() -> None:
    history = History()
    history.record(Step("Move edge", move(1, 2), hold="edge"))
    history.mark_clean()
    history.record(Step("Move edge", move(2, 3), hold="edge"))
    history.undo(always)
    assert history.is_clean
