"""Bringing back work that never reached its layer, onto whatever stands there by then."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, LayerFacts, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.session import journal, left_work
from analyst_app.session.bring_back import BroughtBack, in_words, returned, returned_together
from analyst_app.session.journal import LeftWork, Recalled
from analyst_app.session.session import Session
from tests.saves import save_now

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
TEXT = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\nThe union, Dockers United, agreed.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    path = folder / "harbour.txt"
    path.write_text(TEXT, "utf-8")
    return path


def opened(article: Path) -> Session:
    state = article.parent.parent / "state"
    session = Session.load(
        article, Session.read_article(article), layer_id="alice", codebook=CODEBOOK, state=state, keep_text=True
    )
    session.keep_journal(state)
    return session


def left_by(article: Path) -> tuple[Session, LeftWork]:
    """The layer as it is opened next, and the work that its last run left."""
    assert journal.flush(5)
    session = opened(article)
    assert session.journal is not None
    answers: list[Recalled] = []
    is_there = threading.Event()
    session.journal.recall(lambda answer: (answers.append(answer), is_there.set()))
    assert is_there.wait(5)
    (work,) = answers[0].left
    return session, work


def tag(session: Session, words: str, tag_id: str = "actor") -> Annotation:
    start = session.document.text.index(words)
    change = edits.tag_spans(tag_id, [Span(start, start + len(words))])
    session.do(f"Tag as {tag_id}", change)
    made = change.added[0]
    assert isinstance(made, Annotation)
    return made


def noted(session: Session, annotation: Annotation, note: str) -> None:
    held = session.store.annotation(annotation.id)
    assert held is not None
    session.do("Note", edits.set_note(held, note))


def back(session: Session, work: LeftWork) -> BroughtBack:
    found = returned(session.store, session.document, work)
    session.do("Bring back", found.change)
    return found


def tagged(session: Session) -> list[tuple[str, str]]:
    text = session.document.text
    return [(text[one.start : one.end], one.note) for one in session.store.annotations]


def as_somebody_else(article: Path) -> Session:
    """The same layer on another machine, whose journal knows nothing."""
    return Session.load(
        article, Session.read_article(article), layer_id="alice", codebook=CODEBOOK, state=article.parent.parent / "b"
    )


def test_what_was_done_comes_back_as_one_step_that_can_be_undone(article: Path) -> None:
    first = opened(article)
    kept, gone = tag(first, "Ilse Moor"), tag(first, "union")
    save_now(first)
    noted(first, kept, "x")
    first.do("Delete", edits.remove(first.store, [gone]))
    quote = tag(first, "it was time", "quote")
    first.do("Link", edits.link(first.store, "speaker", quote.id, kept.id))
    first.do("Status", edits.set_layer(first.store, status="done"))
    session, work = left_by(article)
    before = tagged(session)
    assert before == [("Ilse Moor", ""), ("union", "")]
    assert back(session, work).left_out == 0
    assert tagged(session) == [("Ilse Moor", "x"), ("it was time", "")]
    assert [link.role for link in session.store.links] == ["speaker"]
    assert session.store.layer.status == "done"
    session.undo()
    assert tagged(session) == before


def test_what_is_in_the_layer_already_is_nothing_to_bring_back(article: Path) -> None:
    tag(first := opened(article), "Ilse Moor")
    task = first.begin_save()
    assert task is not None
    journal.flush(5)
    first._saver.announces = None
    task.run()
    session, work = left_by(article)
    assert not returned(session.store, session.document, work)


def test_a_record_that_both_changed_stands_and_the_work_waits_beside_it(article: Path) -> None:
    first = opened(article)
    one = tag(first, "Ilse Moor")
    save_now(first)
    noted(first, one, "mine")
    other = as_somebody_else(article)
    noted(other, one, "theirs")
    save_now(other)
    session, work = left_by(article)
    back(session, work)
    assert tagged(session) == [("Ilse Moor", "theirs")]
    (item,) = session.store.unplaced
    assert (item.why, item.record["note"]) == ("reading", "mine")


def test_what_was_deleted_elsewhere_and_changed_here_comes_back(article: Path) -> None:
    first = opened(article)
    one = tag(first, "Ilse Moor")
    save_now(first)
    noted(first, one, "mine")
    other = as_somebody_else(article)
    other.do("Delete", edits.remove(other.store, list(other.store.annotations)))
    save_now(other)
    session, work = left_by(article)
    back(session, work)
    assert tagged(session) == [("Ilse Moor", "mine")]


def test_a_deletion_of_what_somebody_changed_since_is_left_out_and_counted(article: Path) -> None:
    first = opened(article)
    one = tag(first, "Ilse Moor")
    save_now(first)
    first.do("Delete", edits.remove(first.store, [one]))
    other = as_somebody_else(article)
    noted(other, one, "theirs")
    save_now(other)
    session, work = left_by(article)
    assert back(session, work).left_out == 1
    assert tagged(session) == [("Ilse Moor", "theirs")]


def test_a_link_whose_end_was_deleted_elsewhere_waits(article: Path) -> None:
    first = opened(article)
    quote, actor = tag(first, "it was time", "quote"), tag(first, "Ilse Moor")
    save_now(first)
    first.do("Link", edits.link(first.store, "speaker", quote.id, actor.id))
    other = as_somebody_else(article)
    other.do("Delete", edits.remove(other.store, [next(a for a in other.store.annotations if a.tag == "actor")]))
    save_now(other)
    session, work = left_by(article)
    back(session, work)
    assert [item.why for item in session.store.unplaced] == ["end_missing"]
    assert session.store.links == []


def test_an_article_that_changed_since_takes_the_work_at_the_same_words(article: Path) -> None:
    first = opened(article)
    kept, gone = tag(first, "Ilse Moor"), tag(first, "union")
    save_now(first)
    noted(first, kept, "x")
    first.do("Delete", edits.remove(first.store, [gone]))
    tag(first, "Dockers United")
    first.do("Status", edits.set_layer(first.store, status="done"))
    article.write_text("A new first line.\n\n" + TEXT, "utf-8")
    session, work = left_by(article)
    assert back(session, work).left_out == 0
    assert tagged(session) == [("Ilse Moor", "x"), ("Dockers United", "")]
    assert session.store.layer == LayerFacts("done")


def test_work_on_words_that_are_gone_waits(article: Path) -> None:
    tag(opened(article), "Dockers United")
    article.write_text(TEXT.replace("Dockers United", "it"), "utf-8")
    session, work = left_by(article)
    back(session, work)
    assert tagged(session) == []
    (item,) = session.store.unplaced
    assert item.record["exact"] == "Dockers United"


def test_links_come_back_to_another_text_with_their_ends(article: Path) -> None:
    first = opened(article)
    quote, actor = tag(first, "it was time", "quote"), tag(first, "Ilse Moor")
    first.do("Link", edits.link(first.store, "speaker", quote.id, actor.id))
    article.write_text("A new first line.\n\n" + TEXT, "utf-8")
    session, work = left_by(article)
    back(session, work)
    (link,) = session.store.links
    assert isinstance(link, Link)
    assert (link.from_id, link.to_id) == (quote.id, actor.id)


def test_a_damaged_line_takes_nothing_else_with_it(article: Path) -> None:
    first = opened(article)
    tag(first, "Ilse Moor")
    tag(first, "union")
    journal.flush(5)
    assert first.journal is not None
    path = first.journal.path
    path.write_bytes(path.read_bytes().replace(b'"exact":"union"', b'"exact":"uniom"'))
    session, work = left_by(article)
    found = back(session, work)
    assert (found.lost, found.left_out) == (1, 0)
    assert tagged(session) == [("Ilse Moor", "")]


def test_a_journal_whose_head_is_lost_is_work_on_the_text_that_it_fits(article: Path) -> None:
    first = opened(article)
    one = tag(first, "Ilse Moor")
    save_now(first)
    noted(first, one, "x")
    tag(first, "union")
    journal.flush(5)
    assert first.journal is not None
    path = first.journal.path
    path.write_bytes(b"\xff\x00garbage" + path.read_bytes())
    session, work = left_by(article)
    assert (work.article, work.layer_id) == (article, "alice")
    found = back(session, work)
    assert (found.lost, found.left_out) == (0, 0)
    assert tagged(session) == [("Ilse Moor", "x"), ("union", "")]
    kept = [one for one in path.parent.iterdir() if one.name.startswith("discarded-")]
    assert [b"garbage" in one.read_bytes() for one in kept] == [True]


def test_an_act_whose_line_is_lost_is_counted(article: Path) -> None:
    first = opened(article)
    tag(first, "Ilse Moor")
    tag(first, "union")
    tag(first, "Dockers United")
    journal.flush(5)
    assert first.journal is not None
    path = first.journal.path
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(row.replace(b'"do"', b'"dO') if b'"exact":"union"' in row else row for row in rows))
    session, work = left_by(article)
    found = back(session, work)
    assert (found.lost, found.left_out) == (1, 0)
    assert tagged(session) == [("Ilse Moor", ""), ("Dockers United", "")]


def test_two_acts_of_one_number_both_come_back(article: Path) -> None:
    first = opened(article)
    tag(first, "Ilse Moor")
    tag(first, "union")
    journal.flush(5)
    assert first.journal is not None
    path = first.journal.path
    path.write_bytes(path.read_bytes().replace(b'"act":2', b'"act":1'))
    session, work = left_by(article)
    assert not back(session, work).lost
    assert tagged(session) == [("Ilse Moor", ""), ("union", "")]


def three_runs(article: Path) -> tuple[Session, tuple[LeftWork, ...]]:
    """The layer after three runs, of which two tagged the same words and one linked them; nothing was saved."""
    for number in range(3):
        session = opened(article)
        actor = tag(session, "Dockers United" if number == 1 else "Ilse Moor")
        if number == 2:
            quote = tag(session, "it was time", "quote")
            session.do("Link", edits.link(session.store, "speaker", quote.id, actor.id))
        assert journal.flush(5)
    session = opened(article)
    assert session.journal is not None
    answers: list[Recalled] = []
    is_there = threading.Event()
    session.journal.recall(lambda answer: (answers.append(answer), is_there.set()))
    assert is_there.wait(5)
    return session, answers[0].left


def test_work_of_several_runs_comes_back_as_one_step_and_the_same_tag_once(article: Path) -> None:
    session, works = three_runs(article)
    assert len(works) == 3
    found = returned_together(session.store, session.document, works)
    session.do("Bring back", found.change)
    assert found.twins == 1
    assert tagged(session) == [("Ilse Moor", ""), ("it was time", ""), ("Dockers United", "")]
    (link,) = session.store.links
    held = session.store.annotation(link.to_id)
    assert held is not None
    assert session.document.text[held.start : held.end] == "Ilse Moor"
    session.undo()
    assert tagged(session) == []


def test_the_same_words_with_another_note_come_back_beside(article: Path) -> None:
    other = as_somebody_else(article)
    noted(other, tag(other, "Ilse Moor"), "theirs")
    first = opened(article)
    noted(first, tag(first, "Ilse Moor"), "mine")
    save_now(other)
    session, work = left_by(article)
    assert not back(session, work).twins
    assert sorted(tagged(session)) == [("Ilse Moor", "mine"), ("Ilse Moor", "theirs")]


def test_a_note_on_words_that_stand_without_one_comes_to_them(article: Path) -> None:
    other = as_somebody_else(article)
    tag(other, "Ilse Moor")
    first = opened(article)
    noted(first, tag(first, "Ilse Moor"), "mine")
    save_now(other)
    session, work = left_by(article)
    assert back(session, work).twins == 1
    assert tagged(session) == [("Ilse Moor", "mine")]
    session.undo()
    assert tagged(session) == [("Ilse Moor", "")]


def test_words_that_begin_with_a_quotation_mark_get_no_second_one(article: Path) -> None:
    article.write_text(TEXT.replace("it was time", "“it was time”"), "utf-8")
    first = opened(article)
    tag(first, "“it was time”", "quote")
    _, work = left_by(article)
    assert [act.about for act in in_words(work)] == ["“it was time”"]


def test_the_acts_are_told_by_their_name_and_the_words_they_are_about(article: Path) -> None:
    first = opened(article)
    one = tag(first, "Ilse Moor")
    tag(first, "union")
    first.undo()
    first.do("Status", edits.set_layer(first.store, status="done"))
    spans = [Span(0, 7), Span(8, 15)]
    first.do("Tag all", edits.tag_spans("claim", spans))
    noted(first, one, "x")
    _, work = left_by(article)
    assert [(act.label, act.about) for act in in_words(work)] == [
        ("Tag as actor", "“Ilse Moor”"),
        ("Tag as actor", "“union”"),
        ("Undo: Tag as actor", "“union”"),
        ("Status", ""),
        ("Tag all", "“Harbour” and 1 more"),
        ("Note", "“Ilse Moor”"),
    ]


@pytest.mark.parametrize("is_moved", [False, True], ids=["here", "from another layer's journal"])
def test_what_came_back_is_kept_where_it_was_left_while_the_journal_cannot_take_it(
    article: Path, monkeypatch: pytest.MonkeyPatch, is_moved: bool
) -> None:
    """The disk is full, so neither the journal nor the layer's file has it: a kill must lose nothing."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    made = tag(opened(article), "Ilse Moor")
    session, work = left_by(article)
    if is_moved:
        elsewhere = work.path.parent.with_name("of-the-old-name") / work.path.name
        elsewhere.parent.mkdir()
        work = work._replace(path=work.path.replace(elsewhere))
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        back(session, work)
        left_work.settle_later(work)
        assert journal.flush(5)
        assert work.path.exists()
    if is_moved:
        return
    session, work = left_by(article)  # as after a kill
    back(session, work)
    assert session.store.annotation(made.id) is not None
    left_work.settle_later(work)
    assert journal.flush(5)
    assert not work.path.exists()


