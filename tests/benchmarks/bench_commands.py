"""Commands against the least that they must do: each export and ``agree`` against decoding the same layers."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.cli import main
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.export.registry import FORMATS
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.benchmarks.export_corpus import make
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import in_turn, quotients
from tests.review.made_layers import two_layers
from tests.saves import save_now

_EXPORTED, _COMPARED = 400, 1_000
_ROUNDS = 3
_CHEAP = ("jsonl", "csv", "huggingface")
_DEAR = "each layer is read with every check, which takes 3 of them; what was written is read back and compared"
_TOKENS = "finding the tokens takes 10 of them"
_SENTENCES = f"{_TOKENS}, the language and the sentences as many; the rest is writing them and reading them back"
_SURVEYED = "each layer is read twice with every check, the first time for the columns; what was written is read back"
_WHY = {
    "csv": _SURVEYED,
    "csv-excel": _SURVEYED,
    "xlsx": "XlsxWriter alone takes two thirds for the same rows; each layer is read twice",
    "spacy": "spaCy alone takes four fifths for the same documents",
    "conll": _SENTENCES,
    "uima-cas": _SENTENCES,
    "prodigy": f"{_TOKENS}, what stands between them 7; the rest is writing them and reading them back",
}
"""Why a format misses its goal; where nothing is said, for ``_DEAR``."""


def rows() -> Iterator[Row]:
    """All figures of this room."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        yield from _exports(folder)
        yield from _one_of_three(folder)
        yield from _agreement(folder)


def decode(folder: Path) -> None:
    """Read and decode every layer of a folder: what no command can do without."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".json"):
            with open(entry.path, "rb") as file:  # noqa: PTH123 - the barest reading
                msgspec.json.decode(file.read())


def run(*arguments: str | Path) -> None:
    """Run a command in this process, without its words."""
    said = sys.stdout, sys.stderr
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        try:
            code = main([str(argument) for argument in arguments])
        finally:
            sys.stdout, sys.stderr = said
    assert code == 0, arguments


def export(corpus: Path, name: str, output: Path, *more: str) -> Path:
    """Export into a new folder, with one process."""
    shutil.rmtree(output, ignore_errors=True)
    run("export", corpus, "--format", name, "--output", output, "--workers", "1", *more)
    return output


def _exports(folder: Path) -> Iterator[Row]:
    corpus, out = make(folder / "corpus", _EXPORTED), folder / "out"
    works: list[Callable[[], object]] = [lambda: decode(corpus)]
    works += [lambda name=name: export(corpus, name, out / name) for name in FORMATS]
    taken = in_turn(works, _ROUNDS)
    for name, spent in zip(FORMATS, taken[1:], strict=True):
        what = f"export of {_EXPORTED} articles as {name} / reading and decoding their layers"
        yield quotients(spent, taken[0]).row(what, 4 if name in _CHEAP else 20, why=_WHY.get(name, _DEAR))
    libraries = {"huggingface": _parquet_again, "xlsx": _workbook_again, "spacy": _documents_again}
    for name, again in libraries.items():
        own = [out / name, folder / "again"]
        once = again(*own)
        ours, theirs = in_turn([lambda name=name: export(corpus, name, out / name), once], _ROUNDS)
        what = f"export as {name} / its own library writing the same rows"
        yield quotients(ours, theirs).row(what, 1.5, why="the layers are read, placed and read back after writing")


def _parquet_again(exported: Path, place: Path) -> Callable[[], object]:
    from pyarrow import parquet

    tables = [parquet.read_table(path).to_pylist() for path in sorted(exported.rglob("*.parquet"))]
    schemas = [parquet.read_schema(path) for path in sorted(exported.rglob("*.parquet"))]

    def write() -> None:
        import pyarrow

        for rows, schema in zip(tables, schemas, strict=True):
            parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), place)

    return write


def _workbook_again(exported: Path, place: Path) -> Callable[[], object]:
    import openpyxl
    import xlsxwriter

    book = openpyxl.load_workbook(next(exported.rglob("*.xlsx")), read_only=True)
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]

    def write() -> None:
        with xlsxwriter.Workbook(str(place), {"constant_memory": True}) as made_again:
            for rows in sheets:
                sheet = made_again.add_worksheet()
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)

    return write


def _documents_again(exported: Path, place: Path) -> Callable[[], object]:
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("xx")
    documents: list[tuple[str, dict[str, list[tuple[int, int, str]]]]] = []
    for path in sorted(exported.rglob("*.spacy")):
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            spans = {
                key: [(one.start_char, one.end_char, one.label_) for one in group] for key, group in doc.spans.items()
            }
            documents.append((doc.text, spans))

    def write() -> None:
        packed: Any = DocBin(store_user_data=True)
        for text, groups in documents:
            doc = nlp.make_doc(text)
            for key, spans in groups.items():
                found = [doc.char_span(start, end, label) for start, end, label in spans]
                doc.spans[key] = [span for span in found if span is not None]
            packed.add(doc)
        packed.to_disk(place)

    return write


def _one_of_three(folder: Path) -> Iterator[Row]:
    three, one = folder / "three", folder / "one"
    for place in (three, one):
        make(place, _EXPORTED)
    for sidecar in list(three.glob("*.alice.annotations.json")):
        for other in ("bob", "carol"):
            data = sidecar.read_text("utf-8").replace('"alice"', f'"{other}"')
            sidecar.with_name(sidecar.name.replace(".alice.", f".{other}.")).write_text(data, "utf-8")
    out = folder / "out"
    ours, theirs = in_turn(
        [
            lambda: export(three, "jsonl", out / "three", "--layer", "alice"),
            lambda: export(one, "jsonl", out / "one", "--layer", "alice"),
        ],
        _ROUNDS,
    )
    yield quotients(ours, theirs).row("export one of three layers / of a folder with one", 1.5)


def _agreement(folder: Path) -> Iterator[Row]:
    corpus = folder / "three disagree"
    corpus.mkdir()
    codebook = Codebook.from_data(built_in_codebook())
    for number in range(_COMPARED):
        a, b, length = two_layers(20, seed=number)
        c, _, _ = two_layers(20, seed=number + _COMPARED)
        article = corpus / f"a{number}.txt"
        article.write_text(("The council met and nobody could say why. " * 40)[: max(length, 1_000)], "utf-8")
        document = Session.read_article(article)
        for layer, reading in (("a", a), ("b", b), ("c", c)):
            session = Session.load(article, document, layer_id=layer, codebook=codebook, state=folder / "state")
            session.do("make", Change((), (*reading.annotations, *reading.links)))
            save_now(session)
            session.close()
    ours, theirs = in_turn([lambda: run("agree", corpus), lambda: decode(corpus)], 3)
    what = f"agree on {_COMPARED:,} articles × 3 who disagree / decoding their layers"
    yield quotients(ours, theirs).row(
        what, 5, why="reading with every check takes 6 of them, the tally 6, the intervals 2"
    )
