"""A whole export can be asked for again by the command line that its card gives."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyst_app.commands import export_command
from analyst_app.errors import ExportRefused
from analyst_app.export.engine import Onlooker
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.source_row import EVERY_FACT
from analyst_app.export.registry import FORMATS
from tests.corpus.corpora import annotate, write_article
from tests.export.torture import write_corpus

PLAIN = ExportRequest(Path("my news"), "conll", Path("out/set 1"))


def asked_by(command: str) -> ExportRequest:
    """The request that the app makes of a command line."""
    program, subcommand, *words = shlex.split(command)
    assert (program, subcommand) == ("analyst-app", "export")
    parser = argparse.ArgumentParser()
    export_command.configure(parser)
    return export_command.request_of(parser.parse_args(words))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"layer": "gold"},
        {"split": "80/10/10"},
        {"split": "80/20", "seed": 7, "group_by": "outlet"},
        {"overlap": "longest"},
        {"scheme": "IOBES"},
        {"with_text": False},
        {"with_text": False, "quote_length": 5},
        {"with_zones": False},
        {"is_verified": False},
        {"skips_damaged": True},
        {"is_strict": True},
        {"with_pseudonyms": True},
    ],
    ids=repr,
)
def test_the_command_line_of_a_card_asks_for_the_same_export(changes: dict[str, Any]) -> None:
    request = replace(PLAIN, **changes)
    assert asked_by(request.command()) == request


def test_a_command_line_names_only_what_differs_from_what_is_usual() -> None:
    assert PLAIN.command() == "analyst-app export 'my news' --format conll --output 'out/set 1'"
    without_use = replace(PLAIN, seed=7, quote_length=5)
    assert without_use.command() == PLAIN.command(), "there is no split, and no quote is shortened"


@pytest.mark.parametrize("form", ["jsonl", "huggingface", "xlsx"])
@pytest.mark.parametrize("goes", ["", "b.txt"])
def test_an_article_that_comes_between_the_split_and_the_writing_is_said_and_nothing_is_written(
    form: str, goes: str, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    for name in ("a.txt", "b.txt", "c.txt"):
        annotate(write_article(corpus, name, f"Ada Brandt wrote {name}.\n"), "alice", ("actor", "Ada Brandt"))

    def a_colleague_works(done: int, total: int) -> None:
        if not (corpus / "d.txt").exists():
            annotate(write_article(corpus, "d.txt", "Ada Brandt left.\n"), "alice", ("actor", "Ada Brandt"))
            for file in corpus.glob(f"{goes}*") if goes else ():
                file.unlink()

    request = ExportRequest(corpus, form, tmp_path / "made", split="50/50")
    with pytest.raises(ExportRefused, match="came or went during the export"):
        export(request, Onlooker(a_colleague_works))
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    export(request)
    assert (tmp_path / "made" / "LOSSES.md").exists()


FACTS = {"title": "TITLEX", "outlet": "OUTLETX", "author": "AUTHORX", "date": "2024-05-01", "url": "https://x.org",
         "language": "en-AU", "retrieved": "2024-05-02T10:00:00Z", "desk": "DESKX", "copies": 41007}  # fmt: skip


PACKED = ("huggingface", "parquet", "xlsx", "spacy", "report-docx")
"""Formats whose files must be opened to see what is in them: their own tests do."""


@pytest.mark.parametrize(
    "format_name", [name for name, form in FORMATS.items() if EVERY_FACT in form.facts and name not in PACKED]
)
def test_every_fact_of_an_article_is_in_every_format(format_name: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("“Ada left”.\n", "utf-8")
    annotate(corpus / "a.txt", "alice", ("quote", "“Ada left”"))
    (corpus / "a.txt.source.json").write_text(json.dumps({"format": "media-source", "version": 1, **FACTS}), "utf-8")
    done = export(ExportRequest(corpus, format_name, tmp_path / "out", workers=1))
    assert done.outcome.losses.total == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.suffix != ".md"]
    data = b"".join(piece for path in files for piece in _opened(path))
    assert [value for value in FACTS.values() if str(value).encode() not in data] == []


def _opened(path: Path) -> list[bytes]:
    if path.suffix not in (".zip", ".qdpx"):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as parts:
        return [parts.read(name) for name in parts.namelist()]


@pytest.mark.parametrize(
    ("form", "name", "line"),
    [
        ("report", "page.html", 'webbrowser.open("PATH")'),
        ("report", "pages", 'webbrowser.open("PATH/index.html")'),
        ("jsonl", "set.jsonl", 'datasets.load_dataset("json", data_files="PATH")'),
        ("jsonl", "set", 'datasets.load_dataset("json", data_dir="PATH")'),
        ("quotes", "quotes-of-may.csv", 'pandas.read_csv("PATH", keep_default_na=False)'),
    ],
)
def test_the_card_says_how_to_load_what_lies_there(tmp_path: Path, form: str, name: str, line: str) -> None:
    place = tmp_path / name
    export(ExportRequest(write_corpus(tmp_path / "corpus"), form, place, workers=1))
    card = (place / "README.md" if place.is_dir() else place.with_name(f"{place.stem}.README.md")).read_text("utf-8")
    assert f"It is read with\n\n    {line.replace('PATH', str(place))}\n" in card


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six articles, of which two persons read each."""
    corpus = tmp_path_factory.mktemp("small")
    for number in range(6):
        words = f"Ada Brandt said “the ferry of line {number} stays in port {number * 7}” on day {number}.\n"
        path = write_article(corpus, f"a{number}.txt", words)
        for person in ("alice", "bob"):
            annotate(path, person, ("quote", f"“the ferry of line {number} stays in port {number * 7}”"))
    return corpus


