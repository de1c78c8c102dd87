"""The rules of the linter as data: ``resources/style_rules.json``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from analyst_app import resources


class StyleRule(NamedTuple):
    """One rule of the linter."""

    id: str
    """One word, for programs."""
    name: str
    """For a list of findings."""
    why: str
    """The reason for the rule, in a sentence."""
    mend: str
    """The label of what one key does about it."""
    numbers: Mapping[str, float]
    """The limits that the rule goes by, by name."""


@cache
def style_rules() -> dict[str, StyleRule]:
    """The rules by id, in the order in which they are shown."""
    words = ("id", "name", "why", "mend")
    return {
        rule["id"]: StyleRule(
            rule["id"], rule["name"], rule["why"], rule["mend"], {k: v for k, v in rule.items() if k not in words}
        )
        for rule in resources.style_rules()
    }
