"""One open article: edits, undo and saving, with real files.

Tests of session.earlier_saves, session.layer_files, storage.copies and storage.layer_opening.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyst_app import __version__, resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, Unplaced, new_id
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.errors import ChangeRefused, DocumentUnreadable, EncodingUnknown, SaveFailed, SidecarConflict, TooLarge
from analyst_app.session.earlier_saves import bring_back_change, history_of, restore_change
from analyst_app.session.layer_files import holds_all_of, merge_copy, write_repaired
from analyst_app.session.session import Session, conflict_copies, layers_of
from analyst_app.storage import atomic, layer_history, team_files
from analyst_app.storage.codec import link_item, unplaced
from analyst_app.storage.file_names import facts_path
from tests.saves import save_now
from tests.storage.layers import EXAMPLES, TEXT, annotation, empty, encoded

CODEBOOK = Codebook.from_data(resources.built_in_codebook())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    for name in ("a1.txt", "a1.txt.alice.annotations.json"):
        shutil.copyfile(EXAMPLES / name, tmp_path / name)
    return tmp_path / "a1.txt"


def opened(article: Path, layer_id: str = "alice", **more: Any) -> Session:
    state = article.parent / "state"
    return Session.load(
        article, Session.read_article(article), layer_id=layer_id, codebook=CODEBOOK, state=state, **more
    )


def tag(session: Session, start: int, end: int, tag_id: str = "claim") -> Annotation:
    change = edits.tag_spans(tag_id, [Span(start, end)])
    session.do("Tag", change)
    made = change.added[0]
    assert isinstance(made, Annotation)
    return made


def lines(session: Session) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(session.sidecar.read_bytes())
    return data


def test_opening_writes_nothing_and_unchanged_data_writes_nothing(article: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in article.parent.iterdir())
    session = opened(article)
    save_now(session)
    assert session.begin_save() is None
    assert session.is_saved
    tag(session, 0, 5)
    session.undo()
    save_now(session)
    assert session.is_saved
    assert sorted((path.name, path.stat().st_mtime_ns) for path in article.parent.iterdir()) == before


def test_undo_before_a_save_leaves_the_very_bytes(article: Path) -> None:
    session = opened(article)
    before = session.sidecar.read_bytes()
    first = session.store.annotations[0]
    session.do("Note", edits.set_note(first, "x"))
    session.do("Delete", edits.remove(session.store, [session.store.annotations[0]]))
    session.undo()
    session.undo()
    save_now(session)
    assert session.sidecar.read_bytes() == before


def test_undo_after_a_save_restores_the_content_under_a_higher_rev(article: Path) -> None:
    session = opened(article)
    first = session.store.annotations[0]
    session.do("Note", edits.set_note(first, "x"))
    save_now(session)
    session.undo()
    save_now(session)
    item = next(item for item in lines(session)["annotations"] if item["id"] == first.id)
    assert (item["note"], item["rev"]) == ("", 3)
    assert item["modified"] > first.modified or item["modified"] != ""


def test_every_change_is_heard_once(article: Path) -> None:
    session = opened(article)
    heard: list[Change] = []
    session.listener = heard.append
    tag(session, 0, 5)
    session.undo()
    session.redo()
    assert len(heard) == 3
    assert heard[1] == heard[0].inverse()


def test_a_read_only_session_refuses_edits_with_the_reason(article: Path) -> None:
    session = opened(article, read_only="this is bob's layer")
    with pytest.raises(ChangeRefused, match="bob"):
        tag(session, 0, 5)
    with pytest.raises(ChangeRefused):
        session.undo()
    assert session.begin_save() is None


def test_a_new_layer_is_written_with_the_first_change(article: Path) -> None:
    session = opened(article, "bob")
    assert not session.sidecar.exists()
    tag(session, 0, 5)
    save_now(session)
    assert lines(session)["annotator"] == "bob"
    assert lines(session)["layer"]["rev"] == 1
    assert session.was_written_here


def test_a_gold_layer_names_its_reviewer_and_keeps_origins(article: Path) -> None:
    session = opened(article, "gold-max")
    made = edits.new_annotation("claim", Span(0, 5))._replace(extra=(("origins", ["alice:1"]),))
    session.do("Take", edits.add(made))
    save_now(session)
    assert lines(session)["reviewer"] == "max"
    assert lines(session)["annotations"][0]["origins"] == ["alice:1"]
    assert opened(article, "gold-max").store.annotations[0].extra == made.extra


def test_the_text_is_left_out_of_the_file_if_asked(article: Path) -> None:
    session = opened(article, "bob", keep_text=False)
    made = tag(session, 2, 7)
    save_now(session)
    assert "content" not in lines(session)["text"]
    assert opened(article, "bob").store.annotations[0].id == made.id
    article.write_text("Before it all. " + TEXT)
    again = opened(article, "bob")
    assert again.store.annotations[0].start == 17


# -- saving while others write -----------------------------------------------------


def test_what_another_process_wrote_is_merged_in(article: Path) -> None:
    one, other = opened(article), opened(article)
    a, b = tag(one, 0, 5), tag(other, 2, 7)
    save_now(one)
    heard: list[Change] = []
    other.listener = heard.append
    save_now(other)
    assert {record.id for change in heard for record in change.added} == {a.id}
    assert other.store.annotation(a.id) == a
    assert other.is_saved
    ids = {item["id"] for item in lines(other)["annotations"]}
    assert {a.id, b.id} <= ids
    assert other.undo().step is not None, "the history is still the person's own"
    assert other.store.annotation(b.id) is None
    assert other.store.annotation(a.id) == a


def test_a_look_takes_in_what_others_wrote_without_writing(article: Path) -> None:
    one, other = opened(article), opened(article)
    a = tag(one, 0, 5)
    save_now(one)
    assert other.sidecar_changed()
    before = other.sidecar.stat().st_mtime_ns
    task = other.begin_save(looks=True)
    assert task is not None
    saved = task.run()
    change = other.finish_save(saved)
    assert [record.id for record in change.added] == [a.id]
    assert other.sidecar.stat().st_mtime_ns == before
    assert other.history.undo_label is None, "it is no step of hers"
    assert not other.sidecar_changed()
    assert saved.note == "Changed on disk: merged 1"


def test_an_undo_step_whose_records_a_merge_changed_is_skipped_with_a_word(article: Path) -> None:
    one, other = opened(article), opened(article)
    target = one.store.annotations[0]
    one.do("First note", edits.set_note(target, "one"))
    save_now(one)
    other.do("Second note", edits.set_note(target, "two"))
    save_now(other)
    task = one.begin_save(looks=True)
    assert task is not None
    one.finish_save(task.run())
    assert one.store.annotation(target.id) is not None
    undone = one.undo()
    assert undone.step is None
    assert undone.skipped == ["First note"]


def test_a_vanished_file_is_written_again_and_it_says_so(article: Path) -> None:
    session = opened(article)
    session.sidecar.unlink()
    tag(session, 0, 5)
    task = session.begin_save()
    assert task is not None
    saved = task.run()
    session.finish_save(saved)
    assert "gone" in saved.note
    assert len(lines(session)["annotations"]) == 4


def test_a_file_that_was_damaged_meanwhile_is_never_replaced(article: Path) -> None:
    session = opened(article)
    made = tag(session, 0, 5)
    session.sidecar.write_bytes(b'{"format": "media-annotations", "ver')
    with pytest.raises(SidecarConflict, match="damaged"):
        save_now(session)
    assert session.sidecar.read_bytes() == b'{"format": "media-annotations", "ver'
    assert not session.is_saved
    assert session.store.annotation(made.id) == made


def test_edits_made_during_a_save_go_with_the_next(article: Path) -> None:
    session = opened(article)
    a = tag(session, 0, 5)
    task = session.begin_save()
    assert task is not None
    assert session.begin_save() is None, "one at a time"
    b = tag(session, 2, 7)
    session.finish_save(task.run())
    assert not session.is_saved
    ids = {item["id"] for item in lines(session)["annotations"]}
    assert a.id in ids
    assert b.id not in ids
    save_now(session)
    assert b.id in {item["id"] for item in lines(session)["annotations"]}


def test_a_failed_save_puts_its_changes_back(article: Path) -> None:
    session = opened(article)
    a = tag(session, 0, 5)
    session.sidecar.chmod(0o444)
    with pytest.raises(SaveFailed, match="read-only"):
        save_now(session)
    assert not session.is_saved
    b = tag(session, 2, 7)
    session.sidecar.chmod(0o644)
    save_now(session)
    assert {a.id, b.id} <= {item["id"] for item in lines(session)["annotations"]}


def test_where_both_changed_one_record_at_once_hers_stands_and_theirs_waits(article: Path) -> None:
    mine, theirs = opened(article), opened(article)
    target = mine.store.annotations[0]
    theirs.do("Note", edits.set_note(target, "theirs"))
    save_now(theirs)
    tag(mine, 0, 5)
    task = mine.begin_save()
    assert task is not None
    saved = task.run()
    mine.do("Note", edits.set_note(target, "mine"))  # while the merge is on its way
    mine.finish_save(saved)
    held = mine.store.annotation(target.id)
    assert held is not None
    assert held.note == "mine"
    assert [item.record["note"] for item in mine.store.unplaced] == ["theirs"]
    assert not mine.is_saved
    save_now(mine)
    data = lines(mine)
    assert next(item for item in data["annotations"] if item["id"] == target.id)["note"] == "mine"
    assert [item["record"]["note"] for item in data["unplaced"]] == ["theirs"]
    same_as_on_disk(mine)


def test_a_link_drawn_to_what_a_merge_removes_keeps_its_end(article: Path) -> None:
    mine, theirs = opened(article), opened(article)
    claim = next(one for one in mine.store.annotations if one.tag == "claim")
    actor = next(one for one in mine.store.annotations if one.tag == "actor")
    theirs.do("Delete", edits.remove(theirs.store, [claim]))
    save_now(theirs)
    tag(mine, 0, 5)
    task = mine.begin_save()
    assert task is not None
    saved = task.run()
    mine.do("Link", edits.link(mine.store, "speaker", claim.id, actor.id))
    mine.finish_save(saved)
    assert mine.store.annotation(claim.id) == claim
    save_now(mine)
    same_as_on_disk(mine)


def same_as_on_disk(session: Session) -> None:
    """The records in memory are those of the file, stamps aside."""
    again = opened(session.path, session.layer_id)
    assert {one[:7] for one in session.store.annotations} == {one[:7] for one in again.store.annotations}
    assert {one[:4] for one in session.store.links} == {one[:4] for one in again.store.links}
    assert {item.id for item in session.store.unplaced} == {item.id for item in again.store.unplaced}
    assert session.store.layer == again.store.layer


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "note", "remove", "undo", "redo", "save", "other", "look"]), st.integers(0, 9)
        ),
        max_size=15,
    )
)
@example([("note", 0), ("save", 0), ("look", 9), ("undo", 1)])
@settings(max_examples=25)
def test_whatever_two_sessions_do_memory_and_disk_agree_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    for name in ("a1.txt", "a1.txt.alice.annotations.json"):
        shutil.copyfile(EXAMPLES / name, folder / name)
    sessions = [opened(folder / "a1.txt"), opened(folder / "a1.txt")]
    for act, number in acts:
        session = sessions[number % 2]
        held = session.store.annotations
        if act == "add":
            tag(session, number, number + 3)
        elif act == "note" and held:
            session.do("Note", edits.set_note(held[number % len(held)], f"n{number}"))
        elif act == "remove" and held:
            session.do("Delete", edits.remove(session.store, [held[number % len(held)]]))
        elif act == "undo":
            session.undo()
        elif act == "redo":
            session.redo()
        elif act == "save":
            save_now(session)
        elif act in ("other", "look"):
            task = session.begin_save(looks=act == "look")
            if task is not None:
                saved = task.run()
                tag(session, 20 + number, 25 + number)
                if held and number % 3 == 0:
                    session.do("Note", edits.set_note(held[0], f"during {number}"))
                session.finish_save(saved)
    for session in (*sessions, *sessions):
        task = session.begin_save(looks=True)
        if task is not None:
            session.finish_save(task.run())
        save_now(session)
    task = sessions[0].begin_save(looks=True)
    if task is not None:
        sessions[0].finish_save(task.run())
    for session in sessions:
        same_as_on_disk(session)


# -- the article changes -----------------------------------------------------------


def test_an_edited_article_moves_its_annotations_and_writes_nothing_yet(article: Path) -> None:
    old = opened(article)
    before = old.sidecar.read_bytes()
    article.write_text("A line before.\n" + TEXT)
    assert old.source_state() == "changed"
    session = opened(article)
    assert [one.start for one in session.store.annotations] == [23, 39, 40]
    assert any("3 annotations were found again" in sentence for sentence in session.problems)
    save_now(session)
    assert session.sidecar.read_bytes() == before
    made = tag(session, 0, 6)
    save_now(session)
    data = lines(session)
    assert data["text"]["content"].startswith("A line before.")
    assert {item["rev"] for item in data["annotations"]} == {1}
    assert made.id in {item["id"] for item in data["annotations"]}


def test_the_file_made_on_the_older_text_is_kept_in_the_history_when_it_is_replaced(article: Path) -> None:
    article.write_text("Quite another story.\n")
    session = opened(article)
    assert len(session.store.unplaced) == 4
    assert not session.store.annotations
    tag(session, 0, 5)
    save_now(session)
    assert TEXT in json.dumps([json.loads(data) for data in _kept(session)], ensure_ascii=False).replace("\\n", "\n")
    article.write_text(TEXT)
    again = opened(article)
    assert len([one for one in again.store.annotations if one.tag != "claim" or one.end - one.start > 5]) == 3
    assert len(again.store.links) == 1, "the link came back with its ends"


def _kept(session: Session) -> list[bytes]:
    from analyst_app.storage import layer_history

    assert session.saver.history is not None
    return [layer_history.bytes_of_save(save) for save in layer_history.saves(session.saver.history)]


def test_a_save_while_the_article_was_changed_keeps_the_old_text(article: Path) -> None:
    session = opened(article)
    article.write_text("New.\n" + TEXT)
    tag(session, 0, 5)
    save_now(session)
    assert lines(session)["text"]["content"] == TEXT


def test_a_gone_article_opens_from_its_layer(article: Path) -> None:
    session = opened(article)
    article.unlink()
    assert session.source_state() == "gone"
    with pytest.raises(DocumentUnreadable, match="not there"):
        Session.read_article(article)
    document = Session.read_from_sidecar(article, "alice")
    assert document.text == TEXT
    again = Session.load(
        article, document, layer_id="alice", codebook=CODEBOOK, state=article.parent, read_only="the article is gone"
    )
    assert len(again.store) == 3


def test_placing_what_waits_brings_its_links_back_in_the_same_step(article: Path) -> None:
    article.write_text(TEXT.replace("Lena Ortiz", "Lina Ortis"))
    session = opened(article)
    waiting = {item.why for item in session.store.unplaced}
    assert waiting == {"orphan", "end_missing"} or waiting == {"unconfirmed", "end_missing"}
    item = next(item for item in session.store.unplaced if item.why != "end_missing")
    from analyst_app.core.waiting import annotation_in

    old = annotation_in(item)
    assert old is not None
    session.do("Place", Change((item,), (old._replace(start=8, end=18),)))
    assert len(session.store.links) == 1
    assert not session.store.unplaced
    save_now(session)
    assert not lines(session)["unplaced"]
    session.undo()
    assert not session.store.links


# -- damage, conflict copies, history ----------------------------------------------


def test_a_damaged_layer_opens_read_only_and_is_repaired_on_the_persons_word(article: Path) -> None:
    sidecar = article.with_name("a1.txt.alice.annotations.json")
    damaged = sidecar.read_bytes()[:-100]
    sidecar.write_bytes(damaged)
    session = opened(article)
    assert session.is_damaged
    assert "salvaged" in session.read_only
    assert len(session.store) == 3
    with pytest.raises(ChangeRefused):
        tag(session, 0, 5)
    assert sidecar.read_bytes() == damaged
    kept = write_repaired(session)
    assert ".damaged-" in kept.name
    assert kept.read_bytes() == damaged
    tag(session, 0, 5)
    save_now(session)
    assert len(opened(article).store) == 4


def test_a_damaged_file_that_has_changed_since_it_was_opened_is_repaired_and_kept(article: Path) -> None:
    sidecar = article.with_name("a1.txt.alice.annotations.json")
    whole = sidecar.read_bytes()
    sidecar.write_bytes(whole[:-100])
    session = opened(article)
    sidecar.write_bytes(whole[:-200])
    assert write_repaired(session).read_bytes() == whole[:-200]
    assert len(opened(article).store) == 3


def test_a_file_that_another_program_writes_while_the_damaged_one_is_copied_stays(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar = article.with_name("a1.txt.alice.annotations.json")
    whole = sidecar.read_bytes()
    sidecar.write_bytes(whole[:-100])
    session = opened(article)
    on_disk = os.fsync

    def fsync(file: int) -> None:
        sidecar.write_bytes(whole)
        on_disk(file)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(SaveFailed, match="another program has written it"):
        write_repaired(session)
    assert sidecar.read_bytes() == whole


@pytest.mark.parametrize("version", [2, 7])
def test_a_newer_format_opens_read_only_says_what_it_needs_and_is_never_written(article: Path, version: int) -> None:
    sidecar = article.with_name("a1.txt.alice.annotations.json")
    newer = sidecar.read_bytes().replace(b'"version": 1', b'"version": %d' % version, 1)
    newer = newer.replace(b'"annotator"', b'"what version 1 cannot know": [1],\n "annotator"', 1)
    sidecar.write_bytes(newer)
    session = opened(article)
    assert f"version {version}" in session.read_only
    assert f"needs a newer Analyst App than analyst-app {__version__}" in session.read_only
    assert len(session.store) == 3
    with pytest.raises(ChangeRefused, match=f"version {version}"):
        tag(session, 0, 5)
    for refused in (session.undo, session.redo):
        with pytest.raises(ChangeRefused):
            refused()
    assert session.begin_save(looks=True) is None
    save_now(session)
    assert len(session.store) == 3
    assert sidecar.read_bytes() == newer
    assert [path.name for path in article.parent.iterdir() if path.name != "state"] == [article.name, sidecar.name]


def test_work_is_kept_and_nothing_written_where_a_newer_app_has_written_meanwhile(article: Path) -> None:
    session = opened(article)
    tag(session, 0, 5)
    newer = session.sidecar.read_bytes().replace(b'"version": 1', b'"version": 2', 1)
    session.sidecar.write_bytes(newer)
    with pytest.raises(SidecarConflict, match="newer version"):
        save_now(session)
    assert session.sidecar.read_bytes() == newer
    assert len(session.store) == 4
    assert not session.is_saved


@pytest.mark.parametrize(
    "name",
    [
        "a1.txt.alice.annotations (Ada's conflicted copy 2026-11-22).json",
        "a1.txt.alice.annotations (conflicted copy 2026-11-22 090000).json",
        "a1.txt.alice.annotations.sync-conflict-20261122-090000-ABCDEFG.json",
        "a1.txt.alice.annotations (1).json",
        "a1.txt.alice.annotations-LAPTOP7.json",
        "a1.txt.alice-laptop7.annotations.json",
        "a1.txt.alice (1).annotations.json",
    ],
)
def test_conflict_copies_are_recognised_by_name_and_content(article: Path, name: str) -> None:
    sidecar = article.with_name("a1.txt.alice.annotations.json")
    copy = article.with_name(name)
    shutil.copyfile(sidecar, copy)
    assert conflict_copies(article, "alice") == [copy]
    assert [(layer.layer_id, layer.count, layer.status) for layer in layers_of(article)] == [("alice", 3, "done")]
    copy.write_bytes(sidecar.read_bytes().replace(b'"annotator": "alice"', b'"annotator": "alice-laptop7"'))
    assert conflict_copies(article, "alice") == []


def test_earlier_saves_can_be_restored_as_an_ordinary_change(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(article)
    first = tag(session, 0, 5)
    save_now(session)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)))
    save_now(session)
    states = history_of(session)
    assert [state.count for state in states] == [0, 4]
    session.do("Restore", restore_change(session, states[1]))
    assert session.store.annotation(first.id) is not None
    assert len(session.store) == 4
    assert len(session.store.links) == 1
    save_now(session)
    assert {item["rev"] for item in lines(session)["annotations"]} == {3}
    session.undo()
    assert len(session.store) == 0


# -- kept before it is taken away -----------------------------------------------------


def kept_whole(session: Session) -> list[dict[str, Any]]:
    """The saves that were kept whatever the five minutes say, the latest first."""
    assert session.saver.history is not None
    found = [save for save in layer_history.saves(session.saver.history) if "whole" in save.path.name]
    return [json.loads(layer_history.bytes_of_save(save)) for save in found]


def with_many(article: Path, count: int) -> Session:
    """A saved layer of so many claims and nothing else, its save already in the history."""
    session = opened(article, "bob")
    spans = [Span(number, number + 3) for number in range(count)]
    session.do("Tag", edits.tag_spans("claim", spans))
    save_now(session)
    assert session.saver.history is not None
    assert len(layer_history.saves(session.saver.history)) == 1  # waits for it
    return session


@pytest.mark.parametrize(("gone", "is_kept"), [(21, True), (20, False)])
def test_before_more_than_a_fifth_is_deleted_a_full_save_is_kept_and_brings_it_back(
    article: Path, gone: int, is_kept: bool
) -> None:
    session = with_many(article, 100)
    whole = [one.id for one in session.store.annotations]
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)[:gone]))
    task = session.begin_save()
    assert task is not None
    saved = task.run()
    session.finish_save(saved)
    assert [[item["id"] for item in save["annotations"]] for save in kept_whole(session)] == (
        [whole] if is_kept else []
    )
    assert len(lines(session)["annotations"]) == 100 - gone
    if is_kept:
        (kept,) = saved.result.kept
        assert (kept.gone, kept.by_merge) == (gone, False)
        later = tag(session, 104, 109)
        session.do("Bring back", bring_back_change(session, kept))
        assert [one.id for one in session.store.annotations] == [*whole, later.id], "what came since is left alone"
        session.undo()
        assert len(session.store) == 100 - gone + 1


def test_a_great_deletion_that_the_history_cannot_keep_is_saved_and_told(article: Path, tmp_path: Path) -> None:
    session = with_many(article, 60)
    (tmp_path / "blocked").write_text("a file where the history should be")
    session.saver.history = tmp_path / "blocked" / "layer"
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)))
    task = session.begin_save()
    assert task is not None
    saved = task.run()
    session.finish_save(saved)
    (kept,) = saved.result.kept
    assert (kept.save, kept.gone) == (None, 60)
    assert kept.why_not
    assert lines(session)["annotations"] == []


def test_nothing_is_restored_over_what_the_history_cannot_keep(article: Path, tmp_path: Path) -> None:
    session = with_many(article, 60)
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)))
    save_now(session)
    earlier = next(state for state in history_of(session) if state.count == 60)
    (tmp_path / "blocked").write_text("a file where the history should be")
    session.saver.history = tmp_path / "blocked" / "layer"
    with pytest.raises(SaveFailed, match="Nothing was changed: what is here cannot be kept in the history first"):
        restore_change(session, earlier)


def test_deleting_little_by_little_within_a_minute_keeps_the_layer_from_before_the_first(article: Path) -> None:
    session = with_many(article, 60)
    for _ in range(20):
        session.do("Delete", edits.remove(session.store, [next(iter(session.store.annotations))]))
        save_now(session)
    (kept,) = kept_whole(session)
    assert len(kept["annotations"]) == 60
    assert len(lines(session)["annotations"]) == 40


def test_a_great_deletion_that_cannot_be_written_keeps_one_save_for_all_its_tries(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = with_many(article, 60)
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)))
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "replace_file", raising(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        for _ in range(3):
            with pytest.raises(SaveFailed, match="the disk is full"):
                save_now(session)
    save_now(session)
    assert len(kept_whole(session)) == 1
    assert lines(session)["annotations"] == []


def raising(error: Exception) -> Callable[..., None]:
    """A function that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_before_a_merge_takes_a_record_away_a_full_save_is_kept_and_brings_it_back(article: Path) -> None:
    """The same person deleted a tag on another machine."""
    mine, other = opened(article), opened(article)
    victim = next(iter(other.store.annotations))
    other.do("Delete", edits.remove(other.store, [victim]))
    save_now(other)
    added = tag(mine, 0, 5)
    task = mine.begin_save()
    assert task is not None
    saved = task.run()
    mine.finish_save(saved)
    assert mine.store.annotation(victim.id) is None
    (kept,) = saved.result.kept
    assert kept.by_merge
    assert {item["id"] for item in kept_whole(mine)[0]["annotations"]} >= {victim.id, added.id}
    mine.do("Bring back", bring_back_change(mine, kept))
    save_now(mine)
    assert victim.id in {item["id"] for item in lines(mine)["annotations"]}


