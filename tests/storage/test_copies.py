"""Copies of a layer: in another folder, and under another name."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.store import Change
from analyst_app.errors import SaveFailed
from analyst_app.storage import file_names
from analyst_app.storage.copies import move_layer, write_copy
from analyst_app.storage.layer import Layer
from analyst_app.storage.saver import LayerSaver
from tests.storage.layers import TEXT, annotation, decoded, document, empty

# -- another name -----------------------------------------------------------------


@pytest.fixture
def saver(tmp_path: Path) -> LayerSaver:
    """Alice's layer of an article, saved with one annotation."""
    (tmp_path / "a1.txt").write_bytes(TEXT.encode())
    made = LayerSaver(file_names.sidecar_path(tmp_path / "a1.txt", "alice"), document(), empty(), "")
    made.save(Change((), (annotation(),)))
    return made


def _layer_in(path: Path) -> Layer:
    found = decoded(path.read_bytes())
    assert not found.damage
    return found.layer


def test_a_moved_layer_has_the_new_name_on_and_in_its_file_and_all_it_held(saver: LayerSaver) -> None:
    new = move_layer(saver, document(), "bob")
    assert new == saver.path.with_name("a1.txt.bob.annotations.json")
    assert not saver.path.exists()
    moved = _layer_in(new)
    assert moved.head.annotator == "bob"
    assert [one.id for one in moved.annotations] == ["a1"]


def test_a_layer_is_never_moved_onto_anothers(saver: LayerSaver) -> None:
    taken = saver.path.with_name("a1.txt.bob.annotations.json")
    taken.write_bytes(b"the work of Bob")
    own = saver.path.read_bytes()
    with pytest.raises(SaveFailed, match=r"a1.txt.bob.annotations.json is there already"):
        move_layer(saver, document(), "bob")
    assert taken.read_bytes() == b"the work of Bob"
    assert saver.path.read_bytes() == own


def test_the_old_file_stays_if_another_program_has_written_to_it_since(saver: LayerSaver) -> None:
    saver.path.write_bytes(saver.path.read_bytes() + b" ")
    new = move_layer(saver, document(), "bob")
    assert new.exists()
    assert saver.path.exists()


# -- another folder ---------------------------------------------------------------


def test_a_copy_holds_the_article_and_what_is_not_yet_saved(saver: LayerSaver, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    unsaved = Change((), (annotation("a2", start=8, end=13),))
    article = write_copy(tmp_path / "a1.txt", document(), saver.layer, [unsaved], folder)
    assert article == folder / "a1.txt"
    assert article.read_bytes() == TEXT.encode()
    held = _layer_in(folder / "a1.txt.alice.annotations.json")
    assert [one.id for one in held.annotations] == ["a1", "a2"]


def test_a_second_copy_in_a_folder_takes_a_number_and_leaves_the_first(saver: LayerSaver, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "a1.txt").write_text("another article")
    assert write_copy(tmp_path / "a1.txt", document(), saver.layer, [], folder) == folder / "a1 2.txt"
    assert (folder / "a1.txt").read_text() == "another article"


def test_the_text_is_copied_from_memory_if_the_article_is_gone(saver: LayerSaver, tmp_path: Path) -> None:
    (tmp_path / "a1.txt").unlink()
    folder = tmp_path / "stick"
    folder.mkdir()
    assert write_copy(tmp_path / "a1.txt", document(), saver.layer, [], folder).read_bytes() == TEXT.encode()


def test_a_copy_into_a_folder_that_is_gone_is_refused_in_words(saver: LayerSaver, tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match=r"a1.txt was not saved: its folder is not there"):
        write_copy(tmp_path / "a1.txt", document(), saver.layer, [], tmp_path / "unplugged")
