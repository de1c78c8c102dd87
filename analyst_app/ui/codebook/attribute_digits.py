"""The digits of a tag's values and yes/no attributes: which one is free, and the sentence about one that is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

Raw = Mapping[str, Any]


def free_digit(attributes: Sequence[Raw]) -> int:
    """The lowest digit that nothing of a tag has; 0: there is none.

    Args:
        attributes: all of the tag, as the codebook has them.
    """
    taken = {item.get("digit") for item in _items(attributes)}
    return next((digit for digit in range(1, 10) if digit not in taken), 0)


def taken_words(attributes: Sequence[Raw], own: Raw, digit: int | None) -> str:
    """The sentence about a digit that another value has; empty: it may be given.

    Args:
        attributes: all of the tag, as the codebook has them.
        own: the value or yes/no attribute, one of these, that is to have the digit.
        digit: 1 to 9; None: none is wanted, and that is always possible.
    """
    others = (item for item in _items(attributes) if item is not own)
    holder = next((item for item in others if digit is not None and item.get("digit") == digit), None)
    if holder is None:
        return ""
    name = shown_name(str(holder.get("name") or holder["id"]))
    return tr("{digit} is the digit of {name}. Choose another, or Backspace for none.", digit=digit, name=name)


def _items(attributes: Sequence[Raw]) -> Iterator[Raw]:
    for attribute in attributes:
        yield attribute
        yield from attribute.get("values", [])
