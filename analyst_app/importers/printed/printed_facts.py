"""Title and author of a PDF: what its makers typed into its facts is often no title and no person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.printed.page_lines import PrintedLine

_PROGRAM = re.compile(
    r"microsoft|adobe|acrobat|indesign|quark|powerpoint|\bword\b|\bexcel\b|openoffice|libreoffice|writer\b|\bla?tex|"
    r"ghostscript|distiller|pdf|scanner|scansnap|workcentre|canon\b|xerox|ricoh|kyocera|konica|epson|hewlett|crystal"
    r" reports|quartz|chrom(e|ium)|mozilla|firefox|wkhtml|prince\b|\.dll|office[-_ ]?\d",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(untitled|unbenannt|ohne titel|sans titre|sin título|sem título|senza titolo|zonder titel|без названия|"
    r"без имени|無題|无标题|未命名|제목 없음|document|dokument|documento|документ|layout|page|seite|slide|folie|scan|"
    r"scanned document|print|blank|about:blank|title|titel|full page photo|template|draft|main|article|paper|"
    r"book|report|manuscript|new document|text|pr[eé]sentation|presentation)[\s_#.-]*\d*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\.(docx?|odt|rtf|txt|indd|qxp|qxd|p65|pdf|tex|dvi|ps|eps|html?|xml|pptx?|xlsx?|jpe?g|tiff?|png|pmd|fm)\b",
    re.IGNORECASE,
)
_JUNK = re.compile(r"[\\{}$\ufffd\x00-\x1f]|https?:|www\.|^(doi|pii|arxiv|issn|isbn)\b|^/|^[a-z]:|\w@\w", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"(administrator|admin|root|user|users|owner|guest|author|autor|auteur|autore|unknown|unbekannt|inconnu|anonymous|"
    r"anonym|default|windows|pc|hp|dell|lenovo|asus|acer|test|temp|student|staff|office|home|usuario|utilisateur|"
    r"benutzer|utente|gebruiker|пользователь|админ|ユーザー|作者|用户|사용자|none|n/a|windows user)[\s_-]*\d*",
    re.IGNORECASE,
)
_MOST_LETTERS = 200


def title_of(stated: str, lines: Sequence[PrintedLine]) -> str:
    """The title that a file states if it looks like one, else the largest type at the top of its first page, else "".

    Args:
        stated: from the file's own facts, may be empty.
        lines: of all pages.
    """
    title = tidy(stated)
    if _looks_like_title(title) and (" " in title or not title.isascii() or _is_printed(title, lines)):
        return title
    return _largest(lines)


def author_of(stated: str, lines: Sequence[PrintedLine], programs: Sequence[str] = ()) -> str:
    """The author that a file states if it looks like a person or office, else "".

    A single word in Latin letters is often the name of an account. It is
    taken only if it is printed on the first page.

    Args:
        stated: from the file's own facts, may be empty.
        lines: of all pages.
        programs: that made the file, as it states them.
    """
    author = tidy(stated)
    is_junk = _JUNK.search(author) or _PROGRAM.search(author) or _FILE_NAME.search(author)
    if is_junk or _NO_PERSON.fullmatch(author) or author in programs or not _has_words(author):
        return ""
    if ":" in author or "_" in author or len(author) > _MOST_LETTERS:
        return ""
    is_account = author.isascii() and " " not in author
    return "" if is_account and (author.islower() or not _is_printed(author, lines)) else author


def _looks_like_title(title: str) -> bool:
    if not _has_words(title) or len(title) > _MOST_LETTERS or _NO_TITLE.fullmatch(title) or _FILE_NAME.search(title):
        return False
    if re.match(r"microsoft (word|powerpoint|excel)|(powerpoint|présentation) |acrobat|adobe ", title, re.IGNORECASE):
        return False
    return not _JUNK.search(title) and not ("_" in title and " " not in title)


def _has_words(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and 2 * letters >= len(text.replace(" ", ""))


def _is_printed(words: str, lines: Sequence[PrintedLine]) -> bool:
    first = " ".join(line.text for line in lines if line.page == 0)
    return re.search(rf"\b{re.escape(words)}\b", first, re.IGNORECASE) is not None


def _largest(lines: Sequence[PrintedLine]) -> str:
    """The words in the largest letters in the upper half of the first page, if clearly larger than the rest."""
    first = [line for line in lines if line.page == 0]
    if not first:
        return ""
    middle = (max(line.box[3] for line in first) + min(line.box[1] for line in first)) / 2
    upper = [line for line in first if line.top >= middle and sum(map(str.isalpha, line.text)) > 2]
    if not upper:
        return ""
    size = max(line.height for line in upper)
    if size < 1.15 * median(line.height for line in first for _letter in line.text):
        return ""
    words: list[str] = []
    for line in upper:
        if line.height > 0.95 * size:
            words.append(line.text)
        elif words:
            break
    title = " ".join(words)
    return title if len(title) <= _MOST_LETTERS else ""
