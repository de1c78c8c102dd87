from __future__ import annotations

import pytest

from analyst_app.language.actor_namings import naming_of
from tests.language.reading import LANGUAGE, find


@pytest.mark.parametrize(
    ("words", "naming"),
    [
        ("Ada Brandt", "named"),
        ("Raqqa", "named"),
        ("UN", "named"),
        ("Justice Ministry", "named"),
        ("Farmers’ Union", "named"),
        ("Kovian defence ministry", "by_role"),
        ("spokeswoman", "by_role"),
        ("harbour officials", "unnamed"),
        ("residents", "unnamed"),
        ("Syrian officials", "unnamed"),
        ("ليلى حداد", "named"),
        ("习近平", "named"),
    ],
)
def test_the_naming_of_an_actor_is_read_off_its_words(words: str, naming: str) -> None:
    text = f"x {words} said so."
    assert naming_of(text, find(text, words), LANGUAGE) == naming
