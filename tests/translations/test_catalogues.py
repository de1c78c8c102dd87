"""The catalogues of the languages are those of today's texts, and every translation has its values, marks and forms."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest

from tests.translations import catalogues
from tests.translations.checking import faults
from tests.translations.extraction import Text, texts_in


def test_no_catalogue_is_stale_and_no_translation_has_a_fault() -> None:
    said = list(catalogues.stale())
    assert not said, "run: python -m tests.translations update\n" + "\n".join(said[:40])


def test_texts_are_collected_from_both_doors_joined_and_with_their_forms() -> None:
    code = (
        'tr("Save")\n'
        'wording.tr("{n} article|{n} articles", 3)\n'
        'TITLES = {"a": marked("{n} hit|{n} hits"), "b": marked("Done")}\n'
        'tr("One sentence "\n   "in two lines.")\n'
        'tr("A | B")\n'
        'tr(TITLES["a"], n=2)\n'
        'print("nobody asks for this")\n'
    )
    assert sorted(texts_in(code)) == sorted(
        [
            ("Save", ""),
            ("{n} article", "{n} articles"),
            ("{n} hit", "{n} hits"),
            ("Done", ""),
            ("One sentence in two lines.", ""),
            ("A | B", ""),
        ]
    )


ONE = Text("{n} article of {name}", "{n} articles of {name}", ())
MENU = Text("&Open folder…", "", ())


@pytest.mark.parametrize(
    ("text", "said", "wrong"),
    [
        (ONE, ("{n} Artikel von {name}", "{n} Artikel von {name}"), ""),
        (ONE, ("ein Artikel von {name}", "{n} Artikel von {name}"), ""),
        (ONE, ("{n} Artikel von {name}",), "2 forms are needed, 1 were given"),
        (ONE, ("{n} Artikel", "{n} Artikel"), "its values are"),
        (ONE, ("{n} Artikel von {Name}", "{n} Artikel von {name}"), "its values are"),
        (ONE, ("{n Artikel", "{n} Artikel von {name}"), "its braces do not fit"),
        (ONE, ("", "{n} Artikel von {name}"), "a form is empty"),
        (MENU, ("Ordner ö&ffnen…",), ""),
        (MENU, ("Ordner öffnen…",), "an & marks a letter in one of both only"),
        (MENU, ("Ordner ö&ffnen",), "the … at the end"),
        (MENU, (" Ordner ö&ffnen…",), "begins or ends with other blanks"),
        (Text("Terms & conditions", "", ()), ("Bedingungen",), ""),
        (Text("<b>Why</b> so", "", ()), ("Warum",), "its markup"),
    ],
)
def test_a_fault_of_a_translation_is_told(text: Text, said: tuple[str, ...], wrong: str) -> None:
    found = "; ".join(faults(text, said, 2))
    assert (wrong in found) if wrong else not found


@pytest.mark.parametrize("language", catalogues.languages())
def test_the_standard_library_reads_each_catalogue(language: str) -> None:
    said = gettext.GNUTranslations(io.BytesIO(catalogues.mo_bytes(catalogues.read(language))))
    assert said.gettext("no such text") == "no such text"
    assert said.ngettext("no {n}", "no {n}s", 5) == "no {n}s"


def test_a_language_ships_only_once_it_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    catalogue = catalogues.updated("de", [MENU, Text("Save", "", ())])
    catalogue["&Open folder…"].string = "Ordner ö&ffnen…"
    catalogues.write("de", catalogue)
    assert [path.name for path in tmp_path.iterdir()] == ["de.po"]
    catalogue["Save"].string = "Speichern"
    catalogues.write("de", catalogue)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["de.mo", "de.po"]


def test_a_text_that_lacks_a_form_is_not_compiled(tmp_path: Path) -> None:
    catalogue = catalogues.updated("ru", [ONE, MENU])
    catalogue["{n} article of {name}"].string = ("{n} статья {name}", "", "")
    catalogue["&Open folder…"].string = "&Открыть папку…"
    said = gettext.GNUTranslations(io.BytesIO(catalogues.mo_bytes(catalogue)))
    assert said.ngettext(ONE.singular, ONE.plural, 1) == ONE.singular
    assert said.gettext("&Open folder…") == "&Открыть папку…"
