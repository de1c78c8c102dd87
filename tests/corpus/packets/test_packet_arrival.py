"""A packet that comes is unpacked whole or not at all, and never where it lies: the attacks on it.

Tests of corpus.packets.packet_archive, corpus.packets.packet_manifest, corpus.packets.packet_contents and
corpus.packets.unpacked_packets.
"""

from __future__ import annotations

import json
import random
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.corpus.packets.packet_arrival import arrived, read_packet
from analyst_app.corpus.packets.unpacked_packets import Unpacked
from analyst_app.errors import AnalystError, PacketRefused
from tests.corpus.corpora import annotate
from tests.corpus.packets.packets import (
    files_in,
    folder_hashes,
    packet,
    with_end,
    with_files,
    write_corpus,
    zipped,
)

LAYER = "depot.txt.alice.annotations.json"


CORPUS = ("depot.txt", LAYER, "depot.txt.source.json")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus")).parent


@pytest.fixture(scope="module")
def good(corpus: Path) -> bytes:
    return packet(corpus / "depot.txt")


def opened(tmp_path: Path, data: bytes, name: str = "depot from alice.reading") -> Unpacked:
    mail = tmp_path / "mail"
    mail.mkdir(exist_ok=True)
    (mail / name).write_bytes(data)
    found = arrived(
        read_packet(mail / name), data=tmp_path / "data", state=tmp_path / "state", folder=None, annotator="alice"
    )
    assert isinstance(found, Unpacked)
    return found


def refused(tmp_path: Path, data: bytes) -> str:
    """The sentence; nothing was written anywhere."""
    with pytest.raises(PacketRefused) as caught:
        opened(tmp_path, data)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "depot from alice.reading",
        "mail",
    ]
    return str(caught.value)


