"""Reads token columns: CoNLL (IOB, IOB2, IOBES) and WebAnno TSV 3."""

from __future__ import annotations

import os
import re
from pathlib import Path

from analyst_app.core.excerpts import counted
from analyst_app.core.offsets import OffsetMap
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_VALUE = re.compile(r"(.*?)(?:\[(\d+)\])?$", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_MENTION = re.compile(r"->(\d+-\d+)")
"""Numbers of a chain and of a mention in it, the same at each token of the mention."""
_FAR = 1 << 12
"""Code points that an offset may lie beyond the length of the lines that spell its text."""
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


def read_conll(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The articles of a CoNLL file: first column the token, last the tag, ``-DOCSTART-`` before each.

    Where the second and third columns are offsets, white space is put back by
    them; otherwise tokens are joined by spaces and sentences by line ends.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.
    """
    documents: list[list[list[list[str]]]] = [[]]
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        rows = [line.split() for line in block.split("\n") if line.strip() and not line.startswith("# ")]
        if rows and rows[0][0] == "-DOCSTART-":
            documents.append([])
            rows = rows[1:]
        if rows:
            documents[-1].append(rows)
    names = _names(path)
    made: list[AnnotatedArticle] = []
    before = 0
    for document in [document for number, document in enumerate(documents) if document or number]:
        name = names[len(made)] if len(made) < len(names) else f"{path.stem}-{len(made) + 1:05}"
        with_offsets = all(len(row) >= 4 and row[1].isdigit() and row[2].isdigit() for s in document for row in s)
        made.append(_conll_article(name, document, layer, with_offsets=with_offsets, before=before))
        before = int(document[-1][-1][2]) if with_offsets and document else 0
    return made


def read_webanno(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The article of a WebAnno TSV 3 file.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: it does not begin as one.
    """
    if not text.startswith("#FORMAT=WebAnno TSV 3"):
        raise ImportFailed(
            f"{path.name} is no WebAnno TSV 3 file: its first line says something else. Export it as WebAnno TSV v3."
        )
    return [_WebAnno(text).article(path.stem, layer)]


def _names(path: Path) -> list[str]:
    listed = path.with_name("documents.txt")
    if not os.path.lexists(listed):
        return []
    names = read_beside(listed, limit=LARGEST_ANNOTATIONS).decode("utf-8").replace("\r\n", "\n")
    return [line.removesuffix(".txt") for line in names.split("\n") if line]


def _conll_article(
    name: str, sentences: list[list[list[str]]], layer: str, *, with_offsets: bool, before: int
) -> AnnotatedArticle:
    """An article; ``before`` is the offset at which the one before it ends, 0 if it has none."""
    size = sum(len(cell) + 1 for sentence in sentences for row in sentence for cell in row) + _FAR
    first = int(sentences[0][0][1]) if with_offsets and sentences else 0
    base = first if first > size or first >= before > 0 else 0
    text, tokens = "", []
    for sentence in sentences:
        text += "\n" if text and not with_offsets else ""
        for number, row in enumerate(sentence):
            if with_offsets:
                text += " " * (_near(row[1], base + size) - base - len(text))
            elif number:
                text += " "
            tokens.append((len(text), len(text) + len(row[0]), row[-1]))
            text += row[0]
        tokens.append((len(text), len(text), "O"))
    notes = [f"Offsets count on from the article before: {base} is taken off each."] if base else []
    found = ForeignLayer(layer, _chunks(tokens, text), [], notes)
    return annotated(name, f"{text}\n", [found])


def _near(digits: str, end: int) -> int:
    """An offset as a number, if a text of these lines can reach so far: white space up to it is put back."""
    offset = int(digits)
    if offset > end:
        raise ValueError(f"the offset {digits[:20]} lies far behind the end of the text; mend that line")
    return offset


def _chunks(tokens: list[tuple[int, int, str]], text: str) -> list[ForeignSpan]:
    spans: list[ForeignSpan] = []
    opened: tuple[int, int, str] | None = None
    for start, end, tag in [*tokens, (len(text), len(text), "O")]:
        letter, _, label = tag.partition("-")
        goes_on = opened is not None and letter in ("I", "E", "L", "M") and label == opened[2]
        if opened and not goes_on:
            spans.append(ForeignSpan(str(len(spans)), opened[2], opened[0], opened[1], text[opened[0] : opened[1]]))
            opened = None
        if goes_on and opened:
            opened = (opened[0], end, label)
        elif letter != "O" and label:
            opened = (start, end, label)
    return spans


class _WebAnno:
    """A WebAnno TSV 3 file: layers in its head, then tokens with a column a feature."""

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", "\n").split("\n")
        self._end = len(text) + _FAR
        self.columns: list[tuple[str, str, str]] = []
        """Kind (SP, RL, CH), layer and feature of each column."""
        self.text = ""
        self._chained: set[tuple[str, str]] = set()
        """Mentions in chains, which nothing here is like: the layer, and the mention's number or else its token."""
        self._without_source = 0
        self.spans: dict[tuple[str, str], ForeignSpan] = {}
        self.links: list[ForeignLink] = []
        self._at: dict[tuple[str, str], str] = {}
        self._units: tuple[int, OffsetMap] | None = None
        pending: list[str] = []
        for line in lines:
            if line.startswith("#T_"):
                self._head(line)
            elif line.startswith("#Text="):
                pending.append(self._unescaped(line.removeprefix("#Text=")))
            elif line and line[0].isdigit():
                self._token(line.split("\t"), pending)

    def article(self, name: str, layer: str) -> AnnotatedArticle:
        """The article that was read."""
        notes = []
        if self._chained:
            notes.append(f"Left out: {counted(len(self._chained), 'mention')} in chains, as of coreference.")
        if self._without_source:
            notes.append(f"Left out: {counted(self._without_source, 'relation')} without a readable source.")
        return annotated(name, self.text + "\n", [ForeignLayer(layer, list(self.spans.values()), self.links, notes)])

    def _head(self, line: str) -> None:
        kind, _, rest = line.removeprefix("#T_").partition("=")
        layer, *features = rest.split("|")
        short = layer.rpartition(".")[2]
        if kind == "RL" and features and features[-1].startswith("BT_"):
            features = [*features[:-1], "BT_"]
        self.columns += [(kind, short, feature) for feature in features or [""]]

    def _token(self, cells: list[str], pending: list[str]) -> None:
        start, end = (_near(digits, self._end) for digits in cells[1].split("-"))
        while pending:
            sentence = pending.pop(0)
            self.text += "\n" * max(0, self._units_to(start) - len(self.text)) + sentence
        place = (self._units_to(start), self._units_to(end))
        seen: dict[str, dict[str, list[str]]] = {}
        for (kind, layer, feature), cell in zip(self.columns, cells[3:], strict=False):
            if cell == "_" or not cell:
                continue
            values = re.split(r"(?<!\\)\|", cell)
            seen.setdefault(f"{kind}\t{layer}", {})[feature] = values
        for key, features in seen.items():
            kind, _, layer = key.partition("\t")
            if kind == "SP":
                self._span(layer, features, place, cells[0])
            elif kind == "RL":
                self._relation(layer, features, cells[0])
            else:
                marks = [mark for cell in features.values() for one in cell for mark in _MENTION.findall(one)]
                self._chained.update((layer, mark) for mark in marks or [cells[0]])

    def _span(self, layer: str, features: dict[str, list[str]], place: tuple[int, int], token: str) -> None:
        for number in range(max(map(len, features.values()))):
            read = {name: _VALUE.match(v[min(number, len(v) - 1)]) for name, v in features.items()}
            values = {name: match[1] for name, match in read.items() if match and match[1] != "*"}
            mark = next((match[2] for match in read.values() if match and match[2]), None)
            key = (layer, mark or token)
            known = self.spans.get(key)
            if known is not None:
                start, end = min(known.start, place[0]), max(known.end, place[1])
                self.spans[key] = known._replace(start=start, end=end, words=self.text[start:end])
                self._at.setdefault((layer, token), "/".join(key))
                continue
            label_name = next((n for n in ("value", "label", "identifier", "PosValue") if n in values), None)
            label = self._unescaped(values.pop(label_name)) if label_name else layer
            held = tuple((name, self._unescaped(value)) for name, value in values.items() if name)
            words = self.text[place[0] : place[1]]
            self.spans[key] = ForeignSpan("/".join(key), label, *place, words, held)
            self._at.setdefault((layer, token), "/".join(key))

    def _relation(self, layer: str, features: dict[str, list[str]], token: str) -> None:
        sources = features.pop("BT_", [])
        named = next(iter(features.values()), [layer] * len(sources))
        for number, source in enumerate(sources):
            match = re.match(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?", source)
            if not match:
                self._without_source += 1
                continue
            ends = []
            for one, mark in ((match[1], match[2]), (token, match[3])):
                marked = [span.key for (_, own), span in self.spans.items() if mark and mark != "0" and own == mark]
                plain = [key for (_, at), key in self._at.items() if at == one]
                ends.append(next(iter(marked or plain), one))
            role = self._unescaped(_ESCAPE.sub(r"\1", named[min(number, len(named) - 1)]))
            self.links.append(ForeignLink(role if role != "*" else layer, ends[0], ends[1]))

    def _units_to(self, position_utf16: int) -> int:
        """Code points of an offset, which WebAnno counts in UTF-16 units."""
        if self._units is None or self._units[0] != len(self.text):
            self._units = (len(self.text), OffsetMap.of(self.text))
        return self._units[1].to_codepoints(position_utf16)

    def _unescaped(self, words: str) -> str:
        return _ESCAPE.sub(lambda match: _LETTERS.get(match[1], match[1]), words)
