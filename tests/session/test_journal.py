"""The journal of a layer: what it holds after any end of the program, and what it makes of anything found in its place.

Tests of session.journal_lines, session.journal_threads and session.left_work.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Record, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.history import Step
from analyst_app.core.rebase import rebase
from analyst_app.core.span import Span
from analyst_app.core.store import Change, composed, key_of
from analyst_app.errors import SaveFailed
from analyst_app.session import journal, journal_lines, journal_threads
from analyst_app.session.journal import Journal, LeftWork, Recalled
from analyst_app.session.left_work import discard, left_behind, regain, settle
from analyst_app.session.session import Session
from analyst_app.storage import codec
from analyst_app.storage.record_parsing import Shared
from tests.saves import save_now
from tests.storage.layers import EXAMPLES

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
STEPS = 10_000


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    for name in ("a1.txt", "a1.txt.alice.annotations.json"):
        shutil.copyfile(EXAMPLES / name, tmp_path / "corpus" / name)
    return tmp_path / "corpus" / "a1.txt"


def state_of(article: Path) -> Path:
    return article.parent.parent / "state"


def opened(article: Path) -> Session:
    state = state_of(article)
    session = Session.load(
        article, Session.read_article(article), layer_id="alice", codebook=CODEBOOK, state=state, keep_text=True
    )
    session.keep_journal(state)
    return session


def recalled(session: Session) -> Recalled:
    assert session.journal is not None
    answers: list[Recalled] = []
    is_there = threading.Event()
    session.journal.recall(lambda answer: (answers.append(answer), is_there.set()))
    assert is_there.wait(5)
    return answers[0]


def tag(session: Session, start: int = 0, *, label: str = "Tag") -> Annotation:
    change = edits.tag_spans("claim", [Span(start, start + 5)])
    session.do(label, change)
    made = change.added[0]
    assert isinstance(made, Annotation)
    return made


def path_of(session: Session) -> Path:
    assert session.journal is not None
    assert journal.flush(5)
    return session.journal.path


def _noted(size: int) -> Change:
    return Change((LayerFacts(),), (LayerFacts(note="x" * size),))


def whole_of(work: LeftWork, document: Document) -> Change:
    shared = Shared()
    return composed(journal_lines.placed(journal_lines.loose(line), document.text, shared) for line in work.lines)


def test_opening_and_looking_writes_nothing(article: Path) -> None:
    session = opened(article)
    assert recalled(session) == Recalled()
    assert not path_of(session).exists()


def test_an_act_is_in_the_file_within_a_second_and_for_the_person_alone(article: Path) -> None:
    session = opened(article)
    tag(session)
    assert session.journal is not None
    began = time.monotonic()
    while not session.journal.path.exists() and time.monotonic() - began < 1:
        time.sleep(0.01)
    path = path_of(session)
    assert b'"label":"Tag"' in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.is_relative_to(state_of(article))


def test_what_was_never_saved_is_found_at_the_next_opening(article: Path) -> None:
    session = opened(article)
    made = tag(session)
    session.do("Note", edits.set_note(made, "x"))
    path_of(session)
    again = opened(article)
    (work,) = recalled(again).left
    assert (work.article, work.layer_id, work.acts) == (article, "alice", 2)
    assert [line.label for line in work.lines] == ["Tag", "Note"]
    assert whole_of(work, again.document) == Change((), (made._replace(note="x"),))
    assert again.history.undo_label is None


def test_what_is_left_stays_left_whatever_is_saved_afterwards(article: Path) -> None:
    session = opened(article)
    tag(session)
    path_of(session)
    again = opened(article)
    recalled(again)
    tag(again, 10)
    save_now(again)
    path_of(again)
    third = opened(article)
    assert len(recalled(third).left) == 1
    settle(recalled(third).left[0])
    assert recalled(opened(article)).left == ()


def test_undo_and_redo_survive_a_restart(article: Path) -> None:
    session = opened(article)
    first, second = tag(session), tag(session, 10, label="Second")
    session.undo()
    save_now(session)
    path_of(session)
    again = opened(article)
    again.inherit(recalled(again))
    assert (again.history.undo_label, again.history.redo_label) == ("Tag", "Second")
    again.redo()
    assert again.store.annotation(second.id) == second
    again.undo()
    again.undo()
    assert again.store.annotation(first.id) is None
    save_now(again)
    path_of(again)
    third = opened(article)
    third.inherit(recalled(third))
    assert (third.history.undo_label, third.history.redo_label) == (None, "Tag")


def test_undo_goes_on_though_the_file_gave_the_records_another_time(article: Path) -> None:
    session = opened(article)
    first = session.store.annotations[0]
    session.do("Note", edits.set_note(first, "x"))
    save_now(session)
    path_of(session)
    again = opened(article)
    assert again.store.annotations[0].modified != first.modified
    again.inherit(recalled(again))
    assert again.undo().skipped == []
    assert again.store.annotations[0].note == first.note


def test_undo_is_dropped_if_the_layer_or_the_text_is_another(article: Path) -> None:
    session = opened(article)
    tag(session)
    save_now(session)
    path_of(session)
    kept = session.sidecar.read_bytes()
    session.sidecar.write_bytes(kept.replace(b'"tag":"claim"', b'"tag":"actor"'))
    assert recalled(opened(article)).done == ()
    tag(session := opened(article), 10)
    save_now(session)
    path_of(session)
    article.write_text("Before. " + article.read_text("utf-8"), "utf-8")
    found = recalled(opened(article))
    assert (found.done, found.left) == ((), ())


def test_a_program_that_ends_between_the_save_and_its_note_loses_no_undo(article: Path) -> None:
    session = opened(article)
    tag(session)
    task = session.begin_save()
    assert task is not None
    task.run()  # the file is replaced; the session hears no more of it
    path_of(session)
    again = opened(article)
    found = recalled(again)
    assert [step.label for step in found.done] == ["Tag"]
    assert found.left == ()


def test_what_the_person_let_go_is_not_offered(article: Path) -> None:
    session = opened(article)
    tag(session, label="Kept")
    save_now(session)
    tag(session, 10, label="Let go")
    assert session.journal is not None
    session.journal.drop()
    path_of(session)
    assert left_behind(state_of(article)) == []
    again = recalled(opened(article))
    assert [step.label for step in again.done] == ["Kept"]
    assert again.left == ()


@pytest.mark.parametrize("cut", [1, 7, 40, 200])
def test_a_line_that_was_cut_short_is_as_if_it_had_never_been_written(article: Path, cut: int) -> None:
    session = opened(article)
    tag(session, label="First")
    tag(session, 10, label="Second")
    path = path_of(session)
    path.write_bytes(path.read_bytes()[:-cut])
    (work,) = recalled(opened(article)).left
    assert [line.label for line in work.lines] == ["First"]


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\n\n",
        b"no json\n",
        b"\xff\x00\n",
        b'{"do":7}\n',
        b"[]\n",
        b'{"do":"step"}\n',
        b'{"do":"left","at":1e300}\n',
    ],
)
def test_whatever_else_lies_there_is_no_crash(article: Path, junk: bytes) -> None:
    session = opened(article)
    tag(session)
    path = path_of(session)
    path.write_bytes(junk + path.read_bytes() + junk)
    again = opened(article)
    found = recalled(again)
    assert [line.label for work in found.left for line in work.lines][:1] in (["Tag"], [""])
    tag(again, 20)
    assert path_of(again).exists()


def test_a_line_that_is_lost_in_the_middle_makes_nothing_that_follows_count_as_saved(article: Path) -> None:
    session = opened(article)
    tag(session, label="First")
    tag(session, 10, label="Second")
    save_now(session)
    tag(session, 20, label="Third")
    tag(session, 30, label="Fourth")
    path = path_of(session)
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(row for row in rows if b'"label":"First"' not in row))
    (work,) = recalled(opened(article)).left
    assert [line.label for line in work.lines] == ["Third", "Fourth"]


def test_a_long_run_keeps_its_journal_short(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "JOURNAL_FULL", 20_000)
    session = opened(article)
    for number in range(200):
        tag(session, number % 50, label=f"Tag {number}")
        if number % 10 == 9:
            save_now(session)
    tag(session, 50, label="Unsaved")
    path_of(session)
    monkeypatch.setattr(journal_lines, "JOURNAL_STEPS", 20)
    save_now(session)
    again = recalled(opened(article))
    assert [step.label for step in again.done] == [*(f"Tag {number}" for number in range(181, 200)), "Unsaved"]


def test_a_journal_that_cannot_be_read_is_set_aside_and_a_new_one_begun(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(session := opened(article))
    path_of(session)
    monkeypatch.setattr(journal, "LARGEST_JOURNAL", 10)
    again = opened(article)
    assert recalled(again) == Recalled()
    monkeypatch.setattr(journal, "LARGEST_JOURNAL", 1_000_000)
    tag(again, 10, label="New")
    path_of(again)
    labels = [line.label for work in recalled(opened(article)).left for line in work.lines]
    assert sorted(labels) == ["New", "Tag"]  # the old file can be read now


CALLS = ("open", "write", "replace", "rename", "unlink", "mkdir", "fchmod", "fstat", "scandir")
_MOST_CALLS = 40


def faulty(patched: pytest.MonkeyPatch, first: int, last: int) -> list[str]:
    """Let the system refuse the calls of the journal's thread from one number to another; the calls so far."""
    calls: list[str] = []

    def striking(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: object, **named: object) -> object:
            if threading.current_thread().name == "journal_write":
                calls.append(name)
                if first <= len(calls) <= last:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
            return real(*arguments, **named)

        patched.setattr(os, name, call)

    for name in CALLS:
        striking(name)
    return calls


