"""CoNLL columns: token, start, end, tag; sentences apart; ``-DOCSTART-`` before each article.

Tags are IOB2 (Ramshaw and Marcus 1995, every span begins with B) or IOBES. A
file holds one layer of spans that do not overlap: one file a tag by default.
Tokens and sentences are those of the text alone, whatever is marked in it: a
span is that of the words that it touches, begun anew in each sentence.
The second and third columns are code points of the article's text;
``documents.txt`` names the articles in their order, with comments on each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from analyst_app.core.span import Span
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.formats.conll_comments import comments
from analyst_app.export.losses import LossTally
from analyst_app.export.overlap import STRATEGIES, without_overlaps
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.tokens import by_sentence, on_tokens, touched, words
from analyst_app.export.unheld import is_plain_name, unheld, with_plain_labels
from analyst_app.wording import marked

_UNHELD = ("relation", "attribute", "note")
ONE_FILE_PER_TAG = "one-file-per-tag"
_DOCUMENT = "-DOCSTART- 0 0 O\n\n"
_OUTSIDE = " O\n"
"""End of the line of a token that no span covers."""


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as token lines, for each file.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.

    Raises:
        ExportRefused: the strategy is ``refuse`` and spans overlap.
        LanguageInvalid: a language's file of words is damaged.
    """
    apart = options.overlap == ONE_FILE_PER_TAG
    losses = unheld(article, *_UNHELD, *(() if apart else ("zone",)))
    spans = with_plain_labels(article.everything if apart else article.spans, article.id, losses)
    by_file: dict[str, list[SpanRow]] = {name: [] for name in _files(options)}
    for row in spans:
        by_file[row.label if apart else "data"].append(row)
    tokens = words(article.text)
    groups = by_sentence(article.text, tokens, article.language)
    lines = _Lines(article.text, groups)
    folder = options.folder(article)
    files = {f"{folder}documents.txt": comments(article, groups).encode()}
    kept: list[Seen] = []
    starts = [group[0].start for group in groups[1:]]
    for name, rows in by_file.items():
        chosen, gone = without_overlaps(on_tokens(rows, tokens, article, losses), options.overlap, article.id)
        for row in gone:
            losses.add("overlap", article.id, f"{row.label}: {row.text}")
        pieces = _by_sentence(chosen, starts, article, losses)
        files[f"{folder}{name}.conll"] = lines.tagged(_tags(tokens, pieces, options.scheme))
        kept += [(row.start, row.end, row.label, "".join(row.text.split())) for row in pieces]
    return EncodedPiece(files, kept, losses)


class _Lines:
    """The token lines of an article, made once for all its files: each changes those of its own spans.

    Args:
        text: the article.
        groups: its tokens by sentence.
    """

    def __init__(self, text: str, groups: Sequence[Sequence[Span]]) -> None:
        self._lines = [_DOCUMENT]
        self._places: dict[int, int] = {}
        """By start of a token, the place of its line."""
        for number, group in enumerate(groups):
            self._lines += ["\n"] if number else []
            for start, end in group:
                self._places[start] = len(self._lines)
                self._lines.append(f"{text[start:end]} {start} {end}{_OUTSIDE}")
        self._lines.append("\n")
        self._untagged = "".join(self._lines).encode("utf-8")

    def tagged(self, tags: Mapping[int, str]) -> bytes:
        """The lines with tags by start of their token; every other token is outside."""
        if not tags:
            return self._untagged
        lines = self._lines.copy()
        for start, tag in tags.items():
            place = self._places[start]
            lines[place] = f"{lines[place].removesuffix(_OUTSIDE)} {tag}\n"
        return "".join(lines).encode("utf-8")


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans of token lines; refuses tags that are no strict IOB2 or IOBES.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for name, data in files.items():
        # Most tokens are outside of every span: what stands between two of them is looked at, if it has lines.
        for stretch in f"{data.decode('utf-8')}{_OUTSIDE}".split(_OUTSIDE) if name.endswith(".conll") else ():
            if "\n" not in stretch:
                continue
            for block in stretch.rpartition("\n")[0].split("\n\n"):
                rows = [line.split(" ") for line in block.split("\n") if line]
                seen += _decoded([(row[0], int(row[1]), int(row[2]), row[3]) for row in rows])
    return seen


def _by_sentence(
    rows: Sequence[SpanRow], starts: Sequence[int], article: ExportArticle, losses: LossTally
) -> list[SpanRow]:
    """Spans cut where a later sentence starts in them, each of which is named."""
    pieces = []
    for row in rows:
        inner = starts[bisect_right(starts, row.start) : bisect_left(starts, row.end)]
        if inner:
            losses.add("span of sentences", article.id, f"{row.label}: {row.text}", len(inner) + 1)
        for start, end in pairwise([row.start, *inner, row.end]):
            words_ = article.text[start:end].rstrip()
            pieces.append(msgspec.structs.replace(row, start=start, end=start + len(words_), text=words_))
    return pieces


def _tags(tokens: Sequence[Span], rows: Sequence[SpanRow], scheme: str) -> dict[int, str]:
    tags: dict[int, str] = {}
    for row in rows:
        places = touched(tokens, row.start, row.end)
        for place in places:
            letter = "B" if place == places[0] else "I"
            if scheme == "IOBES" and place == places[-1]:
                letter = "S" if letter == "B" else "E"
            tags[tokens[place].start] = f"{letter}-{row.label}"
    return tags


def _decoded(rows: Sequence[tuple[str, int, int, str]]) -> list[Seen]:
    seen: list[Seen] = []
    opened: list[tuple[str, int, int, str]] = []

    def close() -> None:
        if opened:
            text = "".join(row[0] for row in opened)
            seen.append((opened[0][1], opened[-1][2], opened[0][3][2:], text))
            opened.clear()

    for row in rows:
        letter, _, label = row[3].partition("-")
        if letter in ("O", "B", "S"):
            close()
        elif not opened or opened[0][3][2:] != label:
            raise ValueError(f"{row[3]} continues nothing")
        if letter != "O":
            opened.append(row)
        if letter in ("E", "S"):
            close()
    close()
    return seen


def _files(options: Options) -> list[str]:
    if options.overlap != ONE_FILE_PER_TAG:
        return ["data"]
    return [label for label in options.vocabulary.labels if is_plain_name(label)]


def _frames(options: Options) -> dict[str, Frame]:
    names = [*(f"{name}.conll" for name in _files(options)), "documents.txt"]
    return {f"{folder}{name}": Frame() for folder in options.folders() for name in names}


FORMAT = Format(
    name="conll",
    holdings=Holdings(
        "token, start, end, tag; IOB2 or `--scheme IOBES`",
        overlaps="only in a file a tag, or by a strategy",
        notes="only on readings",
        readings="folders; comments",
        facts="comments of `documents.txt`",
        records="comments of `documents.txt`",
    ),
    title=marked("For sequence taggers (CoNLL columns)"),
    purpose=marked(
        "Token columns with IOB2 or IOBES tags, one file a tag: for sequence taggers (flair, seqeval, NLTK)."
    ),
    encode=encode,
    read=read,
    frames=_frames,
    overlap=tuple(STRATEGIES),
    holds_layers=False,
    needs_vocabulary=True,
    usage='nltk.corpus.reader.ConllCorpusReader("PATH", ".*[.]conll", ("words", "ignore", "ignore", "ne"))',
    holds_records=True,
)
