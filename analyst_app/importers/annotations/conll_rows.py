"""The lines of a CoNLL file: documents, sentences, rows of columns, and comments.

A line that begins with # is a comment only where a sentence begins and it has
not the columns of the others, for # is a token, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat

from analyst_app.importers.annotations.conll_tags import is_tag
from analyst_app.importers.import_losses import ImportLosses

_BLANKS = re.compile(r"[ \t]+")
_NEW = re.compile(r"#\s*(?:newdoc(?:\s+id\s*=\s*(.+))?|begin document\s*(.*))")
_TEXT = re.compile(r"#\s*text\s*=\s?(.*)")
_FIELDS = re.compile(r"#\s*global\.Entity\s*=\s*(.+)")
_PARAGRAPH = re.compile(r"#\s*newpar\b")
_END = re.compile(r"#\s*end document\b")
_CONLLU_ID = re.compile(r"[0-9]{1,9}(?:[-.][0-9]{1,9})?")
_OFFSET = re.compile(r"[0-9]{1,15}")
_CONLLU_WIDTH = 10
_DOCUMENT = "-DOCSTART-"


@dataclass
class ConllRow:
    """A token's columns."""

    line: int
    cells: list[str]


@dataclass
class Sentence:
    """Rows between blank lines."""

    rows: list[ConllRow] = field(default_factory=list)
    text: str = ""
    """Its words as a comment spells them; empty if none does."""
    line: int = 0
    """The line of that comment."""
    is_paragraph: bool = False
    """True if a comment says that a paragraph begins."""


@dataclass
class ConllDocument:
    """An article's sentences."""

    name: str = ""
    sentences: list[Sentence] = field(default_factory=list)

    def rows(self) -> Iterator[ConllRow]:
        """All rows, in their order."""
        return (row for sentence in self.sentences for row in sentence.rows)


@dataclass
class Shape:
    """The columns of a file."""

    width: int
    token: int = 0
    """Place of the column with the words."""
    has_offsets: bool = False
    """True if the two columns behind the words are offsets."""
    is_conllu: bool = False


class ConllRows:
    """Takes a file apart.

    Args:
        text: its content.
        losses: takes rows that have not the columns of the others.
    """

    def __init__(self, text: str, losses: ImportLosses) -> None:
        self._lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
        self.comments: list[str] = []
        """Lines of comment that nothing is taken from."""
        self.entity_fields: tuple[str, ...] = ()
        """Names of the parts of an entity in brackets, as CorefUD declares them."""
        whole = [line for _, line in self._lines if line.strip() and not line.startswith(("#", _DOCUMENT))]
        self._has_tabs = 2 * sum("\t" in line for line in whole) > len(whole)
        sizes = Counter(len(_cells(line)) for line in whole)
        width = sizes.most_common(1)[0][0] if sizes else 0
        self._is_tagged = bool(whole) and all(is_tag(_cells(line)[-1]) for line in whole)
        self.documents: list[ConllDocument] = [ConllDocument()]
        self._read(width)
        first, *others = self.documents
        self.documents = [first, *others] if first.sentences or first.name else others
        self.shape = self._shape(width)
        for document in self.documents:
            for row in document.rows():
                if len(row.cells) != width:
                    said = f"line {row.line}: {len(row.cells)} columns, not {width}: {' '.join(row.cells)[:40]}"
                    losses.add("unreadable item", said)

    def _read(self, width: int) -> None:
        sentence = Sentence()
        for number, line in self._lines:
            if not line.strip():
                sentence = self._ended(sentence)
            elif line.startswith(_DOCUMENT):
                sentence = self._ended(sentence)
                self.documents.append(ConllDocument())
            elif line.startswith("#") and self._is_comment(line, width, sentence):
                if sentence.rows:  # a document ends or begins without a blank line
                    sentence = self._ended(sentence)
                self._comment(line, number, sentence)
            else:
                sentence.rows.append(ConllRow(number, _cells(line)))
        self._ended(sentence)

    def _ended(self, sentence: Sentence) -> Sentence:
        """Put a sentence, if it has words, to its document; gives the next."""
        if not sentence.rows:
            return sentence
        self.documents[-1].sentences.append(sentence)
        return Sentence()

    def _is_comment(self, line: str, width: int, sentence: Sentence) -> bool:
        if sentence.rows and not (_END.match(line) or _NEW.fullmatch(line)):
            return False
        cells = _cells(line)
        if len(cells) != width or (self._has_tabs and "\t" not in line):
            return True
        return self._is_tagged and not is_tag(cells[-1])

    def _comment(self, line: str, number: int, sentence: Sentence) -> None:
        new, words, fields = _NEW.fullmatch(line), _TEXT.fullmatch(line), _FIELDS.fullmatch(line)
        if new:
            self.documents.append(ConllDocument((new[1] or new[2] or "").strip().removesuffix(".txt")))
        elif words:
            sentence.text, sentence.line = words[1], number
        elif fields:
            self.entity_fields = tuple(fields[1].strip().split("-"))
        elif _PARAGRAPH.match(line):
            sentence.is_paragraph = True
        elif not _END.match(line):
            self.comments.append(line)

    def _shape(self, width: int) -> Shape:
        rows = [row.cells for document in self.documents for row in document.rows() if len(row.cells) == width]
        if width == _CONLLU_WIDTH and rows and all(_CONLLU_ID.fullmatch(cells[0]) for cells in rows):
            return Shape(width, 1, is_conllu=True)
        token = 1 if width > 2 and len(rows) > 1 and self._is_counted() else 0
        at = token + 1
        has_offsets = width >= token + 4 and all(map(_is_place, rows, repeat(at)))
        return Shape(width, token, has_offsets and bool(rows))

    def _is_counted(self) -> bool:
        """True if the first column counts the tokens of each sentence, or of each document."""
        for document in self.documents:
            by_sentence = [[row.cells[0] for row in sentence.rows] for sentence in document.sentences]
            whole = [cell for cells in by_sentence for cell in cells]
            if not _counts(whole) and not all(map(_counts, by_sentence)):
                return False
        return True


def _counts(cells: list[str]) -> bool:
    first = int(cells[0] == "1")
    return cells == [str(number) for number in range(first, len(cells) + first)]


def _is_place(cells: list[str], at: int) -> bool:
    return bool(_OFFSET.fullmatch(cells[at]) and _OFFSET.fullmatch(cells[at + 1]))


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.rstrip("\t").split("\t")
    return _BLANKS.split(line.strip(" "))
