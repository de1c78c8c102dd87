"""The encoding that unlabelled bytes are most probably in, the words that decided it, and whether anything did.

chardet proposes readings, each with the language that it would be in. What
it says is not believed alone: a reading whose words look odd (a capital or a
sign in the midst of a word, a letter that its language has not) gives way,
and where two readings differ and neither looks odder, nothing is decided.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analyst_app.core.text_codecs import text_codec
from analyst_app.errors import MissingExtra
from analyst_app.importers.documents.language_letters import FREQUENT, LETTERS

_SAMPLE = 30_000
"""Bytes that are looked at."""
_OFTEN_NAMES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 gb18030 big5hkscs cp932 euc_jis_2004 cp949 "
    "koi8-r koi8-u iso8859-2 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-15"
)
_SELDOM_NAMES = "mac-roman mac-latin2 mac-cyrillic cp437 cp850 cp852 cp866 iso8859-13 iso8859-16"
_OFTEN, _SELDOM = _OFTEN_NAMES.split(), _SELDOM_NAMES.split()
_USUAL = {"big5hkscs": "big5", "cp932": "shift_jis", "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp",
          "shift_jis_2004": "shift_jis", "cp949": "euc_kr"}  # fmt: skip
"""The usual codec where a larger one reads the same."""
_BETWEEN_LETTERS = frozenset("°'’ʼ-‐‑\u00ad·\u200c\u200d/&@._ªº")
_RATIO = 1.15
"""By how much a reading must be likelier than another one that differs and looks no odder …"""
_RATIO_OF_ONE = 0.5
"""… and how much is added where there is one kind of character to go by; half of it where there are two, and so on."""
_TELLING = 0.75
"""By how many odd places a reading falls behind for good."""
_TIDIER = 2.5
"""A reading that looks less odd is asked about, too, unless another is that many times likelier."""
_ODD, _ODD_IF_UNLIKELY, _UNLIKELY = 0.5, 0.15, 0.1
"""The part of the characters beyond ASCII that may look odd; less of them in a reading that is not likely at all."""
_CONTRADICTED = 4
"""A declared encoding is not believed where another reading is that many times likelier."""
_ENOUGH = 12
"""Characters beyond ASCII from which on a declared encoding may be doubted."""
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}~\}")
"""Two or more Chinese characters in HZ (RFC 1843), which is written in ASCII."""
_BREAKS = dict.fromkeys(map(ord, "\t\n\f\r"), " ")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^<>]{1,2000}>", re.IGNORECASE | re.DOTALL)
_SHOWN = 48
"""Characters of a reading that are shown, and before the place that matters a third of it at most."""


@dataclass(frozen=True, slots=True)
class EncodingReading:
    """One way to read the bytes."""

    codec: str
    """Python's name of it."""
    words: str
    """Some words as they read in it: those with letters that tell one encoding from another."""


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """The likely readings of some bytes, the likeliest first; ``is_sure`` if something decided between them."""

    readings: tuple[EncodingReading, ...]
    is_sure: bool

    @property
    def codec(self) -> str:
        """The likeliest codec; "" if there is none."""
        return self.readings[0].codec if self.readings else ""

    @property
    def note(self) -> str:
        """One sentence that says the guess with the words that decided it."""
        first = self.readings[0]
        return f"The encoding was guessed to be {first.codec}, which reads so: “{first.words}”."

    @property
    def question(self) -> str:
        """The ways in which it may read, for a person who is asked; "" if there are none."""
        return " or ".join(f"{one.codec} (“{one.words}”)" for one in self.readings)


@dataclass(frozen=True, slots=True)
class _Candidate:
    codec: str
    text: str
    likelihood: float
    odd: float
    """Number of characters that look out of place."""
    beyond: int
    """Number of characters beyond ASCII."""

    @property
    def weight(self) -> float:
        """The likelihood, less by what looks odd."""
        return self.likelihood * (1 - min(1.0, self.odd / max(1, self.beyond))) ** 2

    def reading(self, other: str) -> EncodingReading:
        """Its codec, and its words where it differs from another reading."""
        return EncodingReading(self.codec, _shown(self.text, other))


