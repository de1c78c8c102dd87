"""The ``config.cfg`` beside spaCy's documents, with which ``python -m spacy train config.cfg`` trains as it is.

spaCy's own template is taken, so that it fits the version that is installed. Its suggester reaches spans of three
tokens at most; instead a ``span_finder`` learns where spans begin and end, and ``spancat`` judges what lies between:
as far apart as the longest span of the data, and some. Where a strategy chose spans that do not overlap, ``ner``
learns them, for which no length is too great.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analyst_app.errors import MissingExtra
from analyst_app.export.contract import Options
from analyst_app.export.tokens import words

CONFIG = "config.cfg"
_SPANS = "sc"
_ROOM = 1.25
"""Times the tokens of the span that has most characters: another may have more tokens."""
_LEAST = 25
"""Tokens that spaCy itself allows a span."""
_THRESHOLD = 0.2
"""From which a token counts as an edge: few are edges, and what is proposed is judged after it."""
_RARE = {"@initializers": "uniform_init.v1", "lo": -4.0, "hi": -3.9}
_EDGES = {
    "@layers": "chain.v1",
    "*": {
        "weigh": {"@layers": "Linear.v1", "nO": 2, "nI": None, "init_b": _RARE},
        "share": {"@layers": "Logistic.v1"},
    },
}
"""The layer that says how likely each token is an edge. It begins by taking edges for as rare as they are (one token
in fifty); with spaCy's own beginning two tokens in five are edges at first, and all the long stretches between them are
judged, which takes minutes and gigabytes for an article."""
_TOGETHER = 8
"""Articles that are judged at once: each may have many long stretches."""
_ANY = "xx"
"""The language of texts in several, or in one that spaCy does not have or cannot tell words of."""


def training(folder: Path, options: Options, languages: Sequence[str], longest: str) -> dict[str, str]:
    """The file by its name.

    Args:
        folder: of the export, with the documents.
        options: the choices of the export, the same for every article.
        languages: codes of the articles' languages, the most frequent first.
        longest: the words of the longest span.

    Raises:
        MissingExtra: spaCy is not installed.
    """
    try:
        from spacy.cli.init_config import init_config
    except ImportError as error:
        raise MissingExtra("spacy", "writing spaCy's configuration") from error
    pipeline = ["ner"] if options.overlap else ["span_finder", "spancat"]
    language = _language(languages)
    config: Any = init_config(lang=language, pipeline=pipeline, optimize="efficiency", gpu=False)
    train, dev = _paths(folder)
    config["paths"] |= {"train": train, "dev": dev}
    if not options.overlap:
        parts = config["components"]
        parts["span_finder"] |= {"max_length": longest_allowed(longest), "threshold": _THRESHOLD, "spans_key": _SPANS}
        parts["span_finder"]["model"]["scorer"] = _EDGES
        parts["spancat"]["suggester"] = {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": _SPANS}
        config["nlp"]["batch_size"] = _TOGETHER
        config["training"]["annotating_components"] = ["tok2vec", "span_finder"]
    return {CONFIG: f"{_head(pipeline, language, dev if dev != train else '')}\n{config.to_str()}\n"}


def longest_allowed(longest: str) -> int:
    """The number of tokens that a span may have to be found.

    Args:
        longest: the words of the longest span.
    """
    return max(_LEAST, int(_ROOM * len(words(longest))) + 1)


def _head(pipeline: Sequence[str], language: str, dev: str) -> str:
    judged = f"It is judged by {dev}." if dev else "It is judged by the very articles that it learns from: see --split."
    return "\n".join(
        [
            "# In the folder of this file:  python -m spacy train config.cfg --output model",
            f"# {' and '.join(pipeline)}, language {language}. {judged}",
        ]
    )


def _language(codes: Sequence[str]) -> str:
    """The code of spaCy's language for the articles: theirs, if it is one and spaCy can make words of it here."""
    import spacy

    if len(codes) != 1:
        return _ANY
    try:
        spacy.blank(codes[0])
    except (ImportError, OSError, ValueError):  # it has no such language, or its words need another library
        return _ANY
    return codes[0]


def _paths(folder: Path) -> tuple[str, str]:
    """The documents to learn from and those to judge by, each a file or, where it has several, a folder of them."""
    places = {path.stem: path.name for path in folder.iterdir() if path.suffix == ".spacy" or path.is_dir()}
    train = places.get("train", places.get("data", "data.spacy"))
    return train, places.get("dev", places.get("test", train))