def labels_left(article: Path) -> list[str]:
    assert journal.flush(5)
    return sorted(line.label for work in recalled(opened(article)).left for line in work.lines)


@pytest.mark.parametrize("lasts", [1, 5, 1_000], ids=["once", "five times", "from there on"])
def test_the_first_fault_at_every_call_loses_nothing_once_the_disk_is_well_again(article: Path, lasts: int) -> None:
    """Of what an earlier run left, of what was undone in one, and of what is done meanwhile."""
    for number in range(1, _MOST_CALLS):
        shutil.rmtree(state_of(article), ignore_errors=True)
        tag(first := opened(article), label="Earlier")
        path_of(first)
        with pytest.MonkeyPatch.context() as patched:
            calls = faulty(patched, number, number + lasts - 1)
            session = opened(article)
            recalled(session)
            tag(session, 10, label="Now")
            assert journal.flush(5)
        tag(session, 20, label="Then")
        assert session.journal is not None
        assert labels_left(article) == ["Earlier", "Now", "Then"], (number, calls)
        if len(calls) < number:
            return
    raise AssertionError("more calls than were tried")


@pytest.mark.parametrize("size", range(0, 900, 60))
def test_a_write_that_stops_in_the_middle_is_done_again_and_counts_once(article: Path, size: int) -> None:
    real = os.write

    def some(file: int, data: bytes) -> int:
        if threading.current_thread().name != "journal_write":
            return real(file, data)
        real(file, bytes(data)[:size])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    session = opened(article)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "write", some)
        made = tag(session, label="First")
        session.do("Note", edits.set_note(made, "x"))
        assert journal.flush(5)
    tag(session, 20, label="Then")
    journal.flush(5)
    again = opened(article)
    (work,) = recalled(again).left
    assert [line.label for line in work.lines] == ["First", "Note", "Then"]
    assert work.lost == 0
    assert not list(work.path.parent.glob("discarded-*"))  # what was written in part is no damage
    assert work.article == article
    assert {record.id for record in whole_of(work, again.document).added} >= {made.id}