def guess_encoding(data: bytes) -> EncodingGuess:
    """The encoding of bytes that are no UTF-8.

    Args:
        data: the bytes; markup in them is passed over, and a character cut at the end.

    Raises:
        MissingExtra: chardet is not installed.
    """
    marked = marked_codec(data)
    if marked:
        return EncodingGuess(
            (EncodingReading(marked, _shown(data[:_SAMPLE].decode(marked, "ignore"), "")),), is_sure=True
        )
    sample = _sample(data)
    western = _text(sample, _OFTEN[0])
    if western and _has_signs_only(western):
        return EncodingGuess((EncodingReading(_OFTEN[0], _shown(western, "")),), is_sure=True)
    found = _merged(_candidates(sample))
    if not found:
        return EncodingGuess((), is_sure=False)
    best, *others = found
    ratio = _RATIO + _RATIO_OF_ONE / max(1, len({letter for letter in best.text if letter > "\x7f"}))
    near = [one for one in others if one.weight * ratio > best.weight and one.odd < best.odd + _TELLING]
    near += [one for one in others if one.odd + _TELLING <= best.odd and one.weight * _TIDIER > best.weight]
    near = list(dict.fromkeys(near))
    most_odd = best.beyond * (_ODD if best.likelihood > _UNLIKELY else _ODD_IF_UNLIKELY)
    other = (near or others or [best])[0].text
    readings = [best.reading(other), *(one.reading(best.text) for one in near[:2])]
    return EncodingGuess(tuple(readings), is_sure=not near and best.odd < most_odd)


def contradicted(data: bytes, declared: str) -> EncodingGuess | None:
    """A guess that is far likelier than the encoding that bytes declare, followed by that; None if none is.

    Args:
        data: the bytes.
        declared: the codec, which can read them.

    Raises:
        MissingExtra: chardet is not installed.
    """
    sample = _sample(data)
    found, text = _merged(_candidates(sample)), _text(sample, declared)
    said = next((one for one in found if one.text == text), None)
    if said is None or said is found[0] or said.beyond < _ENOUGH or said.weight * _CONTRADICTED > found[0].weight:
        return None
    return EncodingGuess(
        (found[0].reading(said.text), replace(said, codec=declared).reading(found[0].text)), is_sure=True
    )


def marked_codec(data: bytes) -> str:
    """The codec that escapes or null bytes give away though the bytes may be UTF-8 as well; "" if none does.

    Args:
        data: the bytes.
    """
    head = data[:_SAMPLE]
    if b"\x1b$" in head and head.isascii():
        return "iso2022_kr" if b"\x1b$)C" in head else "iso2022_jp_2"
    if head.isascii() and _HZ.search(head) and not _HZ.sub(b"", head).count(b"~{"):
        return "hz" if _text(head, "hz") else ""
    size = len(head) // 2 or 1
    for codec, nulls in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[::2].count(0))):
        if nulls > size * 0.3 and head.count(0) < size * 1.1 and _reads_as(head, codec):
            return codec
    return ""


def cut_at_the_end(data: bytes, codec: str) -> int:
    """The number of bytes at the end of the data that begin a character which is not whole there.

    Args:
        data: the bytes.
        codec: that reads the rest of them.
    """
    decoder = codecs.getincrementaldecoder(codec)("ignore")
    decoder.decode(data[-8:] if codec.startswith("utf-8") else data)
    return len(decoder.getstate()[0])


def oddity(text: str, language: str) -> float:
    """The number of characters beyond ASCII that look out of place; one that is only unusual counts in part.

    Args:
        text: as it reads in an encoding.
        language: code of the language that it is in; "" if unknown.
    """
    around = zip(" " + text[:-1], text, text[1:] + " ", strict=True)
    places = sum(_odd(before, letter, after) for before, letter, after in around if letter > "\x7f")
    return places + sum(_foreign(word, language) for word in _WORD.findall(text) if not word.isascii())


def _foreign(word: str, language: str) -> float:
    """By how much a word's letters are not its language's: less if they are all of one other, as a name's are."""
    beyond = {letter for letter in word.lower() if letter > "\x7f" and letter.isalpha()}
    if language not in LETTERS or beyond <= LETTERS[language] or not all(map(_is_latin, beyond)):
        return 0.0
    is_name = any(beyond <= letters for letters in LETTERS.values())
    return len(beyond) * ((0.1 if language == "en" else 0.2) if is_name else 0.5)


