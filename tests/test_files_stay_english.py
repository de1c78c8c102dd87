"""What is written into files, and answered to programs, is the same in every language, byte for byte.

The language is the one that nobody speaks (tests.translations.pseudo): every text of the program is another in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app import cli, wording
from analyst_app.corpus.articles import built_in
from analyst_app.export import registry
from analyst_app.preferences import languages_folder, speak
from tests.translations import pseudo

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
NEEDS_MORE = {"spacy", "huggingface", "parquet"}
"""Formats whose library takes seconds to load: their words are those of the others."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo.write(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(autouse=True)
def spoken(catalogue: Path) -> Iterator[None]:
    languages_folder().mkdir(parents=True)
    shutil.copy2(catalogue, languages_folder())
    yield
    wording.use(None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    shutil.copytree(SAMPLES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "broken.txt").write_bytes(b"no text \xff\xfe\x00")
    (folder / "depot.txt.odd name.annotations.json").write_text("{}", "utf-8")
    return folder


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(set(registry.FORMATS) - NEEDS_MORE))
def test_an_export_is_the_same_in_every_language(
    tmp_path: Path, corpus: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {}
    for language in ("en", pseudo.CODE):
        monkeypatch.setenv("ANALYST_APP_LANGUAGE", language)
        place = tmp_path / "made" / "out"
        place.parent.mkdir()
        words = ["export", str(corpus), "--format", name, "--layer", "sample", "--output", str(place), "--skip-damaged"]
        cli.main([*words, "--workers", "1"])
        files[language] = written(place.parent)
        place.parent.rename(tmp_path / language)
    assert files["en"]
    for file, data in files["en"].items():
        assert files[pseudo.CODE][file] == data, file
    assert pseudo.OPENING.encode() not in b"".join(files[pseudo.CODE].values())


def test_an_import_is_the_same_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    page = (
        "<html><body><article><h1>Quay</h1><p>The quay stays closed, said Ada.</p><img src=x></article></body></html>"
    )
    (tmp_path / "in" / "page.html").write_text(page, "utf-8")
    (tmp_path / "in" / "table.csv").write_text("title,text\nQuay,The quay stays closed.\n,\n", "utf-8")
    note = "# Quay\n\n![a picture](x.png)\n\n[^1]: A foot note.\n\nIt stays closed. [^1]\n\n<b>x</b>\n"
    (tmp_path / "in" / "letter.md").write_text(note, "utf-8")
    files = {}
    for language in ("en", pseudo.CODE):
        monkeypatch.setenv("ANALYST_APP_LANGUAGE", language)
        cli.main(["import", str(tmp_path / "in"), "--to", str(tmp_path / language)])
        files[language] = written(tmp_path / language)
    assert sorted(files["en"]) == sorted(files[pseudo.CODE])
    assert "letter.txt.source.json" in files["en"]
    assert pseudo.OPENING.encode() not in b"".join(files[pseudo.CODE].values())


def test_the_built_in_codebook_speaks_and_stays_what_it_is() -> None:
    english = built_in()
    speak(pseudo.CODE)
    other = built_in()
    assert [tag.id for tag in other.tags] == [tag.id for tag in english.tags]
    assert other.tags[0].name == pseudo.pseudo("Claim")
    assert other.raw == english.raw
