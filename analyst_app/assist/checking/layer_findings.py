"""The rules of the linter that look at one layer alone, and all of them on a layer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.mark_checks import cut_word, half_marks, mode_and_marks
from analyst_app.assist.checking.name_checks import left_mentions
from analyst_app.assist.checking.speaker_checks import no_speaker, orphan_cue, speaker_no_actor
from analyst_app.assist.checking.style_rules import StyleRule, style_rules

CHECKS: dict[str, Callable[[CheckedLayer, StyleRule], Iterator[StyleFinding]]] = {
    "left_mentions": left_mentions,
    "no_speaker": no_speaker,
    "speaker_no_actor": speaker_no_actor,
    "half_marks": half_marks,
    "cut_word": cut_word,
    "mode_and_marks": mode_and_marks,
    "orphan_cue": orphan_cue,
}
"""The rules that need one layer alone, by id."""


def layer_findings(layer: CheckedLayer, muted: Collection[str] = ()) -> list[StyleFinding]:
    """The probable slips of one layer, by place: all rules but the one that needs other articles.

    Args:
        layer: the layer and its text.
        muted: ids of rules that are not asked.
    """
    rules = style_rules()
    found = [one for name, check in CHECKS.items() if name not in muted for one in check(layer, rules[name])]
    return sorted(found, key=lambda one: (one.span, one.rule))
