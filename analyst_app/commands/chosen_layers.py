"""Articles' layers as Readings, for ``compare`` and ``agree``: nothing is written, another text is re-anchored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from analyst_app.alignment.align import Reading
from analyst_app.core.document import Document
from analyst_app.core.layer_ids import is_reading
from analyst_app.errors import UsageError
from analyst_app.preferences import check_layer_id


def asked_layers(words: str) -> list[str]:
    """The layer ids of ``--layers A,B``.

    Raises:
        UsageError: one is no layer id (the nearest valid one is named), or stands twice.
    """
    layers = [check_layer_id(word.strip()) for word in words.split(",") if word.strip()]
    if len(layers) < 2 or len(set(layers)) < len(layers):
        raise UsageError("--layers needs two or more different layers, for example --layers alice,bob.")
    return layers


def chosen_layers(present: Iterable[str], asked: str | None) -> list[str]:
    """The layers to compare: those asked for, else all but gold and those of programs.

    Args:
        present: the layers that are there.
        asked: layer ids as asked for; empty: those that are there.

    Raises:
        UsageError: one is nowhere, or fewer than two are there.
    """
    names = sorted(set(present))
    if asked is not None:
        layers = asked_layers(asked)
        refuse_missing(layers, names)
        return layers
    layers = [name for name in names if is_reading(name)]
    if len(layers) < 2:
        there = f"only {', '.join(names)}" if names else "none"
        raise UsageError(
            f"Two layers are needed to compare; there is {there}. Gold, and what a program made, count only with --layers."
        )
    return layers


def refuse_missing(asked: Iterable[str], present: Iterable[str]) -> None:
    """Refuse layers that are nowhere.

    Args:
        asked: layer ids as asked for.
        present: the layers that are there.

    Raises:
        UsageError: one is nowhere; the nearest is named.
    """
    for words in missing_words(asked, present):
        raise UsageError(words)


def missing_words(asked: Iterable[str], present: Iterable[str]) -> Iterator[str]:
    """A sentence about each layer that is nowhere, with the nearest one.

    Args:
        asked: layer ids as asked for.
        present: the layers that are there.
    """
    names = sorted(set(present))
    for layer in asked:
        if layer not in names:
            yield f"There is no layer {layer} here; {nearest_words(layer, names)}."


def reading_of_layer(article: Path, document: Document, layer: str) -> tuple[Reading, tuple[str, ...]]:
    """One layer on the article's text, and what a person should know of it.

    Args:
        article: the article's file.
        document: the article's text.
        layer: the layer's file.

    Raises:
        SidecarInvalid: the file cannot be understood, or needs a newer version of the app.
    """
    from analyst_app.corpus.other_layers import layer_beside

    found = layer_beside(article, layer, document)
    return Reading(layer, found.annotations, found.links), found.said


def nearest_words(asked: str, names: Sequence[str]) -> str:
    """The end of a sentence about a name that is nowhere: the nearest one, and all that there are.

    Args:
        asked: as it was written.
        names: what there is.
    """
    near = get_close_matches(asked, names, 1, 0)
    return f"did you mean {near[0]}? There are {', '.join(names)}" if near else "there are none"
