"""Agreement between annotators, tag by tag, over all articles that two or more of them have read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analyst_app.commands.layer_files import chosen_layers, read_reading
from analyst_app.commands.terminal import Progress, put, put_json, say
from analyst_app.core.codebook import Codebook
from analyst_app.errors import DocumentUnreadable, SidecarInvalid, UsageError
from analyst_app.review.agreement import MEASURES, Agreement, Scope
from analyst_app.review.agreement_data import agreement_data
from analyst_app.review.align import Reading
from analyst_app.review.tally import tally

_HEADINGS = ("F1 exact", "F1 overlap", "kappa", "alpha", "u-alpha")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of articles, or one article")
    parser.add_argument("--layers", metavar="A,B,…", help="which layers (default: all but gold)")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 whatever the answer is."""
    data = agreement_data(measured(arguments.corpus, arguments.layers))
    if arguments.json:
        put_json(data)
    else:
        _show(data)
    return 0


def measured(corpus: Path, asked: str | None = None) -> Agreement:
    """The agreement in a corpus.

    Raises:
        UsageError: there is nothing to compare.
    """
    from analyst_app.dataset import annotated

    articles = list(annotated(corpus))
    layers = chosen_layers((layer for _, own in articles for layer in own), asked)
    shared = [(path, [layer for layer in layers if layer in own]) for path, own in articles]
    shared = [(path, own) for path, own in shared if len(own) > 1]
    if not shared:
        raise UsageError(f"No article has two of the layers {', '.join(layers)}: there is nothing to compare.")
    agreement = Agreement(layers, Scope.of(_codebook(corpus)))
    progress = Progress("articles", len(shared))
    for done, (length, readings) in enumerate(read_shared(shared), 1):
        agreement.add(tally(readings, length))
        progress.at(done)
    return agreement


def read_shared(articles: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[int, list[Reading]]]:
    """Length and readings of each article; what cannot be read is said and left out."""
    from analyst_app.session import Session

    for path, layers in articles:
        try:
            document = Session.read(Path(path), large=True)
        except DocumentUnreadable as error:
            say(f"left out: {error}")
            continue
        readings: list[Reading] = []
        for layer in layers:
            try:
                reading, words = read_reading(Path(path), document, layer)
            except SidecarInvalid as error:
                say(f"left out: {error}")
                continue
            readings.append(reading)
            for word in words:
                say(word)
        if len(readings) > 1:
            yield len(document), readings


def _codebook(corpus: Path) -> Codebook:
    from analyst_app.corpus import codebook_for
    from analyst_app.preferences import state_folder

    folder = corpus if corpus.is_dir() else corpus.parent
    found = codebook_for(folder / "any", folder, state_folder())
    if found.problem:
        say(found.problem)
    return found.codebook


def _show(data: dict[str, Any]) -> None:
    layers = data["layers"]
    put(f"{data['articles']} articles, layers {', '.join(layers)}")
    put(f"{'':<12}" + "".join(f"{heading:>12}" for heading in _HEADINGS) + "   spans")
    for name, row in [*data["tags"].items(), ("overall", data["overall"])]:
        if any(row["spans"].values()):
            figures = "".join(f"{_number(row[measure]):>12}" for measure in MEASURES)
            put(f"{name:<12}{figures}   {', '.join(str(number) for number in row['spans'].values())}")
            if any(row["interval"].values()):
                put(f"{'':<12}" + "".join(f"{_range(row['interval'][measure]):>12}" for measure in MEASURES))
    for tag, by_name in data["attributes"].items():
        for name, row in by_name.items():
            put(f"{tag}, {name}: alpha {_number(row['alpha'])}, {row['n']} pairs with both values")
    for role, row in data["links"].items():
        put(f"link {role}: F1 {_number(row['f1'])}, {row['agreed']} agreed, {row['links']} in all")
    if len(layers) > 2:
        for pair, row in data["pairs"].items():
            figures = "".join(f"{_number(row['overall'][measure]):>12}" for measure in MEASURES)
            put(f"{pair:<12}{figures}")
    unused = [name for name, row in data["tags"].items() if not any(row["spans"].values())]
    if unused:
        put(f"used by nobody: {', '.join(unused)}")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _range(bounds: list[float] | None) -> str:
    return "–" if bounds is None else f"{bounds[0]:.2f}..{bounds[1]:.2f}"
