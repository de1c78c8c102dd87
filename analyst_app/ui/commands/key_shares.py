"""The sharing out of keys among actions: where two have the same, one acts and the other is named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from analyst_app.ui.commands.actions import Action
from analyst_app.wording import in_row, tr


class Clash(NamedTuple):
    """A key that two actions have."""

    key: str
    acts: Action
    """The action that the key means."""
    silent: Action
    """The one that does not get it."""

    @property
    def words(self) -> str:
        """A sentence about it."""
        return tr(
            "{key} is the key of two actions: it means “{acts}”, not “{silent}”.",
            key=self.key, acts=self.acts.shown, silent=self.silent.shown,
        )  # fmt: skip


class KeyShares(NamedTuple):
    """The keys as they are shared out."""

    by_key: Mapping[str, str]
    """Id of the action that a key means."""
    by_review_key: Mapping[str, str]
    """The same in a review, where keys have meanings of their own."""
    clashes: tuple[Clash, ...] = ()
    silent: frozenset[tuple[str, str]] = frozenset()
    """The ids of actions with the keys that they do not get."""


def shared_out(
    rows: Mapping[str, Action], keys_of: Callable[[Action], Sequence[str]], own: Collection[str]
) -> KeyShares:
    """Give each key to one action: to one whose key a person chose, else to the first in the menus.

    Args:
        rows: the actions by id, in the order of the menus.
        keys_of: gives the keys that an action is to have.
        own: ids of those whose key a person chose.
    """
    by_key, by_review_key, clashes = dict[str, str](), dict[str, str](), []
    for row in sorted(rows.values(), key=lambda row: row.id not in own):  # in each half the order stays
        shares = by_review_key if row.needs == "review" else by_key
        for key in keys_of(row):
            holder = shares.setdefault(key, row.id)
            if holder != row.id:
                clashes.append(Clash(key, rows[holder], row))
    silent = frozenset((clash.silent.id, clash.key) for clash in clashes)
    return KeyShares(by_key, by_review_key, tuple(clashes), silent)


def clash_words(clashes: Iterable[Clash], no_keys: Sequence[str]) -> str:
    """The sentences about a person's own keys; empty where all are well.

    Args:
        clashes: keys of two actions.
        no_keys: what stands among the keys and is none.
    """
    said = [clash.words for clash in clashes]
    if no_keys:
        said.append(tr("No key, and so left out: {keys}.", keys=in_row([f"“{key}”" for key in no_keys])))
    return " ".join(said)
