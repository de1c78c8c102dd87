"""The language that the program speaks: of the preference, of the system, of a file that a person adds.

Tests of analyst_app.preferences, analyst_app.wording and analyst_app.cli.
"""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from analyst_app import wording
from analyst_app.preferences import languages_folder, speak, spoken_languages, system_languages
from analyst_app.wording import (
    dated_moment,
    decimal,
    english,
    full_day,
    in_english,
    in_row,
    listed,
    moment,
    month_of,
    share,
    tr,
    whole,
)
from tests.translations import manners

VARIABLES = ("ANALYST_APP_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def english_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    yield
    wording.use(None)


def write_own(code: str, **words: str) -> None:
    """A person's own catalogue with some texts."""
    catalogue = Catalog(locale=code)
    for english_text, said in words.items():
        catalogue.add(english_text.replace("_", " "), said)
    languages_folder().mkdir(parents=True, exist_ok=True)
    with (languages_folder() / f"{code}.mo").open("wb") as file:
        write_mo(file, catalogue)


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"LANG": "de_AT.UTF-8"}, ["de_AT"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, ["fr_FR"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "ru_RU.KOI8-R"}, ["ru_RU"]),
        ({"LANG": "de_DE.UTF-8@euro", "LANGUAGE": "es:ar_EG:en"}, ["es", "ar_EG", "en"]),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, []),  # as gettext has it: the C locale speaks no other language
        ({"LANG": "es", "ANALYST_APP_LANGUAGE": "fr"}, ["fr"]),
        ({}, []),
    ],
)
def test_the_variables_of_the_system_say_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], wanted: list[str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_languages() == wanted


def test_a_language_is_added_by_a_file_in_the_persons_folder() -> None:
    assert "eo" not in spoken_languages()
    write_own("eo", Open="Malfermi")
    assert "eo" in spoken_languages()
    assert speak("eo") == ("eo", "")
    assert (tr("Open"), tr("Never translated")) == ("Malfermi", "Never translated")


def test_a_region_falls_back_to_its_language_and_what_is_not_there_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    write_own("de")
    write_own("fr")
    assert speak("de_AT") == ("de", "")
    assert speak("tlh") == ("en", "")
    monkeypatch.setenv("LANG", "tlh")
    monkeypatch.setenv("LANGUAGE", "tlh:fr:de")
    assert speak("") == ("fr", "")
    monkeypatch.setenv("LANGUAGE", "en:fr")
    assert speak("") == ("en", "")


def test_a_damaged_file_of_the_person_is_told_and_another_is_taken() -> None:
    languages_folder().mkdir(parents=True)
    (languages_folder() / "pt.mo").write_bytes(b"\x00 no catalogue")
    write_own("fr", Open="Ouvrir")
    code, problem = speak("pt")
    assert code == "en"
    assert "pt.mo is no catalogue of translations" in problem


def test_a_damaged_file_of_a_region_is_told_though_its_language_is_spoken() -> None:
    write_own("de", Open="Öffnen")
    (languages_folder() / "de_AT.mo").write_bytes(b"\x00 no catalogue")
    code, problem = speak("de_AT")
    assert code == "de"
    assert "de_AT.mo is no catalogue of translations" in problem


@pytest.mark.parametrize(
    "said", ["{nobody} gesichert", "Gesichert als {name", "Gesichert als {}", "{name.no} {name[0}"]
)
def test_a_translation_whose_values_do_not_fit_stops_nothing_but_is_english(said: str) -> None:
    write_own("de", **{"Saved_as_{name}": said, "Open": "Öffnen"})
    speak("de")
    assert tr("Saved as {name}", name="alice") == "Saved as alice"
    assert tr("Open") == "Öffnen"


@pytest.mark.parametrize("code", ["../de", "de/..", "", "x" * 30, "de\n"])
def test_a_name_that_is_no_language_opens_no_file(code: str) -> None:
    assert speak(code)[0] == "en"


def test_words_know_their_english_through_values_copies_and_processes() -> None:
    write_own("de", **{"Cannot_write:_{why}": "Schreiben geht nicht: {why}", "the_disk_is_full": "Platte voll"})
    speak("de")
    said = tr("Cannot write: {why}", why=tr("the disk is full"))
    assert said == "Schreiben geht nicht: Platte voll"
    for same in (said, pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):
        assert (same, english(same)) == ("Schreiben geht nicht: Platte voll", "Cannot write: the disk is full")
    with in_english():
        assert tr("the disk is full") == "the disk is full"
    assert tr("the disk is full") == "Platte voll"


def test_values_are_kept_apart_where_a_language_runs_the_other_way() -> None:
    write_own("ar", **{"Saved_as_{name}": "حُفظ باسم {name}"})
    write_own("de", **{"Saved_as_{name}": "Gesichert als {name}"})
    speak("ar")
    said = tr("Saved as {name}", name="alice")
    assert (said, english(said)) == ("حُفظ باسم \u2068alice\u2069", "Saved as alice")
    speak("de")
    assert tr("Saved as {name}", name="alice") == "Gesichert als alice"
    assert tr("Saved as {name}", name="أحمد") == "Gesichert als \u2068أحمد\u2069"


# figures as Duden, the Real Academia and the Imprimerie nationale write them
@pytest.mark.parametrize(
    ("code", "number", "point", "part", "row"),
    [
        ("en", "1,234", "1,234.5", "63%", "a, b and c"),
        ("de", "1.234", "1.234,5", "63\N{NO-BREAK SPACE}%", "a, b und c"),
        ("fr", "1\u202f234", "1\u202f234,5", "63\N{NO-BREAK SPACE}%", "a, b et c"),
        ("es", "1234", "1.234,5", "63\N{NO-BREAK SPACE}%", "a, b y c"),
        ("ru", "1\N{NO-BREAK SPACE}234", "1\N{NO-BREAK SPACE}234,5", "63\N{NO-BREAK SPACE}%", "a, b и c"),
        ("ar", "1,234", "1,234.5", "63%", "a وb وc"),
    ],
)
def test_numbers_and_rows_are_written_as_the_language_does(
    code: str, number: str, point: str, part: str, row: str
) -> None:
    write_own(code)
    speak(code)
    assert whole(1234) == number
    assert decimal(1234.5, 1) == point
    assert share(0.63).replace("\u200e", "").replace("\u061c", "") == part
    assert listed(["a", "b", "c"]) == row
    assert listed(["a"]) == "a"
    assert listed([]) == ""


def test_days_are_written_as_the_language_does() -> None:
    said = {}
    for code in ("en", "de", "fr", "es", "ru"):
        write_own(code)
        speak(code)
        said[code] = wording.day(2026, 3, 12)
    assert said == {
        "en": "12 Mar 2026",
        "de": "12. März 2026",
        "fr": "12 mars 2026",
        "es": "12 mar 2026",
        "ru": "12 мар. 2026\u202fг.",
    }


AT = time.struct_time((2026, 3, 12, 9, 5, 0, 3, 71, 0))


# a date with its weekday as Duden, the Académie française, the Real Academia and gramota.ru write it
@pytest.mark.parametrize(
    ("code", "full", "month", "same_day", "same_year", "later"),
    [
        ("en", "Thursday 12 March 2026", "Mar 2026", "09:05", "12 Mar, 09:05", "12 Mar 2026, 09:05"),
        ("de", "Donnerstag, 12. März 2026", "Mär 2026", "09:05", "12. März, 09:05", "12. März 2026, 09:05"),
        ("fr", "jeudi 12 mars 2026", "mars 2026", "09:05", "12 mars, 09:05", "12 mars 2026, 09:05"),
        ("es", "jueves, 12 de marzo de 2026", "mar 2026", "09:05", "12 mar, 09:05", "12 mar 2026, 09:05"),
        (
            "ru",
            "четверг, 12 марта 2026\u202fг.",
            "март 2026\u202fг.",
            "09:05",
            "12 мар., 09:05",
            "12 мар. 2026\u202fг., 09:05",
        ),
        ("ar", "الخميس، 12 مارس 2026", "مارس 2026", "09:05", "12 مارس، 09:05", "12 مارس 2026، 09:05"),
        ("zh", "2026年3月12日星期四", "2026年3月", "09:05", "3月12日 09:05", "2026年3月12日 09:05"),
    ],
)
def test_times_are_told_as_the_language_does(
    code: str, full: str, month: str, same_day: str, same_year: str, later: str
) -> None:
    write_own(code)
    speak(code)
    assert full_day(AT) == full
    assert month_of(2026, 3) == month
    assert moment(AT, AT) == same_day
    assert moment(AT, time.struct_time((2026, 12, 1, *AT[3:]))) == same_year
    assert moment(AT, time.struct_time((2027, 3, 12, *AT[3:]))) == later
    assert dated_moment(AT, AT) == same_year


def test_things_beside_each_other_have_the_comma_of_the_language() -> None:
    for code, row in {
        "en": "a, b, c",
        "de": "a, b, c",
        "ar": "a، b، c",
        "fa": "a،\u200f b،\u200f c",
        "ja": "a、b、c",
    }.items():
        write_own(code)
        speak(code)
        assert in_row(letter for letter in "abc") == row
        assert in_row([]) == ""


def test_numbers_days_and_rows_know_their_english() -> None:
    write_own("de", **{"Cannot_write:_{why}": "Schreiben geht nicht: {why}", "the_disk_is_full": "Platte voll"})
    speak("de")
    full = tr("the disk is full")
    assert english(tr("Cannot write: {why}", why=whole(12345))) == "Cannot write: 12,345"
    assert (english(share(0.5, 1)), english(decimal(1234.5, 1))) == ("50.0%", "1,234.5")
    assert (english(moment(AT, AT)), english(dated_moment(AT, AT))) == ("09:05", "12 Mar, 09:05")
    assert (english(wording.day(2026, 3, 12)), english(month_of(2026, 3))) == ("12 Mar 2026", "Mar 2026")
    assert (listed([full, "x"]), english(listed([full, "x"]))) == ("Platte voll und x", "the disk is full and x")
    assert (in_row([full, "x"]), english(in_row([full, "x"]))) == ("Platte voll, x", "the disk is full, x")


def test_the_manners_are_those_of_todays_cldr() -> None:
    assert manners.PATH.read_text("utf-8") == manners.as_text(), "run: python -m tests.translations update"


def answered(language: str, *words: str) -> tuple[str, str]:
    environment = {**os.environ, "LANG": f"{language}.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "analyst_app", *words], env=environment, capture_output=True, encoding="utf-8"
    )
    return done.stdout, done.stderr


def test_the_command_line_speaks_it_and_json_stays_english() -> None:
    text = "{path} is not there. Name an export that was made with --no-text."
    write_own("de", **{text: "{path} gibt es nicht."})
    words = ("rehydrate", "nowhere.txt", "--texts", ".")
    plain, german = answered("en", *words), answered("de", *words)
    assert german[1] == "analyst-app: nowhere.txt gibt es nicht.\n"
    assert plain[1] == f"analyst-app: {text.format(path='nowhere.txt')}\n"
    for asked in ("--json", "--js"):  # argparse takes the beginning of an option for it
        assert answered("de", *words, asked) == answered("en", *words, "--json")
