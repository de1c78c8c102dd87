"""Links are followed inside the opened folder only; each refusal says what is the matter in words."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

from analyst_app.errors import AnalystError, LeadsOutside, SaveFailed
from analyst_app.storage import atomic, containment
from analyst_app.storage.error_log import state_folder
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.regular_file import digest, read_regular
from tests.storage.layers import EXAMPLES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes symbolic links")

ALICE, BOB = "a1.txt.alice.annotations.json", "a1.txt.bob.annotations.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An opened folder with an article, a sub-folder, and a neighbour outside it."""
    made = tmp_path / "corpus"
    (made / "sub").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (made / "a1.txt").write_text("inside")
    containment.open_border(made)
    return made


def read(path: Path) -> bytes:
    return read_regular(path, limit=10_000)


def refused(path: Path) -> str:
    with pytest.raises(LeadsOutside) as told:
        read(path)
    with pytest.raises(LeadsOutside), atomic.held(path):
        raise AssertionError("held to be written")
    return str(told.value.strerror)


def test_a_link_inside_the_folder_is_read_like_a_file(folder: Path) -> None:
    (folder / "sub" / "b.txt").symlink_to("../a1.txt")
    assert read(folder / "sub" / "b.txt") == b"inside"
    assert digest(folder / "sub" / "b.txt") == digest(folder / "a1.txt")


def test_a_link_to_the_outside_is_not_read_and_the_folder_outside_is_named(folder: Path) -> None:
    (folder / "sub" / "b.txt").symlink_to(folder.parent / "outside" / "secret.txt")
    assert refused(folder / "sub" / "b.txt") == (
        f"it leads out of the opened folder, to {folder.parent.resolve() / 'outside' / 'secret.txt'}"
    )


def test_the_border_of_a_single_file_is_its_own_folder(folder: Path) -> None:
    containment.forget_all()
    (folder / "sub" / "b.txt").symlink_to("../a1.txt")
    (folder / "sub" / "c.txt").write_text("beside")
    (folder / "sub" / "d.txt").symlink_to("c.txt")
    assert "out of the opened folder" in refused(folder / "sub" / "b.txt")
    assert read(folder / "sub" / "d.txt") == b"beside"


def test_the_border_is_the_folder_that_an_opened_link_leads_to(folder: Path) -> None:
    (folder.parent / "door").symlink_to(folder)
    containment.forget_all()
    containment.open_border(folder.parent / "door")
    (folder / "sub" / "b.txt").symlink_to(folder / "a1.txt")
    assert read(folder.parent / "door" / "sub" / "b.txt") == b"inside"


