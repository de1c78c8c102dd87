"""REFI-QDA projects and codebooks from the command line: with the proposal, which is said, or with a mapping.

Tests of commands.import_command.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate
from tests.importers.annotations.refi_samples import TEXT, at, guid, project, qdpx, selection, text_source


@pytest.fixture
def study(tmp_path: Path) -> Path:
    codes = f'<Code guid="{guid(11)}" name="Who" isCodable="true"/>'
    made = project(text_source(30, selection(20, at("Kim"), [11])), codes=codes)
    return qdpx(tmp_path / "study.qdpx", made, {"sources/t.txt": TEXT.encode()})


def tags(corpus: Path) -> list[str]:
    layer = json.loads((corpus / "talk.txt.ann.annotations.json").read_text("utf-8"))
    return [one["tag"] for one in layer["annotations"]]


def test_the_proposal_is_said_and_follows_the_folders_codebook(study: Path, tmp_path: Path, capsys) -> None:
    corpus = tmp_path / "corpus"
    assert main(["import", str(study), "--to", str(corpus)]) == 0
    assert "Codes were taken so: Who → new tag who." in capsys.readouterr().err
    assert tags(corpus) == ["who"]
    assert (corpus / "study.refi.json").is_file()
    other = tmp_path / "other"
    other.mkdir()
    book = {"format": "media-codebook", "id": "x", "version": 1, "name": "x", "tags": [{"id": "actor", "name": "Who"}]}
    (other / "codebook.json").write_text(json.dumps(book), "utf-8")
    assert main(["import", str(study), "--to", str(other)]) == 0
    assert tags(other) == ["actor"]
    assert json.loads((other / "codebook.json").read_text("utf-8")) == book


def test_a_mapping_is_followed_and_one_that_is_none_is_a_sentence(study: Path, tmp_path: Path, capsys) -> None:
    mapping = tmp_path / "map.json"
    rows = [{"path": "Who", "becomes": "tag", "tag": "person"}]
    mapping.write_text(json.dumps({"format": "media-code-map", "codes": rows}), "utf-8")
    assert main(["import", str(study), "--to", str(tmp_path / "corpus"), "--map", str(mapping)]) == 0
    assert tags(tmp_path / "corpus") == ["person"]
    mapping.write_text("[]", "utf-8")
    assert main(["import", str(study), "--to", str(tmp_path / "more"), "--map", str(mapping)]) == 2
    assert "no mapping of codes" in capsys.readouterr().err
    mapping.write_text("{", "utf-8")
    assert main(["import", str(study), "--to", str(tmp_path / "more"), "--map", str(mapping)]) == 2
    assert not (tmp_path / "more").exists()


def test_a_codebook_goes_into_a_folder_that_has_none_and_nowhere_else(tmp_path: Path, capsys) -> None:
    book = tmp_path / "book.qdc"
    code = f'<Code guid="{guid(1)}" name="Who" isCodable="true"/>'
    book.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code}</Codes></CodeBook>', "utf-8")
    corpus = tmp_path / "corpus"
    assert main(["import", str(book), "--to", str(corpus)]) == 0
    written = (corpus / "codebook.json").read_bytes()
    assert [tag["name"] for tag in json.loads(written)["tags"]] == ["Who"]
    assert main(["import", str(book), "--to", str(corpus)]) == 1
    assert "is there already and stays" in capsys.readouterr().err
    assert (corpus / "codebook.json").read_bytes() == written


def test_two_projects_of_one_name_are_both_kept_and_new_tags_are_named(study: Path, tmp_path: Path, capsys) -> None:
    corpus = tmp_path / "corpus"
    assert main(["import", str(study), "--to", str(corpus)]) == 0
    assert "The tags that the file defines were written to codebook.json." in capsys.readouterr().err
    again = tmp_path / "again"
    again.mkdir()
    codes = f'<Code guid="{guid(12)}" name="Rumour" isCodable="true"/>'
    made = project(text_source(31, selection(21, (0, 4), [12]), name="other.txt"), codes=codes)
    qdpx(again / "study.qdpx", made, {"sources/t.txt": b"They say so."})
    assert main(["import", str(again / "study.qdpx"), "--to", str(corpus)]) == 0
    assert "it lacks these tags of the file: Rumour." in capsys.readouterr().err
    assert sorted(one.name for one in corpus.glob("*.refi.json")) == ["study 2.refi.json", "study.refi.json"]
    code = main(["export", str(corpus), "--format", "refi-qda", "--output", str(tmp_path / "out")])
    assert code == 0, capsys.readouterr().err
    assert main(["import", str(study), "--to", str(corpus)]) == 0
    assert "All of it was there already." in capsys.readouterr().err
    assert len(list(corpus.glob("*.refi.json"))) == 2


def test_tags_that_layers_of_the_folder_have_stay_in_its_new_codebook(study: Path, tmp_path: Path, capsys) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "old.txt").write_text("Ada left.\n", "utf-8")
    annotate(corpus / "old.txt", "alice", ("claim", "Ada left"))
    assert main(["import", str(study), "--to", str(corpus)]) == 0
    book = json.loads((corpus / "codebook.json").read_text("utf-8"))
    assert {"claim", "quote", "actor", "who"} <= {tag["id"] for tag in book["tags"]}
    keys = [tag["key"] for tag in book["tags"] if tag.get("key")]
    assert len(keys) == len(set(keys))
    capsys.readouterr()
    assert main(["check", str(corpus)]) == 0, capsys.readouterr()


def test_two_tasks_of_semeval_on_one_text_are_two_layers(tmp_path: Path) -> None:
    (tmp_path / "article1.txt").write_text("Kim left. The mayor stayed.\n", "utf-8")
    (tmp_path / "article1.labels.tsv").write_text("1\t0\t3\n", "utf-8")
    (tmp_path / "task-TC.labels").write_text("1\tDoubt\t0\t9\n1\tSlogans\t10\t19\n", "utf-8")
    assert main(["import", str(tmp_path), "--to", str(tmp_path / "corpus")]) == 0
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == [
        "article1.txt", "article1.txt.imported.annotations.json", "article1.txt.task-tc.annotations.json",
    ]  # fmt: skip


def test_the_report_of_one_exported_file_makes_no_export_of_the_folder_it_lies_in(tmp_path: Path, capsys) -> None:
    corpus, desk = tmp_path / "corpus", tmp_path / "desk"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Ada left.", "utf-8")
    annotate(corpus / "a.txt", "alice", ("claim", "Ada left"))
    assert main(["export", str(corpus), "--output", str(desk / "set.jsonl")]) == 0
    assert (desk / "LOSSES.md").is_file()
    news = desk / "news"
    news.mkdir()
    (news / "old.txt").write_bytes("Zoë “left”.".encode("cp1252"))  # a text in another encoding, which has to come in
    to = tmp_path / "in"
    assert main(["import", str(news), "--to", str(to), "--encoding", "cp1252"]) == 0, capsys.readouterr()
    assert [path.read_text("utf-8") for path in to.glob("*.txt")] == ["Zoë “left”."]


def test_a_layer_that_stays_is_a_loss_in_the_report_and_in_json(tmp_path: Path, capsys) -> None:
    (tmp_path / "article1.txt").write_text("Kim left. The mayor stayed.\n", "utf-8")
    corpus = tmp_path / "corpus"
    for number, rows in enumerate(("1\t0\t3\n", "1\t0\t9\n")):
        (tmp_path / "a.labels").write_text(rows, "utf-8")
        capsys.readouterr()
        assert main(["import", str(tmp_path / "a.labels"), "--to", str(corpus), "--json"]) == number
    [loss] = json.loads(capsys.readouterr().out)["losses"]
    assert (loss["kind"], loss["count"], loss["lost"]) == ("layer there already", 1, True)
    assert "article1.txt has a layer imported already" in (corpus / "IMPORT.md").read_text("utf-8")


def test_under_strict_a_codebook_of_which_something_would_be_lost_stays_out(tmp_path: Path, capsys) -> None:
    book = tmp_path / "book.qdc"
    code = f'<Code guid="{guid(1)}" name="Who" isCodable="true"/>'
    codes, sets = f"<Codes>{code}</Codes>", f'<Sets><Set guid="{guid(2)}" name="People"/></Sets>'
    book.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{codes}{sets}</CodeBook>', "utf-8")
    assert main(["import", str(book), "--to", str(tmp_path / "corpus"), "--strict"]) == 1
    assert "set People" in capsys.readouterr().err
    assert not (tmp_path / "corpus").exists()