def _odd(before: str, letter: str, after: str) -> float:
    kind = _category(letter)
    if kind in ("Cc", "Cn", "Co", "Cs") or "\u2500" <= letter <= "\u259f":
        return 1.0
    if kind[0] in "LM":
        if before.islower() and letter.isupper():
            return 1.0
        if any(other.isalpha() and _is_latin(other) != _is_latin(letter) for other in (before, after)):
            return 1.0
        return 0.5 if before.isdigit() or (after.isdigit() and not before.isalpha()) else 0.0
    if letter in "’¶" and after.isalpha() and not before.isalpha() and "\u0370" <= after <= "\u03ff":
        return 1.0  # the other reading of the Greek letter Ά
    if letter in _BETWEEN_LETTERS or letter >= "\u2e80":
        return 0.0
    if before.isalpha() and after.isalpha():
        return 0.8
    return 0.6 if kind[0] in "SN" and (before.isalpha() or after.isalpha()) else 0.0


@cache
def _category(letter: str) -> str:
    return unicodedata.category(letter)


@cache
def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or unicodedata.name(letter, "").startswith("LATIN")


def _has_signs_only(text: str) -> bool:
    """True if all beyond ASCII are quotation marks, dashes, signs of money and the like, where such stand."""
    around = zip(" " + text[:-1], text, text[1:] + " ", strict=True)
    beyond = [(before, letter, after) for before, letter, after in around if letter > "\x7f"]
    return not any(letter.isalpha() or letter.isdigit() or _odd(*place) for place in beyond for letter in place[1])


def _reads_as(head: bytes, codec: str) -> bool:
    """True if it is text in UTF-16: hardly a character is none."""
    text = _text(head, codec) or ""
    return bool(text) and sum(_category(one) in ("Cc", "Cn", "Co", "Cs") for one in text.translate(_BREAKS)) * 50 < len(
        text
    )


def _sample(data: bytes) -> bytes:
    """The part that is looked at: the beginning, or the lines round the first byte beyond ASCII; without markup."""
    beyond = re.search(rb"[\x80-\xff]", data)
    start = 0 if beyond is None or beyond.start() < _SAMPLE // 2 else data.rfind(b"\n", 0, beyond.start()) + 1
    sample = data[start : start + _SAMPLE]
    return _MARKUP.sub(b" ", sample) if b"</" in sample else sample


def _candidates(sample: bytes) -> Iterator[_Candidate]:
    try:
        from chardet import detect_all
    except ImportError as error:
        raise MissingExtra("encodings", "guessing an encoding") from error
    for include, weight in ((_OFTEN[:1], 1.0), (_OFTEN[1:], 0.95), (_SELDOM, 0.5)):
        for found in detect_all(sample, ignore_threshold=True, include_encodings=include, no_match_encoding=include[0]):
            codec = text_codec(found["encoding"])
            if codec is None or codec.startswith("utf"):
                continue
            text = _text(sample, codec)
            if text is not None:
                likelihood = found["confidence"] * weight * (1 + _frequent_words(text) / 2)
                odd = oddity(text, found["language"] or "")
                yield _Candidate(_USUAL.get(codec, codec), text, likelihood, odd, sum(one > "\x7f" for one in text))


def _text(sample: bytes, codec: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)().decode(sample)
    except UnicodeDecodeError:
        return None


def _merged(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    """The best first; of those that read the same, the most usual codec stands for all."""
    by_text: dict[str, list[_Candidate]] = {}
    for one in candidates:
        by_text.setdefault(one.text, []).append(one)
    usual = [_USUAL.get(codec, codec) for codec in (*_OFTEN, *_SELDOM)]
    merged = []
    for same in by_text.values():
        likeliest = max(same, key=lambda one: one.weight)
        merged.append(replace(likeliest, codec=min((one.codec for one in same), key=usual.index)))
    return sorted(merged, key=lambda one: -one.weight)


def _frequent_words(text: str) -> int:
    """The number of words that are frequent and have letters beyond ASCII, three at most."""
    return min(3, len({word.casefold() for word in _WORD.findall(text) if not word.isascii()} & FREQUENT))


def _shown(text: str, other: str) -> str:
    """The words round the first place at which a text differs from another, or has a letter beyond ASCII."""
    differing = [at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two]
    beyond = (at for at, one in enumerate(text) if one > "\x7f")
    place = next((at for at in differing if text[at].isalpha()), next(iter(differing), next(beyond, 0)))
    begin = max(0, place - _SHOWN // 3)
    if begin:
        begin = max(text.find(" ", begin, place) + 1, begin)
    words = " ".join(text[begin : begin + _SHOWN].split())
    cut = words.rpartition(" ")[0] if len(text) > begin + _SHOWN else ""
    return cut if len(cut) > _SHOWN // 2 else words
