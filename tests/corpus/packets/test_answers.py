"""An answer merges by rev into the sender's folder, and nothing of anybody else is written.

Tests of corpus.packets.sent_packets and corpus.packets.answer_losses.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.packets.answer_losses import WouldLose
from analyst_app.corpus.packets.answers import Answered, sentences
from analyst_app.corpus.packets.packet_arrival import arrived, read_packet
from analyst_app.corpus.packets.packing import Wanted, sendable, write_packet
from analyst_app.corpus.packets.unpacked_packets import Unpacked
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import PacketRefused, SaveFailed
from analyst_app.session.session import Session
from analyst_app.storage import layer_history
from tests.corpus.corpora import annotate
from tests.corpus.packets.packets import files_in, folder_hashes, packet, with_files, write_corpus
from tests.saves import save_now


class Desks(NamedTuple):
    """Alice's machine, whose packet lies unpacked on max's."""

    article: Path
    state: Path
    there: Unpacked
    data: Path
    packet: Path

    def answer(self, who: str = "max") -> Path:
        asked = sendable(self.there.article, Seal(who, [self.there.folder]), self.data)
        assert asked.origin is not None
        wanted = Wanted(self.there.article, self.there.folder, who, asked.answering, asked.origin.id)
        place = self.packet.with_name(f"answer of {who}.reading")
        return write_packet(place, wanted, Seal(who, [self.there.folder]), self.data, replaces=True)

    def open(
        self, file: Path, folder: Path | None = None, annotator: str = "alice", agreed: WouldLose | None = None
    ) -> Answered | WouldLose:
        found = arrived(
            read_packet(file),
            data=self.state / "data",
            state=self.state,
            folder=folder,
            annotator=annotator,
            agreed=agreed,
        )
        assert not isinstance(found, Unpacked)
        return found

    def take_in(self, file: Path, folder: Path | None = None, annotator: str = "alice") -> Answered:
        found = self.open(file, folder, annotator)
        assert isinstance(found, Answered)
        return found

    def asked(self, file: Path, folder: Path | None = None) -> WouldLose:
        found = self.open(file, folder)
        assert isinstance(found, WouldLose)
        return found

    def forge(self, sender: str, *layers: str) -> Path:
        """An answer in anybody's name, with layers as they lie in the unpacked packet."""
        asked = sendable(self.there.article, Seal("max", [self.there.folder]), self.data)
        assert asked.origin is not None
        file = self.packet.with_name("forged.reading")
        file.write_bytes(packet(self.there.article, *layers, sender=sender, answers=asked.origin.id))
        return file


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    article, state, data = write_corpus(tmp_path / "corpus"), tmp_path / "state", tmp_path / "max"
    wanted = Wanted(article, article.parent, "alice", ["alice"])
    (tmp_path / "mail").mkdir()
    file = write_packet(tmp_path / "mail" / "p.reading", wanted, Seal("alice", [article.parent]), state)
    found = arrived(read_packet(file), data=data, state=data, folder=None, annotator="max")
    assert isinstance(found, Unpacked)
    return Desks(article, state, found, data, file)


def layer(article: Path, layer_id: str) -> Session:
    document = Session.read_article(article)
    return Session.load(article, document, layer_id=layer_id, codebook=built_in(), state=article.parent / ".state")


def tagged(article: Path, layer_id: str) -> list[tuple[str, str]]:
    session = layer(article, layer_id)
    return [(one.tag, session.document.text[one.start : one.end]) for one in session.store.annotations]


def delete(article: Path, layer_id: str, one: Annotation) -> None:
    session = layer(article, layer_id)
    held = session.store.annotation(one.id)
    assert held is not None
    session.do("delete", edits.remove(session.store, [held]))
    save_now(session)


def note(article: Path, layer_id: str, one: Annotation, words: str) -> None:
    session = layer(article, layer_id)
    held = session.store.annotation(one.id)
    assert held is not None
    session.do("note", edits.set_note(held, words))
    save_now(session)


def test_an_answer_brings_the_layers_of_who_answered_and_leaves_the_files_of_others_as_they_are(desks: Desks) -> None:
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    annotate(desks.there.article, "max", ("actor", "Ada Brandt"))
    annotate(desks.there.article, "alice", ("quote", "“we will not leave”"))  # what max changed of hers stays with him
    before = folder_hashes(desks.article.parent)
    found = desks.take_in(desks.answer())
    assert [(one.layer, one.is_new, one.readings) for one in found.layers] == [
        ("gold-max", True, 0),
        ("max", True, 0),
    ]
    assert tagged(desks.article, "gold-max") == [("claim", "Nobody agreed")]
    after = folder_hashes(desks.article.parent)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {
        "depot.txt.gold-max.annotations.json",
        "depot.txt.max.annotations.json",
    }