def test_before_a_merge_drops_a_version_for_a_later_one_both_layers_are_safe(article: Path) -> None:
    """Edited once here and twice there: the later rev stands, and this version waits nowhere."""
    mine, other = opened(article), opened(article)
    one = next(iter(mine.store.annotations))
    for note in ("its", "its again"):
        held = other.store.annotation(one.id)
        assert held is not None
        other.do("Note", Change((held,), (held._replace(note=note),)))
        save_now(other)
    mine.do("Note", Change((one,), (one._replace(note="mine"),)))
    save_now(mine)
    assert [item.get("note") for item in lines(mine)["annotations"] if item["id"] == one.id] == ["its again"]
    assert [item.get("note") for item in kept_whole(mine)[0]["annotations"] if item["id"] == one.id] == ["mine"]


def test_a_merge_that_only_adds_keeps_nothing(article: Path) -> None:
    mine, other = opened(article), opened(article)
    tag(other, 20, 25)
    save_now(other)
    tag(mine, 0, 5)
    save_now(mine)
    assert kept_whole(mine) == []


def test_before_a_restore_what_is_here_is_kept_even_if_it_was_never_saved(article: Path) -> None:
    session = opened(article)
    tag(session, 0, 5)
    save_now(session)
    unsaved = tag(session, 10, 15)
    state = history_of(session)[0]
    session.do("Restore", restore_change(session, state))
    assert session.store.annotation(unsaved.id) is None
    assert unsaved.id in {item["id"] for item in kept_whole(session)[0]["annotations"]}
    kept = history_of(session)[0]
    session.do("Restore", restore_change(session, kept))
    assert session.store.annotation(unsaved.id) is not None


