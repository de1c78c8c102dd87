"""Work stays found: articles that other programs changed, renamed or re-saved, at the real window.

Tests of ui.corpus.stray_offer.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.moved_cases import HARBOUR, HARBOUR_TAGS, MAIRE, MAIRE_TAGS, SEOUL, SEOUL_TAGS, annotate
from tests.workflows.person import Person, at_the_window, saved, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


@pytest.fixture
def all_wait(folder: Path, tmp_path: Path) -> Path:
    """An article whose only annotation waits, because a letter of its words was changed."""
    article = write(folder, "depot.txt", HARBOUR)
    annotate(article, ("actor", "Lena Ortiz", 0), state=tmp_path)
    article.write_text(HARBOUR.replace("Lena Ortiz", "Lena Ortis"), "utf-8")
    return article


def waiting(person: Person) -> int:
    session = person.bridge.session
    assert session is not None
    return len(session.store.unplaced)


@pytest.mark.parametrize(
    ("keys", "left"),
    [("Enter", [("actor", "Lena Ortis")]), ("Right Right Enter", [])],
    ids=["confirm", "discard"],
)
def test_a_layer_of_which_everything_waits_is_reached_by_keys(
    all_wait: Path, keys: str, left: list[tuple[str, str]]
) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        assert person.label("annotations_empty") == ""
        person.keys("Shift+U")
        assert person.label("unplaced_why") == "Waiting: moved: please confirm."
        person.keys(keys)
        assert waiting(person) == 0
        assert person.tagged == left
        person.wait_saved()

    at_the_window(all_wait, "--annotator", "alice", script=script)
    assert saved(all_wait)["unplaced"] == []


def test_what_waits_in_a_layer_with_nothing_placed_can_be_placed_by_hand(all_wait: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        person.keys("Shift+U")
        person.select("Ada Brandt")
        person.click_widget(person.button("Place here"))
        assert person.tagged == [("actor", "Ada Brandt")]
        person.keys("Ctrl+Z")
        assert waiting(person) == 1
        person.keys("Shift+U Enter")
        person.wait_saved()

    at_the_window(all_wait, "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(all_wait)["annotations"]] == ["Lena Ortis"]


@pytest.mark.parametrize(
    ("before", "now", "noted"),
    [
        ("cp1252", "utf-8", ""),
        ("cp1252", "utf-8", "cp1252"),
        ("utf-8", "utf-16", ""),
        ("utf-8", "cp1252", ""),
        ("cp1252", "cp1252", ""),
    ],
)
def test_an_article_that_was_saved_anew_in_another_encoding_opens_with_everything_in_its_place(
    folder: Path, tmp_path: Path, before: str, now: str, noted: str
) -> None:
    article = folder / "depot.txt"
    article.write_bytes(MAIRE.encode(before))
    annotate(article, *MAIRE_TAGS, encoding=before, state=tmp_path)
    article.write_bytes(MAIRE.replace("\n", "\r\n").encode(now))
    if noted:
        facts = f'{{"format": "media-source", "version": 1, "encoding": "{noted}"}}\n'
        article.with_name("depot.txt.source.json").write_text(facts, "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        assert person.view.text == MAIRE
        assert person.tagged == [(tag, words) for tag, words, _ in MAIRE_TAGS]
        person.select("Le maire")
        person.keys("A")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == len(MAIRE_TAGS) + 1


@pytest.mark.parametrize("to", ["depot 2024.txt", "2024/depot.txt"])
def test_the_layer_of_a_renamed_article_is_offered_taken_and_put_back(folder: Path, tmp_path: Path, to: str) -> None:
    article = write(folder, "depot.txt", HARBOUR)
    sidecar = annotate(article, *HARBOUR_TAGS, state=tmp_path)
    before = sidecar.read_bytes()
    (folder / "2024").mkdir()
    renamed = article.rename(folder / to)

    def script(person: Person) -> None:
        person.opener.open_article(renamed)
        person.wait_open(renamed.name)
        person.wait(lambda: person.window.findChild(QWidget, "bar_stray"), "the offer")
        assert person.annotations == []
        person.click_widget(person.button("Take it"))
        person.wait(lambda: person.bridge.session is not None and len(person.annotations) == len(HARBOUR_TAGS))
        assert not sidecar.exists()
        person.wait(lambda: person.window.findChild(QWidget, "bar_stray_taken"), "the word")
        person.click_widget(person.button("Put back"))
        person.wait(lambda: person.bridge.session is not None and not person.annotations)

    at_the_window(folder, "--annotator", "alice", script=script)
    assert sidecar.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "tags", "wanted"),
    [
        (MAIRE, MAIRE_TAGS, "Hélène"),
        (SEOUL, SEOUL_TAGS, "시민 단체"),
    ],
    ids=["french", "korean"],
)
def test_an_article_that_came_back_in_another_normal_form_has_everything_in_its_place(
    folder: Path, tmp_path: Path, text: str, tags: tuple[tuple[str, str, int], ...], wanted: str
) -> None:
    article = write(folder, "depot.txt", text)
    annotate(article, *tags, state=tmp_path)
    article.write_text(normalize("NFD", text), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        assert person.view.text == normalize("NFD", text)
        assert person.tagged == [(tag, normalize("NFD", words)) for tag, words, _ in tags]
        assert waiting(person) == 0
        person.select(normalize("NFD", wanted))
        person.keys("A")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    kept = saved(article)
    assert {one["exact"] for one in kept["annotations"]} >= {normalize("NFD", words) for _, words, _ in tags}
    assert len(kept["annotations"]) == len(tags) + 1
    assert kept["unplaced"] == []


def test_words_that_stand_in_the_article_are_not_called_gone(folder: Path, tmp_path: Path) -> None:
    article = write(folder, "depot.txt", "They said no to the plan.\n\nNobody said a word about why.\n")
    annotate(article, ("claim", "no", 0), state=tmp_path)
    article.write_text("Nobody said a word about why. There is no plan, and no word on it.\n", "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        person.keys("Shift+U")
        assert person.label("unplaced_why") == "Waiting: its words stand more than once: place it."

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_quote_in_a_moved_paragraph_is_proposed_where_its_context_is_though_its_words_stand_twice(
    folder: Path, tmp_path: Path
) -> None:
    article = write(folder, "depot.txt", HARBOUR)
    annotate(article, *HARBOUR_TAGS, state=tmp_path)
    again = next(line for line in HARBOUR.splitlines(keepends=True) if line.startswith("Ortiz said"))
    moved = again + "\n" + HARBOUR.replace(again, "")
    article.write_text(moved, "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        person.keys("Shift+U")
        assert person.label("unplaced_why") == "Waiting: moved: please confirm."
        person.keys("Enter")
        assert person.annotations[0].start == moved.index("“the harbour is safe” again")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == len(HARBOUR_TAGS)


def test_what_an_earlier_version_left_without_a_place_on_decomposed_text_is_proposed_one(
    folder: Path, tmp_path: Path
) -> None:
    text = normalize("NFD", MAIRE)
    article = write(folder, "depot.txt", text)
    sidecar = annotate(article, ("actor", normalize("NFD", "Hélène Dûpré"), 0), state=tmp_path)
    data = json.loads(sidecar.read_text("utf-8"))
    start = MAIRE.index("José Müller")
    record = {**data["annotations"][0], "id": "left", "start": start, "end": start + len("José Müller")}
    record |= {"exact": "José Müller", "prefix": MAIRE[:start], "suffix": MAIRE[start + 11 : start + 43]}
    made_on = hashlib.sha256(MAIRE.encode()).hexdigest()
    data["unplaced"] = [{"why": "orphan", "text_sha256": made_on, "record": record}]
    sidecar.write_text(json.dumps(data, ensure_ascii=False), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        assert len(person.annotations) == 1, "nothing is placed without a word"
        person.keys("Shift+U")
        assert person.label("unplaced_why") == "Waiting: its words stand elsewhere: please confirm."
        person.keys("Enter")
        assert person.tagged[0] == ("actor", normalize("NFD", "José Müller"))
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert saved(article)["unplaced"] == []


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "words"), [(MAIRE, "hélène dûpré"), (SEOUL, "시민 단체")], ids=["french", "korean"])
def test_the_find_bar_finds_decomposed_words_however_they_are_typed(
    folder: Path, text: str, words: str, typed: Literal["NFC", "NFD"]
) -> None:
    article = write(folder, "depot.txt", normalize("NFD", text))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("Ctrl+F")
        field = person.window.findChild(QLineEdit, "find_field")
        assert field is not None
        field.setText(normalize(typed, words))
        person.wait(lambda: person.label("find_count") == "1 found")
        person.keys("Enter", field)
        selection = person.bridge.selection
        assert selection is not None
        assert selection.of(person.view.text).casefold() == normalize("NFD", words)

    at_the_window(article, "--annotator", "alice", script=script)