def test_a_second_answer_merges_by_rev_with_its_deletions(desks: Desks) -> None:
    first, second = annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"), ("actor", "Ada Brandt"))
    desks.take_in(desks.answer())
    note(desks.there.article, "gold-max", first, "sure")
    delete(desks.there.article, "gold-max", second)
    before = folder_hashes(desks.article.parent)
    asked = desks.asked(desks.answer())
    assert folder_hashes(desks.article.parent) == before, "nothing goes before she is asked"
    assert [(one.layer, one.gone, one.held) for one in asked.layers] == [("gold-max", {second.id}, 2)]
    assert asked.words == (
        "The answer of max about depot.txt would take 1 item out of gold-max and leave 1. It stays in the history. "
        "Shall the answer be taken in?"
    )
    found = desks.open(desks.answer(), agreed=asked)
    assert isinstance(found, Answered)
    assert [(one.changed, one.readings, one.is_new) for one in found.layers] == [(2, 0, False)]
    assert tagged(desks.article, "gold-max") == [("claim", "Nobody agreed")]
    assert layer(desks.article, "gold-max").store.annotations[0].note == "sure"
    here = desks.article.with_name("depot.txt.gold-max.annotations.json")
    assert here.read_bytes() == (desks.there.article.with_name(here.name)).read_bytes()


def test_an_answer_that_is_opened_twice_changes_no_byte(desks: Desks) -> None:
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    file = desks.answer()
    desks.take_in(file)
    before = folder_hashes(desks.article.parent)
    again = desks.take_in(file)
    assert folder_hashes(desks.article.parent) == before
    assert sentences(again) == ["The answer of max about depot.txt holds nothing that is not here already."]


def test_an_earlier_answer_that_is_opened_late_takes_nothing_back(desks: Desks) -> None:
    (first,) = annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    early = desks.answer().rename(desks.packet.with_name("early.reading"))
    note(desks.there.article, "gold-max", first, "sure")
    desks.take_in(desks.answer())
    before = folder_hashes(desks.article.parent)
    desks.take_in(early)
    assert folder_hashes(desks.article.parent) == before


def test_what_both_changed_at_once_waits_to_be_settled_and_is_named(desks: Desks) -> None:
    (first,) = annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    desks.take_in(desks.answer())
    note(desks.there.article, "gold-max", first, "max on his machine")
    note(desks.article, "gold-max", first, "somebody at alice's")
    found = desks.take_in(desks.answer())
    assert [one.readings for one in found.layers] == [1]
    assert sentences(found)[1] == "1 second reading waits to be settled."
    session = layer(desks.article, "gold-max")
    notes = {one.note for one in session.store.annotations}
    notes |= {item.record["note"] for item in session.store.unplaced if isinstance(item.record, dict)}
    assert notes == {"max on his machine", "somebody at alice's"}


def test_what_a_merge_takes_away_is_in_the_history(desks: Desks) -> None:
    (first,) = annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    desks.take_in(desks.answer())
    note(desks.article, "gold-max", first, "only here")
    for words in ("one", "two"):
        note(desks.there.article, "gold-max", first, words)
    delete(desks.there.article, "gold-max", first)
    answer = desks.answer()
    desks.open(answer, agreed=desks.asked(answer))
    assert tagged(desks.article, "gold-max") == []
    sidecar = desks.article.with_name("depot.txt.gold-max.annotations.json")
    kept = layer_history.saves(layer_history.folder_of(desks.state, sidecar))
    assert any(b"only here" in layer_history.bytes_of_save(save) for save in kept)


def test_an_answer_with_a_layer_of_somebody_else_is_refused_whole(desks: Desks) -> None:
    annotate(desks.there.article, "max", ("claim", "Nobody agreed"))
    origin = sendable(desks.there.article, Seal("max", [desks.there.folder]), desks.data).origin
    assert origin is not None
    data = packet(desks.there.article, "alice", "max", sender="max", answers=origin.id)
    file = desks.packet.with_name("forged.reading")
    file.write_bytes(data)
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match="it is an answer of max and holds a layer of alice"):
        desks.take_in(file)
    assert folder_hashes(desks.article.parent) == before


