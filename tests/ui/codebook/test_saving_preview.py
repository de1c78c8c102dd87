"""The lines about what saving changes, and the checks of a colour.

Tests of ``ui.codebook.saving_preview``, ``ui.codebook.colour_check`` and ``ui.article.sample_sentence``.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from analyst_app.ui.article.sample_sentence import SampleSentence
from analyst_app.ui.codebook.colour_check import legible_words, likeness_words
from analyst_app.ui.codebook.saving_preview import saving_lines
from analyst_app.ui.widgets.theme import Looks, theme

USES = {"claim": 212, "quote": 418, "actor": 530, "cue": 402, "skip": 96}
FRAME: dict[str, Any] = {
    "id": "frame", "name": "Frame", "key": "F",
    "attributes": [
        {"id": "scope", "name": "Scope", "type": "choice", "values": [{"id": one} for one in ("a", "b", "c")]},
        {"id": "loaded", "name": "Loaded", "type": "flag"},
    ],
}  # fmt: skip


def lines(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [f"{line.sign} {line.words}" for line in saving_lines(old, new, USES)]


def test_a_new_tag_is_said_with_its_key_and_attributes_and_that_all_annotations_stay() -> None:
    old = built_in_codebook()
    assert lines(old, {**old, "tags": [*old["tags"], FRAME]}) == [
        "+ adds the tag Frame, key F",
        "+ adds Scope (3 values) and Loaded",
        "= 1,658 annotations stay as they are",
    ]
    assert lines(old, old) == []


def test_what_becomes_of_annotations_is_said_with_their_number() -> None:
    old = built_in_codebook()
    claim, quote, *others = old["tags"]
    mode = quote["attributes"][0]
    fewer = {**quote, "attributes": [{**mode, "values": mode["values"][:-1]}]}
    new = {**old, "tags": [{**claim, "retired": True}, fewer, *others]}
    gone = mode["values"][-1].get("name", mode["values"][-1]["id"])
    told = lines(old, new)
    assert f"~ changes {mode['name']}; without {gone}" in told
    assert "− retires Claim: 212 annotations stay" in told
    assert told[-1] == "= 1,658 annotations stay as they are"


def test_tags_that_look_alike_are_told() -> None:
    raw = built_in_codebook()
    alike = {"id": "twin", "name": "Twin", "colour": "#b45309"}
    raw["tags"][0].pop("key")
    book = Codebook.from_data({**raw, "tags": [*raw["tags"], alike]})
    assert likeness_words(book, book.tags[-1]) == "! Looks like Claim: choose another colour, line or key."
    other = Codebook.from_data({**raw, "tags": [*raw["tags"], {**alike, "line": "dotted"}]})
    assert likeness_words(other, other.tags[-1]) == "✓ Told apart from Claim by line"
    assert legible_words("#ffff99") == "Too near to the paper: made legible."
    assert legible_words("#b45309") == ""


def test_a_long_sentence_takes_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    owner = QObject()
    looks = Looks(theme("light"), owner)
    sentence = SampleSentence(looks, lambda: theme("light"))
    qtbot.addWidget(sentence)
    book = Codebook.from_data(built_in_codebook())
    sentence.show_words("one [two] three " * 20, lambda colours: colours.tag_looks(book)["claim"])
    assert sentence.heightForWidth(200) > 3 * sentence.heightForWidth(2000)
    assert sentence.accessibleName().startswith("one two three")