def test_a_conflict_copy_that_takes_records_away_keeps_what_was_here(article: Path) -> None:
    other = opened(article)
    victim = next(iter(other.store.annotations))
    other.do("Delete", edits.remove(other.store, [victim]))
    before = other.sidecar.read_bytes()
    save_now(other)
    copy = article.with_name("a1.txt.alice.annotations (conflict).json")
    copy.write_bytes(other.sidecar.read_bytes())
    other.sidecar.write_bytes(before)
    session = opened(article)
    change, kept = merge_copy(session, copy)
    session.do("Merge conflict copy", change)
    assert kept is not None
    assert session.store.annotation(victim.id) is None
    session.do("Bring back", bring_back_change(session, kept))
    assert session.store.annotation(victim.id) is not None


def test_a_copy_that_tags_the_same_words_under_another_id_tags_nothing_twice(article: Path) -> None:
    other = opened(article)
    (victim, *_) = other.store.annotations
    before = other.sidecar.read_bytes()
    other.do("Delete", edits.remove(other.store, [victim]))
    other.do("Tag", edits.add(victim._replace(id=new_id()), victim._replace(id=new_id(), tag="elsewhere")))
    save_now(other)
    copy = article.with_name("a1.txt.alice.annotations (conflict).json")
    copy.write_bytes(other.sidecar.read_bytes())
    named = json.loads(copy.read_bytes())
    named["deleted"] = {}
    copy.write_text(json.dumps(named), "utf-8")
    other.sidecar.write_bytes(before)
    session = opened(article)
    change, _ = merge_copy(session, copy)
    session.do("Merge conflict copy", change)
    there = [one.tag for one in session.store.annotations if (one.start, one.end) == (victim.start, victim.end)]
    assert sorted(there) == sorted([victim.tag, "elsewhere"])
    save_now(session)
    assert holds_all_of(session, copy)


