from __future__ import annotations

import pytest

from analyst_app.language.name_kinds import kind_by_words, kind_in_place
from tests.language.reading import LANGUAGE, find


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kremlin", "body"),
        ("NATO", "body"),
        ("OPCW", "body"),
        ("al-Nusra", "body"),
        ("Al Jazeera", "body"),
        ("White House", "body"),
        ("Pentagon", "body"),
        ("KPRS", "body"),
        ("Ministry of Public Works", "body"),
        ("Kova Institute", "body"),
        ("Bank of Northland", "body"),
        ("Russia", "state"),
        ("Russian", "state"),
        ("U.S.", "state"),
        ("Saudi-led", "state"),
        ("Senate Republicans", "state"),
        ("Berlin", "place"),
        ("March", "thing"),
        ("Nobel Peace Prize", "thing"),
        ("World War II", "thing"),
        ("Treaty of Kova", "thing"),
        ("GDP", "thing"),
        ("Ada Brandt", "person"),
        ("Omar al-Rashid", "person"),
        ("Juan de la Cruz", "person"),
        ("Ilse M. Moor", "person"),
        ("Martin Reyes Jr", "person"),
        ("Kova", ""),
        ("Zorvan Kelt", ""),
    ],
)
def test_a_name_tells_its_kind_by_lists_or_tells_nothing(name: str, kind: str) -> None:
    assert kind_by_words(name, LANGUAGE) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ms. Kelt left.", "Kelt", "person"),
        ("Zorvan Kelt, 45, left.", "Zorvan Kelt", "person"),
        ("Zorvan Kelt (D-Vt.) left.", "Zorvan Kelt", "person"),
        ("Zorvan Kelt, a lawyer from Kova, left.", "Zorvan Kelt", "person"),
        ("Zorvan Kelt, who knew, left.", "Zorvan Kelt", "person"),
        ("The girl, Zorvan Kelt, left.", "Zorvan Kelt", "person"),
        ("They saw the spokesman Zorvan Kelt.", "Zorvan Kelt", "person"),
        ("The aid group Granica left.", "Granica", "body"),
        ("Granica, a company in Kova, left.", "Granica", "body"),
        ("Zorvan Kelt lies in the north.", "Zorvan Kelt", ""),
    ],
)
def test_the_words_beside_a_name_tell_its_kind_or_tell_nothing(text: str, name: str, kind: str) -> None:
    assert kind_in_place(text, find(text, name), LANGUAGE) == kind
