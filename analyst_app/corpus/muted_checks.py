"""The rules of the linter that a team has muted for its whole corpus, in its codebook.

``"muted_checks": ["orphan_cue"]`` beside ``"tags"``. An id that no rule has is
kept and mutes nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

_KEY = "muted_checks"


def muted_in(codebook: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the rules that a corpus has muted.

    Args:
        codebook: its codebook in raw form.
    """
    listed = codebook.get(_KEY)
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()


def with_muted(codebook: Mapping[str, Any], rule: str, *, muted: bool) -> dict[str, Any]:
    """The codebook with a rule muted for the corpus, or asked again.

    Args:
        codebook: in raw form.
        rule: id of the rule.
        muted: False asks it again.
    """
    data: dict[str, Any] = copy.deepcopy(dict(codebook))
    listed = data.pop(_KEY, [])
    others = [one for one in listed if one != rule] if isinstance(listed, list) else []
    if others or muted:
        data[_KEY] = [*others, *([rule] if muted else [])]
    return data