# -- reading articles --------------------------------------------------------------


def test_what_is_no_article_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "latin").write_bytes("Zürich".encode("latin-1"))
    for name in ("pipe", "folder", "binary", "gone", "x" * 300, "nul\0"):
        with pytest.raises(DocumentUnreadable):
            Session.read_article(tmp_path / name)
    with pytest.raises(DocumentUnreadable):
        Session.read_article(Path("/dev/zero"))
    with pytest.raises(EncodingUnknown):
        Session.read_article(tmp_path / "latin")
    assert Session.read_article(tmp_path / "latin", "latin-1").text == "Zürich"


def test_a_large_article_asks_first(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"word\n" * 4_100_000)
    with pytest.raises(TooLarge):
        Session.read_article(path)
    assert len(Session.read_article(path, large=True)) == 20_500_000


def test_the_encoding_that_someone_chose_stands_beside_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Привет".encode("cp1251"))
    team_files.write_team_file(facts_path(path), {"format": "media-source", "encoding": "cp1251"}, seen="")
    assert Session.read_article(path).text == "Привет"


def test_a_name_too_long_for_a_sidecar_says_so(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".txt")
    path.write_text("Some words.\n")
    assert "too long" in opened(path, "bob").read_only


def test_handing_a_save_over_costs_the_same_however_much_there_is(article: Path) -> None:
    session = opened(article)
    records: list[Record] = [edits.new_annotation("claim", Span(n % 100, n % 100 + 3)) for n in range(5_000)]
    session.do("Tag", edits.add(*records))
    taken = []
    for _ in range(5):
        started = time.thread_time()  # of this thread's work: others on the machine do not count
        task = session.begin_save()
        taken.append(time.thread_time() - started)
        assert task is not None
        session.fail_save(task)
    assert min(taken) < 0.005
    assert not any(isinstance(record, Unplaced) for record in session.store.unplaced)