def named(name: str, mode: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, mode << 16
    return entry


def added(data: bytes, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    return zipped(*files_in(data).items(), *entries)


def test_a_packet_is_unpacked_under_its_hash_and_its_files_are_those_that_were_sent(
    tmp_path: Path, corpus: Path, good: bytes
) -> None:
    found = opened(tmp_path, good)
    assert found.article == found.folder / "depot.txt"
    assert found.folder.parent.parent == tmp_path / "data" / "packets"
    assert (found.sender, found.layers) == ("alice", ("alice",))
    sent = files_in(good)
    assert {name: (found.folder / name).read_bytes() for name in sent if name != "manifest.json"} == {
        name: content for name, content in sent.items() if name != "manifest.json"
    }
    for name in CORPUS:
        assert (found.folder / name).read_bytes() == (corpus / name).read_bytes()
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["depot from alice.reading"]


def test_a_packet_that_is_opened_again_leaves_what_was_done_in_it(tmp_path: Path, good: bytes) -> None:
    first = opened(tmp_path, good)
    (first.folder / "depot.txt.gold-max.annotations.json").write_text("{}", "utf-8")
    before = folder_hashes(tmp_path / "data")
    assert opened(tmp_path, good, "the same again.reading") == first
    assert folder_hashes(tmp_path / "data") == before


def test_an_article_that_was_taken_away_is_told_and_not_put_back_over_her_work(tmp_path: Path, good: bytes) -> None:
    found = opened(tmp_path, good)
    found.article.unlink()
    with pytest.raises(PacketRefused, match="was unpacked before, and its article is not in"):
        opened(tmp_path, good)


MOST_SECONDS = 8.0
"""For any packet, also on a busy machine; some took more than a minute."""
BOMB = 300 << 20
"""Bytes of zeros: more than a packet may hold unpacked, and 300 kB packed."""

ATTACKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no zip": (lambda good: b"What a nice mail.", "it is no packet, or its end is cut off"),
    "empty": (lambda good: b"", "it is no packet, or its end is cut off"),
    "end cut off": (lambda good: good[:-1], "it is no packet, or its end is cut off"),
    "something behind its end": (lambda good: good + b"tail", "it is no packet, or its end is cut off"),
    "something before its beginning": (lambda good: b"#!/bin/sh\n" + good, "it is damaged"),
    "more entries told than there are": (lambda good: with_end(good, entries=50, here=50), "50|it is damaged|holds"),
    "65535 entries told": (lambda good: with_end(good, entries=65535, here=65535), "more than 200 files"),
    "a directory of 4 GB told": (lambda good: with_end(good, size=0xFFFFFFFF), "it is damaged"),
    "no manifest": (lambda good: zipped(("depot.txt", b"x")), "it has no manifest"),
    "a bomb, told": (lambda good: added(good, ("zeros.txt", bytes(BOMB))), "larger than 256 MB"),
    "a manifest of spaces": (
        lambda good: _with_manifest(good, b" " * (150 << 20) + b"{}"),
        "“manifest.json” in it is larger than 1 MB",
    ),
    "spaces in the manifest": (
        lambda good: _with_manifest(good, files_in(good)["manifest.json"].replace(b":", b":" + b" " * (2 << 20), 1)),
        "“manifest.json” in it is larger than 1 MB",
    ),
    "an article of zeros": (
        lambda good: with_files(good, {"depot.txt": bytes(250 << 20)}),
        "“depot.txt” in it is larger than 20 MB",
    ),
    "a smaller article of zeros": (lambda good: with_files(good, {"depot.txt": bytes(19 << 20)}), "is no article"),
    "a layer of lists": (lambda good: _with_in_layer(good, b"[]," * 10_000_000 + b"[]"), "has more parts than can be"),
    "a layer of 40 million lists": (
        lambda good: _with_in_layer(good, b"[]," * 40_000_000 + b"[]"),
        f"“{LAYER}” in it is larger than 32 MB",
    ),
    "a layer of broken lines": (lambda good: with_files(good, {LAYER: b"a\n" * 4_000_000}), "is not the layer that"),
    "a layer of empty lines with a key twice": (
        lambda good: with_files(good, {LAYER: b'{"a": 1, "a": 2,' + b"\n" * 4_900_000 + b'"b": 3}'}),
        "is not the layer that",
    ),
    "a codebook of spaces": (
        lambda good: with_files(good, {"codebook.json": b" " * (100 << 20) + b"{}"}),
        "“codebook.json” in it is larger than 8 MB",
    ),
    "a bomb, told small": (
        lambda good: added(good, ("z.txt", bytes(9 << 20))).replace((9 << 20).to_bytes(4, "little"), b"\x10\0\0\0"),
        "it is damaged",
    ),
    "many files": (lambda good: added(good, *((f"{n}.txt", b"") for n in range(300))), "more than 200 files"),
    "absolute": (lambda good: added(good, ("/etc/cron.d/evil", b"x")), "no plain file name"),
    "up": (lambda good: added(good, ("../../evil.txt", b"x")), "no plain file name"),
    "up, Windows": (lambda good: added(good, ("..\\evil.txt", b"x")), "no plain file name"),
    "a drive": (lambda good: added(good, ("C:evil.txt", b"x")), "no plain file name"),
    "a folder within": (lambda good: added(good, ("in/depot.txt", b"x")), "no plain file name"),
    "a folder": (lambda good: added(good, (named("in/", stat.S_IFDIR | 0o755), b"")), "that is no file"),
    "a link": (lambda good: added(good, (named("l.txt", stat.S_IFLNK | 0o777), b"/etc/passwd")), "“l.txt” in it is a"),
    "a device": (lambda good: added(good, (named("d.txt", stat.S_IFCHR | 0o666), b"")), "that is no file"),
    "hidden": (lambda good: added(good, (".bashrc", b"x")), "no plain file name"),
    "dot": (lambda good: added(good, (".", b"x")), "no plain file name"),
    "a device of Windows": (lambda good: added(good, ("nul.txt", b"x")), "no plain file name"),
    "a line break": (lambda good: added(good, ("a\nb.txt", b"x")), "“a\\x0ab.txt” in it is no plain file name"),
    "turned about": (lambda good: added(good, ("a\u202etxt.exe", b"x")), "no plain file name"),
    "a zero byte": (lambda good: added(good, ("evilZ.txt", b"x")).replace(b"evilZ", b"evil\0"), "no plain file name"),
    "not UTF-8": (
        lambda good: added(good, ("caf\u00e9.txt", b"x")).replace("caf\u00e9".encode(), b"caf\xff\xfe"),
        "a name in it is not UTF-8",
    ),
    "another code page": (lambda good: _unflagged(added(good, ("caf\u00e9.txt", b"x"))), "a name in it is not UTF-8"),
    "twice": (
        lambda good: added(good, ("DEPOT.txt", b"x")),
        "“DEPOT.txt” is in it twice",
    ),
    "encrypted": (lambda good: _flagged(good), "encrypted"),
    "not listed": (lambda good: added(good, ("more.txt", b"x")), "its manifest does not list it"),
    "listed and not there": (
        lambda good: zipped(*[item for item in files_in(good).items() if item[0] != LAYER]),
        f"lists “{LAYER}”, which is not in it",
    ),
    "another article": (lambda good: _swapped(good, "depot.txt", b"Ada left.\n"), "“depot.txt” in it is not the file"),
    "another layer": (lambda good: _swapped(good, LAYER, b"{}"), f"“{LAYER}” in it is not the file"),
    "a layer of another": (
        lambda good: with_files(
            good,
            {LAYER: files_in(good)[LAYER].replace(b'"annotator": "alice"', b'"annotator": "bob"')},
        ),
        "is not the layer that its name says",
    ),
    "a layer of another article": (
        lambda good: with_files(good, {"other.txt.alice.annotations.json": files_in(good)[LAYER]}),
        "is no layer of its article",
    ),
    "a damaged layer": (lambda good: with_files(good, {LAYER: files_in(good)[LAYER][:-40]}), "is not the layer"),
    "a layer of a later version": (
        lambda good: with_files(good, {LAYER: files_in(good)[LAYER].replace(b'"version": 1', b'"version": 2', 1)}),
        "needs a newer version. Update this app",
    ),
    "no layer": (lambda good: with_files(good, {LAYER: None}), "it holds no layer"),
    "two articles": (lambda good: with_files(good, {"more.txt": b"More.\n"}), "it holds 2 articles"),
    "a codebook that is none": (lambda good: with_files(good, {"codebook.json": b'{"tags": 3}'}), "no codebook"),
    "facts that are none": (lambda good: with_files(good, {"depot.txt.source.json": b"[1]"}), "no file of facts"),
    "a later version": (lambda good: with_files(good, {}, version=2), "this app knows version 1. Update"),
    "a version of 400 digits": (
        lambda good: with_files(good, {}, version=10**400),
        "it has format version 10000000000000000000…, and this app knows version 1. Update",
    ),
    "a version that is no number": (lambda good: with_files(good, {}, version="1"), "says no version that there is"),
    "another format": (lambda good: with_files(good, {}, format="media-annotations"), "does not say that it is"),
    "no sender": (lambda good: with_files(good, {}, **{"from": "../x"}), "does not say who sent it"),
    "answers nothing": (lambda good: with_files(good, {}, answers="../x"), "which packet it answers"),
    "files are no list": (lambda good: with_files(good, {}, files={}), "lists no files"),
    "a line that is none": (lambda good: with_files(good, {}, files=[7]), "a line that cannot be understood"),
    "a manifest nested absurdly": (lambda good: _with_manifest(good, b"[" * 200_000), "manifest cannot be read"),
    "a manifest that is not UTF-8": (lambda good: _with_manifest(good, b'{"a": "\xff"}'), "manifest cannot be read"),
    "a key twice": (
        lambda good: _with_manifest(good, b'{"format": "media-reading", "format": "media-reading"}'),
        "manifest cannot be read",
    ),
}  # fmt: skip


def _swapped(good: bytes, name: str, content: bytes) -> bytes:
    return zipped(*(files_in(good) | {name: content}).items())


def _with_manifest(good: bytes, manifest: bytes) -> bytes:
    return zipped(*(files_in(good) | {"manifest.json": manifest}).items())


def _with_in_layer(good: bytes, members: bytes) -> bytes:
    layer = files_in(good)[LAYER].rstrip().removesuffix(b"}") + b', "more": [' + members + b"]}"
    return with_files(good, {LAYER: layer})


def _unflagged(data: bytes) -> bytes:
    """The flag that names are UTF-8 taken away, in both places of each entry."""
    return data.replace(b"PK\x03\x04\x14\0\x00\x08", b"PK\x03\x04\x14\0\0\0").replace(
        b"PK\x01\x02\x14\x03\x14\0\x00\x08", b"PK\x01\x02\x14\x03\x14\0\0\0"
    )


def _flagged(data: bytes) -> bytes:
    return data.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0", 1)


UNSEEN = ("\u061c", "\u200b", "\u200e", "\u200f", "\ufeff", "\u00ad", "\u2060", "\u202e", "\u2066")


@pytest.mark.parametrize("letter", UNSEEN)
def test_an_article_whose_name_has_what_nobody_sees_is_refused(tmp_path: Path, good: bytes, letter: str) -> None:
    name = f"de{letter}pot.txt"
    layer = files_in(good)[LAYER].replace(b'"depot.txt"', json.dumps(name).encode())
    data = with_files(
        good,
        {"depot.txt": None, LAYER: None, "depot.txt.source.json": None}
        | {name: files_in(good)["depot.txt"], f"{name}.alice.annotations.json": layer},
    )
    sentence = refused(tmp_path, data)
    assert "in it is no plain file name" in sentence
    assert letter not in sentence


def test_a_name_with_the_joiners_of_a_script_is_one(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    joined = article.rename(article.with_name("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d🚀.txt"))
    annotate(joined, "alice", ("actor", "Ada Brandt"))
    assert opened(tmp_path, packet(joined)).article.name == joined.name


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_packet_is_refused_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, good: bytes, name: str
) -> None:
    attack, words = ATTACKS[name]
    data = attack(good)
    began = time.monotonic()
    sentence = refused(tmp_path, data)
    assert time.monotonic() - began < MOST_SECONDS
    assert any(one in sentence for one in words.split("|")), sentence
    assert sentence.startswith("depot from alice.reading was not opened: ")
    assert sentence.count("\n") == 0
    assert len(sentence) < 400


def test_a_packet_in_which_any_byte_was_changed_is_refused_or_is_the_same(tmp_path: Path, good: bytes) -> None:
    """What a flipped bit leaves as it was, such as a date, changes nothing that is unpacked."""
    dice, sent = random.Random(16), files_in(good)
    for number in range(300):
        data = bytearray(good)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        try:
            found = opened(tmp_path / str(number), bytes(data)) if _made(tmp_path / str(number)) else None
        except PacketRefused:
            assert not (tmp_path / str(number) / "data").exists()
            continue
        assert found is not None
        assert (found.folder / "depot.txt").read_bytes() == sent["depot.txt"]
        assert (found.folder / LAYER).read_bytes() == sent[LAYER]


def _made(folder: Path) -> bool:
    folder.mkdir()
    return True


def test_what_the_disk_refuses_leaves_nothing_half_unpacked(
    tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def fails(place: Path, target: Path) -> Path:
        written.extend(place.rglob("*"))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(AnalystError, match=r"was not unpacked: the disk is full\. It goes into \S+packets: make room"):
        opened(tmp_path, good)
    assert len(written) > 4, "all of it was written, and only its name was missing"
    assert list((tmp_path / "data" / "packets").iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "gone", "large"])
def test_what_is_no_file_to_read_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "depot.reading"
    if kind == "folder":
        path.mkdir()
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate((64 << 20) + 1)
    with pytest.raises(PacketRefused, match=r"depot\.reading (is no packet|cannot be opened|was not opened)") as caught:
        arrived(read_packet(path), data=tmp_path / "data", state=tmp_path / "state", folder=None, annotator="alice")
    expected = {"folder": "it is a folder", "gone": "it is not there", "large": "larger than 64 MB"}
    assert expected[kind] in str(caught.value)
    assert not (tmp_path / "data").exists()


def test_the_manifest_holds_every_hash(good: bytes) -> None:
    told = json.loads(files_in(good)["manifest.json"])
    assert {row["path"]: row["kind"] for row in told["files"]} == {
        "depot.txt": "article",
        LAYER: "layer",
        "codebook.json": "codebook",
        "depot.txt.source.json": "facts",
    }
