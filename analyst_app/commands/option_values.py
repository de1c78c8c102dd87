"""Values of options: what stands for none is refused in one sentence, and nothing is taken for something else."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from analyst_app.errors import UsageError
from analyst_app.wording import tr, whole

_SHOWN = 40
"""Characters of a value that a sentence repeats."""


def whole_number(option: str, what: str, least: int | None = None, most: int | None = None) -> Callable[[str], int]:
    """Return what reads the whole number of an option, for ``add_argument(type=…)``.

    Args:
        option: as it is written.
        what: the number in words, such as ``a number of lines``.
        least: the least that it may be.
        most: the greatest that it may be.
    """
    bounds = tr(", {least} or more", least=whole(least)) if least is not None else ""
    if least is not None and most is not None:
        bounds = tr(" from {least} to {most}", least=whole(least), most=whole(most))

    def read(words: str) -> int:
        try:
            number = int(words)
        except ValueError:  # more than 4,300 digits, too
            raise UsageError(_is_none(option, what + bounds, words)) from None
        if (least is not None and number < least) or (most is not None and number > most):
            raise UsageError(_is_none(option, what + bounds, words))
        return number

    return read


def seconds(option: str) -> Callable[[str], float]:
    """Return what reads a number of seconds, for ``add_argument(type=…)``.

    Args:
        option: as it is written.
    """

    def read(words: str) -> float:
        try:
            number = float(words)
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            raise UsageError(_is_none(option, tr("a number of seconds, more than 0"), words))
        return number

    return read


def filled(option: str, example: str) -> Callable[[str], str]:
    """Return what takes any words but none, for ``add_argument(type=…)``.

    Args:
        option: as it is written.
        example: a value that it could have.
    """

    def read(words: str) -> str:
        if not words.strip(" ,"):
            told = tr("{option} is empty: write {option} {example}, for example, or leave it out.",
                      option=option, example=example)  # fmt: skip
            raise UsageError(told)
        return words

    return read


def filled_path(option: str, example: str) -> Callable[[str], Path]:
    """Return what takes any path but an empty one, which would be the folder that one is in.

    Args:
        option: as it is written.
        example: a value that it could have.
    """
    words_of = filled(option, example)
    return lambda words: Path(words_of(words))


def _is_none(option: str, what: str, words: str) -> str:
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return tr("{option} is {what}; “{words}” is none.", option=option, what=what, words=shown)
