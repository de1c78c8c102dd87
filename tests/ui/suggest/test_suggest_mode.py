"""U shows what would be made of the next quotation; keys make it, let it go, or leave it.

Tests of ui.suggest.suggest_commands, too.
"""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import ASSIST
from analyst_app.core.codebook import Codebook
from analyst_app.language.whole_text import WholeText
from analyst_app.ui.annotate.link_mode import LinkMode
from analyst_app.ui.commands.key_groups import IN_MODES
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.suggest.suggest_mode import SuggestMode, score_words
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.varied_article import varied_article
from tests.workflows.person import Person

TEXT = (
    "The board met on Monday. “The quay will close in May,” said Ada Brandt, its chair.\n\n"
    "Omar Hall wrote the book “Deep Sea Letters” in May.\n\n"
    "Lena Ortiz warned: “Prices have risen again.”\n"
)
FIRST, TERM, LAST = "“The quay will close in May,”", "“Deep Sea Letters”", "“Prices have risen again.”"


def shown(person: Person) -> str:
    """The words of the quotation that is shown dashed; empty while none is."""
    mark = person.view._frame._guests[0].current
    return mark.span.of(person.view.text) if mark is not None else ""


def made(person: Person) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in person.bridge.session.store.annotations:
        found.setdefault(one.tag, []).append(one.span.of(person.view.text))
    return found


def roles(person: Person) -> list[str]:
    return sorted(link.role for link in person.bridge.session.store.links)


