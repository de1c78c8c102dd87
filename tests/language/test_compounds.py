"""Nouns that end others."""

from __future__ import annotations

from analyst_app.language.compounds import Compounds, WordList, longest_words


def test_a_compound_is_known_by_the_noun_that_it_ends_with() -> None:
    nouns = Compounds({"sprecherin", "rat"})
    assert "polizeisprecherin" in nouns
    assert "sprecherin" in nouns
    assert "sprecherinnen" not in nouns


def test_too_short_a_noun_ends_no_other() -> None:
    assert "inserat" not in Compounds({"rat"})


def test_what_two_lists_make_is_made_once() -> None:
    verbs, nouns = WordList({"said", "states"}), WordList({"states", "claims"})
    assert verbs | nouns == {"said", "states", "claims"}
    assert verbs - nouns == {"said"}
    assert (verbs | nouns) is (verbs | nouns)
    assert (verbs - nouns) is (verbs - nouns)


def test_a_list_that_is_joined_with_what_may_change_is_made_anew() -> None:
    letters, own = WordList({"q", "a"}), {"a"}
    assert letters - own == {"q"}
    own.add("q")
    assert letters - own == set()
    assert letters | {"x"} == {"q", "a", "x"}


def test_the_longest_word_of_a_phrase_must_stand_where_the_phrase_does() -> None:
    assert longest_words(frozenset({"in the view of", "d'après", "laut"})) == {"view", "après", "laut"}
