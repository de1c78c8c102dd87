"""Sentences for a person on a PDF's layout: on parts left out, folded or unreadable, and on orders to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyst_app.importers.printed.letter_forms import plain
from analyst_app.importers.printed.page_letters import PageLetters
from analyst_app.importers.printed.reading_flow import Flow
from analyst_app.importers.printed.turned_words import TurnedWords, distinct

_FEW_LETTERS = 50
_MOST_NAMED = 10


def notes_on(
    pages: Sequence[PageLetters | None],
    flows: Sequence[Flow],
    turned: TurnedWords,
    heads: Sequence[str],
    forms: Sequence[str],
) -> Iterator[str]:
    """One sentence for each kind of thing that a person should know or check.

    Args:
        pages: the letters of each page, None for a damaged one.
        flows: the lines of each page in the order that was taken.
        turned: its turned words.
        heads: one of each head or foot that was left out.
        forms: ligatures and radicals that were folded, each once.
    """
    yield from _missing(pages)
    yield from _disputed(flows)
    vertical = [number for number, page in enumerate(pages) if page and page.is_vertical]
    if vertical:
        yield f"The lines on {_named(vertical)} run from the top down: check the order there."
    if turned.stamps:
        words = _quoted(distinct(turned.stamps.values()))
        yield f"Turned words on {_named(list(turned.stamps))} were left out: {words}."
    if turned.kept:
        yield f"Turned words on {_named(list(turned.kept))} stand at the end of their page."
    if heads:
        yield f"Heads and feet that come again on other pages were left out: {_quoted(heads)}."
    if forms:
        shown = ", ".join(f"{form} to {plain(form)}" for form in forms[:_MOST_NAMED])
        yield f"Ligatures and radicals were folded to plain letters: {shown}{_more(len(forms))}."


def _missing(pages: Sequence[PageLetters | None]) -> Iterator[str]:
    damaged = [number for number, page in enumerate(pages) if page is None]
    if damaged:
        yield f"Damaged, so missing from the text: {_named(damaged)}."
    scanned = [number for number, page in enumerate(pages) if page and page.is_picture and page.letters < _FEW_LETTERS]
    if scanned:
        where = _named(scanned)
        yield f"Pictures, probably scanned, so missing from the text: {where}. Run text recognition (OCR) first."
    recognised = [number for number, page in enumerate(pages) if page and page.is_recognised]
    if recognised:
        yield f"Scanned, with words that a program recognised: {_named(recognised)}. Compare them with the original."
    unknown = sum(page.unknown for page in pages if page)
    if unknown:
        where = _named([number for number, page in enumerate(pages) if page and page.unknown])
        yield f"The file does not say which letters some of its signs are: {unknown:,} of them, on {where}."


def _disputed(flows: Sequence[Flow]) -> Iterator[str]:
    for is_of_file, taken in ((False, "the columns' order was taken"), (True, "the file's own order was taken")):
        pages = [n for n, flow in enumerate(flows) if flow.is_disputed and flow.is_of_file is is_of_file]
        if pages:
            yield (
                f"The columns seen on {_named(pages)} and the order in which the file draws its words differ;"
                f" {taken}, for it reads on better. Check it."
            )


def _named(pages: Sequence[int]) -> str:
    numbers = [f"{number + 1:,}" for number in pages[:_MOST_NAMED]]
    if len(pages) == 1:
        return f"page {numbers[0]}"
    return f"pages {', '.join(numbers)}{_more(len(pages))}"


def _more(count: int) -> str:
    return f" and {count - _MOST_NAMED:,} more" if count > _MOST_NAMED else ""


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in words[:_MOST_NAMED]) + _more(len(words))
