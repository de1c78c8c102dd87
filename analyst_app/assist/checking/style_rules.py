"""The rules of the linter as data (``resources/style_rules.json``), and those that a corpus has muted.

A team mutes a rule for its whole corpus in its codebook: ``"muted_checks":
["orphan_cue"]``. An id that no rule has is kept and mutes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from analyst_app import resources

MUTED = "muted_checks"
"""Key of the codebook that lists the ids of muted rules."""


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


def muted_in(codebook: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the rules that a corpus has muted.

    Args:
        codebook: the data of its codebook.
    """
    listed = codebook.get(MUTED)
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()
