"""Questions to a corpus's index that are asked again where the index was damaged and had to be made anew."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from analyst_app.errors import SaveFailed


class Mendable(Protocol):
    """An index, as far as it is mended."""

    def is_mended_after(self, error: SaveFailed, /) -> bool:
        """Make the index anew if a question came upon damage; False if something else was wrong."""


_Index = TypeVar("_Index", bound=Mendable)
_P = ParamSpec("_P")
_T = TypeVar("_T")


def mending(question: Callable[Concatenate[_Index, _P], _T]) -> Callable[Concatenate[_Index, _P], _T]:
    """Make of a question one that mends the index where it comes upon damage, and then asks again. Blocking.

    Args:
        question: takes the index first, and raises ``SaveFailed`` where it comes upon damage.
    """

    @functools.wraps(question)
    def ask(index: _Index, /, *args: _P.args, **named: _P.kwargs) -> _T:
        try:
            return question(index, *args, **named)
        except SaveFailed as error:
            if not index.is_mended_after(error):
                raise
            return question(index, *args, **named)

    return ask
