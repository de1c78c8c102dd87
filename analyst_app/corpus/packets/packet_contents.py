"""A packet that has been looked through: every file is there, is what the manifest says, and can be read."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.corpus.packets.packet_archive import read_archive, refuse, shown
from analyst_app.corpus.packets.packet_manifest import Manifest, PacketFile, manifest_of, packet_id
from analyst_app.errors import CodebookInvalid, DocumentUnreadable, EncodingUnknown, SidecarInvalid
from analyst_app.storage import file_names, strict_json
from analyst_app.storage.decoding import recorded
from analyst_app.storage.layer_opening import of_another
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.storage.team_files import team_file_of
from analyst_app.wording import tr

_MOST_ENCODINGS = 5
"""So many that layers name are tried: each costs a look at the whole article."""


class Packet(NamedTuple):
    """A packet in memory, sound throughout."""

    name: str
    """Name of its file."""
    id: str
    """SHA-256 of its manifest."""
    manifest: Manifest
    article: str
    """Name of the article."""
    layers: dict[str, bytes]
    """The bytes of each layer by its id."""
    files: dict[str, bytes]
    """The bytes of each file by its name, the manifest left out."""


def packet_of(data: bytes, name: str) -> Packet:
    """A packet by its bytes.

    Args:
        data: the bytes.
        name: of its file, for sentences.

    Raises:
        PacketRefused: anything in it is not what it should be; says what.
    """
    files = read_archive(data, name)
    raw = files.pop(file_names.MANIFEST, None)
    if raw is None:
        refuse(name, tr("it is no packet: it has no manifest"))
    manifest = manifest_of(raw, name)
    _check_files(manifest, files, name)
    articles = manifest.named("article")
    if len(articles) != 1:
        refuse(name, tr("it holds {count} articles, and a packet holds one", count=len(articles)))
    article = articles[0]
    layers = {_checked_layer(path, files[path], article, name): files[path] for path in manifest.named("layer")}
    if not layers:
        refuse(name, tr("it holds no layer"))
    _check_shared(manifest, files, article, name)
    _check_article(article, files, layers, name)
    return Packet(name, packet_id(raw), manifest, article, layers, files)


def _check_files(manifest: Manifest, files: dict[str, bytes], packet: str) -> None:
    """Refuse a packet whose files are not those that its manifest lists, byte for byte."""
    listed = [one.path for one in manifest.files]
    for path in files:
        if path not in listed:
            refuse(packet, tr("“{name}” is in it, and its manifest does not list it", name=shown(path)))
    for one in manifest.files:
        if one.path not in files:
            refuse(packet, tr("its manifest lists “{name}”, which is not in it", name=shown(one.path)))
        if listed.count(one.path) > 1:
            refuse(packet, tr("its manifest lists “{name}” twice", name=shown(one.path)))
        if one != PacketFile.of(one.path, one.kind, files[one.path]):
            refuse(packet, tr("“{name}” in it is not the file that its manifest says", name=shown(one.path)))


def _checked_layer(path: str, data: bytes, article: str, packet: str) -> str:
    """The id of a layer whose file is one of the article's and can be read."""
    told = file_names.article_and_layer(path)
    if told is None or told[0] != article:
        refuse(packet, tr("“{name}” in it is no layer of its article", name=shown(path)))
    found = parse_sidecar(data, name=path, document=None, salvages=False)
    if found.is_newer:
        refuse(
            packet, tr("“{name}” in it needs a newer version", name=shown(path)), tr("Update this app, then try again.")
        )
    if found.damage or of_another(path, found, told[1]):
        refuse(packet, tr("“{name}” in it is not the layer that its name says", name=shown(path)))
    return told[1]


def _check_shared(manifest: Manifest, files: dict[str, bytes], article: str, packet: str) -> None:
    """Refuse a codebook or facts that are none."""
    for path in manifest.named("codebook"):
        try:
            if path != file_names.CODEBOOK:
                raise CodebookInvalid(path)
            Codebook.from_data(strict_json.parse(files[path].decode("utf-8-sig")), where=path)
        except (CodebookInvalid, UnicodeDecodeError, strict_json.Damage):
            refuse(packet, tr("“{name}” in it is no codebook that can be used", name=shown(path)))
    for path in manifest.named("facts"):
        try:
            if path != file_names.facts_name(article):
                raise SidecarInvalid(path)
            team_file_of(files[path], path)
        except SidecarInvalid:
            refuse(packet, tr("“{name}” in it is no file of facts of its article", name=shown(path)))


def _check_article(article: str, files: dict[str, bytes], layers: dict[str, bytes], packet: str) -> None:
    """Refuse an article that is no text; one whose encoding must be chosen is opened all the same."""
    told = dict.fromkeys(found.encoding for data in layers.values() if (found := recorded(data)) is not None)
    if file_names.is_article(article):
        for encoding in (None, *list(filter(None, told))[:_MOST_ENCODINGS]):
            try:
                Document.from_bytes(files[article], name=article, encoding=encoding)
            except EncodingUnknown:
                return
            except DocumentUnreadable:
                continue
            return
    refuse(packet, tr("“{name}” in it is no article", name=shown(article)))
