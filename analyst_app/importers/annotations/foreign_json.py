"""JSON that another program wrote, as far as a sidecar can hold what is in it."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def parsed(text: str | bytes) -> Any:
    """The value in a text.

    Raises:
        ValueError: it is no JSON, has a number that is none (NaN, infinity), or is nested absurdly deep.
    """
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
        json.dumps(value)  # as deep as it is: what cannot be written is not read either
    except RecursionError as error:
        raise ValueError("it is nested absurdly deep") from error
    return value


def kept(value: Any) -> Any:
    """A value as an attribute can have it: a word, a number, yes or no, a list of such; anything else as its JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"the number {digits[:20]} is out of range")
    return value
