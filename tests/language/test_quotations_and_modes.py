"""Quotations written for ``analyst_app.language.marked_words``, each with the mode that the codebook’s words give it.

The modes were written before the program was asked; of the later ones 24 were right when it first was.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language_of
from analyst_app.language.quote_modes import mode_of


class Written(NamedTuple):
    """A quotation in its text, and its mode."""

    language: str
    mode: str
    text: str
    quote: Span


def quotations(name: str) -> list[Written]:
    found = []
    for line in Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, mode, marked = line.replace("¶", "\n\n").split("\t")
        quote = Span(marked.index("⟦"), marked.index("⟧") - 1)
        found.append(Written(language, mode, marked.replace("⟦", "").replace("⟧", ""), quote))
    return found


QUOTATIONS, LATER = quotations("quotations_and_modes"), quotations("quotations_held_out")


def test_there_are_twenty_five_quotations_of_all_modes() -> None:
    assert len(QUOTATIONS) == len(LATER) == 25
    assert {one.mode for one in QUOTATIONS} == {"direct", "mixed", "indirect", "term"}


@pytest.mark.parametrize("written", [*QUOTATIONS, *LATER], ids=lambda one: f"{one.mode}: {one.quote.of(one.text)}")
def test_a_quotation_has_the_mode_that_the_codebook_words_say(written: Written) -> None:
    assert mode_of(written.text, written.quote, language_of(written.text, written.language)) == written.mode
