"""Tests of export.told_files: an export with pseudonyms names annotators in no sentence; the person is told all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.export.told_files import Unnaming
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate

WRITTEN = ("LOSSES.md", "README.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that zora and yuri read; of one, zora's file is damaged, and the other's text was changed since."""
    made = tmp_path / "people" / "zora" / "corpus"
    made.mkdir(parents=True)
    for name in ("one.txt", "two.txt"):
        (made / name).write_bytes(HARBOUR.encode())
        for layer in ("zora", "yuri"):
            annotate(made / name, *HARBOUR_TAGS, layer=layer, state=tmp_path / "state")
    (made / "one.txt.zora.annotations.json").write_text("{", "utf-8")
    (made / "two.txt").write_text(f"First.\n\n{HARBOUR}", "utf-8")
    return made


@pytest.mark.parametrize("layer", ["all", "zora"])
def test_no_sentence_that_is_written_names_an_annotator_or_a_folder_above(
    folder: Path, layer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ["--layer", layer, "--output", str(out), "--skip-damaged", "--pseudonyms"]
    assert cli.main(["export", str(folder), *arguments]) == 1
    assert f"{folder / 'one.txt.zora.annotations.json'}" in capsys.readouterr().err
    written = {name: (out / name).read_text("utf-8") for name in WRITTEN}
    for text in written.values():
        assert "zora" not in text
        assert "yuri" not in text
        assert str(tmp_path) not in text
        assert "one.txt.annotator-" in text


def test_without_pseudonyms_files_are_named_as_they_are(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cli.main(["export", str(folder), "--layer", "all", "--output", str(out), "--skip-damaged"]) == 1
    assert str(folder / "one.txt.zora.annotations.json") in (out / "LOSSES.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (
            "/data/team/sub/a.txt.ann.annotations.json cannot be read.",
            "sub/a.txt.annotator-1.annotations.json cannot be read.",
        ),
        ("/data/codebook.json is damaged.", "codebook.json is damaged."),
        ("a.txt.Bob B. Ray.annotations.json is no layer.", "a.txt.annotator.annotations.json is no layer."),
        ("The layer ann is damaged, and so is ann.", "The layer annotator-1 is damaged, and so is annotator-1."),
        ("ann.txt: the plan of Joann cannot be read.", "ann.txt: the plan of Joann cannot be read."),
        (
            "a.txt cannot be read: it leads nowhere: /home/ann/x is not there.",
            "a.txt cannot be read: it leads elsewhere.",
        ),
        ("a.txt is a link: it leads in a circle.", "a.txt is a link: it leads in a circle."),
        ("x.TXT.ann-2.annotations.json: ann-2", "x.TXT.annotator-2.annotations.json: annotator-2"),
    ],
)
def test_a_sentence_keeps_the_article_and_loses_the_names(words: str, written: str) -> None:
    aliases = {"ann": "annotator-1", "ann-2": "annotator-2"}
    assert Unnaming(Path("/data/team/x.txt"), aliases).words(words) == written


def test_an_export_of_here_names_the_move_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "depot.txt").write_bytes(HARBOUR.encode())
    annotate(corpus / "depot.txt", *HARBOUR_TAGS, state=tmp_path / "state")
    (corpus / "depot.txt").rename(corpus / "depot 2024.txt")
    monkeypatch.chdir(corpus)
    assert cli.main(["export", ".", "--output", str(tmp_path / "out")]) == 2
    assert "move it to depot 2024.txt.alice.annotations.json" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["", "depot.txt"])
def test_a_corpus_whose_only_layer_has_an_odd_name_is_not_called_one_without_annotations(
    tmp_path: Path, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "depot.txt").write_bytes(HARBOUR.encode())
    layer = annotate(corpus / "depot.txt", *HARBOUR_TAGS, state=tmp_path / "state")
    layer.rename(corpus / "depot.txt.Alice.annotations.json")
    assert cli.main(["export", str(corpus / asked), "--output", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "no annotations" not in said
    assert "depot.txt.Alice.annotations.json is no layer's name: rename it to depot.txt.alice" in said
