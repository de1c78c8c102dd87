"""Making a packet: which layers may go into it, and its bytes. The same content makes the same packet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app import resources
from analyst_app.corpus.articles import codebook_data, codebook_file
from analyst_app.corpus.packets.packet_archive import plain_name, write_archive
from analyst_app.corpus.packets.packet_contents import packet_of
from analyst_app.corpus.packets.packet_manifest import FileKind, Manifest, PacketFile, packet_id
from analyst_app.corpus.packets.sent_packets import note_sent
from analyst_app.corpus.packets.unpacked_packets import PacketOrigin, origin_of
from analyst_app.corpus.sealing import is_mine
from analyst_app.errors import PacketRefused, SaveFailed, why_unread
from analyst_app.storage import atomic, file_names
from analyst_app.storage.layers_beside import LayerInfo, layers_of
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_PACKET, LARGEST_SIDECAR, LARGEST_TEAM_FILE
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.team_files import check_unchanged, encode_team_file
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal


class Sendable(NamedTuple):
    """The layers of an article that can be sent, and the packet that it came in."""

    article: Path
    layers: tuple[LayerInfo, ...]
    """The layers that the sender may see, none of them damaged."""
    withheld: str
    """The sentence about those that she may not see; empty: there are none."""
    origin: PacketOrigin | None
    """The packet that the article came in, which can be answered; None: it did not come in one."""
    answering: tuple[str, ...]
    """The ids of the layers that the answer would hold: the sender's own, as far as they are new or were changed."""
    is_codebook_changed: bool = False
    """True if the codebook is not as it came in the packet."""


class Wanted(NamedTuple):
    """A packet as a person ordered it."""

    article: Path
    folder: Path | None
    """The opened folder, below which the codebook is looked for."""
    sender: str
    """Id of the sender's layer."""
    layers: Sequence[str]
    """Ids of the layers that go into it."""
    answers: str = ""
    """Id of the packet that it answers; empty: it asks for review."""


def sendable(article: Path, seal: Seal, data: Path) -> Sendable:
    """The layers of an article that can be sent, and the packet that it came in. Blocking.

    Args:
        article: its path.
        seal: the rule of a corpus that is read blind, for the sender.
        data: the folder of files that the person may see, in which packets are unpacked.
    """
    found = [one for one in layers_of(article) if one.status != "damaged"]
    seen = seal.seen(article, [one.layer_id for one in found])
    shown = tuple(one for one in found if one.layer_id in seen)
    origin = origin_of(article, data)
    own = [one for one in shown if is_mine(one.layer_id, seal.annotator)]
    changed = tuple(one.layer_id for one in own if origin is not None and origin.is_changed(one.path))
    codebook = article.with_name(file_names.CODEBOOK)
    has_rules = origin is not None and codebook.is_file() and origin.is_changed(codebook)
    return Sendable(article, shown, seal.withheld.words, origin, changed, has_rules)


def write_packet(place: Path, wanted: Wanted, seal: Seal, state: Path, *, replaces: bool = False) -> Path:
    """Write a packet, and note where its article is, so that the answer finds it. Blocking.

    Args:
        place: where it goes; the ending is added if it is missing, and then nothing is replaced.
        wanted: what goes into it.
        seal: the rule of a corpus that is read blind, for the sender.
        state: the local state folder.
        replaces: True if the person said that a file of that name is to be replaced.

    Returns:
        The file that was written.

    Raises:
        CodebookInvalid: the codebook cannot be read; says where.
        PacketRefused: something may not be packed, or cannot be; says what, and nothing was written.
        SaveFailed: the system would not.
    """
    data, packet = packed(wanted, seal)
    if not file_names.is_packet(place.name):
        place, replaces = place.with_name(f"{place.name}{file_names.PACKET_SUFFIX}"), False
    try:
        with atomic.held(place) as target:
            seen = target.digest()
            if seen and not replaces:
                raise SaveFailed(tr("{name} is there already. Choose another name.", name=place.name))
            # Noted first: a packet without a note, as a kill between the two would leave, could not be answered.
            note_sent(packet, wanted.article, wanted.sender, state)
            atomic.replace_file(target, [data], partial(check_unchanged, target, seen))
    except atomic.TargetChanged as error:
        raise SaveFailed(tr("{name} was changed meanwhile. Choose another name.", name=place.name)) from error
    except OSError as error:
        raise atomic.failure(place, error) from error
    return place


def packed(wanted: Wanted, seal: Seal) -> tuple[bytes, str]:
    """The bytes of a packet, and its id. Blocking.

    Args:
        wanted: what goes into it.
        seal: the rule of a corpus that is read blind, for the sender.

    Raises:
        CodebookInvalid: the codebook cannot be read; says where.
        PacketRefused: something may not be packed, or cannot be; says what.
    """
    article = wanted.article
    for layer in wanted.layers:
        if seal.hides(article, layer):
            raise PacketRefused(
                tr(
                    "The layer of {layer} is not sent: this corpus is read blind. Choose other layers, or mark "
                    "{article} as done first.",
                    layer=layer,
                    article=article.name,
                )
            )
    if not plain_name(article.name):
        raise PacketRefused(
            tr("{name} is a name that not every system takes. Rename the article, then send it.", name=article.name)
        )
    found = _files_of(wanted)
    manifest = Manifest(
        wanted.sender, wanted.answers, tuple(PacketFile.of(name, kind, data) for name, kind, data in found)
    )
    files = {file_names.MANIFEST: manifest.encoded} | {name: data for name, _, data in found}
    data = write_archive(files)
    if len(data) > LARGEST_PACKET:
        raise PacketRefused(
            tr("The packet would be larger than {size} MB. Choose fewer layers.", size=LARGEST_PACKET >> 20)
        )
    try:
        packet_of(data, article.name)
    except PacketRefused as error:  # what another would refuse is not sent
        raise PacketRefused(
            tr(
                "{article} cannot be sent: in its packet, {why}. Repair that file, then send it again.",
                article=article.name,
                why=error.why,
            )
        ) from error
    return data, packet_id(manifest.encoded)


def _files_of(wanted: Wanted) -> list[tuple[str, FileKind, bytes]]:
    """Name, kind and bytes of each file, in the packet's order."""
    article = wanted.article
    found: list[tuple[str, FileKind, bytes]] = [(article.name, "article", _read(article, LARGEST_ARTICLE))]
    for layer in sorted(set(wanted.layers)):
        path = file_names.sidecar_path(article, layer)
        found.append((path.name, "layer", _read(path, LARGEST_SIDECAR)))
    codebook = codebook_file(article, wanted.folder)
    rules = codebook_data(codebook)[1] if codebook is not None else encode_team_file(resources.built_in_codebook())
    found.append((file_names.CODEBOOK, "codebook", rules))
    facts = file_names.facts_path(article)
    try:
        found.append((facts.name, "facts", read_regular(facts, limit=LARGEST_TEAM_FILE)))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _unread(facts, error) from error
    return found


def _read(path: Path, limit: int) -> bytes:
    try:
        return read_regular(path, limit=limit)
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> PacketRefused:
    return PacketRefused(tr("{name} cannot be sent: {why}.", name=path.name, why=why_unread(error)))
