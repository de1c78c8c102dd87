"""Tokens are those of the text alone: words as Unicode cuts them, held against another program's (uniseg)."""

from __future__ import annotations

import time
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.export import tokens
from analyst_app.export.losses import LossTally
from analyst_app.export.registry import FORMATS
from analyst_app.export.rows import ExportArticle, SourceRow, SpanRow
from analyst_app.export.tokens import Token, by_sentence, covering, on_tokens, words
from tests.export.exports import need
from tests.export.torture import article, options
from tests.texts import TEXTS

SHORT = {name: text for name, text in TEXTS.items() if len(text) < 1000}
SIGNS = 'aZ é\u0301ßЖ1٣_.,:;"-–“”ーカひ漢ก\u0e49דהاَب\u200d\u00ad\u200b🇩🇪🇫👩🏽🚀❤\ufe0fⓂ…$%@한ᄒ\u11ab\n'


def said(text: str) -> list[str]:
    return [text[one.start : one.end] for one in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The figure of UAX #29, section 4, without its white space.
        (
            "The quick (“brown”) fox can’t jump 32.3 feet, right?",
            ["The", "quick", "(", "“", "brown", "”", ")", "fox", "can’t", "jump", "32.3", "feet", ",", "right", "?"],
        ),
        ("قالت ليلى: «لن نغادر».", ["قالت", "ليلى", ":", "«", "لن", "نغادر", "»", "."]),
        ("市长说：“税收”。", list("市长说：“税收”。")),
        ("カタカナとひらがな", ["カタカナ", *"とひらがな"]),
        ("น้ำดี", ["น้ำ", "ดี"]),  # a sign with its marks, and with the vowel AM that a grapheme goes on with
        ("Cafe\u0301 Zu\u0308rich", ["Cafe\u0301", "Zu\u0308rich"]),
        ("👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷!", ["👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇫🇷", "!"]),
        ("U.S. al-Assad a_b", ["U.S", ".", "al", "-", "Assad", "a_b"]),
        # A name stands beside a genitive's s, an article or a preposition: an apostrophe parts them.
        ("Brandt’s don't it's", ["Brandt", "’s", "don't", "it", "'s"]),
        ("l’Élysée d'Emmanuel all'Aja l’homme", ["l’", "Élysée", "d'", "Emmanuel", "all'", "Aja", "l’", "homme"]),
        ("1\u202f000\u00a0€", ["1", "000", "€"]),
    ],
)
def test_words_end_where_unicode_has_them_end(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@given(st.text(SIGNS, max_size=30))
def test_words_are_those_of_another_program(text: str) -> None:
    need("uniseg")
    from uniseg.wordbreak import words as theirs

    assert said(text) == [word for run in text.split() for word in theirs(run)]


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_words_leave_out_white_space_only_and_tear_no_grapheme(text: str) -> None:
    import regex

    assert "".join(said(text)) == "".join(text.split())
    for run in text.split():
        ends = {0, *(match.end() for match in regex.finditer(r"\X", run))}
        assert set(accumulate(map(len, said(run)))) <= ends


def test_a_long_run_without_a_space_is_cut_in_one_pass() -> None:
    for sign in ("x", "漢", "🇩", "a\u0308", "👩\u200d"):
        begun = time.process_time()
        words(sign * (200_000 // len(sign)))
        assert time.process_time() - begun < 3


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_covering_tokens_make_up_the_text(text: str) -> None:
    found = covering(text)
    assert "".join(text[one.start : one.end] + " " * one.has_space for one in found) == text
    assert [text[one.start : one.end] for one in found if not text[one.start].isspace()] == said(text)


def test_of_the_white_space_after_a_word_one_space_belongs_to_it_and_the_rest_is_a_token() -> None:
    # As spaCy cuts "a   b": a with its space, two more spaces, b.
    assert covering("a   b") == [Token(0, 1, True), Token(2, 4, False), Token(4, 5, False)]
    assert covering("a\nb") == [Token(0, 1, False), Token(1, 2, False), Token(2, 3, False)]


def test_a_sentence_goes_on_to_where_its_quotation_marks_close() -> None:
    text = "One ends. Ada said: “Two ends. Three ends.” Four ends."
    groups = by_sentence(text, words(text))
    assert [text[group[0].start : group[-1].end] for group in groups] == [
        "One ends.",
        "Ada said: “Two ends. Three ends.”",
        "Four ends.",
    ]


def spans_of(text: str, *edges: tuple[int, int]) -> list[SpanRow]:
    return [SpanRow(str(n), "claim", one, other, text[one:other], {}, "a") for n, (one, other) in enumerate(edges)]


def test_a_span_is_that_of_the_words_it_touches_and_what_changed_is_named() -> None:
    text = "The depot’s locker  is empty."
    made = ExportArticle("a.txt", text, [], [], [], SourceRow(), [])
    losses = LossTally()
    # "depot", "ock", " locker ", " " and "is empty" to the full stop.
    found = on_tokens(spans_of(text, (4, 9), (13, 16), (11, 19), (18, 19), (20, 28)), words(text), made, losses)
    assert [row.text for row in found] == ["depot", "locker", "locker", "is empty"]
    assert all(text[row.start : row.end] == row.text for row in found)
    assert {kind: [loss.words for loss in of] for kind, of in losses.examples.items()} == {
        "widened span": ["claim: ock → locker"],
        "edge white space": ["claim: ' locker '"],
        "off-token edge": ["claim: ' '"],
    }


@pytest.mark.parametrize("name", ["conll", "prodigy", "spacy", "uima-cas"])
def test_tokens_and_sentences_are_the_same_whatever_is_marked(name: str, tmp_path: object) -> None:
    need("spacy")
    for file in ("emoji.txt", "crossing.txt", "breaks.txt", "signs.txt", "controls.txt", "right-to-left.txt"):
        marked, bare = article(file), article(file)
        bare.spans, bare.zones, bare.relations = [], [], []
        assert _tokens(name, marked) == _tokens(name, bare) != []


def _tokens(name: str, one: ExportArticle) -> list[object]:
    """All that a format says of an article's tokens and sentences, without what is marked in it."""
    import io
    import json
    import tempfile
    import zipfile
    from pathlib import Path

    form = FORMATS[name]
    chosen = options(overlap=form.overlap[0] if form.overlap and form.overlap_default else "")
    if form.shard:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        with tempfile.TemporaryDirectory() as folder:
            form.shard(Path(folder) / "x", [one], chosen, lambda _: None)
            (document,) = DocBin().from_disk(Path(folder) / "x").get_docs(Vocab())
        return [(token.idx, token.text) for token in document]
    assert form.encode
    files = form.encode(one, chosen).files
    if name == "conll":
        return [line.rpartition(" ")[0] for data in files.values() for line in data.decode().split("\n")]
    if name == "prodigy":
        return [token for data in files.values() for token in json.loads(data)["tokens"]]
    (data,) = files.values()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xmi = parts.read(next(file for file in parts.namelist() if file.endswith(".xmi"))).decode()
    return [line for line in xmi.splitlines() if line.startswith("<segment:")]


def test_a_word_that_comes_again_is_cut_into_tokens_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    cut_into = tokens._tokens_of

    def noting(run: str) -> list[tuple[int, int]]:
        asked[run] += 1
        return cut_into(run)

    monkeypatch.setattr(tokens, "_tokens_of", noting)
    tokens._known_words.cache_clear()
    text = "“Never,” zzyzx said: the zzyzx’s café, the café.\n" * 300
    first = [text[start:end] for start, end in words(text)[:15]]
    assert first == [*"“", "Never", *",”", "zzyzx", "said", ":", "the", "zzyzx", "’s", "café", ",", "the", "café", "."]
    assert asked == Counter(["“Never,”", "zzyzx", "said:", "the", "zzyzx’s", "café,", "café."])