def looked(session: Session) -> str:
    """What a look at the file says."""
    task = session.begin_save(looks=True)
    assert task is not None
    saved = task.run()
    session.finish_save(saved)
    return saved.note


def test_a_look_for_a_file_that_is_gone_neither_writes_it_nor_says_so(article: Path) -> None:
    session = opened(article)
    session.sidecar.unlink()
    assert looked(session) == ""
    assert not session.sidecar.exists()
    assert session.is_gone()
    tag(session, 0, 5)
    task = session.begin_save()
    assert task is not None
    assert task.run().note == "The file was gone and has been written again."


def test_a_look_at_an_older_file_writes_what_it_does_not_know_to_be_deleted(article: Path) -> None:
    session = opened(article)
    older = session.sidecar.read_bytes()
    made = tag(session, 0, 5)
    save_now(session)
    session.do("Delete", edits.remove(session.store, [made]))
    save_now(session)
    assert lines(session)["deleted"] == {made.id: 2}
    session.sidecar.write_bytes(older)
    looked(session)
    assert lines(session)["deleted"] == {made.id: 2}


def test_a_look_at_an_older_file_writes_that_the_status_was_set_and_taken_back(article: Path) -> None:
    session = opened(article)
    older, status = session.sidecar.read_bytes(), session.store.layer.status
    for other in ("in_progress", status):
        session.do("Status", edits.set_layer(session.store, status=other))
        save_now(session)
    assert lines(session)["layer"]["rev"] == 3
    session.sidecar.write_bytes(older)
    looked(session)
    assert lines(session)["layer"]["rev"] == 3


