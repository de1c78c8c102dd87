"""PDF: pdfium gives letters and their places; columns, lines and paragraphs are made of them here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.printed.layout_notes import notes_on
from analyst_app.importers.printed.letter_forms import folded
from analyst_app.importers.printed.page_letters import PageLetters, letters_of
from analyst_app.importers.printed.page_lines import lines_of
from analyst_app.importers.printed.page_paragraphs import text_and_notes, text_of
from analyst_app.importers.printed.printed_facts import author_of, title_of
from analyst_app.importers.printed.reading_flow import Flow, in_better_order
from analyst_app.importers.printed.reading_order import in_reading_order
from analyst_app.importers.printed.running_heads import edge_rows, without_running_heads
from analyst_app.importers.printed.turned_words import turned_words

MOST_PAGES = 2_000


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of a PDF in reading order, without the heads and numbers that repeat on its pages.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("pdf", "importing PDF files") from error
    document = _opened(pypdfium2, data, name)
    if len(document) > MOST_PAGES:
        raise ImportFailed(f"{name} has {len(document)} pages; import an extract of at most {MOST_PAGES:,}.")
    if not len(document):
        raise ImportFailed(f"{name} has no pages. Get another copy of it.")
    forms: dict[str, None] = {}
    pages, flows, edges = _laid_out(pypdfium2, document, forms)
    kept, heads = without_running_heads([flow.lines for flow in flows], edges)
    if not kept:
        are = "pictures, probably scanned" if any(page and page.is_picture for page in pages) else "empty or drawings"
        raise ImportFailed(f"{name} has no text layer: its pages are {are}. Run text recognition (OCR) on it first.")
    turned = turned_words([page.turned if page else [] for page in pages])
    text, begins = text_of(turned.put_into(kept))
    facts = document.get_metadata_dict()
    return [
        ImportedArticle(
            text,
            title=title_of(facts.get("Title", ""), kept),
            author=author_of(facts.get("Author", ""), kept, (facts.get("Creator", ""), facts.get("Producer", ""))),
            importer=f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}",
            notes=tuple(notes_on(pages, flows, turned, heads, list(forms))),
            pages=begins,
        )
    ]


def _laid_out(
    pypdfium2: Any, document: Any, forms: dict[str, None]
) -> tuple[list[PageLetters | None], list[Flow], list[set[int]]]:
    """The letters of each page without its words, its lines in reading order, and its rows at head and foot.

    Args:
        pypdfium2: the library.
        document: its document.
        forms: gets the ligatures and radicals that were folded.
    """
    pages: list[PageLetters | None] = []
    flows: list[Flow] = []
    edges: list[set[int]] = []
    for number in range(len(document)):
        page = _letters(pypdfium2, document, number)
        lines = lines_of(in_reading_order(page.runs, page.em) if page else [], number)
        lines = [line._replace(text=_folded(line.text, forms)) for line in lines]
        body, notes = text_and_notes(lines)
        edges.append(edge_rows(lines))
        flows.append(in_better_order(body + notes, edges[-1] | {line.row for line in notes}))
        if page:
            page.runs = []  # Those of many pages would fill the memory.
        pages.append(page)
    return pages, flows, edges


def _opened(pypdfium2: Any, data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ImportFailed(f"{name} is encrypted. Save a copy without a password and import that.") from error
        raise ImportFailed(f"{name} is damaged or no PDF: it cannot be opened. Get another copy of it.") from error


def _letters(pypdfium2: Any, document: Any, number: int) -> PageLetters | None:
    """The letters of a page; None if it is damaged, for the other pages may be whole."""
    try:
        return letters_of(pypdfium2.raw, document[number])
    except pypdfium2.PdfiumError:
        return None


def _folded(words: str, forms: dict[str, None]) -> str:
    text, found = folded(words)
    forms.update(dict.fromkeys(found))
    return text