@pytest.mark.parametrize(
    ("sender", "layer"), [("alice", "alice"), ("alice", "gold-alice"), ("gold-alice", "gold-alice")]
)
def test_an_answer_in_her_own_name_changes_nothing_of_hers(desks: Desks, sender: str, layer: str) -> None:
    """By rev it would win: every one of her tags is deleted in it, or changed many times over."""
    annotate(desks.article, "gold-alice", ("actor", "Ada Brandt"))
    for words in ("one", "two", "three"):
        (made, *_) = annotate(desks.there.article, layer, ("claim", "Nobody agreed"))
        note(desks.there.article, layer, made, words)
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match=f"it would change {layer}, which is your own, and a layer of yours is"):
        desks.take_in(desks.forge(sender, layer))
    assert folder_hashes(desks.article.parent) == before


def test_nor_does_one_in_the_name_under_which_she_had_sent_the_packet(desks: Desks) -> None:
    annotate(desks.there.article, "alice", ("claim", "Nobody agreed"))
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match="it would change alice, which is your own"):
        desks.take_in(desks.forge("alice", "alice"), annotator="alice-brandt")
    assert folder_hashes(desks.article.parent) == before


@pytest.mark.parametrize("where", ["there", "here"])
def test_nor_does_one_that_holds_a_second_reading_of_hers(desks: Desks, where: str) -> None:
    annotate(desks.there.article, "alice-r2", ("claim", "Nobody agreed"))
    annotate(desks.article, "alice-r2", ("actor", "Ada Brandt"))
    file = (desks.there.article if where == "there" else desks.article).with_name("depot.txt.alice-r2.annotations.json")
    file.write_text(file.read_text("utf-8").replace('"annotator"', '"reader": "alice",\n "annotator"'), "utf-8")
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match="it would change alice-r2, which is your own"):
        desks.take_in(desks.forge("alice-r2", "alice-r2"))
    assert folder_hashes(desks.article.parent) == before


def test_an_answer_to_nothing_that_was_sent_from_here_asks_for_the_folder_and_finds_the_article_in_it(
    desks: Desks, tmp_path: Path
) -> None:
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    file = desks.answer()
    moved = desks.article.parent.rename(tmp_path / "moved")
    with pytest.raises(PacketRefused, match=r"Open the folder that holds depot\.txt, then open the answer again"):
        desks.take_in(file)
    assert desks.take_in(file, moved).article == moved / "depot.txt"
    assert tagged(moved / "depot.txt", "gold-max") == [("claim", "Nobody agreed")]


def test_an_article_that_was_edited_meanwhile_gets_the_answer_on_its_new_text(desks: Desks) -> None:
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    desks.article.write_text("A new first line.\n" + desks.article.read_text("utf-8"), "utf-8")
    desks.take_in(desks.answer())
    assert tagged(desks.article, "gold-max") == [("claim", "Nobody agreed")]


def test_a_layer_here_that_cannot_be_merged_stops_the_answer_before_anything_is_written(desks: Desks) -> None:
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    annotate(desks.there.article, "max", ("claim", "Nobody agreed"))
    desks.article.with_name("depot.txt.max.annotations.json").write_text("{broken", "utf-8")
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match=r"was not taken in, for depot\.txt\.max\.annotations\.json beside the art"):
        desks.take_in(desks.answer())
    assert folder_hashes(desks.article.parent) == before


def test_a_reply_of_the_sender_goes_back_in_her_own_layer(desks: Desks, tmp_path: Path) -> None:
    """Gold goes to alice in a packet of max; what she changes in her layer there comes back to him."""
    annotate(desks.there.article, "gold-max", ("claim", "Nobody agreed"))
    wanted = Wanted(desks.there.article, desks.there.folder, "max", ["alice", "gold-max"])
    sent = write_packet(tmp_path / "g.reading", wanted, Seal("max", [desks.there.folder]), desks.data)
    found = arrived(read_packet(sent), data=tmp_path / "alice", state=desks.state, folder=None, annotator="alice")
    assert isinstance(found, Unpacked)
    annotate(found.article, "alice", ("quote", "“we will not leave”"))
    asked = sendable(found.article, Seal("alice", [found.folder]), tmp_path / "alice")
    assert asked.answering == ("alice",)
    assert asked.origin is not None
    reply = Wanted(found.article, found.folder, "alice", asked.answering, asked.origin.id)
    file = write_packet(tmp_path / "r.reading", reply, Seal("alice", [found.folder]), desks.state)
    taken = arrived(read_packet(file), data=desks.data, state=desks.data, folder=None, annotator="max")
    assert isinstance(taken, Answered)
    assert taken.article == desks.there.article
    assert ("quote", "“we will not leave”") in tagged(desks.there.article, "alice")


