"""What goes into a packet, and what does not.

Tests of corpus.packets.sent_packets and corpus.packets.unpacked_packets.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from analyst_app.corpus.packets.packet_arrival import arrived, read_packet
from analyst_app.corpus.packets.packing import Wanted, packed, sendable, write_packet
from analyst_app.corpus.packets.unpacked_packets import Unpacked, origin_of
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import CodebookInvalid, PacketRefused, SaveFailed
from tests.corpus import blind
from tests.corpus.corpora import annotate
from tests.corpus.packets.packets import TEXT, files_in, folder_hashes, packet, write_corpus


def wanted(article: Path, *layers: str) -> Wanted:
    return Wanted(article, article.parent, "alice", layers)


def seal(article: Path, annotator: str = "alice") -> Seal:
    return Seal(annotator, [article.parent])


def test_the_same_content_makes_the_same_packet_at_another_time_and_place(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    first = packet(article, "bob", "alice")
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in article.parent.iterdir():
        if path.is_file():
            (other / path.name).write_bytes(path.read_bytes())
    time.sleep(0.05)
    assert packet(other / "depot.txt", "alice", "bob", "alice") == first


def test_only_the_layers_that_were_chosen_are_in_it(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    names = list(files_in(packet(article, "alice")))
    assert names == [
        "manifest.json",
        "depot.txt",
        "depot.txt.alice.annotations.json",
        "codebook.json",
        "depot.txt.source.json",
    ]


def test_the_codebook_of_the_folder_goes_with_it_and_else_the_built_in_one(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    assert json.loads(files_in(packet(article))["codebook.json"])["id"] == "media"
    book = json.loads(files_in(packet(article))["codebook.json"]) | {"id": "ours", "version": 7}
    (article.parent / "codebook.json").write_text(json.dumps(book), "utf-8")
    assert json.loads(files_in(packet(article))["codebook.json"])["version"] == 7
    (article.parent / "codebook.json").write_text("{", "utf-8")
    with pytest.raises(CodebookInvalid, match=r"codebook\.json, line 1"):
        packet(article)


def test_what_may_not_be_seen_is_neither_offered_nor_packed(tmp_path: Path) -> None:
    article = blind.write_corpus(tmp_path / "corpus") / "begun.txt"
    offered = sendable(article, seal(article), tmp_path / "data")
    assert [one.layer_id for one in offered.layers] == ["alice"]
    assert offered.withheld == (
        "2 layers of others are not shown: this corpus is read blind, and 1 article is not marked as done."
    )
    with pytest.raises(
        PacketRefused, match=r"The layer of bob is not sent: .* Choose other layers, or mark begun\.txt as done"
    ):
        packed(wanted(article, "alice", "bob"), seal(article))
    done = article.with_name("done.txt")
    assert [one.layer_id for one in sendable(done, seal(done), tmp_path / "data").layers] == ["alice", "bob", "carol"]
    packed(wanted(done, "alice", "bob"), seal(done))


def test_a_packet_of_a_corpus_that_is_read_blind_is_read_blind_where_it_is_opened(tmp_path: Path) -> None:
    article = blind.write_corpus(tmp_path / "corpus") / "done.txt"
    file = write_packet(tmp_path / "p.reading", wanted(article, "alice"), seal(article), tmp_path / "state")
    found = arrived(read_packet(file), data=tmp_path / "data", state=tmp_path / "other", folder=None, annotator="alice")
    assert isinstance(found, Unpacked)
    assert Seal("max", [found.folder]).hides(found.article, "alice")


def test_a_damaged_layer_is_not_offered_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    (article.parent / "depot.txt.bob.annotations.json").write_text('{"format": "media-ann', "utf-8")
    assert [one.layer_id for one in sendable(article, seal(article), tmp_path).layers] == ["alice"]
    with pytest.raises(PacketRefused, match=r"^depot\.txt cannot be sent: in its packet, “depot\.txt\.bob"):
        packed(wanted(article, "bob"), seal(article))
    with pytest.raises(PacketRefused, match=r"depot\.txt\.carol\.annotations\.json cannot be sent: it is not there\."):
        packed(wanted(article, "carol"), seal(article))


@pytest.mark.parametrize("name", ["why?.txt", "a:b.txt", "aux.txt", " depot.txt"])
def test_an_article_whose_name_not_every_system_takes_is_not_sent(tmp_path: Path, name: str) -> None:
    article = tmp_path / name
    article.write_text(TEXT, "utf-8")
    annotate(article, "alice", ("actor", "Ada Brandt"))
    with pytest.raises(PacketRefused, match=r"is a name that not every system takes\. Rename the article"):
        packed(wanted(article, "alice"), seal(article))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Größe – straße.\r\nÄrger.\n", "cp1252"), ("Привет.\n", "utf-16"), ("東京。\n", "utf-8-sig")],
)
def test_an_article_in_any_encoding_is_sent_and_opened(tmp_path: Path, text: str, encoding: str) -> None:
    article = tmp_path / "corpus" / "größe.txt"
    article.parent.mkdir()
    article.write_bytes(text.encode(encoding))
    if encoding == "cp1252":
        article.with_name("größe.txt.source.json").write_text(
            '{"format": "media-source", "version": 1, "encoding": "cp1252"}', "utf-8"
        )
    annotate(article, "alice", ("actor", text[:3]))
    file = write_packet(tmp_path / "p.reading", wanted(article, "alice"), seal(article), tmp_path / "state")
    found = arrived(read_packet(file), data=tmp_path / "data", state=tmp_path / "other", folder=None, annotator="alice")
    assert isinstance(found, Unpacked)
    assert found.article.read_bytes() == text.encode(encoding)


def test_nothing_but_a_packet_is_written_and_nothing_is_replaced_without_a_word(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    before = folder_hashes(article.parent)
    state = tmp_path / "state"
    with_ending = write_packet(article.parent / "depot", wanted(article, "alice"), seal(article), state)
    assert with_ending.name == "depot.reading"
    for place, replaces in ((with_ending, False), (article.parent / "depot", True)):
        with pytest.raises(SaveFailed, match=r"depot\.reading is there already. Choose another name\."):
            write_packet(place, wanted(article, "alice", "bob"), seal(article), state, replaces=replaces)
    assert write_packet(article, wanted(article, "alice"), seal(article), state, replaces=True) == article.with_name(
        "depot.txt.reading"
    )
    write_packet(with_ending, wanted(article, "bob"), seal(article), state, replaces=True)
    now = folder_hashes(article.parent)
    assert {name: now[name] for name in before} == before
    assert now.keys() - before.keys() == {"depot.reading", "depot.txt.reading"}


def test_an_article_in_an_unpacked_packet_knows_what_it_came_in(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    file = write_packet(tmp_path / "p.reading", wanted(article, "alice"), seal(article), tmp_path / "state")
    data = tmp_path / "data"
    found = arrived(read_packet(file), data=data, state=tmp_path / "other", folder=None, annotator="alice")
    assert isinstance(found, Unpacked)
    asked = sendable(found.article, Seal("max", [found.folder]), data)
    assert asked.origin is not None
    assert (asked.origin.manifest.sender, asked.answering) == ("alice", ())
    annotate(found.article, "gold-max", ("claim", "Nobody agreed"))
    assert sendable(found.article, Seal("max", [found.folder]), data).answering == ("gold-max",)
    assert sendable(found.article, Seal("bob", [found.folder]), data).answering == ()
    assert origin_of(article, data) is None
    manifest = found.folder.parent / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"alice", b"carol"))
    assert origin_of(found.article, data) is None, "what is not the packet's own manifest says nothing"
