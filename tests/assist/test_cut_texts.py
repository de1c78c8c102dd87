"""Tests of assist.suggestions on texts that are cut, shuffled and strewn with marks: something is answered, always."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import codes, language, language_of

_MARKED = re.compile(r"\[\[[^|\]]*\|(.*?)\]\]", re.DOTALL)
_SIGNS = [*"\"'“”„«»‘’,.:;—–-()…\n", "''", "``", "\n\n"]
_NAMES = ("Kovian", "Brandt", "Ada", "NATO", "data", "fell", "5", "Jr", "al-Nusra", "U.S.", "l’État", "Петрова")


def _texts() -> list[str]:
    folder = Path(__file__).parents[1] / "data" / "speakers"
    return [_MARKED.sub(r"\1", path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]


def _is_sound(text: str, code: str) -> bool:
    found = suggestions(text, language_of("", code))
    spans = [segment for quote in found.quotes for segment in quote.segments]
    spans += [quote.speaker.span for quote in found.quotes if quote.speaker and quote.speaker.span]
    spans += [mention for actor in found.actors for mention in actor.mentions]
    return all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("text", ["according to Kovian data. She added", "", "said", "“", "laut", "''", ": ", "that"])
def test_a_text_that_stops_short_is_answered(text: str, code: str) -> None:
    assert _is_sound(text, code)


def test_cut_and_shuffled_articles_are_answered() -> None:
    chance = random.Random(14)
    texts = _texts()
    for _ in range(1_000):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        words = re.split(r"(\s+)", text[start : start + chance.choice((30, 120, 400))])
        if chance.random() < 0.5:
            chance.shuffle(words)
        for _ in range(chance.randrange(4)):
            words.insert(chance.randrange(len(words) + 1), chance.choice(_SIGNS))
        made = "".join(words)
        assert _is_sound(made, language_of(made).code), made


def test_rows_of_the_words_that_rules_look_for_are_answered() -> None:
    chance = random.Random(15)
    for _ in range(1_500):
        code = chance.choice(codes())
        known = language(code)
        lists = (
            *(known.reporting_verbs, known.that_verbs, known.attributions, known.complementizers, known.conjunctions),
            *(known.determiners, known.auxiliaries, known.prepositions, known.pronouns, known.relatives, known.roles),
            *(known.judging_verbs, known.term_openers, known.comparison_words, known.dissents, known.groups),
        )
        pools = [_NAMES, *(sorted(words) for words in lists if words)]
        words = [chance.choice(chance.choice(pools)) for _ in range(chance.randrange(1, 12))]
        made = " ".join(word.replace(" … ", " ") + chance.choice(["", "", *_SIGNS]) for word in words)
        assert _is_sound(made, code), made


def test_spans_are_code_points_after_emoji() -> None:
    text = "😀😀 “We lost the key,” Ada Brandt said."
    (quote,) = suggestions(text, language("en")).quotes
    assert quote.segments == (Span(3, 21),)
