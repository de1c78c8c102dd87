"""A file name that is not UTF-8 is shown with its bad bytes as %XX, everywhere, and works as any other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")

WORDS = "Ada Brandt said no about the depot.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles: a plain one, one with a byte of Latin-1, and one whose name is spelt as that one is shown."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in (b"good.txt", b"caf\xe9.txt", b"caf%E9.txt"):
        place = folder / os.fsdecode(name)
        place.write_text(WORDS, "utf-8")
        annotate(place, "alice", ("actor", "Ada Brandt"))
    return folder


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict, str]:  # type: ignore[type-arg]
    code = main([*map(str, words)])
    out, err = capsys.readouterr()
    return code, json.loads(out), err


def test_a_layer_names_its_article_in_a_form_that_can_be_read(corpus: Path) -> None:
    names = []
    for path in corpus.glob("*.annotations.json"):
        data = json.loads(path.read_text("utf-8"))
        names.append(data["source"]["name"])
    assert sorted(names) == ["caf%E9.txt", "caf%E9.txt", "good.txt"]


def test_check_and_suggest_name_it_so(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found, _ = answer(capsys, "suggest", corpus, "--json")
    shown = sorted(Path(article["path"]).name for article in found["articles"])
    assert shown == ["caf%E9.txt", "caf%E9.txt", "good.txt"]
    code, found, _ = answer(capsys, "check", corpus, "--json")
    assert (code, found["articles"], found["layers"]) == (0, 3, 3)


def test_an_export_has_every_article_and_no_two_of_one_id(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export", str(corpus), "--format", "jsonl", "--output", str(tmp_path / "out")])
    assert code == 0, capsys.readouterr()
    lines = (tmp_path / "out" / "data.jsonl").read_text("utf-8").splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert len(set(ids)) == 3
    assert all(one.startswith(("good", "caf%E9")) for one in ids)


def test_search_finds_each_by_its_bytes_and_shows_it_so(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / os.fsdecode(b"d\xe4r")).mkdir()
    (corpus / os.fsdecode(b"d\xe4r") / "x.txt").write_text("The depot, too.\n", "utf-8")
    for _ in range(2):  # the second is answered by the index
        code, found, err = answer(capsys, "search", corpus, "depot", "--json")
        assert (code, err) == (0, "")
        assert sorted(hit["article"] for hit in found["hits"]) == [
            "caf%E9.txt",
            "caf%E9.txt",
            "d%E4r/x.txt",
            "good.txt",
        ]
    (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("Nothing left of it.\n", "utf-8")
    _, found, _ = answer(capsys, "search", corpus, "depot", "--json")
    assert len(found["hits"]) == 3
    _, found, _ = answer(capsys, "search", corpus, "Brandt", "--tag", "actor", "--json")
    assert len(found["hits"]) == 2, "the text of one has changed"


def test_an_import_gives_its_article_that_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / os.fsdecode(b"caf\xe9.html")
    source.write_text(f"<html><body><article><h1>Depot</h1><p>{WORDS * 5}</p></article></body></html>", "utf-8")
    code, found, _ = answer(capsys, "import", source, "--to", tmp_path / "in", "--json")
    assert code == 0
    assert [path.name for path in sorted((tmp_path / "in").iterdir())] == ["caf%E9.txt", "caf%E9.txt.source.json"]
    assert found["articles"][0]["original"] == "caf%E9.html"
    assert json.loads((tmp_path / "in" / "caf%E9.txt.source.json").read_text("utf-8"))["original"] == "caf%E9.html"
