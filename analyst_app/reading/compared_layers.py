"""The layers that are compared: those that are named, else those that people read for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from analyst_app.core.layer_ids import is_reading
from analyst_app.errors import UsageError
from analyst_app.wording import tr


def chosen_layers(present: Iterable[str], asked: Sequence[str] | None) -> list[str]:
    """The layers to compare: those asked for, else all but gold and those of programs.

    Args:
        present: the layers that are there.
        asked: layer ids as asked for, two or more; None: those that are there.

    Raises:
        UsageError: one is nowhere, or fewer than two are there.
    """
    names = sorted(set(present))
    if asked is not None:
        refuse_missing(asked, names)
        return list(asked)
    layers = [name for name in names if is_reading(name)]
    if len(layers) < 2:
        there = f"only {', '.join(names)}" if names else "none"
        raise UsageError(
            tr(
                "Two layers are needed to compare; there is {there}. Gold, and what a program made, "
                "count only with --layers.",
                there=there,
            )
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


def nearest_words(asked: str, names: Sequence[str]) -> str:
    """The end of a sentence about a name that is nowhere: the nearest one, and all that there are.

    Args:
        asked: as it was written.
        names: what there is.
    """
    near = get_close_matches(asked, names, 1, 0)
    return f"did you mean {near[0]}? There are {', '.join(names)}" if near else "there are none"
