"""Losses: the items that an answer would take out of layers that lie here, to be agreed to; and revs to be refused."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import LayerFacts
from analyst_app.corpus.packets.packet_archive import refuse, shown
from analyst_app.storage.layer import Layer, shared_id
from analyst_app.wording import tr

_MOST_STEPS = 1_000_000
"""So many times nobody changes one item between two packets: a rev that is further ahead was not come by in work."""


class LayerLoss(NamedTuple):
    """The items that an answer takes out of one layer."""

    layer: str
    gone: frozenset[str]
    """Their ids."""
    held: int
    """Number of items that the layer holds here."""


class WouldLose(NamedTuple):
    """An answer that would take items out of layers here, and that nobody has agreed to yet."""

    packet: str
    """Its id: what was agreed to holds for no other."""
    article: Path
    sender: str
    layers: tuple[LayerLoss, ...]

    @property
    def words(self) -> str:
        """The question, in sentences."""
        gone = sum(len(one.gone) for one in self.layers)
        return tr(
            "The answer of {who} about {article} would take {n} item out of {layers} and leave {rest}. It stays in the "
            "history. Shall the answer be taken in?"
            "|The answer of {who} about {article} would take {n} items out of {layers} and leave {rest}. They stay in "
            "the history. Shall the answer be taken in?",
            gone,
            who=self.sender,
            article=self.article.name,
            layers=", ".join(one.layer for one in self.layers),
            rest=sum(one.held for one in self.layers) - gone,
        )


def loss_of(layer: str, here: Layer, whole: Layer) -> LayerLoss | None:
    """The items that a merge takes out of a layer; None: it takes none.

    Args:
        layer: its id.
        here: the layer as it lies here.
        whole: the merge.
    """
    held, stays = _ids(here), _ids(whole)
    return LayerLoss(layer, held - stays, len(held)) if held - stays else None


def check_revs(theirs: Layer, here: Layer | None, name: str, packet: str) -> None:
    """Refuse a layer in which a rev is so high that it would win over all work to come.

    Args:
        theirs: the layer of an answer.
        here: the one that lies here; None: there is none.
        name: its file's name.
        packet: name of the packet.

    Raises:
        PacketRefused: there is such a rev.
    """
    highest = _highest(theirs)
    if highest > _MOST_STEPS + (_highest(here) if here is not None else 0):
        refuse(
            packet,
            tr("“{name}” in it has a rev of {rev}, to which no work leads", name=shown(name), rev=highest),
            tr("Ask who sent it what has changed that file."),
        )


def _ids(layer: Layer) -> frozenset[str]:
    return frozenset(shared_id(one) for one in layer.records() if not isinstance(one, LayerFacts))


def _highest(layer: Layer) -> int:
    return max([layer.facts_rev, *layer.deleted.values(), *(layer.rev(one) for one in layer.records())])
