"""The door for words: named values, plurals by number, a catalogue handed in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from analyst_app import wording
from analyst_app.wording import marked, tr, visible


class German:
    """A catalogue as gettext gives one: two texts, the rest is English."""

    def gettext(self, message: str, /) -> str:
        return {"Saved as {name}": "Gesichert als {name}", "Open": "Öffnen"}.get(message, message)

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return ("{n} Artikel in {folder}" if singular == "{n} article in {folder}" else singular) if n else plural


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    wording.use(None)


def test_without_a_catalogue_the_english_of_the_code_is_shown() -> None:
    assert tr("Open") == "Open"
    assert tr("Saved as {name}", name="alice") == "Saved as alice"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (12345, "12,345 articles")]
)
def test_a_number_decides_the_form_and_shows_its_thousands(n: int, said: str) -> None:
    assert tr("{n} article|{n} articles", n=n) == said


def test_a_catalogue_translates_the_text_and_values_stay_as_they_are() -> None:
    wording.use(German())
    assert tr("Saved as {name}", name="alice") == "Gesichert als alice"
    assert tr("{n} article in {folder}|{n} articles in {folder}", n=3, folder="depot") == "3 Artikel in depot"
    assert tr("Never translated") == "Never translated"


def test_braces_in_a_value_and_in_a_text_without_values_mean_nothing() -> None:
    assert tr("Saved as {name}", name="{odd} {0}") == "Saved as {odd} {0}"
    assert tr("A set is written {a, b}") == "A set is written {a, b}"


def test_a_forgotten_value_or_plural_is_an_error_and_no_silent_gap() -> None:
    with pytest.raises(KeyError):
        tr("Saved as {name}", layer="alice")
    with pytest.raises(ValueError, match="no plural"):
        tr("{n} articles", n=3)


def test_a_table_holds_english_and_translates_when_it_is_shown() -> None:
    row = marked("Open")
    wording.use(German())
    assert (row, tr(row)) == ("Open", "Öffnen")


def test_the_door_is_usable_without_qt_and_costs_nothing_of_ours() -> None:
    code = (
        "import sys, analyst_app.wording; print([m for m in sys.modules if m.startswith(('PySide6', 'analyst_app.'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "['analyst_app.wording']"


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("claim", "claim"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\0b\x1b[31m\x7f\x9b", r"a\x00b\x1b[31m\x7f\x9b"),
        ("a\rb\u2028c", r"a\rb\u2028c"),
        ("exe.\u202egnp", r"exe.\u202egnp"),
        ("\u202aa\u202b\u202c\u202d", r"\u202aa\u202b\u202c\u202d"),
        ("\ud800", r"\ud800"),
        # isolates that are closed act on nothing outside (UAX #9, 2.4), others do
        ("\u2068\u0623\u062d\u0645\u062f\u2069", "\u2068\u0623\u062d\u0645\u062f\u2069"),
        ("\u2067open", r"\u2067open"),
        ("\u2069\u2068", r"\u2069\u2068"),
        # joiners and marks belong to the words of Persian and Hebrew
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05d0\u200f",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05d0\u200f",
        ),
    ],
)
def test_what_would_act_on_the_words_around_is_shown(words: str, seen: str) -> None:
    assert visible(words) == seen


def test_a_value_with_an_override_turns_no_sentence_round() -> None:
    assert tr("Saved as {name}", name="al\u202eice") == r"Saved as al\u202eice"
    assert tr("Saved as {name}", name="\u2068أحمد\u2069") == "Saved as \u2068أحمد\u2069"
    assert tr("{n} article in {folder}|{n} articles in {folder}", n=2, folder="a\x1b[2J") == r"2 articles in a\x1b[2J"
