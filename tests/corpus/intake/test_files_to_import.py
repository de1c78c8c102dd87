"""The files that an import is about; and what of an import is told on the command line and beside the articles."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.corpus.intake.files_to_import import files_to_import
from analyst_app.importers.annotations import annotation_kinds
from tests.importers import samples


def brat(folder: Path, name: str, text: str, ann: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / f"{name}.ann").write_text(ann, "utf-8")


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict, str]:  # type: ignore[type-arg]
    code = main(["import", *map(str, words), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out), err


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_an_export_says_of_itself_is_no_article(tmp_path: Path) -> None:
    for name in ("LOSSES.md", "README.md", "IMPORT.md", "story.md", "data.jsonl"):
        (tmp_path / name).write_text('{"text": "Kim left.", "label": []}\n', "utf-8")
    assert [one.path.name for one in files_to_import(tmp_path, [])] == ["data.jsonl", "story.md"]
    assert [one.path.name for one in files_to_import(tmp_path / "README.md", [])] == ["README.md"]


def test_a_folder_without_anything_to_import_is_left_as_soon_as_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}" / "deep").mkdir(parents=True)
        (tmp_path / f"{number:02}" / "deep" / ".hidden").touch()
    seen: list[str] = []
    scan = os.scandir

    def counted(folder: str) -> object:
        seen.append(str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", counted)
    assert list(files_to_import(tmp_path, [], is_stopped=lambda: len(seen) >= 5)) == []
    assert len(seen) < 10, "of 81 folders"
    told = len(seen)
    assert list(files_to_import(tmp_path, [], is_stopped=lambda: len(seen) >= told + 90)) == []
    assert len(seen) < told + 100, "the second pass ends, too"


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "data.jsonl").write_text('{"text": "Kim left.", "label": []}\n', "utf-8")
    (inside / "out").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    found = [one.path.relative_to(inside).as_posix() for one in files_to_import(inside, [])]
    assert found == ["data.jsonl"]


def test_articles_of_a_folder_keep_their_sub_folders(tmp_path: Path) -> None:
    brat(tmp_path / "p" / "2024", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    brat(tmp_path / "p" / "2025", "a", "Bo came.\n", "T1\tactor 0 2\tBo\n")
    assert main(["import", str(tmp_path / "p"), "--to", str(tmp_path / "in")]) == 0
    assert [name for name in names(tmp_path / "in") if name.endswith(".txt")] == ["2024/a.txt", "2025/a.txt"]


def test_files_of_no_known_kind_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "p" / "talk.eaf").write_text("<ANNOTATION_DOCUMENT/>")
    (tmp_path / "p" / "annotation.conf").write_text("[entities]")
    assert main(["import", str(tmp_path / "p"), "--to", str(tmp_path / "in")]) == 0
    assert "1 file of no kind that can be imported stays out: talk.eaf." in capsys.readouterr().err
    assert main(["import", str(tmp_path / "p" / "talk.eaf"), "--to", str(tmp_path / "in")]) == 1
    (tmp_path / "p" / "a.ann").unlink()
    assert main(["import", str(tmp_path / "p")]) == 1
    assert "holds nothing to import" in (err := capsys.readouterr().err)
    assert "talk.eaf" in err


def test_texts_that_are_no_articles_where_they_lie_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "nexis.txt").write_text(samples.NEXIS, "utf-8")
    (folder / "old.txt").write_bytes("Старый дом у реки, где давно никто не жил.\n".encode("cp1251"))
    (folder / "plain.txt").write_text("Ada left.\n", "utf-8")
    assert sorted(one.path.name for one in files_to_import(folder, [])) == ["nexis.txt", "old.txt"]
    assert sorted(one.path.name for one in files_to_import(folder, [], moves=True)) == [
        "nexis.txt", "old.txt", "plain.txt",
    ]  # fmt: skip
    assert main(["import", str(folder), "--to", str(tmp_path / "in")]) == 0
    assert len(list((tmp_path / "in").glob("*.txt"))) == 4, "two articles of the export, and two texts"
    (folder / "plain.ann").write_text("T1\tactor 0 3\tAda\n", "utf-8")
    assert [one.path.name for one in files_to_import(folder, [], moves=True)] == ["nexis.txt", "old.txt", "plain.ann"]


def test_a_text_beside_others_annotations_of_another_name_comes_in(tmp_path: Path) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "p" / "plain.txt").write_text("Bo came.\n", "utf-8")
    (tmp_path / "p" / "nexis.txt").write_text(samples.NEXIS, "utf-8")
    assert main(["import", str(tmp_path / "p"), "--to", str(tmp_path / "in")]) == 0
    assert {"a.txt", "plain.txt"} < {path.name for path in (tmp_path / "in").glob("*.txt")}
    assert len(list((tmp_path / "in").glob("*.txt"))) == 4


def test_a_cut_off_file_of_annotations_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "p" / "cut.json").write_text('[{"id":1,"data":{"text":"Kim', "utf-8")
    (tmp_path / "p" / "page.html").write_text(samples.page(), "utf-8")
    (tmp_path / "p" / "cut.xmi").write_text('<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"', "utf-8")
    code, found, _ = answer(capsys, tmp_path / "p", "--to", tmp_path / "in")
    assert (code, found["imported"], found["failed"]) == (1, 2, 2)
    assert {Path(one["file"]).name for one in found["articles"] if "error" in one} == {"cut.json", "cut.xmi"}


def test_losses_stand_in_json_and_beside_the_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\nT2\tactor 90 93\tBen\n")
    code, found, _ = answer(capsys, tmp_path / "p", "--to", tmp_path / "in")
    assert code == 0
    [loss] = found["losses"]
    assert (loss["kind"], loss["count"], loss["lost"]) == ("unplaced span", 1, True)
    assert "Ben" in loss["places"][0]
    assert found["articles"][0]["losses"] == found["losses"]
    assert "1 span whose place is not in the text" in (tmp_path / "in" / "IMPORT.md").read_text("utf-8")


def test_where_nothing_is_lost_no_report_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    code, found, _ = answer(capsys, tmp_path / "p", "--to", tmp_path / "in", "--strict")
    assert (code, found["losses"]) == (0, [])
    assert names(tmp_path / "in") == ["a.txt", "a.txt.imported.annotations.json"]


def test_strict_takes_in_no_file_of_which_something_would_be_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brat(tmp_path / "p", "bad", "Ada left.\n", "T1\tactor 0 3\tAda\nT2\tactor 90 93\tBen\n")
    brat(tmp_path / "p", "good", "Bo came.\n", "T1\tactor 0 2\tBo\n")
    code, found, err = answer(capsys, tmp_path / "p", "--to", tmp_path / "in", "--strict")
    assert (code, found["imported"], found["failed"]) == (1, 1, 1)
    assert "Nothing of bad.ann was imported" in err
    assert names(tmp_path / "in") == ["good.txt", "good.txt.imported.annotations.json"]


def test_a_file_that_cannot_be_read_is_in_the_report_and_the_rest_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "p" / "b.jsonl").write_text("neither this nor that\n", "utf-8")
    code, found, _ = answer(capsys, tmp_path / "p", "--to", tmp_path / "in")
    assert (code, found["imported"]) == (1, 1)
    assert [loss["kind"] for loss in found["losses"]] in (["unreadable file"], ["unreadable item"])
    assert "b.jsonl" in (tmp_path / "in" / "IMPORT.md").read_text("utf-8")


def test_a_preview_of_others_annotations_says_what_would_be_joined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Today Ada left.\n", "utf-8")
    code, _, err = answer(capsys, tmp_path / "p", "--to", tmp_path / "in", "--preview")
    assert code == 0
    assert "a.txt is there with another text: 1 of 1 annotations keep their place" in err
    assert names(tmp_path / "in") == ["a.txt"]
    assert main(["import", str(tmp_path / "p"), "--to", str(tmp_path / "in"), "--reanchor"]) == 0
    assert names(tmp_path / "in") == ["a.txt", "a.txt.imported.annotations.json"]


def test_an_article_that_one_reader_of_brat_alone_has_is_hers_like_the_others_of_her_folder(tmp_path: Path) -> None:
    for reader, name in (("anna", "d"), ("bert", "d"), ("anna", "only")):
        folder = tmp_path / "proj" / reader
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(f"Ada left {name}.\n", "utf-8")
        (folder / f"{name}.ann").write_text("T1\tactor 0 3\tAda\n", "utf-8")
    assert main(["import", str(tmp_path / "proj"), "--to", str(tmp_path / "in")]) == 0
    assert sorted(path.name for path in (tmp_path / "in").rglob("*.annotations.json")) == [
        "d.txt.anna.annotations.json", "d.txt.bert.annotations.json", "only.txt.anna.annotations.json",
    ]  # fmt: skip


@pytest.mark.parametrize("named", ["", "odd.json"])
def test_a_mistake_of_ours_at_one_file_is_said_and_the_others_come_in(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brat(tmp_path / "p", "a", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    (tmp_path / "p" / "odd.json").write_text("[]", "utf-8")
    real = annotation_kinds.kind_of

    def kind_of(path: Path) -> str:
        if path.name == "odd.json":
            raise RuntimeError
        return real(path)

    monkeypatch.setattr(annotation_kinds, "kind_of", kind_of)
    paths = [tmp_path / "p", *([tmp_path / "p" / named] if named else [])]
    code, found, err = answer(capsys, *paths, "--to", tmp_path / "in")
    assert (code, found["imported"], found["failed"]) == (1, 1, len(paths))
    assert "odd.json: the program made a mistake with this file (RuntimeError)" in err
    assert "of no kind" not in err
    assert "a.txt" in names(tmp_path / "in")