def test_the_medium_has_the_work_before_the_file_goes_that_kept_it(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power failure between the two takes what the medium had held for hours."""
    assert journal.end(5)  # of other tests
    tag(opened(article), "Ilse Moor")
    assert journal.flush(5)
    told: list[str] = []
    real_sync, real_unlink = os.fsync, Path.unlink

    def fsync(descriptor: int) -> None:
        if threading.current_thread().name == "journal_write" and stat.S_ISREG(os.fstat(descriptor).st_mode):
            told.append("sync")
        real_sync(descriptor)

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if threading.current_thread().name == "journal_write":
            told.append("unlink")
        real_unlink(path, missing_ok)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "unlink", unlink)
    session, work = left_by(article)
    assert told == ["sync", "unlink"]
    back(session, work)
    left_work.settle_later(work)
    assert journal.flush(5)
    assert told == ["sync", "unlink"] * 2
    assert not work.path.exists()


def test_a_medium_that_fails_keeps_the_work_until_it_is_well_again(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal.end(5)  # of other tests
    tag(opened(article), "Ilse Moor")
    assert journal.flush(5)
    session, work = left_by(article)
    back(session, work)
    real_sync, is_broken = os.fsync, True

    def fsync(descriptor: int) -> None:
        if is_broken and threading.current_thread().name == "journal_write":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real_sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    left_work.settle_later(work)
    assert journal.flush(5)
    assert work.path.exists()
    is_broken = False
    assert journal.flush(5)
    end = time.monotonic() + 10
    while work.path.exists():
        assert time.monotonic() < end, "it stays though the medium is well again"
        time.sleep(0.05)


def test_what_was_deleted_and_is_not_there_is_counted_as_left_out(article: Path) -> None:
    """The layer that the work was done on may lie elsewhere: its deletion must not be forgotten in silence."""
    session = opened(article)
    made = tag(session, "Ilse Moor")
    save_now(session)
    session.do("Delete", edits.remove(session.store, [made]))
    tag(session, "Dockers United")
    assert journal.flush(5)
    _, work = left_by(article)
    empty = AnnotationStore((), length=len(session.document))
    found = returned(empty, session.document, work)
    assert [one.tag for one in found.change.added if isinstance(one, Annotation)] == ["actor"]
    assert found.left_out == 1
