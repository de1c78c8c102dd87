"""Sets words in columns as a printer does, so that a test knows the order in which a page is read."""

from __future__ import annotations

import random
from collections.abc import Iterable

from tests.importers.pdf_writer import Text

_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556),
    *(556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667),
    *(556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556),
    *(556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722),
    *(500, 500, 500, 334, 260, 334, 584),
)
"""Of Helvetica's letters from the space to the tilde, in thousandths of the size, as Adobe's metrics say."""
_WORDS = (
    *("a", "an", "the", "of", "to", "in", "on", "by", "for", "with", "at", "from", "harbour", "council", "union"),
    *("depot", "mayor", "budget", "plan", "vote", "school", "tram", "bridge", "locker", "route", "year", "city"),
    *("member", "worker", "chair", "fare", "closing", "said", "wrote", "decided", "refused", "opened", "promised"),
    *("warned", "counted", "answered", "evening", "morning", "committee", "government", "administration", "minister"),
    *("responsibility", "chancellor", "parliament", "spokeswoman", "nevertheless", "newspaper", "reader", "street"),
    *("river", "old", "new", "empty", "late", "early", "public", "private"),
)


def width(words: str, size: float) -> float:
    """In points, as Helvetica sets them."""
    return sum(_WIDTHS[ord(letter) - 32] for letter in words) * size / 1000


def prose(count: int, seed: int) -> list[str]:
    """Words in sentences."""
    chance = random.Random(seed)
    words: list[str] = []
    while len(words) < count:
        sentence = [chance.choice(_WORDS) for _ in range(chance.randint(5, 14))]
        words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
    return words[:count]


def column(
    words: Iterable[str], left: float, top: float, measure: float, *, size: float = 9.5, justified: bool = True
) -> list[Text]:
    """Words as lines of a column, each line filled; the first baseline is one line below ``top``."""
    lines: list[list[str]] = [[]]
    for word in words:
        if lines[-1] and width(" ".join([*lines[-1], word]), size) > measure:
            lines.append([])
        lines[-1].append(word)
    texts = []
    for number, line in enumerate(lines):
        is_filled = justified and number < len(lines) - 1 and len(line) > 1
        gap = (measure - width(" ".join(line), size)) / (len(line) - 1) if is_filled else 0
        texts.append(Text(left, top - 1.2 * size * (number + 1), " ".join(line), size, gap=gap))
    return texts


def row_by_row(*columns: list[Text]) -> list[Text]:
    """The lines of columns as a program draws them that goes across the page line by line."""
    lines = [text for column in columns for text in column]
    return sorted(lines, key=lambda text: (-round(text.baseline), text.left))