FORGED = "depot.txt.bob.annotations.json"
HIGHEST = 2**53 - 2


def emptied(layer: dict[str, Any], rev: int) -> None:
    layer["deleted"] = {one["id"]: rev for one in layer["annotations"]}
    layer["annotations"] = []


def of_bob(desks: Desks, article: Path, change: Callable[[dict[str, Any]], None], answers: str = "") -> Path:
    """An answer in bob's name with his layer changed by an enemy; by default one to the packet that was sent."""
    asked = sendable(desks.there.article, Seal("max", [desks.there.folder]), desks.data)
    assert asked.origin is not None
    made = packet(article, "bob", sender="bob", answers=answers or asked.origin.id)
    held = json.loads(files_in(made)[FORGED])
    change(held)
    file = desks.packet.with_name("forged.reading")
    file.write_bytes(with_files(made, {FORGED: json.dumps(held).encode()}))
    return file


def test_what_was_never_sent_from_here_takes_nothing_away_unasked(desks: Desks) -> None:
    """It may answer what the same person sent from her other machine: the folder has the article."""
    file = of_bob(desks, desks.article, lambda layer: emptied(layer, 2), answers="0" * 64)
    before = folder_hashes(desks.article.parent)
    asked = desks.asked(file, desks.article.parent)
    assert "would take 2 items out of bob and leave 0. They stay in the history." in asked.words
    assert folder_hashes(desks.article.parent) == before
    with pytest.raises(PacketRefused, match="which is not where it was sent from"):
        desks.open(file)


def test_what_an_answer_would_take_is_asked_about_and_kept_before_it_goes(desks: Desks) -> None:
    bobs = desks.article.with_name(FORGED)
    was = bobs.read_bytes()
    file = of_bob(desks, desks.article, lambda layer: emptied(layer, 2))
    asked = desks.asked(file)
    assert "would take 2 items out of bob and leave 0. They stay in the history." in asked.words
    assert bobs.read_bytes() == was
    assert isinstance(desks.open(file, agreed=asked), Answered)
    saves = layer_history.saves(layer_history.folder_of(desks.state, bobs))
    assert json.loads(was)["annotations"] in [
        json.loads(layer_history.bytes_of_save(save))["annotations"] for save in saves
    ]


def test_what_was_agreed_to_holds_for_no_other_answer_and_no_other_layer(desks: Desks) -> None:
    asked = desks.asked(of_bob(desks, desks.article, lambda layer: emptied(layer, 2)))
    annotate(desks.article, "bob", ("quote", "“we will not leave”"))
    other = of_bob(desks, desks.article, lambda layer: emptied(layer, 3))
    before = folder_hashes(desks.article.parent)
    again = desks.open(other, agreed=asked)
    assert isinstance(again, WouldLose)
    assert again != asked
    assert folder_hashes(desks.article.parent) == before


def test_where_the_history_cannot_keep_what_goes_nothing_goes(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    file = of_bob(desks, desks.article, lambda layer: emptied(layer, 2))
    asked = desks.asked(file)

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(layer_history, "kept_or_error", full)
    before = folder_hashes(desks.article.parent)
    with pytest.raises(SaveFailed, match="Nothing was changed: what is here cannot be kept in the history first"):
        desks.open(file, agreed=asked)
    assert folder_hashes(desks.article.parent) == before


def _tombstones(layer: dict[str, Any]) -> None:
    emptied(layer, HIGHEST)


def _items(layer: dict[str, Any]) -> None:
    for one in layer["annotations"]:
        one["rev"], one["note"] = HIGHEST, "forged"


def _status(layer: dict[str, Any]) -> None:
    layer["layer"]["rev"] = HIGHEST


@pytest.mark.parametrize("change", [_tombstones, _items, _status])
def test_an_answer_with_a_rev_to_which_no_work_leads_is_refused(
    desks: Desks, change: Callable[[dict[str, Any]], None]
) -> None:
    file = of_bob(desks, desks.article, change)
    before = folder_hashes(desks.article.parent)
    with pytest.raises(PacketRefused, match="has a rev of 9007199254740990, to which no work leads"):
        desks.open(file)
    assert folder_hashes(desks.article.parent) == before
