"""Whole paragraphs moved, doubled, split, merged and reworded: nothing is placed wrongly, what is there is proposed.

Tests of storage.reanchor and gestures.placing together. Each code point knows
which one of the old text it was, so that the truth of every place is known.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.core.waiting import annotation_in, exact_in
from analyst_app.gestures.placing import place_of
from analyst_app.storage import sidecar
from analyst_app.storage.reanchor import reanchor
from analyst_app.ui.panels.waiting_reasons import WaitingReasons

NAMES = ("Ada Brandt", "Lena Ortiz", "Omar Hall", "the union", "the council", "José Müller")
QUOTES = ("“the harbour is safe”", "“no”", "“we will not pay”", "“that is not true”")
VERBS = ("said", "repeated", "denied", "wrote on Monday", "told reporters")
ENDS = ("before the vote", "after the meeting", "in the hall", "as ferries waited", "again", "without a word on why")


class Known(NamedTuple):
    """A code point, and its place in the old text; -1: it is new."""

    letter: str
    origin: int


Paragraph = list[Known]


def article(chance: random.Random) -> list[Paragraph]:
    """Some hundred paragraphs that repeat one another's words and whole sentences."""
    paragraphs, at = [], 0
    for _ in range(120):
        sentences = [
            f"{chance.choice(NAMES)} {chance.choice(VERBS)} {chance.choice(QUOTES)} {chance.choice(ENDS)}"
            + (f", {chance.randrange(40)} of them {chance.choice(ENDS)}." if chance.random() < 0.6 else ".")
            for _ in range(chance.randint(1, 5))
        ]
        words = " ".join(sentences) + "\n\n"
        paragraphs.append([Known(letter, at + n) for n, letter in enumerate(words)])
        at += len(words)
    return paragraphs


def moved(chance: random.Random, paragraphs: list[Paragraph]) -> None:
    one = paragraphs.pop(chance.randrange(len(paragraphs)))
    paragraphs.insert(chance.randrange(len(paragraphs) + 1), one)


def doubled(chance: random.Random, paragraphs: list[Paragraph]) -> None:
    paragraphs.insert(chance.randrange(len(paragraphs) + 1), list(chance.choice(paragraphs)))


def split(chance: random.Random, paragraphs: list[Paragraph]) -> None:
    at = chance.randrange(len(paragraphs))
    one = paragraphs[at]
    spaces = [n for n, known in enumerate(one) if known.letter == " "]
    cut = chance.choice(spaces)
    paragraphs[at : at + 1] = [[*one[:cut], Known("\n", -1), Known("\n", -1)], one[cut + 1 :]]


def merged(chance: random.Random, paragraphs: list[Paragraph]) -> None:
    at = chance.randrange(len(paragraphs) - 1)
    paragraphs[at : at + 2] = [[*paragraphs[at][:-2], Known(" ", -1), *paragraphs[at + 1]]]


def reworded(chance: random.Random, paragraphs: list[Paragraph]) -> None:
    one = chance.choice(paragraphs)
    words = "".join(known.letter for known in one)
    start = chance.choice([n + 1 for n, letter in enumerate(words) if letter == " " and words[n + 1 : n + 2].isalpha()])
    end = start + len(words[start:].split()[0])
    one[start:end] = [Known(letter, -1) for letter in chance.choice(("never", "Brand", "harbours", "x"))]


EDITS: dict[str, Callable[[random.Random, list[Paragraph]], None]] = {
    edit.__name__: edit for edit in (moved, doubled, split, merged, reworded)
}


def tagged(text: str) -> list[Annotation]:
    found = []
    for tag, words in [*(("actor", name) for name in NAMES), *(("quote", quote) for quote in QUOTES)]:
        at = text.find(words)
        while at >= 0:
            found.append(Annotation(f"{tag}-{at}", tag, at, at + len(words)))
            at = text.find(words, at + 1)
    return found


@pytest.mark.parametrize("edits", [[name] for name in EDITS] + [list(EDITS)], ids=[*EDITS, "all"])
def test_no_edit_of_paragraphs_places_an_annotation_wrongly_and_what_is_there_is_not_called_gone(
    edits: list[str],
) -> None:
    there = right = placed = 0
    for seed in range(12):
        chance = random.Random(seed)
        paragraphs = article(chance)
        old = Document.from_bytes(_text(paragraphs).encode(), name="a.txt")
        layer = sidecar.new_layer(old, "alice", ())
        layer = layer.applied(Change((), tuple(tagged(old.text))), "2026-11-28T10:00:00Z")
        for _ in range(chance.randint(1, 4) if seed % 3 else chance.randint(5, 40)):
            EDITS[chance.choice(edits)](chance, paragraphs)
        origins = [known.origin for paragraph in paragraphs for known in paragraph]
        new = Document.from_bytes(_text(paragraphs).encode(), name="a.txt")
        result = reanchor(layer, new).layer
        before = {one.id: one for one in layer.annotations}
        for one in result.annotations:
            was = before[one.id]
            assert origins[one.start : one.end] == list(range(was.start, was.end)), (seed, was, one)
        placed += len(result.annotations)
        reasons = WaitingReasons(new.text)
        for item in result.unplaced:
            held = annotation_in(item)
            assert held is not None
            is_gone = reasons.of(item) == "its words are gone from the article"
            assert not is_gone or exact_in(item) not in new.text, (seed, item)
            proposed = place_of(new.text, item)
            if set(range(held.start, held.end)) <= set(origins):
                there += 1
                right += proposed is not None and origins[slice(*proposed)] == [*range(held.start, held.end)]
    assert placed > 6_000
    if edits == ["moved"]:
        assert there > 200
        assert right >= 0.9 * there, "moved words are proposed where they went"


def _text(paragraphs: list[Paragraph]) -> str:
    return "".join(known.letter for paragraph in paragraphs for known in paragraph)
