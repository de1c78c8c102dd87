"""Nouns that end others."""

from __future__ import annotations

from analyst_app.language.compounds import Compounds


def test_a_compound_is_known_by_the_noun_that_it_ends_with() -> None:
    nouns = Compounds({"sprecherin", "rat"})
    assert "polizeisprecherin" in nouns
    assert "sprecherin" in nouns
    assert "sprecherinnen" not in nouns


def test_too_short_a_noun_ends_no_other() -> None:
    assert "inserat" not in Compounds({"rat"})