def test_a_link_in_its_place_is_neither_read_nor_written_through(article: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine\n")
    session = opened(article)
    assert session.journal is not None
    session.journal.path.parent.mkdir(parents=True)
    session.journal.path.symlink_to(outside)
    tag(session)
    path_of(session)
    assert outside.read_bytes() == b"mine\n"
    assert not session.journal.path.is_symlink()
    assert len(recalled(opened(article)).left) == 1


def test_a_journal_that_cannot_be_written_fails_no_edit_and_catches_up(article: Path) -> None:
    said: list[str] = []
    journal_threads.listen(said.append)
    state = state_of(article)
    state.write_bytes(b"no folder")
    session = opened(article)
    made = tag(session)
    assert journal.flush(5)
    assert session.store.annotation(made.id) == made
    assert session.journal is not None
    assert "cannot be written" in session.journal.problem
    tag(session, 10)
    assert journal.flush(5)
    assert len([words for words in said if "cannot be written" in words]) == 1
    state.unlink()
    began = time.monotonic()
    while session.journal.problem and time.monotonic() - began < 3:
        time.sleep(0.05)
    assert session.journal.problem == ""
    assert len(recalled(opened(article)).left[0].lines) == 2


def test_a_layer_keeps_at_most_a_thousand_steps_five_megabytes_and_thirty_days() -> None:
    def line(number: int, at: float, size: int = 0) -> journal_lines.JournalLine:
        change = journal_lines.encoded_change(_noted(size) if size else Change(), "")
        return journal_lines.JournalLine("step", at=at, label=str(number), change=change)

    def kept(lines: list[journal_lines.JournalLine]) -> list[str]:
        found = journal_lines.JournalState(done=[[one] for one in lines])
        rows = journal_lines.kept_lines(found, now=100 * 86_400)
        return [one.label for one in journal_lines.decoded(b"".join(rows))[0]]

    now = 100 * 86_400.0
    assert kept([line(n, now) for n in range(1_200)]) == [str(n) for n in range(200, 1_200)]
    assert kept([line(n, now, 1_000_000) for n in range(7)]) == ["3", "4", "5", "6"]
    assert kept([line(0, now - 31 * 86_400), line(1, now - 29 * 86_400), line(2, now)]) == ["1", "2"]


def test_a_step_that_was_too_large_for_the_file_makes_no_hole() -> None:
    """What lies below a step that is not kept cannot be undone either."""
    big = journal_lines.encoded_change(_noted(6_000_000), "")
    small = journal_lines.encoded_change(Change(), "")
    lines = [journal_lines.JournalLine("step", 1.0, change=change) for change in (small, big, small)]
    rows = journal_lines.kept_lines(journal_lines.JournalState(done=[[line] for line in lines]), now=2.0)
    assert len(rows) == 1


def test_every_kind_of_record_comes_back_as_it_was() -> None:
    text = "A quote, “said” 😀 here.\nAnd more."
    one = Annotation("i1", "claim", 2, 7, (("a", 1), ("b", True), ("c", 2**60), ("d", ["x"])), "note\n", "t", "u")
    odd = Annotation("i2", "claim", 0, 1, (), "\ud800 lone", "", "", (("origins", ["a:1"]),))
    records: tuple[Record, ...] = (
        one,
        odd,
        Link("l1", "speaker", "i1", "i2", "t", "u", (("x", None),)),
        LayerFacts("done", "note", (("z", 0.5),)),
        Entry("d1", "decisions", (("ruling", {"a": [1]}),), "t", "u"),
        Entry("r1", "replies", (("to", "d1"),)),
        codec.unplaced("reading", "0" * 64, codec.annotation_item(one, 1, text)),
        codec.unplaced("invalid", "", ["anything", 1.5]),
    )
    line = journal_lines.JournalLine(
        "step", 1.0, label="Läbel\ud800", change=journal_lines.encoded_change(Change(records[:3], records), text)
    )
    row = journal_lines.encoded(line)
    assert row.count(b"\n") == 1
    (read,), bad = journal_lines.decoded(row)
    assert (bad, read.label) == (0, line.label)
    made = journal_lines.placed(journal_lines.loose(read), text, Shared())
    assert {key_of(record): record for record in made.added} == {key_of(record): record for record in records}
    assert sorted(made.removed, key=repr) == sorted(records[:3], key=repr)
    assert any(isinstance(record, Unplaced) for record in made.added)


def test_what_a_sidecar_may_not_hold_is_not_brought_back_into_one() -> None:
    nested: Any = []
    for _ in range(64):
        nested = [nested]
    text = "Some words that somebody said."
    deep = edits.new_annotation("quote", Span(0, 10))._replace(extra=(("x", nested),))
    line = journal_lines.JournalLine("step", 1.0, change=journal_lines.encoded_change(Change((), (deep,)), text))
    with pytest.raises(ValueError, match="nested"):
        journal_lines.placed(journal_lines.loose(line), text, Shared())


ACTS = st.lists(st.sampled_from(["tag", "note", "held", "release", "undo", "redo", "save", "fail"]), max_size=25)


@pytest.mark.parametrize("full", [journal.JOURNAL_FULL, 0], ids=["", "shortened at each save"])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_file_and_left_work_together_are_what_was_on_the_screen(full: int, acts: list[str], tmp_path: Path) -> None:
    """Whatever was done, undone and saved: after a crash the file and the journal give it all, and undo goes on."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(journal, "JOURNAL_FULL", full)
        _live_and_look(acts, tmp_path)


def _live_and_look(acts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / os.urandom(6).hex()
    (folder / "corpus").mkdir(parents=True)
    article = folder / "corpus" / "a1.txt"
    for name in ("a1.txt", "a1.txt.alice.annotations.json"):
        shutil.copyfile(EXAMPLES / name, article.with_name(name))
    session = opened(article)
    at_save: list[str] = []
    for number, act in enumerate(acts):
        _act(session, act, number)
        if act == "save":
            at_save = _labels(session)
    path_of(session)
    again = opened(article)
    found = recalled(again)
    again.inherit(found)
    assert _labels(again) == at_save
    for work in found.left:
        fitting, skipped = rebase(again.store, whole_of(work, again.document))
        assert not skipped
        again.store.apply(fitting)
    assert _contents(again) == _contents(session)


def _act(session: Session, act: str, number: int) -> None:
    newest = session.store.annotations[0]
    if act == "tag":
        tag(session, number, label=f"Tag {number}")
    elif act == "note":
        session.do(f"Note {number}", edits.set_note(newest, str(number)))
    elif act == "held":
        end = newest.end + 1 if number % 2 else newest.start + 2
        session.do(f"Resize {number}", edits.resize(newest, Span(newest.start, end)), hold="edge")
    elif act == "release":
        session.history.release()
    elif act == "undo":
        session.undo()
    elif act == "redo":
        session.redo()
    elif act == "save":
        save_now(session)
    else:
        task = session.begin_save()
        if task is not None:
            session.fail_save(task)


def _labels(session: Session) -> list[str]:
    return [step.label for step in (*session.history._done, *session.history._undone)]


def _contents(session: Session) -> set[tuple[object, ...]]:
    return {tuple(record[:6]) for record in session.store.annotations}


def test_ten_thousand_acts_are_read_back_in_half_a_second(article: Path) -> None:
    session = opened(article)
    for number in range(STEPS):
        tag(session, number % 100)
    path_of(session)
    took = []
    for _ in range(3):  # another program may have the processor once
        again = opened(article)
        began = time.thread_time()
        (work,) = recalled(again).left
        whole = whole_of(work, again.document)
        took.append(time.thread_time() - began)
        assert len(whole.added) == STEPS
    assert min(took) < 0.5, took


def test_the_window_waits_a_tenth_of_a_millisecond_at_most_at_any_size(tmp_path: Path) -> None:
    document = Document.from_bytes(b"word " * 200_000, name="a.txt")
    notes = Journal(tmp_path / "key", article=tmp_path / "a.txt", layer_id="alice", document=document, seen="")
    large = edits.tag_spans("claim", [Span(5 * number, 5 * number + 4) for number in range(200_000)])
    small = edits.tag_spans("claim", [Span(0, 4)])
    notes.step(Step("First", small))
    took = []
    for change in (large, *[small] * 200):
        began = time.perf_counter()
        notes.step(Step("Tag", change))
        took.append(time.perf_counter() - began)
    took.sort()
    assert took[len(took) // 2] < 0.0001, took[-5:]
    assert journal.flush(60)


def test_layers_with_left_work_are_found_without_opening_them(article: Path) -> None:
    session = opened(article)
    tag(session)
    path = path_of(session)
    assert left_behind(state_of(article)) == []  # it is open here: no work of an earlier run
    assert session.journal is not None
    session.journal.close()
    journal.flush(5)
    (work,) = left_behind(state_of(article))
    assert (work.article, work.acts) == (article, 1)
    recalled(opened(article)).left[0]
    assert not path.exists()


def test_discarded_work_can_be_had_again_for_thirty_days(article: Path) -> None:
    tag(session := opened(article))
    path_of(session)
    (work,) = recalled(opened(article)).left
    gone = discard(work)
    assert recalled(opened(article)).left == ()
    assert regain(gone, work.path) == work
    session = opened(article)
    assert len(recalled(session).left) == 1
    gone = discard(work)
    assert session.journal is not None
    session.journal.close()
    journal.flush(5)
    left_behind(state_of(article), now=time.time() + 29 * 86_400)
    assert gone.path.exists()
    left_behind(state_of(article), now=time.time() + 31 * 86_400)
    assert not gone.path.exists()


def test_a_record_that_cannot_be_written_down_is_said_and_fails_no_edit(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise SaveFailed("What was to be written reads back as something else.")

    said: list[str] = []
    journal_threads.listen(said.append)
    monkeypatch.setattr(codec, "annotation_lines", refuse)
    session = opened(article)
    made = tag(session)
    assert journal.flush(5)
    assert session.store.annotation(made.id) == made
    assert [words for words in said if "reads back" in words]


def test_work_that_was_undone_and_made_again_many_times_is_not_too_large_to_be_offered(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left work tells each undo with its whole change: a great step made forty times is larger than what is read."""
    monkeypatch.setattr(journal, "LARGEST_JOURNAL", 20_000)
    session = opened(article)
    session.do("Tag many", edits.tag_spans("actor", [Span(start, start + 3) for start in range(0, 40, 4)]))
    for _ in range(20):
        session.undo()
        session.redo()
    assert path_of(session).stat().st_size < 20_000
    again = opened(article)
    (work,) = recalled(again).left
    assert len(rebase(again.store, whole_of(work, again.document)).change.added) == 10
    assert again.journal is not None
    again.journal.close()
    journal.flush(5)
    assert len(left_behind(state_of(article))) == 1
