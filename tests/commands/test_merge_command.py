"""Merging two copies on the command line, and under real git."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.commands import merge_command
from analyst_app.core.store import Change
from analyst_app.preferences import state_folder
from analyst_app.storage import layer_history
from analyst_app.storage.layer import Layer
from tests.storage.layers import TEXT, TIMES, annotation, decoded, document, empty, encoded

NAME = "a1.txt.alice.annotations.json"


def with_notes(**notes: str) -> Layer:
    """A layer of one annotation an id; a note of one letter is as first written, a longer one was edited."""
    layer = empty().applied(
        Change((), tuple(annotation(one, start=2 + 6 * n, end=5 + 6 * n) for n, one in enumerate(sorted(notes)))),
        TIMES[0],
    )
    for one in list(layer.annotations):
        if notes[one.id]:
            layer = layer.applied(Change((one,), (one._replace(note=notes[one.id]),)), TIMES[1])
    return layer


def write(path: Path, layer: Layer) -> Path:
    path.write_bytes(encoded(layer))
    return path


def loaded(path: Path) -> Layer:
    found = decoded(path.read_bytes())
    assert not found.damage
    return found.layer


def test_two_copies_become_one_in_ours(tmp_path: Path) -> None:
    base = write(tmp_path / "base", with_notes(a="", b=""))
    ours = write(tmp_path / NAME, with_notes(a="mine", b=""))
    theirs = write(tmp_path / "theirs", with_notes(a="", b="its"))
    assert main(["merge", str(base), str(ours), str(theirs)]) == 0
    assert [one.note for one in loaded(ours).annotations] == ["mine", "its"]


def test_what_the_merge_takes_away_from_ours_is_in_the_layers_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = write(tmp_path / "base", with_notes(a="", b=""))
    ours = write(tmp_path / NAME, with_notes(a="mine", b=""))
    deleted = with_notes(a="", b="")
    theirs = write(tmp_path / "theirs", deleted.applied(Change((deleted.annotations[1],), ()), TIMES[1]))
    before = ours.read_bytes()
    assert main(["merge", str(base), str(ours), str(theirs)]) == 0
    assert [one.id for one in loaded(ours).annotations] == ["a"]
    (kept,) = layer_history.saves(layer_history.folder_of(state_folder(), ours))
    assert layer_history.bytes_of_save(kept) == before
    assert "1 item of" in capsys.readouterr().err


def test_versions_that_a_later_one_replaces_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = write(tmp_path / "base", with_notes(a="", b=""))
    ours = write(tmp_path / NAME, with_notes(a="", b=""))
    theirs = write(tmp_path / "theirs", with_notes(a="later", b=""))
    assert main(["merge", str(base), str(ours), str(theirs)]) == 0
    assert "1 item of" in (said := capsys.readouterr().err)
    assert "is replaced by a later version. The file as it was is in its history." in said


def test_nothing_is_merged_that_takes_away_what_the_history_cannot_keep(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = write(tmp_path / "base", with_notes(a="", b=""))
    ours = write(tmp_path / NAME, with_notes(a="mine", b=""))
    deleted = with_notes(a="", b="")
    theirs = write(tmp_path / "theirs", deleted.applied(Change((deleted.annotations[1],), ()), TIMES[1]))
    before = ours.read_bytes()
    (tmp_path / "full").write_text("a file where the state folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "full"))
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2
    assert "cannot be kept in its history" in capsys.readouterr().err
    assert ours.read_bytes() == before


def test_one_persons_layer_is_not_written_under_anothers_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (write(tmp_path / name, with_notes(a="")) for name in ("one", "other"))  # layers of alice
    output = tmp_path / "a1.txt.bob.annotations.json"
    assert main(["merge", str(one), str(other), "--output", str(output)]) == 2
    assert "is the name of a layer of bob" in capsys.readouterr().err
    assert not output.exists()


def test_one_articles_layer_is_not_written_under_anothers_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (write(tmp_path / name, with_notes(a="")) for name in ("one", "other"))  # of a1.txt
    (tmp_path / "b7.txt").write_text("Quite another article.\n")
    output = tmp_path / "b7.txt.alice.annotations.json"
    assert main(["merge", str(one), str(other), "--output", str(output)]) == 2
    said = capsys.readouterr().err
    assert "is the name of a layer of b7.txt, and the copies are of a1.txt: choose another --output." in said
    assert not output.exists()


def test_the_layer_of_a_renamed_article_may_have_the_new_name(tmp_path: Path) -> None:
    one, other = (write(tmp_path / name, with_notes(a="")) for name in ("one", "other"))  # of a1.txt
    (tmp_path / "b7.txt").write_bytes(TEXT.encode())
    output = tmp_path / "b7.txt.alice.annotations.json"
    assert main(["merge", str(one), str(other), "--output", str(output)]) == 0
    again = write(tmp_path / "again", with_notes(b=""))
    assert main(["merge", str(output), str(again), "--output", str(output)]) == 0
    assert [one.id for one in loaded(output).annotations] == ["a", "b"]


def test_copies_of_nobody_are_not_written_under_anybodys_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nobodys = with_notes(a="")
    nobodys = replace(nobodys, head=replace(nobodys.head, annotator=""))
    one, other = (write(tmp_path / name, nobodys) for name in ("one", "other"))
    output = tmp_path / "a1.txt.bob.annotations.json"
    assert main(["merge", str(one), str(other), "--output", str(output)]) == 2
    assert 'do not say whose layer they are. Write "annotator": "bob" into one of them' in capsys.readouterr().err
    assert not output.exists()
    assert main(["merge", str(one), str(other), "--output", str(tmp_path / "any.json")]) == 0
    bobs = write(output, nobodys)
    assert main(["merge", str(bobs), str(other), "--output", str(bobs)]) == 0


def test_second_readings_exit_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").write_bytes(b"")
    ours = write(tmp_path / NAME, with_notes(a="mine"))
    theirs = write(tmp_path / "theirs", with_notes(a="its"))
    assert main(["merge", "--json", str(tmp_path / "none"), str(ours), str(theirs)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [item["note"] for item in said["readings"]] == ["its"]
    assert len(loaded(ours).unplaced) == 1


def test_two_copies_go_into_a_third_file(tmp_path: Path) -> None:
    one, other = write(tmp_path / "1", with_notes(a="x")), write(tmp_path / "2", with_notes(b="y"))
    assert main(["merge", str(one), str(other), "--output", str(tmp_path / "3")]) == 0
    assert {a.id for a in loaded(tmp_path / "3").annotations} == {"a", "b"}
    assert main(["merge", str(one), str(other), "--output", str(tmp_path / "3")]) == 2
    assert main(["merge", str(one), str(other)]) == 2


@pytest.mark.parametrize("name", ["a.txt.source.json", "codebook.json", "actors.json"])
def test_a_name_that_means_something_else_is_no_output(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = write(tmp_path / "1", with_notes(a="x")), write(tmp_path / "2", with_notes(b="y"))
    assert main(["merge", str(one), str(other), "--output", str(tmp_path / name)]) == 2
    assert "is no name of a layer" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["1", "2", "3"])
def test_what_comes_to_be_at_the_output_while_two_copies_are_merged_is_not_replaced(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = write(tmp_path / "1", with_notes(a="x")), write(tmp_path / "2", with_notes(b="y"))
    output = tmp_path / name
    keep = merge_command._keep_before

    def saved_meanwhile(*arguments: Any) -> None:
        keep(*arguments)
        write(output, with_notes(c="the window's"))

    monkeypatch.setattr(merge_command, "_keep_before", saved_meanwhile)
    assert main(["merge", str(one), str(other), "--output", str(output)]) == 2
    assert "changed meanwhile" in capsys.readouterr().err
    assert [found.note for found in loaded(output).annotations] == ["the window's"]


@pytest.mark.parametrize("damaged", [b"", b"{", b"<<<<<<< ours\n"])
def test_a_damaged_copy_is_refused_and_ours_stays(damaged: bytes, tmp_path: Path) -> None:
    ours = write(tmp_path / NAME, with_notes(a="x"))
    before = ours.read_bytes()
    (tmp_path / "t").write_bytes(damaged)
    (tmp_path / "b").write_bytes(b"")
    assert main(["merge", str(tmp_path / "b"), str(ours), str(tmp_path / "t")]) == 2
    assert ours.read_bytes() == before


@pytest.mark.parametrize("which", ["ours", "theirs"])
@pytest.mark.parametrize("into", ["ours", "third"])
def test_a_copy_of_a_newer_format_is_refused_and_nothing_is_written(
    which: str, into: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, ours, theirs = (write(tmp_path / name, with_notes(a="")) for name in ("base", NAME, "theirs"))
    newer = {"ours": ours, "theirs": theirs}[which]
    newer.write_bytes(newer.read_bytes().replace(b'"version": 1', b'"version": 2', 1))
    before = {path: path.read_bytes() for path in (base, ours, theirs)}
    third = ["merge", str(ours), str(theirs), "--output", str(tmp_path / "third")]
    assert main(third if into == "third" else ["merge", str(base), str(ours), str(theirs)]) == 2
    said = capsys.readouterr().err
    assert str(newer) in said
    assert "has format version 2; that needs a newer Analyst App" in said
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_copies_on_different_texts_are_brought_to_the_article_as_it_is(tmp_path: Path) -> None:
    ours = write(tmp_path / NAME, with_notes(a="x"))
    newer = "Update: " + TEXT
    theirs_layer = empty(newer).applied(Change((), (annotation("b", start=16, end=26),)), TIMES[0])
    theirs = write(tmp_path / "theirs", theirs_layer)
    base = tmp_path / "base"
    base.write_bytes(b"")
    before = ours.read_bytes()
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2, "no article"
    (tmp_path / "a1.txt").write_text("Quite another text.\n")
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2, "fits neither"
    assert ours.read_bytes() == before
    (tmp_path / "a1.txt").write_text(newer)
    assert main(["merge", str(base), str(ours), str(theirs)]) == 0
    merged = decoded(ours.read_bytes(), newer).layer
    assert merged.text_sha256 == document(newer).sha256
    assert [(one.id, one.start) for one in merged.annotations] == [("a", 10), ("b", 16)]


def test_copies_on_two_texts_become_the_same_in_any_grouping(tmp_path: Path) -> None:
    newer = "Update: " + TEXT
    (tmp_path / "a1.txt").write_text(newer)
    one, other = write(tmp_path / "1", with_notes(a="mine", b="")), write(tmp_path / "2", with_notes(a="its", b=""))
    last = write(tmp_path / "3", empty(newer).applied(Change((), (annotation("c", start=16, end=26),)), TIMES[0]))

    def put_together(first: Path, second: Path, name: str) -> Path:
        output = tmp_path / name
        assert main(["merge", str(first), str(second), "--output", str(output)]) in (0, 1)
        return output

    left = put_together(put_together(one, other, "12"), last, "12 3")
    right = put_together(one, put_together(last, other, "32"), "1 32")
    assert left.read_bytes() == right.read_bytes()
    (reading,) = decoded(left.read_bytes(), newer).layer.unplaced
    assert (reading.why, reading.record["start"]) == ("reading", 10)


def of(annotator: str, layer: Layer) -> Layer:
    return replace(layer, head=replace(layer.head, annotator=annotator))


@pytest.mark.parametrize("based", [False, True])
def test_the_layers_of_two_people_are_no_copies_and_are_not_merged(
    based: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "base"
    base.write_bytes(encoded(of("carol", with_notes(a=""))) if based else b"")
    ours, theirs = write(tmp_path / NAME, with_notes(a="x")), write(tmp_path / "t", of("bob", with_notes(b="y")))
    before = ours.read_bytes()
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2
    assert "is a layer of alice" in capsys.readouterr().err
    assert ours.read_bytes() == before
    assert main(["merge", str(ours), str(theirs), "--output", str(tmp_path / "c")]) == 2
    assert not (tmp_path / "c").exists()


def test_a_layer_that_one_side_gave_another_name_keeps_the_new_one(tmp_path: Path) -> None:
    base = write(tmp_path / "base", of("jsmith", with_notes(a="", b="")))
    for mine, its in (("adams", "jsmith"), ("jsmith", "adams")):
        ours = write(tmp_path / "a1.txt.adams.annotations.json", of(mine, with_notes(a="mine", b="")))
        theirs = write(tmp_path / "theirs", of(its, with_notes(a="", b="its")))
        assert main(["merge", str(base), str(ours), str(theirs)]) == 0
        merged = loaded(ours)
        assert merged.head.annotator == "adams"
        assert [one.note for one in merged.annotations] == ["mine", "its"]


def test_copies_without_their_text_and_without_the_article_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = with_notes(a="x")
    bare = replace(bare, head=replace(bare.head, has_content=False))
    one, other = write(tmp_path / "1", bare), write(tmp_path / "2", bare)
    words = ["merge", str(one), str(other), "--output", str(tmp_path / "3")]
    assert main(words) == 2
    assert "do not hold their text" in capsys.readouterr().err
    (tmp_path / "a1.txt").write_text(TEXT)
    assert main(words) == 0


# -- git -----------------------------------------------------------------------------


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        driver = f"{shlex.quote(sys.executable)} -m analyst_app merge %O %A %B --path %P"
        self.git("config", "merge.analyst-app.driver", driver)
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@example.invalid")
        self.git("config", "commit.gpgsign", "false")
        (folder / ".gitattributes").write_text("*.annotations.json -text merge=analyst-app\n")
        (folder / "texts").mkdir()
        (folder / "texts" / "a1.txt").write_text(TEXT)
        self.commit("begin")

    @property
    def sidecar(self) -> Path:
        return self.folder / "texts" / NAME

    def git(self, *words: str, fails: bool = False) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(["git", *words], cwd=self.folder, env=environment, capture_output=True, text=True)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def branches(self, ours: Layer, theirs: Layer) -> None:
        self.git("checkout", "-q", "-b", "theirs")
        write(self.sidecar, theirs)
        self.commit("theirs")
        self.git("checkout", "-q", "main")
        write(self.sidecar, ours)
        self.commit("ours")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_git_merges_two_branches_without_a_conflict(repository: Repository) -> None:
    write(repository.sidecar, with_notes(a="", b=""))
    repository.commit("base")
    repository.branches(with_notes(a="mine", b=""), with_notes(a="", b="its"))
    repository.git("merge", "-q", "theirs", "-m", "merge")
    assert [one.note for one in loaded(repository.sidecar).annotations] == ["mine", "its"]
    assert repository.git("status", "--porcelain") == ""


def test_git_merges_a_layer_that_both_branches_added(repository: Repository) -> None:
    repository.branches(with_notes(a="mine"), with_notes(b="its"))
    repository.git("merge", "-q", "theirs", "-m", "merge")
    assert {one.id for one in loaded(repository.sidecar).annotations} == {"a", "b"}


def test_git_reports_a_conflict_that_is_a_good_sidecar_with_both_readings(repository: Repository) -> None:
    write(repository.sidecar, with_notes(a=""))
    repository.commit("base")
    repository.branches(with_notes(a="mine"), with_notes(a="its"))
    repository.git("merge", "-q", "theirs", "-m", "merge", fails=True)
    merged = loaded(repository.sidecar)
    assert [one.note for one in merged.annotations] == ["mine"]
    assert [item.record["note"] for item in merged.unplaced] == ["its"]


def test_git_sees_a_line_that_was_deleted_by_hand(repository: Repository) -> None:
    base = with_notes(a="", b="")
    write(repository.sidecar, base)
    repository.commit("base")
    by_hand = with_notes(a="")
    repository.branches(by_hand, with_notes(a="its", b=""))
    repository.git("merge", "-q", "theirs", "-m", "merge")
    merged = loaded(repository.sidecar)
    assert [(one.id, one.note) for one in merged.annotations] == [("a", "its")]
    assert merged.deleted == {"b": 2}


@pytest.mark.slow
def test_git_merges_many_branches_to_the_same_layer_in_any_order(repository: Repository) -> None:
    from tests.storage.test_merge import history, same

    results = []
    copies = history(11, 3, 20, exchanges=0)
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0)]):
        for branch in order:
            repository.git("checkout", "-q", "-B", f"b{number}{branch}", "main")
            write(repository.sidecar, copies[branch])
            repository.commit(f"{branch}")
        repository.git("checkout", "-q", "-B", f"m{number}", f"b{number}{order[0]}")
        for branch in order[1:]:
            done = subprocess.run(["git", "merge", "-q", f"b{number}{branch}", "-m", "m"], cwd=repository.folder)
            if done.returncode:
                repository.commit("second readings wait")
        results.append(loaded(repository.sidecar))
    assert same(results[0], results[1])
    assert same(results[1], results[2])
