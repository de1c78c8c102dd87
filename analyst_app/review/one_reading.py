"""Checking one reading: a review whose other side is nobody's, and the articles that are drawn to be checked.

Every annotation of the reader stands in a row of its own then, and taking it
confirms it. Gold, decisions and what goes back to her are as in a comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyst_app.core.layer_ids import is_gold
from analyst_app.wording import tr

NOBODY = ""
"""Id of the layer that stands against a reading that is checked alone: no layer has it."""


def readers_to_check(layers: Mapping[str, tuple[str, int]], own: str) -> dict[str, str]:
    """Return the layers that can be checked, others' before one's own, what is done before what is not.

    Args:
        layers: status and number of annotations by layer.
        own: id of the reviewer's own layer.

    Returns:
        The status of each: done, in_progress, or whatever the layer says.
    """
    found = {layer: told[0] for layer, told in layers.items() if not is_gold(layer) and (told[1] or told[0] == "done")}
    ordered = sorted(found, key=lambda layer: (layer == own, found[layer] != "done", layer))
    return {layer: found[layer] for layer in ordered}


def lone_reader(layers: Mapping[str, tuple[str, int]], own: str) -> str:
    """Return the layer that alone has anything, if it is not the reviewer's own; empty: there is none, or are several.

    Args:
        layers: status and number of annotations by layer.
        own: id of the reviewer's own layer.
    """
    found = list(readers_to_check(layers, own))
    return found[0] if len(found) == 1 and found[0] != own else ""


def only_reader(layers: Mapping[str, tuple[str, int]], own: str) -> str:
    """Return the layer that is to be checked, as it alone is done, or, where nobody is done, alone has anything.

    Args:
        layers: status and number of annotations by layer.
        own: id of the reviewer's own layer.

    Returns:
        Its id; empty if there is none, if there are several, or if it is the reviewer's own.
    """
    done = [layer for layer, status in readers_to_check(layers, own).items() if status == "done"]
    if not done:
        return lone_reader(layers, own)
    return done[0] if len(done) == 1 and done[0] != own else ""


class Sampling(NamedTuple):
    """The choice of articles to be checked: every n-th, from a place that the seed decides."""

    step: int = 1
    """1: every article, 5: every fifth."""
    seed: int = 1

    def first(self, count: int) -> int:
        """Return the number of the first article that is drawn, from 1.

        Args:
            count: number of articles to draw from.
        """
        from random import Random  # for who draws

        return Random(self.seed).randrange(max(1, min(self.step, count))) + 1  # noqa: S311 - draws a sample, hides nothing

    def of(self, names: Sequence[str]) -> list[str]:
        """Return the names that are drawn: the same names give the same, in whatever order they come.

        Args:
            names: of the articles to draw from.
        """
        ordered = sorted(names)
        return ordered[self.first(len(ordered)) - 1 :: self.step]

    def words(self, count: int) -> str:
        """Return the draw in a sentence, so that somebody else can draw the same.

        Args:
            count: number of articles to draw from.
        """
        if self.step == 1 or count == 0:
            return tr("{n} article.|All {n} articles, by name.", count)
        drawn = len(range(self.first(count) - 1, count, self.step))
        return tr(
            "{drawn} of {n} article: by name one of every {step}, beginning with number {first} (seed {seed})."
            "|{drawn} of {n} articles: by name one of every {step}, beginning with number {first} (seed {seed}).",
            count,
            drawn=drawn,
            step=self.step,
            first=self.first(count),
            seed=self.seed,
        )


EVERY = Sampling()
"""All articles."""