def begin(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    return person


def use(person: Person, data: dict[str, Any]) -> None:
    codebook = Codebook.from_data(data)
    person.bridge.session.use(codebook)
    person.bridge.codebook_changed.emit(codebook)
    person.actions.set_codebook(codebook)
    person.wait(lambda: person.is_idle)


def test_u_shows_the_next_quotation_and_makes_nothing(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    assert shown(person) == FIRST
    assert person.label("mode_chip") == "SUGGEST"
    mark = person.view._frame._guests[0].current
    assert mark is not None
    assert (mark.speaker.of(TEXT), mark.cue.of(TEXT), mark.word) == ("Ada Brandt", "said", "→ Brandt ?")
    assert re.search(r"‘said’ after the quote · \.9\d ", person.label("key_hints"))
    assert "Enter all of it" in person.label("key_hints")
    assert made(person) == {}
    assert person.bridge.session.unsaved_changes == []


def test_two_keys_make_a_quote_with_its_speaker_and_one_undo_takes_it_back(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Enter")
    assert made(person) == {"quote": [FIRST], "actor": ["Ada Brandt"], "cue": ["said"]}
    assert roles(person) == ["cue", "speaker"]
    assert shown(person) == ""
    assert person.label("mode_chip") == "READ"
    assert person.bridge.current is not None
    assert person.bridge.current.span.of(TEXT) == FIRST
    person.keys("Ctrl+Z")
    assert made(person) == {}
    assert roles(person) == []


def test_the_next_u_goes_to_the_next_quotation(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Enter U")
    assert shown(person) == TERM
    person.keys("Enter U")
    assert shown(person) == LAST
    person.keys("Enter")
    assert made(person)["quote"] == [FIRST, TERM, LAST]
    assert made(person)["actor"] == ["Ada Brandt", "Lena Ortiz"]
    term = next(one for one in person.bridge.session.store.annotations if one.span.of(TEXT) == TERM)
    assert dict(term.attributes) == {"mode": "term", "speaker_not_stated": True}
    person.keys("U")
    assert "No quotation is left untagged" in person.label("key_hints")


@pytest.mark.parametrize("key", ["N", "U"])
def test_n_and_u_show_the_next_and_make_nothing(open_text: OpenText, key: str) -> None:
    person = begin(open_text)
    person.keys(f"U {key}")
    assert shown(person) == TERM
    assert made(person) == {}


def test_q_makes_the_quote_alone_and_l_then_proposes(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Q")
    assert made(person) == {"quote": [FIRST]}
    (quote,) = person.bridge.session.store.annotations
    assert dict(quote.extra)[ASSIST]["edited"] is False
    person.keys("L")
    assert isinstance(person.part(ModeKeeper).mode, LinkMode)
    person.keys("Enter")
    assert made(person) == {"quote": [FIRST], "actor": ["Ada Brandt"], "cue": ["said"]}


def test_buttons_and_menu_entries_are_as_their_keys(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    button = person.window.findChild(QToolButton, "button_tag_quote")
    assert button is not None
    button.click()
    person.wait(lambda: bool(made(person)))
    (quote,) = person.bridge.session.store.annotations
    assert dict(quote.extra)[ASSIST]["by"] == "rules"
    assert quote.attribute("mode") == "direct"
    person.keys("Ctrl+Z Esc Ctrl+Home U")
    person.actions.trigger("go.next")
    assert shown(person) == TERM
    person.keys("Esc Ctrl+Home U")
    assert shown(person) == FIRST
    person.actions.trigger("annotate.link")
    assert isinstance(person.part(ModeKeeper).mode, LinkMode)
    assert made(person) == {"quote": [FIRST]}


def test_l_makes_the_quote_and_asks_for_the_speaker(open_text: OpenText) -> None:
    person = open_text(f"Rosa Lund listened. {TEXT}")
    person.wait(lambda: person.is_idle)
    person.keys("U L")
    assert isinstance(person.part(ModeKeeper).mode, LinkMode)
    assert made(person) == {"quote": [FIRST]}
    person.keys("Down Enter")
    assert made(person)["actor"] == ["Rosa Lund"]


def test_0_makes_the_quote_and_says_not_stated(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U 0")
    (quote,) = person.bridge.session.store.annotations
    assert dict(quote.attributes) == {"mode": "direct", "speaker_not_stated": True}


def test_a_digit_chooses_the_mode_before_anything_is_made(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U 2")
    assert "Quote, mixed" in person.label("key_hints")
    assert made(person) == {}
    person.keys("Enter")
    quote = person.bridge.current
    assert quote is not None
    assert quote.attribute("mode") == "mixed"
    assert dict(quote.extra)[ASSIST]["edited"] is True
    assert roles(person) == ["cue", "speaker"]


def test_the_same_digit_again_takes_the_proposed_mode(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U 2 2 Enter")
    quote = person.bridge.current
    assert quote is not None
    assert quote.attribute("mode") == "direct"


def test_a_codebook_without_speakers_shows_none(open_text: OpenText) -> None:
    person = begin(open_text)
    data = json.loads(json.dumps(resources.built_in_codebook()))
    next(tag for tag in data["tags"] if tag["id"] == "quote")["links"] = []
    use(person, data)
    person.keys("U")
    mark = person.view._frame._guests[0].current
    assert mark is not None
    assert (mark.speaker, mark.cue, mark.word) == (None, None, "")
    assert "Brandt" not in person.label("key_hints")
    person.actions.trigger("view.suggestions")
    person.wait(lambda: bool(person.view._frame._guests[0].others))
    assert {mark.word for mark in person.view._frame._guests[0].others} == {""}


def test_a_digit_that_makes_it_a_term_takes_the_speaker_from_sight(open_text: OpenText) -> None:
    person = begin(open_text)
    quote = person.actions.codebook.tag("quote")
    digit = next(n for n in range(1, 10) if (found := quote.for_digit(n)) and found[1] == "term")
    person.keys(f"U {digit}")
    mark = person.view._frame._guests[0].current
    assert mark is not None
    assert (mark.speaker, mark.cue, mark.word) == (None, None, "")
    person.keys(str(digit))
    assert person.view._frame._guests[0].current.word == "→ Brandt ?"


@pytest.mark.parametrize("key", ["Delete", "Backspace"])
def test_no_quotation_is_remembered_and_undone(open_text: OpenText, key: str) -> None:
    person = begin(open_text)
    left = person.part(StatusBar).untagged
    person.keys(f"U {key}")
    assert made(person) == {}
    (entry,) = person.bridge.session.store.entries("dismissed")
    assert entry.place is not None
    assert entry.place[1] == FIRST
    assert person.part(StatusBar).untagged == left - 1
    person.keys("U")
    assert shown(person) == TERM
    person.keys("U U")
    assert shown(person) == TERM, "the last one, then from the top again past what was let go"
    person.keys("Esc Ctrl+Z")
    assert person.bridge.session.store.entries("dismissed") == []
    assert person.part(StatusBar).untagged == left


def test_esc_leaves_and_nothing_is_selected_or_made(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Esc")
    assert (shown(person), person.bridge.selection, made(person)) == ("", None, {})
    assert person.label("mode_chip") == "READ"


def test_while_one_is_shown_no_annotation_is_current(open_text: OpenText) -> None:
    person = begin(open_text)
    person.bridge.set_current(put(person, "claim", "The board met on Monday. “The quay will close in May,”"))
    person.caret("board")
    person.keys("U")
    assert shown(person) == FIRST
    assert person.bridge.current is None


def test_another_command_leaves_it_unmade_and_then_runs(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U C")
    assert shown(person) == ""
    assert list(made(person)) == ["claim"]
    person.keys("Ctrl+Z U J")
    assert shown(person) == ""
    assert person.bridge.place is not None
    person.keys("Esc U Ctrl+Z")
    assert made(person) == {}


def test_looking_does_not_leave_it(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Ctrl+Plus")
    assert shown(person) == FIRST


def test_a_click_elsewhere_leaves_it(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    person.click("Omar")
    assert shown(person) == ""
    assert made(person) == {}


def test_a_change_from_outside_leaves_it(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    put(person, "claim", "The board met")
    assert shown(person) == ""


def test_read_only_refuses_with_the_reason_and_stays(open_text: OpenText) -> None:
    person = begin(open_text)
    person.bridge.session.read_only = "this is bob’s layer"
    for keys in ("U Enter", "Delete", "Q", "0"):
        person.keys(keys)
        assert "this is bob’s layer" in person.label("key_hints")
        assert made(person) == {}
        assert shown(person) == FIRST


def test_the_codebook_decides_which_key_makes_the_quote(open_text: OpenText) -> None:
    data = json.loads(json.dumps(resources.built_in_codebook()).replace('"key": "Q"', '"key": "Z"'))
    person = begin(open_text)
    use(person, data)
    person.keys("U")
    assert "Z quote alone" in person.label("key_hints")
    person.keys("Z")
    assert made(person) == {"quote": [FIRST]}


def test_a_codebook_without_quotations_refuses_as_ever(open_text: OpenText) -> None:
    person = begin(open_text)
    data = {"format": "media-codebook", "version": 1, "id": "n", "name": "N", "tags": [{"id": "n", "name": "N"}]}
    codebook = Codebook.from_data(data)
    person.bridge.session.use(codebook)
    person.bridge.codebook_changed.emit(codebook)
    person.keys("U")
    assert person.label("key_hints") == "No tag of this codebook is for quotations."


def test_reported_clauses_come_where_no_marks_are_left_or_in_their_place_by_n(open_text: OpenText) -> None:
    person = open_text(
        "“We stay,” said Ada Brandt. Omar Hall said that the ferries would stop. “Yes,” said Ada Brandt.\n"
    )
    person.wait(lambda: person.is_idle)
    found = []
    for key in "UNNUU":
        person.keys(key)
        found.append(shown(person))
    first, clause, last = "“We stay,”", "the ferries would stop", "“Yes,”"
    assert found == [first, clause, last, first, last], "N takes each in its place, U those with marks"
    person.keys("Enter U Enter U")
    assert shown(person) == clause, "no other is left"


def test_a_menu_entry_says_that_nothing_is_shown(open_text: OpenText) -> None:
    person = begin(open_text)
    person.actions.trigger("suggest.accept")
    assert "No suggestion is shown" in person.label("key_hints")
    person.keys("U")
    person.actions.trigger("suggest.accept")
    assert made(person)["quote"] == [FIRST]


def test_nothing_of_a_suggestion_is_in_the_file(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text)
    person.keys("U")
    session = person.bridge.session
    assert session.begin_save() is None
    assert not session.sidecar.exists()


def test_right_to_left_and_long_articles_have_it_painted(open_text: OpenText) -> None:
    person = open_text(
        "قالت ليلى حداد: «لن نغادر المرفأ اليوم».\n"
        + "Rain fell on the quay. \n" * 3_000
        + LAST
        + " said Ada Brandt.\n"
    )
    person.wait(lambda: person.is_idle)
    person.keys("U")
    assert shown(person) == "«لن نغادر المرفأ اليوم»"
    person.view.grab()
    person.keys("U")
    assert shown(person) == LAST
    assert person.view.shows(person.bridge.selection)
    person.view.grab()


def test_an_arabic_name_and_verb_do_not_turn_the_line_round(open_text: OpenText) -> None:
    person = open_text("«لن ننتظر طويلا»، قالت ليلى حداد، المتحدثة باسم الشركة.\n")
    person.wait(lambda: person.is_idle)
    person.keys("U")
    line = person.strip.words("suggestion")
    assert line.startswith("Quote, direct → \u2068ليلى حداد\u2069: ‘\u2068قالت\u2069’ after the quote · .9")
    assert line in person.label("key_hints")
    mark = person.view._frame._guests[0].current
    assert mark is not None
    assert mark.word == "→ \u2068حداد\u2069 ?"


def test_scores_are_short() -> None:
    assert [score_words(score) for score in (0.934, 0.3, 1.0)] == [".93", ".30", "1.0"]


def test_the_key_sheet_tells_the_keys_of_the_mode() -> None:
    told = " ".join(f"{words} {keys}" for words, keys in IN_MODES[SuggestMode.name])
    for key in ("Enter", "L", "0", "Delete", "Backspace", "N", "U", "Esc"):
        assert key in told


def test_an_accepted_quote_that_is_edited_says_so(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Enter F2 Left Enter")
    quote = person.bridge.current
    assert quote is not None
    assert dict(quote.extra)[ASSIST]["edited"] is True
    assert edits.set_note(quote, "x").added[0].extra == quote.extra
    assert isinstance(SuggestMode.name, str)


def test_the_mouse_has_buttons_for_it(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    assert re.search(r"‘said’ after the quote · \.9\d$", person.strip.words("suggestion"))
    person.button("Next").click()
    assert shown(person) == TERM
    person.button("No quotation").click()
    assert shown(person) == ""
    assert person.strip.words("suggestion") == ""
    person.keys("U")
    person.button("Accept").click()
    assert made(person)["quote"] == [LAST]
    assert person.view.hasFocus()
    person.keys("U")
    assert shown(person) == FIRST
    person.button("Other speaker").click()
    assert isinstance(person.part(ModeKeeper).mode, LinkMode)
    assert person.strip.words("suggestion") == ""


@pytest.mark.parametrize("width", [1280, 700])
def test_how_sure_is_seen_in_a_narrow_window_and_no_button_is_cut(open_text: OpenText, width: int) -> None:
    person = open_text(
        "“The quay will close in May,” said the Kelby Regional Harbour and Waterways Development Council.\n"
    )
    person.wait(lambda: person.is_idle)
    person.window.resize(width, 450)
    person.keys("U")
    line = person.strip.words("suggestion")
    score = re.search(r" · \.\d\d$", line)
    assert score is not None
    person.wait(lambda: person.strip.label.seen.endswith(score[0]))
    assert person.strip.label.seen.startswith("Quote")
    seen = [one for one in person.strip.findChildren(QPushButton) if one.isVisible()]
    assert all(one.width() >= one.sizeHint().width() for one in seen)
    assert all(person.strip.rect().contains(one.geometry()) for one in seen)


def test_u_in_a_long_article_looks_through_no_whole_text(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: no whole text is read in the window's thread, be the article however long."""
    person = open_text(TEXT + varied_article(250_000) + TEXT)
    person.wait(lambda: person.is_idle)
    read: list[str] = []
    begun = WholeText.__new__

    def noting(kind: type[WholeText], *arguments: object, **named: object) -> WholeText:
        if threading.current_thread() is threading.main_thread():
            read.append(kind.__name__)
        return begun(kind, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(WholeText, "__new__", noting)
    for _ in range(5):
        person.keys("U")
        assert shown(person)
    assert read == []
    person.wait(lambda: (person.part(StatusBar).untagged or 0) > 100)


def test_while_letters_go_to_a_filter_the_chip_tells_its_keys_and_not_those_of_the_suggestion(
    open_text: OpenText,
) -> None:
    person = begin(open_text)
    person.keys("U")
    person.wait(lambda: shown(person) == FIRST)
    chip = person.part(StatusBar).mode_chip
    assert chip.text() == "SUGGEST"
    person.window.findChild(QLineEdit, "annotation_filter").setFocus()
    assert chip.text() == "FILTER"
    person.view.setFocus()
    assert chip.text() == "SUGGEST"
