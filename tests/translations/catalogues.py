"""The files of ``resources/i18n``: one .po a language for translators, the .mo made from it, and the template."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translations.checking import faults
from tests.translations.extraction import ROOT, Text, all_texts

FOLDER = ROOT / "resources" / "i18n"
TEMPLATE = FOLDER / "messages.pot"
SPOKEN_FROM = 0.98
"""The share of the texts from which on a language ships."""
_HEADERS = {"language", "plural-forms", "mime-version", "content-type", "content-transfer-encoding"}
_HEADER = """\
# The words of Analyst App in another language. How to translate: docs/translating.md.
# python -m tests.translations update adds what is new and takes out what is gone."""


def languages() -> list[str]:
    """The codes of the languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def path_of(language: str) -> Path:
    """The .po file of a language."""
    return FOLDER / f"{language}.po"


def read(language: str) -> Catalog:
    """The translations of a language; none if it has no file."""
    path = path_of(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def updated(language: str, texts: Sequence[Text] | None = None) -> Catalog:
    """The catalogue of a language with every text of today; a translation stays where its English stayed."""
    earlier, catalogue = read(language), _empty(language)
    for text in all_texts() if texts is None else texts:
        before = earlier.get(text.singular)
        said = before.string if before is not None else ""
        if text.plural:
            said = said if isinstance(said, tuple) else ("",) * catalogue.num_plurals
            key: str | tuple[str, str] = (text.singular, text.plural)
        else:
            said = said[0] if isinstance(said, tuple) else said
            key = text.singular
        catalogue.add(key, said, locations=[(place, None) for place in text.places], flags=_flags(text))
    return catalogue


def template() -> Catalog:
    """The texts of today without translations."""
    catalogue = _empty(None)
    for text in all_texts():
        key = (text.singular, text.plural) if text.plural else text.singular
        catalogue.add(key, locations=[(place, None) for place in text.places], flags=_flags(text))
    return catalogue


def put(language: str, translations: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    """Write translations into a language's file; those with a fault are left out, and told in a sentence each."""
    texts = all_texts()
    known = {text.singular: text for text in texts}
    catalogue = updated(language, texts)
    for english, given in translations.items():
        text = known.get(english)
        if text is None:
            yield f"{english!r} is no text of the program"
            continue
        said = (given,) if isinstance(given, str) else tuple(given)
        found = list(faults(text, said, catalogue.num_plurals))
        if found:
            yield f"{english!r} → {given!r}: {'; '.join(found)}"
            continue
        catalogue[english].string = said if text.plural else said[0]
    write(language, catalogue)


def todo(language: str) -> list[Text]:
    """The texts that have no translation yet."""
    catalogue, texts = read(language), all_texts()
    return [text for text in texts if not is_translated(catalogue, text)]


def stale() -> Iterator[str]:
    """Sentences about files that are not those of today's texts, and about translations with a fault."""
    texts = all_texts()
    known = {text.singular: text for text in texts}
    if TEMPLATE.read_bytes() != po_bytes(template()):
        yield f"{TEMPLATE.name} is not that of today's texts"
    for language in languages():
        today, path = updated(language, texts), path_of(language)
        if path.read_bytes() != po_bytes(today):
            yield f"{path.name} is not that of today's texts"
        compiled = path.with_suffix(".mo")
        if (compiled.read_bytes() if compiled.exists() else b"") != (mo_bytes(today) if is_spoken(today) else b""):
            yield f"{compiled.name} is not made from {path.name}"
        for message in today:
            text = known.get(message.id[0] if isinstance(message.id, tuple) else message.id)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            if text is not None and any(said):
                yield from (
                    f"{path.name}: {text.singular!r}: {fault}" for fault in faults(text, said, today.num_plurals)
                )


def is_translated(catalogue: Catalog, text: Text) -> bool:
    """True if a catalogue has all forms of a text."""
    found = catalogue.get(text.singular)
    if found is None:
        return False
    said = found.string if isinstance(found.string, tuple) else (found.string,)
    return all(said) and bool(text.plural) == isinstance(found.string, tuple)


def write(language: str, catalogue: Catalog) -> None:
    """Write the .po of a language, and its .mo once so much is translated that the program may speak it."""
    path_of(language).write_bytes(po_bytes(catalogue))
    compiled = path_of(language).with_suffix(".mo")
    if is_spoken(catalogue):
        compiled.write_bytes(mo_bytes(catalogue))
    else:
        compiled.unlink(missing_ok=True)


def is_spoken(catalogue: Catalog) -> bool:
    """True if so much is translated that nobody meets a window in two languages."""
    messages = [message for message in catalogue if message.id]
    done = sum(1 for one in messages if all(one.string if isinstance(one.string, tuple) else (one.string,)))
    return done >= SPOKEN_FROM * len(messages)


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as translators read it, in the order of the texts' letters."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, sort_output=True, include_lineno=False)
    return stream.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it; what is not translated, or lacks a form, is left out."""
    stream, whole = io.BytesIO(), _empty(str(catalogue.locale_identifier))
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(said):
            whole.add(message.id, message.string)
    write_mo(stream, whole)
    return stream.getvalue()


def _flags(text: Text) -> tuple[str, ...]:
    return ("python-brace-format",) if "{" in text.singular + text.plural else ()


def _empty(language: str | None) -> Catalog:
    return _Undated(locale=language, project="Analyst App", fuzzy=False, header_comment=_HEADER)


class _Undated(Catalog):
    """A catalogue whose header has no dates and no version of a tool: the same texts give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name.lower() in _HEADERS]

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        Catalog.mime_headers.fset(self, headers)