@pytest.mark.parametrize("form", [name for name, one in FORMATS.items() if one.usage])
def test_every_card_names_a_file_or_folder_that_is_there(small: Path, tmp_path: Path, form: str) -> None:
    """ARTICLE stands for a name, and an asterisk for any: some file must fit. The same for parts, for one reading or
    two, and where the output names one file.
    """
    suffix = FORMATS[form].suffix
    asked = [("whole", {}), ("parts", {"split": "60/20/20"}), ("one", {"layer": "alice"})]
    for name, more in [*asked, *([(f"file{suffix}", {})] if suffix else [])]:
        place = tmp_path / name
        export(ExportRequest(small, form, place, workers=1, is_verified=False, **{"layer": "all", **more}))
        card = (place / "README.md" if place.is_dir() else place.with_name(f"{place.stem}.README.md")).read_text(
            "utf-8"
        )
        line = card.partition("It is read with\n\n    ")[2].partition("\n")[0]
        for named in re.findall(r'"([^"]*)"', line) if "cassis" not in line else ():
            if named.startswith(str(tmp_path)):
                pattern = named.replace("ARTICLE", "*").removeprefix(f"{tmp_path}/")
                assert list(tmp_path.glob(pattern)), line


@pytest.mark.parametrize("form", ["jsonl", "report", "conll"])
def test_articles_that_nobody_has_read_are_counted(small: Path, tmp_path: Path, form: str) -> None:
    """Six articles are read by two; of three more nobody has read two, one in a folder of its own, and carol the
    third: of an export of alice's reading all three are left out, and it says so.
    """
    corpus = tmp_path / "corpus"
    shutil.copytree(small, corpus)
    write_article(corpus, "unread.txt", "Nobody has read this.\n")
    write_article(corpus / "inner", "unread.txt", "Nor this.\n")
    annotate(write_article(corpus, "other.txt", "Ada Brandt left.\n"), "carol", ("actor", "Ada Brandt"))
    place = tmp_path / "out"
    exported = export(ExportRequest(corpus, form, place, layer="alice", workers=1, is_strict=form == "jsonl"))
    assert exported.left_out == 3
    assert "| articles left out because they lack the chosen layer | 3 |" in (place / "LOSSES.md").read_text("utf-8")