@pytest.mark.parametrize("named", [".", "sub/..", "../corpus"])
def test_a_folder_may_be_named_relatively(folder: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    containment.forget_all()
    containment.open_border(named)
    (folder / "sub" / "b.txt").symlink_to("../a1.txt")
    assert read(Path(named) / "sub" / "b.txt") == b"inside"


def test_a_link_that_leads_nowhere_is_no_missing_file(folder: Path) -> None:
    (folder / "b.txt").symlink_to(folder.parent / "profile")
    assert refused(folder / "b.txt") == f"it leads nowhere: {folder.parent.resolve() / 'profile'} is not there"
    assert not (folder.parent / "profile").exists()


def test_a_file_that_is_not_there_is_just_missing(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(folder / "sub" / "none.txt")
    with pytest.raises(FileNotFoundError):
        read(folder / "none" / "a.txt")
    assert digest(folder / "none.txt") == ""


def test_a_link_in_a_circle_is_told_as_one(folder: Path) -> None:
    (folder / "b.txt").symlink_to("c.txt")
    (folder / "c.txt").symlink_to("b.txt")
    assert refused(folder / "b.txt") == "it leads in a circle"


def test_a_sub_folder_that_leads_outside_is_not_passed(folder: Path) -> None:
    (folder / "linked").symlink_to(folder.parent / "outside")
    assert "out of the opened folder" in refused(folder / "linked" / "secret.txt")


def test_a_sub_folder_that_leads_inside_is_passed(folder: Path) -> None:
    (folder / "sub" / "again").symlink_to("..")
    assert read(folder / "sub" / "again" / "a1.txt") == b"inside"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/tty", "/etc/passwd"])
def test_no_device_and_no_file_of_the_system_is_read(folder: Path, target: str) -> None:
    (folder / "b.txt").symlink_to(target)
    assert f"to {Path(target).parent}" in refused(folder / "b.txt")


def test_a_link_to_a_pipe_inside_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "b.txt").symlink_to("pipe")
    with pytest.raises(OSError, match="no regular file"):
        read(folder / "b.txt")


def test_links_may_lead_into_a_folder_that_was_allowed_and_below_it(folder: Path) -> None:
    store = folder.parent / "outside"
    (store / "deep").mkdir()
    (store / "deep" / "x.txt").write_text("deep")
    (folder / "b.txt").symlink_to(store / "secret.txt")
    (folder / "c.txt").symlink_to(store / "deep" / "x.txt")
    containment.allow(store)
    assert (read(folder / "b.txt"), read(folder / "c.txt")) == (b"secret", b"deep")
    (folder.parent / "outsiders").mkdir()
    (folder.parent / "outsiders" / "y.txt").write_text("not allowed")
    (folder / "d.txt").symlink_to(folder.parent / "outsiders" / "y.txt")
    assert "outsiders" in refused(folder / "d.txt")


def test_what_leads_nowhere_stays_refused_in_an_allowed_folder(folder: Path) -> None:
    containment.allow(folder.parent / "outside")
    (folder / "b.txt").symlink_to(folder.parent / "outside" / "new.txt")
    assert "leads nowhere" in refused(folder / "b.txt")


@pytest.mark.parametrize("spoilt", [b'["/mnt/corp', b"{}", b"[" * 100_000])
def test_what_was_allowed_before_is_kept_where_it_cannot_be_understood(folder: Path, spoilt: bytes) -> None:
    remembered = state_folder() / containment.ALLOWED
    remembered.parent.mkdir(parents=True)
    remembered.write_bytes(spoilt)
    containment.allow(folder.parent / "outside")
    assert remembered.with_name(f"{containment.ALLOWED}.damaged").read_bytes() == spoilt
    assert containment.allowed_folders() == (str((folder.parent / "outside").resolve()),)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_was_allowed_before_and_may_not_be_read_is_not_written_over(folder: Path) -> None:
    containment.allow(folder.parent / "outside")
    remembered = state_folder() / containment.ALLOWED
    remembered.chmod(0)
    with pytest.raises(SaveFailed, match="was not allowed"):
        containment.allow(folder)


@pytest.mark.parametrize(
    ("target", "folder"),
    [
        ("/mnt/corpus/2024/a.txt", "/mnt/corpus/2024"),
        # https://git-annex.branchable.com/internals/ : .git/annex/objects/aa/bb/key/key
        ("/mnt/.git/annex/objects/f8/4K/SHA256E-s5--ab.txt/SHA256E-s5--ab.txt", "/mnt/.git/annex/objects"),
        ("/a.txt", "/"),
    ],
)
def test_the_folder_to_be_allowed_is_that_of_the_target_or_the_whole_annex(target: str, folder: str) -> None:
    assert containment.target_folder(target) == folder


# -- layers -------------------------------------------------------------------------


def test_a_layer_through_a_link_is_used_if_it_is_its_own(folder: Path) -> None:
    shutil.copyfile(EXAMPLES / ALICE, folder / "sub" / "object-17")
    (folder / ALICE).symlink_to("sub/object-17")
    assert read(folder / ALICE) == (EXAMPLES / ALICE).read_bytes()


def test_another_layers_file_is_refused_by_its_name_and_by_what_it_says(folder: Path) -> None:
    shutil.copyfile(EXAMPLES / ALICE, folder / ALICE)
    (folder / BOB).symlink_to(ALICE)
    assert refused(folder / BOB) == f"it leads to {ALICE}, which is another layer's file or another kind of file"
    (folder / BOB).unlink()
    (folder / "object-17").write_bytes((folder / ALICE).read_bytes())
    (folder / BOB).symlink_to("object-17")
    with pytest.raises(LeadsOutside, match="it leads to alice's file"):
        read(folder / BOB)
    with atomic.held(folder / BOB) as target, pytest.raises(LeadsOutside, match="it leads to alice's file"):
        target.read(limit=10_000)


def test_a_hard_link_to_another_layers_file_is_refused(folder: Path) -> None:
    shutil.copyfile(EXAMPLES / ALICE, folder / ALICE)
    os.link(folder / ALICE, folder / BOB)
    with pytest.raises(LeadsOutside, match="it is alice's file under a second name"):
        read(folder / BOB)
    with atomic.held(folder / BOB) as target, pytest.raises(LeadsOutside, match="under a second name"):
        target.read(limit=10_000)


def test_a_second_name_of_a_layers_own_file_does_no_harm(folder: Path) -> None:
    """Backup programs (cp -al, rsync --link-dest) make such."""
    shutil.copyfile(EXAMPLES / ALICE, folder / ALICE)
    os.link(folder / ALICE, folder.parent / "outside" / ALICE)
    assert read(folder / ALICE) == (EXAMPLES / ALICE).read_bytes()


def test_the_same_name_beside_another_article_is_another_articles_layer(folder: Path) -> None:
    (folder / "sub" / "a1.txt").write_text("another article")
    shutil.copyfile(EXAMPLES / ALICE, folder / ALICE)
    (folder / "sub" / ALICE).symlink_to(f"../{ALICE}")
    assert "which belongs to another article" in refused(folder / "sub" / ALICE)
    (folder / "sub" / "a1.txt").unlink()
    (folder / "sub" / "a1.txt").symlink_to("../a1.txt")
    assert read(sidecar_path(folder / "sub" / "a1.txt", "alice")) == (EXAMPLES / ALICE).read_bytes()


@pytest.mark.parametrize("target", ["a1.txt", "profile"])
def test_a_layer_does_not_lead_to_a_file_that_is_no_layer(folder: Path, target: str) -> None:
    (folder / target).write_text("alias ls=ls")
    (folder / ALICE).symlink_to(target)
    with pytest.raises(LeadsOutside, match="it leads to no layer's file"):
        read(folder / ALICE)


@pytest.mark.parametrize("name", ["codebook.json", "actors.json", "a1.txt.source.json"])
def test_a_file_of_the_team_does_not_lead_to_another_kind_of_file(folder: Path, name: str) -> None:
    shutil.copyfile(EXAMPLES / ALICE, folder / ALICE)
    (folder / name).symlink_to(ALICE)
    assert "another kind of file" in refused(folder / name)


def test_a_refusal_is_one_of_ours_and_crosses_processes() -> None:
    refusal = LeadsOutside("/c/a.txt", "it leads out of the opened folder, to /mnt", "/mnt")
    assert isinstance(refusal, AnalystError)
    assert isinstance(refusal, OSError)
    assert str(refusal) == "/c/a.txt is not used: it leads out of the opened folder, to /mnt."
    again = pickle.loads(pickle.dumps(refusal))
    assert (str(again), again.folder) == (str(refusal), "/mnt")


def _replace_by_link(folder: Path) -> Path:
    """Put a link to the neighbour, which has an article of the same name, in a folder's place."""
    other = folder.parent / "outside"
    (other / "a1.txt").write_text("elsewhere")
    folder.rename(folder.with_name("moved"))
    folder.symlink_to(other)
    return other.resolve()


@pytest.mark.parametrize("is_single", [False, True], ids=["folder", "single file"])
def test_a_link_in_the_place_of_the_opened_folder_is_told_with_both_names(folder: Path, is_single: bool) -> None:
    if is_single:
        containment.forget_all()
        containment.open_home(folder / "a1.txt")
    own = folder.resolve()
    other = _replace_by_link(folder)
    assert refused(folder / "a1.txt").startswith(f"the opened folder {own} was replaced by a link to {other}; move")
    assert not (other / "a2.txt").exists()
    refused(folder / "a2.txt")


def test_no_permission_for_links_reaches_the_place_of_the_opened_folder(folder: Path) -> None:
    containment.allow(_replace_by_link(folder))
    assert "was replaced" in refused(folder / "a1.txt")


@pytest.mark.parametrize("is_single", [False, True], ids=["folder", "single file"])
def test_a_link_in_the_place_of_a_folder_above_is_refused_too(tmp_path: Path, is_single: bool) -> None:
    for place in ("at", "out"):
        (tmp_path / place / "corpus").mkdir(parents=True)
        (tmp_path / place / "corpus" / "a1.txt").write_text(place)
    article = tmp_path / "at" / "corpus" / "a1.txt"
    if is_single:
        containment.open_home(article)
    else:
        containment.open_border(article.parent)
    assert read(article) == b"at"
    (tmp_path / "at").rename(tmp_path / "moved")
    (tmp_path / "at").symlink_to("out")
    assert "was replaced" in refused(article)


def test_a_folder_made_anew_under_its_name_is_the_opened_one(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    folder.mkdir()
    (folder / "a1.txt").write_text("anew")
    assert read(folder / "a1.txt") == b"anew"
    with atomic.held(folder / "a2.txt") as target:
        assert target.path == folder.resolve() / "a2.txt"


def test_single_files_of_two_folders_have_each_its_own_border(folder: Path) -> None:
    containment.forget_all()
    (folder / "sub" / "b.txt").symlink_to("../a1.txt")
    containment.open_home(folder / "a1.txt")
    containment.open_home(folder / "sub" / "c.txt")
    assert "out of the opened folder" in refused(folder / "sub" / "b.txt")
