"""A folder for Hugging Face loads by the line that its card says: with an empty part, and with its texts put back.

Tests of export.describing.hub_head, export.describing.croissant and export.standoff.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate, write_article
from tests.export.exports import need, python

_LOAD = """
import sys, datasets
for number, folder in enumerate(sys.argv[2:]):
    kind = ["json"] if "lines" in folder else []
    place = {"data_dir": folder} if kind else {"path": folder}
    made = datasets.load_dataset(*kind, **place, cache_dir=f"{sys.argv[1]}/{number}")
    print(sorted(made), next(spans[0]["text"] for part in made.values() for spans in part["spans"]))
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "corpus"
    for name, text in (("a.txt", "Ada Brandt said “we stay”.\n"), ("b.txt", "Bo Lee left on Monday.\n")):
        annotate(write_article(folder, name, text), "alice", ("actor", text[:6]))
    return folder


def exported(corpus: Path, output: Path, *options: str) -> Path:
    assert main(["export", str(corpus), "--format", "huggingface", "--output", str(output), *options]) == 0
    return output


def refilled(corpus: Path, output: Path) -> Path:
    exported(corpus, output, "--no-text", "--quote-length", "0")
    assert main(["rehydrate", str(output), "--texts", str(corpus)]) == 0
    return output


@pytest.mark.slow
@pytest.mark.xdist_group("outside readers")
def test_load_dataset_takes_a_folder_with_an_empty_part_and_one_with_its_texts_put_back(
    corpus: Path, tmp_path: Path
) -> None:
    need("datasets")
    parted, back = exported(corpus, tmp_path / "parted", "--split", "80/10/10"), refilled(corpus, tmp_path / "back")
    said = python(_LOAD, str(tmp_path / "cache"), str(parted), str(back), HF_HUB_OFFLINE="1").splitlines()
    assert said == ["['train', 'validation'] Ada Br", "['train'] Ada Br"]


@pytest.mark.slow
@pytest.mark.xdist_group("outside readers")
def test_load_dataset_takes_lines_with_an_empty_part_and_lines_of_which_some_texts_are_put_back(
    corpus: Path, tmp_path: Path
) -> None:
    need("datasets")
    parted = exported(corpus, tmp_path / "lines parted", "--split", "80/10/10", "--format", "jsonl")
    assert sorted(path.stem for path in parted.glob("*.jsonl")) == ["train", "validation"]
    some = exported(corpus, tmp_path / "lines some", "--split", "50/50", "--format", "jsonl", "--no-text")
    (tmp_path / "some").mkdir()
    [first] = (json.loads(line) for line in (some / "train.jsonl").read_text("utf-8").splitlines())
    for path in corpus.glob("*.txt"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == first["source"]["text_sha256"]:
            (tmp_path / "some" / path.name).write_bytes(path.read_bytes())
    assert main(["rehydrate", str(some), "--texts", str(tmp_path / "some")]) == 1
    said = python(_LOAD, str(tmp_path / "cache"), str(parted), str(some), HF_HUB_OFFLINE="1").splitlines()
    words = next(path.read_text("utf-8")[:6] for path in (tmp_path / "some").glob("*.txt"))
    assert said == ["['train', 'validation'] Ada Br", f"['test', 'train'] {words}"]


@pytest.mark.parametrize("name", ["jsonl", "csv", "huggingface", "parquet", "web-annotation", "one file"])
def test_once_texts_are_back_the_card_tells_each_file_as_it_is_and_the_export_can_be_replaced(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    """The card of an export is right about its files at any time: also after `rehydrate`, which writes them anew."""
    output, kind = (tmp_path / "set.jsonl", "jsonl") if name == "one file" else (tmp_path / "out", name)
    command = ["export", str(corpus), "--format", kind, "--output", str(output)]
    assert main([*command, "--no-text"]) == 0
    assert main(["rehydrate", str(output), "--texts", str(corpus)]) == 0
    folder = output if output.is_dir() else tmp_path
    card = (folder / ("README.md" if output.is_dir() else "set.README.md")).read_text("utf-8")
    assert "\n## Texts\n\nThe texts were put back since by `analyst-app rehydrate`.\n" in card
    listed = dict(re.findall(r"^- `([^`]+)`: ([0-9a-f]{64})$", card, re.MULTILINE))
    own = [path for path in folder.rglob("*") if path.suffix in (".txt", ".jsonld") and path.parent != corpus]
    if name == "web-annotation":
        assert list(listed) == [f"({len(own)} files of articles)"] == ["(4 files of articles)"]
    else:
        found = {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in listed}
        assert listed == found != {}
    assert main([*command, "--overwrite"]) == 0


def test_the_card_and_croissant_tell_the_sums_that_the_files_have_once_their_texts_are_back(
    corpus: Path, tmp_path: Path
) -> None:
    back = refilled(corpus, tmp_path / "back")
    [file] = back.glob("data/*.parquet")
    name, sha256 = f"data/{file.name}", hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"- `{name}`: {sha256}\n" in (back / "README.md").read_text("utf-8")
    said = json.loads((back / "croissant.json").read_text("utf-8"))
    assert [one["sha256"] for one in said["distribution"] if one["@id"] == name] == [sha256]
    fields = {one["@id"] for column in said["recordSet"][0]["field"] for one in column.get("subField", ())}
    assert "default/spans/text" in fields
    assert "default/spans/quote" not in fields
