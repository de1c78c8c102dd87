"""Taking in an answer: the layers of whoever answered, merged by rev with what lies beside the sender's article.

An answer may hold the layers of the person who answers, and no others: so
nothing of anybody else is written, whatever a packet says. Least of all one's
own: a layer of the person at this machine is written by herself alone, so an
answer in her name is refused, be it forged or a mistake. An answer is asked for: one
to a packet that was never sent from here is refused, too. And what it would
take out of a layer that lies here is asked about before it goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from analyst_app.core.document import Document
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.packets.answer_losses import LayerLoss, WouldLose, check_revs, loss_of
from analyst_app.corpus.packets.packet_archive import refuse, shown
from analyst_app.corpus.packets.packet_contents import Packet
from analyst_app.corpus.packets.sent_packets import SentPacket, sent_from_here
from analyst_app.corpus.sealing import is_mine
from analyst_app.errors import PacketRefused, SaveFailed, why_unread
from analyst_app.session.session import Session
from analyst_app.storage import atomic, layer_history, sidecar, strict_json
from analyst_app.storage.decoding import recorded
from analyst_app.storage.file_names import CODEBOOK, sidecar_path
from analyst_app.storage.layer import Layer, reader_of
from analyst_app.storage.layer_opening import of_another
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.merge import counts, merge, readings
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.regular_file import digest, read_regular
from analyst_app.storage.saver import LayerSaver, current_head, kept_first
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.wording import tr


class MergedLayer(NamedTuple):
    """One layer of an answer, as it was taken in."""

    layer: str
    changed: int
    """Number of items that are new here, or others than before."""
    readings: int
    """Number of second readings that wait for a person to settle them."""
    is_new: bool
    """True if there was no such layer beside the article."""


class Answered(NamedTuple):
    """An answer that was taken in."""

    article: Path
    sender: str
    """Layer id of whoever answered."""
    layers: tuple[MergedLayer, ...]
    codebook: Mapping[str, Any]
    """The codebook that came with it, parsed: it may hold rules that were made in the review; empty: none came."""


class _Plan(NamedTuple):
    """A layer of an answer that can be merged with what lies there."""

    layer: str
    path: Path
    theirs: Layer
    here: Layer | None
    """None: there is no such layer."""
    seen: str
    """SHA-256 of the file that lies there; empty: there is none."""

    @property
    def loss(self) -> LayerLoss | None:
        """The items that it takes out of the layer that lies there; None: none."""
        return loss_of(self.layer, self.here, merge(self.theirs, self.here)) if self.here is not None else None


def taken_in(
    packet: Packet, state: Path, folder: Path | None, annotator: str, agreed: WouldLose | None = None
) -> Answered | WouldLose:
    """Merge the layers of an answer into the folder of the article that was sent. Blocking.

    Everything is looked at before anything is written. A layer that is there
    is kept in its history first if the merge takes anything of it away.

    Args:
        packet: the answer; it has been looked through.
        state: the local state folder.
        folder: the opened folder, in which the article is looked for if it is not where it was.
        annotator: id of the layer of the person at this machine.
        agreed: the loss that the person has agreed to; None: she was not asked yet.

    Returns:
        What was taken in; or, where nothing was written, the loss that she has not agreed to.

    Raises:
        PacketRefused: the article is not found, or a layer is not of whoever answers, is of the person at this
            machine or has revs that no work gives; says which.
        SaveFailed: the system would not write, or the history would not keep what goes.
        SidecarConflict: a layer's file here changed meanwhile, and cannot be merged.
    """
    sent = sent_from_here(packet.manifest.answers, state)
    own = {annotator} | ({sent.sender} if sent is not None and sent.sender else set())
    _check_layers(packet, own)
    article = _article_of(packet, sent, folder)
    given = [found for data in packet.layers.values() if (found := recorded(data)) is not None]
    document = Session.read_article(article, large=True, layers=given)
    plans = [_plan(layer, data, article, document, packet.name) for layer, data in packet.layers.items()]
    for plan in plans:
        if {reader_of(one) for one in (plan.theirs, plan.here) if one is not None} & own:
            _refuse_own(packet.name, plan.layer)
    book = packet.files.get(CODEBOOK)
    codebook = strict_json.parse(book.decode("utf-8-sig")) if book else {}
    losses = {plan.layer: loss for plan in plans if (loss := plan.loss) is not None}
    asked = WouldLose(packet.id, article, packet.manifest.sender, tuple(losses.values())) if losses else None
    if asked is not None and asked != agreed:
        return asked
    for plan in plans:
        if plan.layer in losses and plan.here is not None:
            kept_first(layer_history.folder_of(state, plan.path), plan.here)
    layers = tuple(_carried_out(plan, document, state) for plan in plans)
    return Answered(article, packet.manifest.sender, layers, codebook)


def _check_layers(packet: Packet, own: Collection[str]) -> None:
    """Refuse an answer with a layer that is not of whoever answers, or that is of the person at this machine."""
    sender = packet.manifest.sender
    for layer in packet.layers:
        if not is_mine(layer, sender):
            refuse(
                packet.name,
                tr("it is an answer of {sender} and holds a layer of {layer}", sender=sender, layer=shown(layer)),
                tr("Ask {sender} to answer anew.", sender=sender),
            )
    for layer in packet.layers:
        if any(is_mine(layer, one) for one in own):
            _refuse_own(packet.name, layer)


def _refuse_own(packet: str, layer: str) -> NoReturn:
    """Refuse an answer that would change what the person at this machine has made."""
    refuse(
        packet,
        tr("it would change {layer}, which is your own, and a layer of yours is written by you alone", layer=layer),
        tr("Whoever sent it must answer under another name (File ▸ Preferences…)."),
    )


def _article_of(packet: Packet, sent: SentPacket | None, folder: Path | None) -> Path:
    """The article that was sent: where it was, else one of its name and bytes in the opened folder."""
    if sent is not None and sent.article.name == packet.article and sent.article.is_file():
        return sent.article
    sha256 = next(one.sha256 for one in packet.manifest.files if one.kind == "article")
    for article in articles_in(folder) if folder is not None else ():
        if article.name == packet.article and _digest(article) == sha256:
            return article
    raise PacketRefused(
        tr(
            "{packet} answers a packet about {article}, which is not where it was sent from. Open the folder that "
            "holds {article}, then open the answer again.",
            packet=packet.name,
            article=packet.article,
        )
    )


def _digest(article: Path) -> str:
    try:
        return digest(article)
    except OSError:
        return ""


def _plan(layer_id: str, data: bytes, article: Path, document: Document, packet: str) -> _Plan:
    """A layer of an answer, and the one that lies there, once both are known to be fit to be merged."""
    path = sidecar_path(article, layer_id)
    found = anchored(parse_sidecar(data, name=path.name, document=document), document).layer
    theirs = replace(found, head=replace(found.head, annotator=layer_id))
    try:
        raw = read_regular(path, limit=LARGEST_SIDECAR)
    except FileNotFoundError:
        check_revs(theirs, None, path.name, packet)
        return _Plan(layer_id, path, theirs, None, "")
    except OSError as error:
        raise SaveFailed(
            tr("{packet} was not taken in: {name} cannot be read: {why}.", packet=packet, name=path.name,
               why=why_unread(error))
        ) from error  # fmt: skip
    there = parse_sidecar(raw, name=path.name, document=document)
    why = there.refusal or of_another(path.name, there, layer_id)
    if why:
        raise PacketRefused(
            tr("{packet} was not taken in, for {name} beside the article cannot be merged. Repair it first, or move it"
               " away.", packet=packet, name=path.name)
        )  # fmt: skip
    here = anchored(there, document).layer
    check_revs(theirs, here, path.name, packet)
    return _Plan(layer_id, path, theirs, here, atomic.digest_of([raw]))


def _carried_out(plan: _Plan, document: Document, state: Path) -> MergedLayer:
    """Merge one layer and write it, by the steps of every save, unless it holds nothing new."""
    whole, changed = plan.theirs, len(list(plan.theirs.records()))
    if plan.here is not None:
        whole = merge(plan.theirs, plan.here)
        changed = counts(plan.here, whole)
    headed = replace(whole, head=current_head(whole.head, document))
    if atomic.digest_of(list(sidecar.encode(headed))) != plan.seen:
        history = layer_history.folder_of(state, plan.path)
        saver = LayerSaver(plan.path, document, plan.theirs, "", history)
        saver.write_anew(over="")  # takes in what lies there, as it is by now
        whole = saver.layer
    return MergedLayer(plan.layer, changed, len(readings(whole)), plan.here is None)


def sentences(answered: Answered) -> Sequence[str]:
    """The sentences that tell a person of an answer that was taken in.

    Args:
        answered: the answer.
    """
    changed = sum(one.changed for one in answered.layers)
    waiting = sum(one.readings for one in answered.layers)
    name, who = answered.article.name, answered.sender
    if not changed:
        said = [tr("The answer of {who} about {name} holds nothing that is not here already.", who=who, name=name)]
    else:
        said = [
            tr(
                "The answer of {who} about {name} is in: {n} item is new or changed."
                "|The answer of {who} about {name} is in: {n} items are new or changed.",
                changed,
                who=who,
                name=name,
            )
        ]
    if waiting:
        said.append(tr("{n} second reading waits to be settled.|{n} second readings wait to be settled.", waiting))
    return said
