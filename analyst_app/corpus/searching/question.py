"""The language of a search, read into what is asked: words, phrases, stars, AND, OR, NOT, NEAR/n, /expressions/.

What cannot be read is refused with one sentence that names it. NEAR joins
first, then AND (words without an operator are joined by it) and NOT, then OR.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.corpus.searching.asked_nodes import AllOf, AnyOf, Near, Node
from analyst_app.corpus.searching.asked_words import asked_words
from analyst_app.corpus.searching.regular_expression import Expression
from analyst_app.errors import UsageError
from analyst_app.wording import tr

NEAR_WORDS = 10
"""Words between the two sides of NEAR without a number."""
LONGEST = 20_000
"""Code points of a question."""
_MOST_PARTS, _DEEPEST, _MOST_STARS, _MOST_IN_ROW = 300, 20, 20, 2_000
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«»", "”": "”"}
_QUOTE = re.compile(r'["“”„«»]')
_CLOSING = re.compile(r'["“”„«»](?=[^\w"“”„«»]*\Z)')
_EXPRESSION = re.compile(r"/((?:[^/\\]|\\.)+)/(\w*)(?=[\s()]|\Z)", re.DOTALL)
_AFTER_WORD = re.compile(r"[\s()]")
_OPERATOR = re.compile(r"(?:AND|OR|NOT|NEAR(?:/\d{1,4})?)\Z")
_UNKNOWN = re.compile(
    r"(?:XOR|NOR|NAND|ANDNOT|ORNOT|ADJ\d*|ONEAR.*|NEAR[\d/:~=].*|[A-Z]{1,6}/\d+|[Nn]ear/.*"
    r"|&&?|\|\|?|!|[-+!](?=[^\W\d]|\").*)\Z",
    re.DOTALL,
)
_SIGNS = re.compile(r'["“”„«»*?]')
_SHOWN = 40


class _Part(NamedTuple):
    """A piece of the question."""

    kind: str
    """``node``, ``(``, ``)``, or the operator without its number."""
    words: str = ""
    """As it was typed."""
    node: Node | None = None


def read_question(words: str) -> Node | None:
    """The question that some words are; None if there is no letter in them.

    Args:
        words: as a person typed them.

    Raises:
        UsageError: an operator is unknown or misplaced, something is not closed, or there is too much of it.
    """
    if len(words) > LONGEST:
        sentence = tr(
            "A search has at most {most} letters, this one {many}: write fewer.", most=LONGEST, many=len(words)
        )
        raise UsageError(sentence)
    parts = list(_parts(words))
    if len(parts) > _MOST_PARTS:
        sentence = "A search has at most {most} words, this one {many}: write fewer, or put them in quotation marks."
        raise UsageError(tr(sentence, most=_MOST_PARTS, many=len(parts)))
    return _Reader(parts).whole() if parts else None


def asking_for(words: str) -> str:
    """The question, as a person would type it, that finds words of a text.

    Args:
        words: of the text; signs that mean something in a question are left away.
    """
    plain = " ".join(_SIGNS.sub(" ", words).split())
    is_word = plain.isalnum() and not (_OPERATOR.match(plain) or _UNKNOWN.match(plain))
    return plain if is_word or not plain else f'"{plain}"'


def _parts(words: str) -> list[_Part]:
    found: list[_Part] = []
    at = 0
    while at < len(words):
        sign = words[at]
        if sign.isspace():
            at += 1
            continue
        if sign in "()":
            found.append(_Part(sign, sign))
            at += 1
            continue
        read = _phrase if sign in _QUOTES else _expression if sign == "/" else _bare
        at, part = read(words, at)
        if part is not None:
            found.append(part)
    return _without_empty_brackets(found)


def _phrase(words: str, at: int) -> tuple[int, _Part | None]:
    closing = [place for sign in _QUOTES[words[at]] if (place := words.find(sign, at + 1)) >= 0]
    if not closing:
        sentence = "The quotation mark before {words} is not closed: add another behind the phrase."
        raise UsageError(tr(sentence, words=_short(words[at + 1 :])))
    end = min(closing)
    return end + 1, _words_part(words[at + 1 : end], words[at : end + 1])


def _expression(words: str, at: int) -> tuple[int, _Part | None]:
    match = _EXPRESSION.match(words, at)
    if match is None:
        word = _word(words, at)
        if asked_words(word) is None:
            return at + len(word), None
        sentence = "The regular expression {words} is not closed: add a slash behind it, or put it in quotation marks."
        raise UsageError(tr(sentence, words=_short(words[at:])))
    source, flags = match.groups()
    if flags not in ("", "i"):
        sentence = "Behind a regular expression may stand i (any case), but not {flags}: write /…/ or /…/i."
        raise UsageError(tr(sentence, flags=_short(flags)))
    return match.end(), _Part("node", match[0], Expression(source, ignores_case=bool(flags)))


def _bare(words: str, at: int) -> tuple[int, _Part | None]:
    word = _word(words, at)
    if _OPERATOR.match(word):
        return at + len(word), _Part(word.partition("/")[0], word)
    if _UNKNOWN.match(word):
        sentence = (
            "{operator} is no operator: write AND, OR, NOT or NEAR/5, or put it in quotation marks to find the word."
        )
        raise UsageError(tr(sentence, operator=_short(word)))
    if _CLOSING.search(word) and len(_QUOTE.findall(word)) % 2:  # one within a word, as in צה"ל, is a letter's sign
        sentence = "The quotation mark behind {words} was not opened: add another before the phrase, or take it away."
        raise UsageError(tr(sentence, words=_short(_QUOTE.split(word)[0])))
    return at + len(word), _words_part(word, word)


def _word(words: str, at: int) -> str:
    """The words from a place to a blank or bracket."""
    return _AFTER_WORD.split(words[at:], maxsplit=1)[0]


def _words_part(words: str, typed: str) -> _Part | None:
    asked = asked_words(words)
    if asked is not None and any(len(piece.literals) > _MOST_STARS for piece in asked.pieces):
        sentence = "{words} has more than {most} stars or question marks in a word: write fewer."
        raise UsageError(tr(sentence, words=_short(typed), most=_MOST_STARS))
    if asked is not None and len(asked.pieces) > _MOST_IN_ROW:
        raise UsageError(tr("A phrase has at most {most} words: write fewer.", most=_MOST_IN_ROW))
    if asked is not None:
        return _Part("node", typed, asked)
    if "*" in words or "?" in words.strip("?"):
        raise UsageError(tr("{words} would find everything: write letters beside the star.", words=_short(typed)))
    return None


def _without_empty_brackets(parts: list[_Part]) -> list[_Part]:
    """Brackets in which only signs stood go as well: a smiley is no question."""
    kept: list[_Part] = []
    for part in parts:
        if part.kind == ")" and kept and kept[-1].kind == "(":
            kept.pop()
        else:
            kept.append(part)
    return kept


class _Reader:
    """Reads the parts from left to right."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts, self._at, self._depth = parts, 0, 0

    def whole(self) -> Node:
        node = self._either()
        if self._kind() == ")":
            raise UsageError(tr("A bracket is closed that was not opened: remove ) or add (."))
        return node

    def _kind(self) -> str:
        return self._parts[self._at].kind if self._at < len(self._parts) else ""

    def _take(self) -> _Part:
        self._at += 1
        return self._parts[self._at - 1]

    def _either(self) -> Node:
        found = [self._all()]
        while self._kind() == "OR":
            self._take()
            found.append(self._all())
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _all(self) -> Node:
        wanted: list[Node] = []
        without: list[Node] = []
        first = self._parts[self._at] if self._at < len(self._parts) else None
        while (kind := self._kind()) not in ("", "OR", ")"):
            if kind == "AND":
                if not wanted and not without:
                    break
                self._take()
                if self._kind() in ("", "OR", ")", "AND"):
                    self._refuse(self._parts[self._at - 1])
            target = wanted
            if self._kind() == "NOT":
                operator, target = self._take(), without
                if self._kind() != "node" and self._kind() != "(":
                    self._refuse(operator)
            target.append(self._close())
        if not wanted:
            self._refuse(first if first is not None and first.kind != "node" else self._parts[self._at - 1])
        return wanted[0] if len(wanted) == 1 and not without else AllOf(tuple(wanted), tuple(without))

    def _close(self) -> Node:
        node = self._single()
        while self._kind() == "NEAR":
            operator = self._take()
            if self._kind() not in ("node", "("):
                self._refuse(operator)
            number = operator.words.partition("/")[2]
            node = Near(node, self._single(), int(number) if number else NEAR_WORDS)
        return node

    def _single(self) -> Node:
        part = self._take()
        if part.node is not None:
            return part.node
        if part.kind != "(":
            self._refuse(part)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UsageError(tr("Brackets stand in one another more than {most} times: write fewer.", most=_DEEPEST))
        node = self._either()
        if self._kind() != ")":
            raise UsageError(tr("A bracket is not closed: add ) behind what belongs together."))
        self._take()
        self._depth -= 1
        return node

    def _refuse(self, part: _Part) -> None:
        """Say what is wrong with an operator at its place.

        Raises:
            UsageError: always.
        """
        if part.kind == "NOT":
            sentence = "NOT leaves out paragraphs with the word behind it: write union NOT mayor, or put it in quotes."
            raise UsageError(tr(sentence))
        if part.kind == "(":
            raise UsageError(tr("A bracket is not closed: add ) behind what belongs together."))
        if part.kind == ")":
            raise UsageError(tr("A bracket is closed that was not opened: remove ) or add (."))
        sentence = "{operator} joins what stands before and behind it: write words on both sides, or put it in quotes."
        raise UsageError(tr(sentence, operator=part.words))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
