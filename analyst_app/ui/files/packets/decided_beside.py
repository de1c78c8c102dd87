"""The decisions of reviewers on the layers of an article: their gold goes along when these are sent once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.layer_ids import gold_layer, is_gold
from analyst_app.errors import SidecarInvalid
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analyst_app.core.annotation import Entry
    from analyst_app.core.document import Document


class DecidedBeside(NamedTuple):
    """A gold layer beside an article, and whose tags it decides on."""

    gold: str
    """Id of the gold layer."""
    reviewer: str
    contested: Mapping[str, int]
    """By the layer of each reader on whose tags it decides: the number of its decisions that she contests."""


def decided_beside(article: Path, document: Document, layers: Iterable[str]) -> list[DecidedBeside]:
    """The gold layers among some layers of an article that decide on the tags of others among them. Blocking.

    Args:
        article: its path.
        document: its text.
        layers: ids of the layers; one that cannot be read is left out.
    """
    from analyst_app.review.decisions import decisions_in
    from analyst_app.review.replies import contested, replies_in

    wanted = list(layers)
    if not any(map(is_gold, wanted)):
        return []
    entries = {layer: _entries(article, layer, document) for layer in wanted}
    found = []
    for gold in filter(is_gold, wanted):
        decisions = decisions_in(entries[gold])
        heard = {origin.layer for decision in decisions for origin in decision.origins} & set(wanted) - {gold}
        by = decisions[0].by if decisions else ""
        against = {reader: contested(replies_in(entries[reader], reader), by) for reader in heard}
        number = {
            reader: sum(rounds.get(one.id, 0) >= one.round for one in decisions) for reader, rounds in against.items()
        }
        if number:
            found.append(DecidedBeside(gold, by, number))
    return found


def left_behind(article: Path, document: Document, layers: Sequence[str], reviewer: str) -> str:
    """The sentence that layers contest decisions of a reviewer which did not come with them; empty: none do. Blocking.

    Args:
        article: its path.
        document: its text.
        layers: ids of the layers that came.
        reviewer: the person who looks at them.
    """
    from analyst_app.review.replies import contested, replies_in

    gold = gold_layer(reviewer)
    if gold in layers:
        return ""
    number = {one: len(contested(replies_in(_entries(article, one, document), one), reviewer)) for one in layers}
    return " ".join(
        tr(
            "{who} contests {n} decision of yours, and {gold} is not in this packet: here you cannot see which. Ask "
            "for a packet with {gold} in it."
            "|{who} contests {n} decisions of yours, and {gold} is not in this packet: here you cannot see which. Ask "
            "for a packet with {gold} in it.",
            count,
            who=who,
            gold=gold,
        )
        for who, count in number.items()
        if count
    )


def words_about(decided: Sequence[DecidedBeside], chosen: Iterable[str]) -> str:
    """The sentences that say of each gold layer which the chosen readers need what it holds for them.

    Args:
        decided: the gold layers.
        chosen: ids of the layers that are to be sent.
    """
    sent = set(chosen)
    said = []
    for one in decided:
        readers = {reader: count for reader, count in one.contested.items() if reader in sent}
        if readers:
            said.append(_words(one, sum(readers.values()), goes=one.gold in sent))
    return " ".join(said)


def _words(one: DecidedBeside, count: int, *, goes: bool) -> str:
    who, gold = one.reviewer, one.gold
    if goes and count:
        return tr(
            "With {gold} goes what {who} decided, and {n} decision that is contested.|With {gold} goes what {who} "
            "decided, and {n} decisions that are contested.",
            count,
            who=who,
            gold=gold,
        )
    if goes:
        return tr("With {gold} goes what {who} decided on these tags.", who=who, gold=gold)
    if count:
        return tr(
            "Without {gold} nobody can see what {who} decided, nor the {n} decision that is contested."
            "|Without {gold} nobody can see what {who} decided, nor the {n} decisions that are contested.",
            count,
            who=who,
            gold=gold,
        )
    return tr("Without {gold} nobody can see what {who} decided on these tags.", who=who, gold=gold)


def _entries(article: Path, layer: str, document: Document) -> list[Entry]:
    from analyst_app.corpus.other_layers import layer_beside

    try:
        return layer_beside(article, layer, document).entries
    except SidecarInvalid:
        return []
