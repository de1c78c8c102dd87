"""Files by which a dataset is cited, as cffconvert reads them, and what they say of people and licences.

Tests of export.describing.citation and export.describing.credits.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from analyst_app.errors import UsageError
from analyst_app.export.describing.citation import ZENODO, check_citation, citation_files
from analyst_app.export.describing.credits import Author, Credits, is_orcid
from analyst_app.export.exporting import ExportRequest, export
from tests.export.exports import ROOT, corpus

CREDITS = Credits('Quotes: the "harbour" # 1', ("Brandt, Ada (0000-0002-1825-0097)", "Harbour Institute"), "cc-by-4.0")
SUMMARY = "2 news articles with 7 annotations."


def converted(folder: Path, *arguments: str) -> str:
    """What cffconvert answers about the CITATION.cff of a folder."""
    program = ROOT / ".venv-oracles-cffconvert" / "bin" / "cffconvert"
    if not program.exists():
        pytest.skip("outside reader not installed: cffconvert (./check installs it)")
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def written(folder: Path, credits: Credits) -> Path:
    for name, text in citation_files(credits, SUMMARY).items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("licence", ["cc-by-4.0", "", "https://example.org/terms", "for research only"])
def test_cffconvert_finds_it_valid_whatever_the_licence_is(tmp_path: Path, licence: str) -> None:
    folder = written(tmp_path, Credits(CREDITS.title, CREDITS.authors, licence))
    assert "valid according to schema version 1.2.0" in converted(folder, "--validate")


def test_zenodo_is_told_what_cffconvert_would_tell_it(tmp_path: Path) -> None:
    folder = written(tmp_path, CREDITS)
    ours = json.loads((folder / ".zenodo.json").read_text("utf-8"))
    theirs = json.loads(converted(folder, "--format", "zenodo"))
    assert ours.pop("upload_type") == "dataset"
    assert ours == theirs


@pytest.mark.parametrize(
    ("licence", "in_zenodo", "in_cff"),
    [  # Zenodo's field takes identifiers only, CFF's an identifier or an address; a licence is told in any case
        ("cc-by-4.0", '"id": "CC-BY-4.0"', "license: CC-BY-4.0"),
        ("https://example.org/terms", f"{SUMMARY} Licence: https://example.org/terms", "license-url: "),
        ("for research only", f"{SUMMARY} Licence: for research only", f'abstract: "{SUMMARY} Licence: for research'),
    ],
)
def test_the_licence_stands_in_both_files_whatever_it_is(
    tmp_path: Path, licence: str, in_zenodo: str, in_cff: str
) -> None:
    folder = written(tmp_path, Credits(CREDITS.title, CREDITS.authors, licence))
    zenodo, cff = ((folder / name).read_text("utf-8") for name in (".zenodo.json", "CITATION.cff"))
    assert in_zenodo in zenodo
    assert in_cff in cff
    assert zenodo.count("icence") + zenodo.count("icense") == 1
    assert "Licence" not in cff or "license" not in cff


def test_a_name_without_a_comma_is_nobodys_family_name() -> None:
    assert Author.parse("Brandt, Ada") == Author("Brandt, Ada", "Brandt", "Ada")
    assert Author.parse(" Ada  Brandt ") == Author("Ada Brandt")
    for words in ("Brandt, Ada 0000-0002-1825-0097", "Brandt, Ada <https://orcid.org/0000-0002-1825-0097>"):
        assert Author.parse(words) == Author("Brandt, Ada", "Brandt", "Ada", "0000-0002-1825-0097")


@pytest.mark.parametrize("credits", [Credits(), Credits("T"), Credits(authors=("Brandt, Ada",))])
def test_nothing_is_cited_that_nobody_named(credits: Credits) -> None:
    with pytest.raises(UsageError, match="needs its title and its authors"):
        check_citation(credits)


def test_the_files_stand_in_the_folder_only_if_asked_for_and_never_beside_one_file(tmp_path: Path) -> None:
    def asked(name: str, *, cited: bool) -> ExportRequest:
        return ExportRequest(corpus=corpus(), output=tmp_path / name, credits=CREDITS, with_citation=cited, workers=1)

    export(asked("cited", cited=True))
    export(asked("bare", cited=False))
    names = {"CITATION.cff", ".zenodo.json"}
    assert names <= {path.name for path in (tmp_path / "cited").iterdir()}
    assert not names & {path.name for path in (tmp_path / "bare").iterdir()}
    with pytest.raises(UsageError, match="belong in a folder; name one"):
        export(asked("data.jsonl", cited=True))
    assert not (tmp_path / "data.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("0000-0002-1825-0097", True), ("0000-0002-1694-233X", True), ("0000-0002-1825-0098", False)],
)
def test_the_last_sign_of_an_orcid_goes_with_the_others(words: str, is_one: bool) -> None:
    """The first two are the examples of ORCID's own support page on the structure of the identifier."""
    assert is_orcid(words) is is_one


def test_zenodo_is_given_words_and_no_markup() -> None:
    """Zenodo's REST API: the description of a deposition is HTML."""
    made = json.loads(citation_files(CREDITS, "A <script>alert(1)</script> & more.")[ZENODO])
    assert made["description"] == "A &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."
