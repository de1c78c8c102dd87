"""Words for the status bar and an empty list: the keys that are valid now, and the numbers of annotations."""

from __future__ import annotations

from functools import cache
from heapq import nlargest
from typing import TYPE_CHECKING

from analyst_app.core.excerpts import ends_of, set_apart
from analyst_app.gestures.linking import roles_of
from analyst_app.wording import tr, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.session.session import Session
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.actions import Action
    from analyst_app.ui.files.session_bridge import SessionBridge

_MOST = 5
_MOST_COUNTS, _LONGEST = 12, 30
"""Tags whose numbers are shown, and letters of a tag's name there: the bar must not make the window wider."""
_MOST_KEYS = 4
"""Tags that are named to a person who has made no annotation yet."""


def reading_hints(bridge: SessionBridge, actions: ActionSet) -> list[str]:
    """The keys valid now while reading, at most five."""
    session = bridge.session
    current = bridge.current if bridge.selection is None else None
    if session is None:
        states = {"empty"}
    elif bridge.selection is not None:
        states = {"selection"}
    elif current is not None:
        states = {"current", *_of_tag(current, session.codebook)}
    else:
        states = {"idle", "quotes"} if session.codebook.has_part("quotation") else {"idle"}
    hints = []
    if session is not None and current is not None and not session.read_only:
        hints = _digits(current, session.codebook)
    rows = sorted(
        (row for row in actions.rows.values() if row.hint_when and not states.isdisjoint(_states(row.hint_when))),
        key=lambda row: (not row.id.startswith("tag."), row.id == "edit.delete"),
    )
    for row in rows:
        if len(hints) == _MOST:
            break
        keys = actions.keys_of(row)
        if keys and actions.action(row.id).isEnabled() and not actions.refusal(row):
            hints.append(f"{keys[0]} {_word(row, current, session)}")
    return hints


def counts(tags: Mapping[str, int], codebook: Codebook) -> str:
    """``Claim 14  Quote 11``: by tag, without helpers and unused ones; of very many those with the most."""
    told = [tag for tag in codebook.tags if not tag.helper and tags.get(tag.id)]
    first = {tag.id for tag in nlargest(_MOST_COUNTS, told, key=lambda tag: tags.get(tag.id, 0))}
    words = [f"{ends_of(tag.name, _LONGEST)} {whole(tags[tag.id])}" for tag in told if tag.id in first]
    if left := len(told) - len(first):
        words.append(tr("+ {n} other tag|+ {n} other tags", left))
    return "  ".join(words)


def first_keys(codebook: Codebook) -> str:
    """The keys of the first tags for a person who begins, and the place of all others."""
    tags = [tag for tag in codebook.tags if not tag.helper and not tag.retired]
    keyed = [tag for tag in tags if tag.key][:_MOST_KEYS]
    if not keyed:
        return tr("Select words, then choose a tag under Annotate.")
    keys = " · ".join(f"{tag.key} {set_apart(ends_of(tag.name, _LONGEST))}" for tag in keyed)
    words = tr("Select words, then: {keys}", keys=keys)
    return words if len(keyed) == len(tags) else f"{words}. " + tr("All tags are under Annotate.")


@cache
def _states(hint_when: str) -> frozenset[str]:
    """The states in which a row of the table is hinted at."""
    return frozenset(hint_when.split())


def _of_tag(current: Annotation, codebook: Codebook) -> set[str]:
    tag = codebook.tag(current.tag)
    if tag is None:
        return set()
    states = {"linkable"} if roles_of(tag) else set()
    return states | ({"actor"} if tag in codebook.tags_for("actor") else set())


def _word(row: Action, current: Annotation | None, session: Session | None) -> str:
    """A row's word; of a link, the role that is proposed first: a claim has a source, a frame a holder."""
    if row.id == "annotate.link" and current is not None and session is not None:
        roles = roles_of(session.codebook.tag(current.tag))
        return roles[0].name if roles else row.hint_shown
    return row.hint_shown


def _digits(current: Annotation, codebook: Codebook) -> list[str]:
    """``1–4 mode``: the first attribute that digits set."""
    tag = codebook.tag(current.tag)
    for attribute in tag.attributes if tag is not None else ():
        digits = sorted(value.digit for value in attribute.values if value.digit is not None)
        if digits:
            return [f"{digits[0]}–{digits[-1]} {attribute.name}"]
    return []
