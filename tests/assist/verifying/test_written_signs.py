"""Tests of assist.verifying.written_signs and of conditions and denials before a quote."""

from __future__ import annotations

import pytest

from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText


def seen(code: str, said: str, quote: str, before: str = "", after: str = "") -> tuple[str, tuple[str, ...]]:
    found = judged(quote, SourceText(f"Velm. {said} Velm."), code, before=before, after=after)
    return found.verdict, found.doubts


@pytest.mark.parametrize(
    ("code", "said", "quote", "doubt"),
    [
        ("en", "The quay lost 4%. We left.", "The quay lost 4.", "number"),
        ("en", "The quay lost 4 per cent. We left.", "The quay lost 4.", "number"),
        ("en", "The quay lost 4 million. We left.", "The quay lost 4.", "number"),
        ("de", "Der Kahn kostet 2.500 Euro.", "Der Kahn kostet 2,500 Euro.", "number"),
        ("en", "They sold 1,500 boats there.", "They sold 1.500 boats there.", "number"),
        ("en", "Keep the fish at <5 degrees.", "Keep the fish at >5 degrees.", "number"),
        ("en", "Keep the fish at < 5 degrees.", "Keep the fish at > 5 degrees.", "number"),
        ("en", "We broke section 3a.", "We broke section 3.", "number"),
        ("en", "We teach the boys C++.", "We teach the boys C.", "words"),
    ],
)
def test_a_sign_that_changes_a_number_or_a_word_is_a_doubt(code: str, said: str, quote: str, doubt: str) -> None:
    assert seen(code, said, quote) == ("changed", (doubt,))


@pytest.mark.parametrize(
    ("code", "said", "quote", "after"),
    [
        ("en", "The quay lost 4%. We left.", "The quay lost 4", "%,” she said"),
        ("en", "The quay lost 4%. We left.", "The quay lost 4 percent.", ""),
        ("en", "They sold 1,500 boats there.", "They sold 1500 boats there.", ""),
        ("de", "Der Kahn kostet 1.500.000 Euro.", "Der Kahn kostet 1,500,000 Euro.", ""),
        ("en", "\n> We sold the boats\n> and the quay.", "We sold the boats and the quay.", ""),
        ("en", "+ We sold the boats and the quay.", "We sold the boats and the quay.", ""),
        ("en", "We lost 4 boats in the storm.", "We lost 4", ""),
    ],
)
def test_a_sign_that_changes_nothing_is_none(code: str, said: str, quote: str, after: str) -> None:
    assert seen(code, said, quote, after=after) == ("verbatim", ())


@pytest.mark.parametrize(
    ("code", "said", "quote"),
    [
        ("en", "Had the quay been sold, we would be rich.", "we would be rich."),
        ("en", "Were the quay ours, we would sell it now.", "we would sell it now."),
        ("en", "Should the quay close, we all go home.", "we all go home."),
        ("de", "Sollte der Kai schließen, gehen wir alle weg.", "gehen wir alle weg"),
        ("de", "Wird der Kai verkauft, streiken wir ab Montag.", "streiken wir ab Montag"),
        ("es", "De haber vendido el muelle, seríamos ricos hoy.", "seríamos ricos hoy."),
        ("ru", "Будь пристань нашей, мы бы её продали.", "мы бы её продали."),
        ("en", "We reject the claim that the quay is ours.", "the quay is ours."),
        ("en", "I used to think the quay was safe for all.", "the quay was safe for all"),
        ("en", "They are innocent until proven guilty, all of them.", "They are … guilty, all of them."),
    ],
)
def test_a_condition_or_denial_cut_off_in_front_is_a_limit(code: str, said: str, quote: str) -> None:
    assert seen(code, said, quote) == ("changed", ("limit",))


@pytest.mark.parametrize(
    ("said", "quote", "before"),
    [
        ("Had the quay been sold, we would be rich.", "we would be rich.", "Had the quay been sold, she said, “"),
        ("We had lost, we would be poor.", "we would be poor.", ""),
        ("I know the men were late there.", "I know the men", ""),
        ("We want to claim that the quay is ours.", "the quay is ours.", ""),
        ("Rope is used to moor the boats of the quay.", "moor the boats of the quay.", ""),
    ],
)
def test_words_that_are_no_condition_limit_nothing(said: str, quote: str, before: str) -> None:
    assert seen("en", said, quote, before) == ("verbatim", ())
