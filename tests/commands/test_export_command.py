"""The command: which layer, what is refused, exit codes, and that nothing is ever half-written.

Tests of commands.rehydrate_command, export.standoff, export.selection, export.request, export.dividing.survey,
export.card and export.counts.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.export import standoff
from analyst_app.export.engine import Cancelled, Onlooker
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.registry import FORMATS
from tests.export.torture import TEXTS, write_corpus, write_sidecar


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_only_layer_is_exported_without_being_named(corpus: Path, tmp_path: Path) -> None:
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 0
    assert len(lines(tmp_path / "out" / "data.jsonl")) == len(TEXTS)
    assert "Nothing is lost" in (tmp_path / "out" / "LOSSES.md").read_text("utf-8")


def test_one_file_is_written_where_the_output_names_one(corpus: Path, tmp_path: Path) -> None:
    assert main(["export", str(corpus), "--output", str(tmp_path / "set.jsonl")]) == 0
    assert len(lines(tmp_path / "set.jsonl")) == len(TEXTS)
    assert (tmp_path / "LOSSES.md").exists()
    assert (tmp_path / "set.README.md").exists()


def test_reports_beside_a_file_never_replace_those_of_another(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "LOSSES.md").write_text("mine")
    assert main(["export", str(corpus), "--output", str(tmp_path / "set.jsonl")]) == 0
    assert (tmp_path / "LOSSES.md").read_text() == "mine"
    assert (tmp_path / "set.LOSSES.md").exists()


def test_of_several_layers_one_must_be_chosen(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    output = ["--output", str(tmp_path / "out")]
    assert main(["export", str(corpus), *output]) == 2
    assert f"alice in {len(TEXTS)} articles, bob in 1 article" in capsys.readouterr().err
    assert main(["export", str(corpus), *output, "--layer", "bbo"]) == 2
    assert "did you mean bob" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["export", str(corpus), *output, "--layer", "bob"]) == 0
    assert "9 articles left out" in capsys.readouterr().err
    assert {one["annotator"] for one in lines(tmp_path / "out" / "data.jsonl")[0]["spans"]} == {"bob"}


def test_gold_is_taken_if_every_annotated_article_has_it(corpus: Path, tmp_path: Path) -> None:
    for name in TEXTS:
        write_sidecar(corpus / name, "gold-max" if name != "emoji.txt" else "gold-ida", name)
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 0
    found = {row["annotator"] for one in lines(tmp_path / "out" / "data.jsonl") for row in one["layers"]}
    assert found == {"gold-max", "gold-ida"}


def test_gold_of_some_articles_only_is_not_taken_by_itself(corpus: Path, tmp_path: Path) -> None:
    write_sidecar(corpus / "emoji.txt", "gold-max", "emoji.txt")
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 2


def test_all_layers_keep_whose_they_are(corpus: Path, tmp_path: Path) -> None:
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    for name in FORMATS:
        arguments = ["--format", name, "--layer", "all", "--output", str(tmp_path / name)]
        assert main(["export", str(corpus), *arguments]) == 0, name
    [article] = [one for one in lines(tmp_path / "jsonl" / "data.jsonl") if one["id"] == "emoji.txt"]
    assert {row["annotator"] for row in article["spans"]} == {"alice", "bob"}
    assert (tmp_path / "brat" / "bob" / "emoji.ann").exists()
    assert (tmp_path / "conll" / "bob" / "actor.conll").exists()


def test_the_card_says_how_far_annotators_agree(corpus: Path, tmp_path: Path) -> None:
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    assert main(["export", str(corpus), "--layer", "all", "--output", str(tmp_path / "out")]) == 0
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "## Agreement between annotators" in card
    assert "1 article read by two or more of alice, bob, as far as their work is finished; edges count as" in card
    assert "| actor |" in card
    assert "licence" in card.lower()


def sidecars_opened(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Counter[str]:
    """Export in this process; the number of times that files of layers were opened, by layer."""
    opened: Counter[str] = Counter()
    really_open = os.open

    def noting(path: Any, *more: Any, **named: Any) -> int:
        if str(path).endswith(".annotations.json"):
            opened[str(path).split(".")[-3]] += 1
        return really_open(path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", noting)
        assert main(["export", *map(str, arguments), "--workers", "1"]) == 0
    return opened


@pytest.fixture
def three_readers(corpus: Path) -> Path:
    for name in TEXTS:
        write_sidecar(corpus / name, "bob", name)
        write_sidecar(corpus / name, "carol", name)
    return corpus


def test_one_persons_layer_is_exported_without_opening_the_others(
    three_readers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert sidecars_opened(monkeypatch, three_readers, "--layer", "bob", "--output", out) == {"bob": len(TEXTS)}
    assert "## Agreement" not in (out / "README.md").read_text("utf-8")


def test_the_card_of_one_persons_layer_tells_agreement_when_asked(
    three_readers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    opened = sidecars_opened(monkeypatch, three_readers, "--layer", "bob", "--agreement", "--output", out)
    assert set(opened) == {"alice", "bob", "carol"}
    card = (out / "README.md").read_text("utf-8")
    assert "## Agreement between annotators" in card
    assert "--layer bob" in card
    assert "--agreement" in card


def test_the_card_of_gold_tells_how_far_the_annotators_agree(three_readers: Path, tmp_path: Path) -> None:
    for name in TEXTS:
        write_sidecar(three_readers / name, "gold-max", name)
    for number, chosen in enumerate(([], ["--layer", "gold"], ["--layer", "gold-max"])):
        out = tmp_path / f"out-{number}"
        assert main(["export", str(three_readers), *chosen, "--output", str(out)]) == 0
        assert "## Agreement between annotators" in (out / "README.md").read_text("utf-8")


def test_pseudonyms_stand_for_annotators(corpus: Path, tmp_path: Path) -> None:
    assert main(["export", str(corpus), "--output", str(tmp_path / "out"), "--pseudonyms"]) == 0
    held = b"".join(everything(tmp_path / "out").values())
    assert b"annotator-1" in held
    assert b"alice" not in held.replace(str(tmp_path).encode(), b"")


def test_losses_under_strict_are_exit_1_and_nothing_is_written(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(corpus), "--format", "conll", "--output", str(tmp_path / "out"), "--strict"]) == 1
    assert "relations between spans" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus"]
    assert main(["export", str(corpus), "--output", str(tmp_path / "out"), "--strict"]) == 0


def test_overlaps_are_refused_if_asked(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--format", "conll", "--output", str(tmp_path / "out"), "--overlap"]
    assert main(["export", str(corpus), *arguments, "refuse"]) == 2
    assert "(--overlap one-file-per-tag" in capsys.readouterr().err
    assert main(["export", str(corpus), *arguments, "shortest"]) == 2
    assert not (tmp_path / "out").exists()
    assert main(["export", str(corpus), *arguments, "longest"]) == 0
    assert "`outermost`" in (tmp_path / "out" / "LOSSES.md").read_text("utf-8")


def test_an_existing_target_is_kept_unless_it_may_be_replaced(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["export", str(corpus), "--output", str(out)]
    assert main(arguments) == 0
    before = everything(out)
    assert main(arguments) == 2
    assert main([*arguments, "--overwrite"]) == 0
    assert everything(out) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("years of work")
    assert main(["export", str(corpus), "--output", str(tmp_path / "mine"), "--overwrite"]) == 2
    assert (tmp_path / "mine" / "thesis.doc").exists()
    assert main(["export", str(corpus), "--output", str(tmp_path), "--overwrite"]) == 2


def test_an_export_into_the_folder_one_is_in_can_be_replaced_by_the_next(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "set").mkdir()
    for _ in range(2):
        monkeypatch.chdir(tmp_path / "set")
        assert main(["export", str(corpus), "--layer", "all", "--output", ".", "--overwrite"]) == 0


def test_a_file_that_is_no_earlier_export_is_never_replaced(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thesis = tmp_path / "thesis.jsonl"
    arguments = ["export", str(corpus), "--layer", "all", "--output", str(thesis), "--overwrite"]
    thesis.write_text("my thesis data")
    assert main(arguments) == 2
    assert "is not an earlier export" in capsys.readouterr().err
    assert thesis.read_text() == "my thesis data"
    thesis.unlink()
    assert main(arguments) == 0
    assert main(arguments) == 0


def test_exports_that_differ_only_in_their_ending_keep_their_reports(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    def written(name: str) -> dict[str, bytes]:
        arguments = ["--layer", "all", "--format", name.rpartition(".")[2], "--output", str(out / name), "--overwrite"]
        assert main(["export", str(corpus), *arguments]) in (0, 1)
        return {path.name: path.read_bytes() for path in out.iterdir()}

    written("other.jsonl")
    first = written("data.jsonl")
    both = written("data.xlsx")
    assert {name: both[name] for name in first} == first, "nothing of the first export was touched"
    again = written("data.jsonl")
    assert set(again) == set(both)
    assert again["data.xlsx"] == both["data.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_read_only_place_is_refused_in_words(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)  # as root nothing is read-only
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 2
    assert "you may not write there" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jsonl", "brat", "huggingface", "xlsx", "refi-qda"])
def test_a_full_disk_leaves_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from analyst_app.export.sink import Sink

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Sink, "add", full)
    monkeypatch.setattr("analyst_app.export.engine.sha256_of", full)
    assert main(["export", str(corpus), "--format", name, "--output", str(tmp_path / "out")]) == 2
    assert "disk is full" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus"]


@pytest.mark.parametrize("name", ["csv", "huggingface"])
def test_cancelling_leaves_nothing(corpus: Path, tmp_path: Path, name: str) -> None:
    request = ExportRequest(corpus=corpus, format_name=name, output=tmp_path / "out")
    with pytest.raises(Cancelled):
        export(request, Onlooker(is_cancelled=lambda: True))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus"]


def test_a_damaged_layer_is_named_and_may_be_skipped(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar = corpus / "nested.txt.alice.annotations.json"
    sidecar.write_bytes(sidecar.read_bytes()[:900])
    arguments = ["export", str(corpus), "--output", str(tmp_path / "out")]
    assert main(arguments) == 2
    assert "nested.txt.alice.annotations.json" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main([*arguments, "--skip-damaged"]) == 1
    assert len(lines(tmp_path / "out" / "data.jsonl")) == len(TEXTS) - 1
    assert "nested.txt.alice.annotations.json" in (tmp_path / "out" / "LOSSES.md").read_text("utf-8")


def test_a_changed_article_is_re_anchored_and_what_has_no_place_is_a_loss(corpus: Path, tmp_path: Path) -> None:
    path = corpus / "emoji.txt"
    path.write_text("New first line.\n" + path.read_text("utf-8").replace("Lena Ortiz", "someone"), "utf-8")
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 0
    [line] = [one for one in lines(tmp_path / "out" / "data.jsonl") if one["id"] == "emoji.txt"]
    assert all(line["text"][s["start"] : s["end"]] == s["text"] for s in line["spans"])
    assert "Lena Ortiz" in (tmp_path / "out" / "LOSSES.md").read_text("utf-8")


def test_splits_are_seeded_and_hold_every_article_once(corpus: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        arguments = ["--split", "60/20/20", "--seed", "7", "--output", str(tmp_path / str(number))]
        assert main(["export", str(corpus), *arguments]) == 0
    parts = {
        name: [one["id"] for one in lines(tmp_path / "1" / f"{name}.jsonl")] for name in ("train", "validation", "test")
    }
    assert sorted(id_ for ids in parts.values() for id_ in ids) == sorted(TEXTS)
    assert {name: len(ids) for name, ids in parts.items()} == {"train": 6, "validation": 2, "test": 2}
    for name in parts:
        assert (tmp_path / "1" / f"{name}.jsonl").read_bytes() == (tmp_path / "2" / f"{name}.jsonl").read_bytes()
    assert main(["export", str(corpus), "--split", "much", "--output", str(tmp_path / "3")]) == 2


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_bytes_do_not_depend_on_the_workers(corpus: Path, tmp_path: Path, name: str) -> None:
    for number in ("1", "3"):
        request = ExportRequest(corpus=corpus, format_name=name, output=tmp_path / number / "out", workers=int(number))
        export(request)
    one, three = everything(tmp_path / "1" / "out"), everything(tmp_path / "3" / "out")
    for files in (one, three):
        files.pop("README.md")  # it names its own place
    assert one == three


def spans_in(export: Path) -> Counter[tuple[str, str, int, int]]:
    """The text, label and place of every span of an export, whatever the articles are called in it."""
    found: Counter[tuple[str, str, int, int]] = Counter()
    back = export.with_name(f"{export.name}-back")
    assert main(["import", str(export), "--to", str(back)]) == 0
    for sidecar in back.rglob("*.annotations.json"):
        data = json.loads(sidecar.read_text("utf-8"))
        for one in data["annotations"]:
            found[data["text"]["content"], one["tag"], one["start"], one["end"]] += 1
    return found


def test_texts_go_out_and_come_back(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("jsonl", "csv", "huggingface", "web-annotation"):
        full, bare = tmp_path / f"{name}-full", tmp_path / f"{name}-bare"
        assert main(["export", str(corpus), "--format", name, "--output", str(full), "--no-tokens"]) == 0
        options = ["--no-text", "--quote-length", "6"]
        assert main(["export", str(corpus), "--format", name, "--output", str(bare), *options]) == 0
        held = b"".join(data for path, data in everything(bare).items() if "README" not in path)
        assert b"the depot will" not in held
        assert main(["rehydrate", str(bare), "--texts", str(corpus)]) == 0
        assert spans_in(bare) == spans_in(full) != Counter()
    assert "10 of 10 articles" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jsonl", "csv", "huggingface", "parquet", "web-annotation"])
def test_texts_that_come_in_two_goes_give_the_files_that_come_in_one(corpus: Path, tmp_path: Path, name: str) -> None:
    """The first go has the texts of two articles, the second has them all."""
    twice, once, some = tmp_path / "twice" / "out", tmp_path / "once" / "out", tmp_path / "texts"
    assert main(["export", str(corpus), "--format", name, "--output", str(twice), "--no-text"]) == 0
    shutil.copytree(twice, once)
    some.mkdir()
    (some / "renamed.txt").write_bytes((corpus / "emoji.txt").read_bytes())
    (some / "other.txt").write_bytes((corpus / "nested.txt").read_bytes())
    assert main(["rehydrate", str(twice), "--texts", str(some)]) == 1
    assert "but for those of 8 articles" in (twice / "README.md").read_text("utf-8")
    assert main(["rehydrate", str(twice), "--texts", str(corpus)]) == 0
    assert main(["rehydrate", str(once), "--texts", str(corpus)]) == 0
    assert everything(twice) == everything(once)


def test_a_format_that_holds_the_text_cannot_be_without(corpus: Path, tmp_path: Path) -> None:
    assert main(["export", str(corpus), "--format", "brat", "--output", str(tmp_path / "out"), "--no-text"]) == 2


def test_zones_can_be_cut_out(corpus: Path, tmp_path: Path) -> None:
    assert main(["export", str(corpus), "--output", str(tmp_path / "out"), "--zones", "cut"]) == 0
    [line] = [one for one in lines(tmp_path / "out" / "data.jsonl") if one["id"] == "breaks.txt"]
    assert "R. Lund" not in line["text"]
    assert line["cut"] == [[0, 15]]
    assert all(line["text"][s["start"] : s["end"]] == s["text"] for s in line["spans"])


def test_the_answer_is_one_json_document(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(corpus), "--output", str(tmp_path / "out"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["written"]
    assert answer["articles"] == len(TEXTS)
    assert answer["spans"]["quote"] == 12


def test_usage_is_refused_with_exit_2(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--output", str(tmp_path / "out")]
    assert main(["export", str(tmp_path / "nowhere"), *out]) == 2
    assert main(["export", str(corpus), *out, "--format", "word"]) == 2
    assert main(["export", str(corpus)]) == 2
    address = ["--scheduler", "tcp://localhost:8786"]
    assert main(["export", str(corpus), *out, *address]) == 2
    assert main(["export", str(corpus), *out, "--engine", "dask", *address, "--workers", "2"]) == 2
    assert main(["export", str(corpus), *out, "--group-by", "outlet"]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["export", str(tmp_path / "empty"), *out]) == 2
    assert main(["export", "--list-formats"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in FORMATS)


def test_nothing_heavy_is_imported_by_an_ordinary_export(corpus: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = f"""
import sys
from analyst_app.cli import main
main(["export", {str(corpus)!r}, "--output", {str(tmp_path / "out")!r}])
heavy = [m for m in ("pyarrow", "spacy", "distributed", "dask", "xlsxwriter", "PySide6", "numpy") if m in sys.modules]
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_of_two_gold_layers_of_one_article_neither_is_taken(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in TEXTS:
        write_sidecar(corpus / name, "gold-max", name)
    write_sidecar(corpus / "emoji.txt", "gold-ida", "emoji.txt")
    output = ["--output", str(tmp_path / "out")]
    assert main(["export", str(corpus), *output]) == 2, "not every article has exactly one"
    assert "gold-ida in 1 article" in capsys.readouterr().err
    assert main(["export", str(corpus), *output, "--layer", "gold"]) == 0
    assert "1 article" in capsys.readouterr().err, "it is said to be left out"
    found = lines(tmp_path / "out" / "data.jsonl")
    assert sorted(one["id"] for one in found) == sorted(TEXTS.keys() - {"emoji.txt"})
    assert {row["annotator"] for one in found for row in one["layers"]} == {"gold-max"}


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("asked", ["corpus", "corpus/emoji.txt", "corpus/sub"])
@pytest.mark.parametrize("place", ["corpus", "."])
def test_an_export_never_replaces_a_folder_that_holds_the_corpus(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, place: str
) -> None:
    target = tmp_path / place
    (target / "LOSSES.md").write_text("an earlier export was put here\n")
    before = files_of(tmp_path)
    assert main(["export", str(tmp_path / asked), "--output", str(target), "--overwrite"]) == 2
    assert "holds the corpus itself" in capsys.readouterr().err
    assert files_of(tmp_path) == before


def test_nor_does_one_that_is_named_by_another_way(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "way").symlink_to(tmp_path)
    (corpus / "LOSSES.md").write_text("an earlier export was put here\n")
    assert main(["export", str(corpus), "--output", str(tmp_path / "way" / "corpus"), "--overwrite"]) == 2
    assert "holds the corpus itself" in capsys.readouterr().err
    assert (corpus / "emoji.txt").exists()


@pytest.mark.parametrize("name", ["csv", "web-annotation"])
def test_texts_come_back_into_all_files_of_an_export_or_into_none(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bare = tmp_path / "bare"
    assert main(["export", str(corpus), "--format", name, "--output", str(bare), "--no-text"]) == 0
    (bare / "my notes").write_text("kept")
    before = files_of(bare)
    restore, times = standoff.restore, iter(range(1, 99))

    def fails(*given: Any, **options: Any) -> None:
        if next(times) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        restore(*given, **options)

    monkeypatch.setattr(standoff, "restore", fails)
    assert main(["rehydrate", str(bare), "--texts", str(corpus)]) == 2
    assert files_of(bare) == before
    monkeypatch.undo()
    assert main(["rehydrate", str(bare), "--texts", str(corpus)]) == 0
    assert (bare / "my notes").read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bare", "corpus"]


def test_a_link_in_an_export_is_not_read_for_its_texts_and_named(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare, outside = tmp_path / "bare", tmp_path / "outside.jsonl"
    assert main(["export", str(corpus), "--output", str(bare), "--no-text"]) == 0
    outside.write_text("no JSON at all")
    (bare / "more.jsonl").symlink_to(outside)
    capsys.readouterr()
    assert main(["rehydrate", str(bare), "--texts", str(corpus)]) == 1
    said = capsys.readouterr().err
    assert f"{bare / 'more.jsonl'} is left out: it is no file of the export's own." in said
    assert "10 of 10 articles" in said
    assert (bare / "more.jsonl").readlink() == outside
    assert outside.read_text() == "no JSON at all"


def test_an_export_may_lie_inside_the_corpus(corpus: Path) -> None:
    assert main(["export", str(corpus), "--output", str(corpus / "out")]) == 0
    assert len(lines(corpus / "out" / "data.jsonl")) == len(TEXTS)


@pytest.mark.parametrize("name", ["emoji.txt", "untagged.txt"])
def test_a_layer_of_a_newer_format_is_refused_and_named(
    corpus: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar = corpus / f"{name}.alice.annotations.json"
    sidecar.write_bytes(sidecar.read_bytes().replace(b'"version": 1', b'"version": 2', 1))
    before = files_of(corpus)
    assert main(["export", str(corpus), "--output", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert sidecar.name in said
    assert "has format version 2; that needs a newer Analyst App" in said
    assert not (tmp_path / "out").exists()
    assert files_of(corpus) == before


def test_losses_and_notices_are_said_apart(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "emoji.txt").write_text("Later.\n" + (corpus / "emoji.txt").read_text("utf-8"), "utf-8")
    assert main(["export", str(corpus), "--format", "brat", "--output", str(tmp_path / "out")]) == 0
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "found again in a text" in line]
    assert line.startswith("no loss, but to know: 4 old places of annotations")
    for name in ("LOSSES.md", "README.md"):
        before, _, after = (tmp_path / "out" / name).read_text("utf-8").partition("To know, and no loss:")
        assert "found again in a text" in after
        assert "found again in a text" not in before
        assert "line breaks and tabs" in before or "line break or tab" in before


def test_a_file_left_out_is_named_once(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layer = next(iter(sorted(corpus.rglob("*.annotations.json"))))
    layer.write_bytes(b"{")
    assert main(["export", str(corpus), "--output", str(tmp_path / "out"), "--skip-damaged"]) == 1
    assert capsys.readouterr().err.count(layer.name) == 1
    for name in ("LOSSES.md", "README.md"):
        assert (tmp_path / "out" / name).read_text("utf-8").count(layer.name) == 1


def test_an_export_that_is_a_link_is_not_filled_in(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare, link = tmp_path / "bare", tmp_path / "link"
    assert main(["export", str(corpus), "--output", str(bare), "--no-text"]) == 0
    link.symlink_to(bare)
    before = files_of(bare)
    capsys.readouterr()
    assert main(["rehydrate", str(link), "--texts", str(corpus)]) == 2
    assert f"{link} is a symbolic link; name the export itself." in capsys.readouterr().err
    assert files_of(bare) == before
    assert link.is_symlink()


def test_a_folder_of_texts_that_cannot_be_read_is_named(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare, shut = tmp_path / "bare", corpus / "shut"
    assert main(["export", str(corpus), "--output", str(bare), "--no-text"]) == 0
    shut.mkdir()
    scandir = os.scandir

    def refuses(path: Any = ".") -> Any:
        if not isinstance(path, int) and os.fspath(path) == str(shut):
            raise PermissionError(errno.EACCES, "Permission denied", str(shut))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuses)
    capsys.readouterr()
    assert main(["rehydrate", str(bare), "--texts", str(corpus)]) == 1
    assert f"{shut}: cannot be read: you may not read it." in capsys.readouterr().err