def test_the_file_from_before_an_article_changed_is_kept_once(article: Path) -> None:
    before = article.with_name("a1.txt.alice.annotations.json").read_bytes()
    article.write_text("Before it all. " + TEXT)
    session = opened(article)
    for start in (0, 2):
        tag(session, start, start + 5)
        save_now(session)
    assert session.saver.history is not None
    kept = [layer_history.bytes_of_save(save) for save in layer_history.saves(session.saver.history)]
    assert kept.count(before) == 1
    assert len([save for save in layer_history.saves(session.saver.history) if "whole" in save.path.name]) == 1


def test_a_waiting_link_that_names_the_layer_as_its_end_bars_no_note_on_the_layer(tmp_path: Path) -> None:
    """The layer's own record has an id, but is no end of a link."""
    article = tmp_path / "a1.txt"
    article.write_text(TEXT)
    waits = unplaced("end_missing", "", link_item(Link("l", "speaker", "a1", "layer"), 1))
    layer = replace(empty(), annotations=[annotation()], unplaced=[waits], facts_rev=1)
    (tmp_path / "a1.txt.alice.annotations.json").write_bytes(encoded(layer))
    codebook = Codebook.from_data(resources.built_in_codebook())
    document = Session.read_article(article)
    session = Session.load(article, document, layer_id="alice", codebook=codebook, state=tmp_path / "state")
    session.do("note", Change((session.store.layer,), (LayerFacts("done", "x"),)))
    assert (session.store.layer.note, len(session.store.unplaced)) == ("x", 1)
