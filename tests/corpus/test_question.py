"""The language of a search: what a hit of each operator is, and what is refused with which word.

Tests of corpus.searching.asked_nodes, corpus.searching.asked_words, corpus.searching.attached_words,
corpus.searching.question and corpus.searching.regular_expression.
"""

from __future__ import annotations

import time

import pytest

from analyst_app.corpus.searching.asked_nodes import Page, places
from analyst_app.corpus.searching.question import asking_for, read_question
from analyst_app.corpus.searching.regular_expression import TooSlow
from analyst_app.errors import UsageError

TEXT = (
    "The union will stay at the depot until Friday.\n"
    "The mayor met the union, and the union met the council. 12.5% of it.\n"
    "Verkehrsministerium und Bundesverkehrsministerin; das Depot\n"
    "市长周一表示关闭车库。\n"
)


def found(words: str, text: str = TEXT) -> list[str]:
    asked = read_question(words)
    assert asked is not None
    return [span.of(text) for span in places(asked, Page(text))]


@pytest.mark.parametrize(("words", "hits"), [
    ("union", ["union", "union", "union"]),
    ("union depot", ["union will stay at the depot"]),
    ("union AND depot", ["union will stay at the depot"]),
    ("depot OR mayor", ["depot", "mayor", "Depot"]),
    ("union OR union", ["union", "union", "union"]),
    ("union NOT mayor", ["union"]),
    ("union AND NOT mayor", ["union"]),
    ("NOT mayor union", ["union"]),
    ("union NOT (stay OR mayor)", []),
    ("(mayor OR council) union", ["mayor met the union", "union met the council"]),
    ("mayor council OR friday", ["Friday", "mayor met the union, and the union met the council"]),
    ("stay NEAR/2 depot", ["stay at the depot"]),
    ("depot NEAR/2 stay", ["stay at the depot"]),
    ("stay NEAR/1 depot", []),
    ("mayor NEAR council", ["mayor met the union, and the union met the council"]),
    ("mayor NEAR/7 council", []),
    ("mayor NEAR/8 council", ["mayor met the union, and the union met the council"]),
    ("union NEAR/3 union", ["union, and the union"]),
    ("friday NEAR mayor", []),
    ("stay NEAR/2 depot NEAR/1 friday", ["stay at the depot until Friday"]),
    ("mayor NEAR/1 (met OR union)", ["mayor met"]),
    ('"met the union"', ["met the union"]),
    ("„met the union“", ["met the union"]),
    ("»met the union«", ["met the union"]),
    ("»met the union»", ["met the union"]),
    ("”met the union”", ["met the union"]),
    ('x"depot" OR friday', ["Friday"]),
    ('"sta* at"', ["stay at"]),
    ('"stay * the depot"', ["stay at the depot"]),
    ('"* at"', ["stay at"]),
    ('"friday the"', []),
    ("*ministerin", ["Bundesverkehrsministerin"]),
    ("*verkehr*", ["Verkehrsministerium", "Bundesverkehrsministerin"]),
    ("v*s*ium", ["Verkehrsministerium"]),
    ("un?on", ["union", "union", "union"]),
    ("un?n", []),
    ("?epot", ["depot", "Depot"]),
    ("depot?", []),
    ("12.5%", ["12.5"]),
    ("市长", ["市长"]),
    ("市*表示", ["市长周一表示"]),
    ("市?周", ["市长周"]),
    ("市长*", ["市长"]),
    ("/[A-Z][a-z]+ay/", ["Friday"]),
    ("/UNION/i", ["union", "union", "union"]),
    ("/UNION/", []),
    ("/stay.*union/", []),
    ("/^The \\w+/", ["The union", "The mayor"]),
    ("/Depot$/", ["Depot"]),
    ("/a/b|x/i OR mayor", None),
    (r"/1\d\.5/ NEAR/9 council", ["council. 12.5"]),
    ('"AND"', ["and"]),
    ("and", ["and"]),
])  # fmt: skip
def test_hits(words: str, hits: list[str] | None) -> None:
    if hits is None:
        with pytest.raises(UsageError):
            read_question(words)
    else:
        assert found(words) == hits


@pytest.mark.parametrize(("words", "text", "hits"), [
    ("정부", "정부가 정부는 정부에서도 정부군 무정부", ["정부가", "정부는", "정부에서도"]),
    ("정부*", "정부가 정부군 무정부", ["정부가", "정부군"]),
    ("*정부*", "정부군 무정부", ["정부군", "무정부"]),
    ('"서울시 정부"', "서울시의 정부가", ["서울시의 정부가"]),
    ("حكومة", "الحكومة وحكومة والحكومة للحكومة حكومتنا", ["الحكومة", "وحكومة", "والحكومة", "للحكومة"]),
    ("ממשלה", "הממשלה וממשלה בממשלה שהממשלה", ["הממשלה", "וממשלה", "בממשלה"]),
    ('צה"ל', 'דובר צה"ל אמר', ['צה"ל']),
    ("*ממשלה", "הממשלה שהממשלה", ["הממשלה", "שהממשלה"]),
])  # fmt: skip
def test_little_words_that_are_written_together_with_a_word(words: str, text: str, hits: list[str]) -> None:
    assert found(words, text) == hits


@pytest.mark.parametrize(("words", "named"), [
    ("a AND", "AND"), ("OR a", "OR"), ("a AND OR b", "AND"), ("a OR OR b", "OR"), ("NEAR a", "NEAR"),
    ("a NEAR/5", "NEAR/5"), ("NOT", "NOT"), ("NOT a", "NOT"), ("a NOT", "NOT"), ("a NEAR NOT b", "NEAR"),
    ("a OR NOT b", "NOT"), ("a AND 🔥", "AND"),
    ("a XOR b", "XOR"), ("a NEAR/x b", "NEAR/x"), ("a NEAR5 b", "NEAR5"), ("a W/3 b", "W/3"), ("a near/3 b", "near/3"),
    ("a && b", "&&"), ("a || b", "||"), ("a | b", "|"), ("a -b", "-b"), ("a !b", "!b"), ("a +b", "+b"),
    ("a ADJ3 b", "ADJ3"), ("a NEAR/99999 b", "NEAR/99999"),
    ('tax"', "behind tax was not opened"), ('the tax". union', "behind tax was not opened"), ("(a b”)", "behind b"),
    ('"the" tax"', "behind tax"), ("tax“", "behind tax"), ("a ”", "not closed"), ("»a b", "not closed"),
    ("(a", "add )"), ("a)", "remove )"), ('"a b', "not closed"), ("“a b", "not closed"), ("/a b", "/a b"),
    ("/a/x", "x"), ("/(a/", "/(a/"), ("/a{2/1}/", "/"), ("*", "*"), ("**", "**"), ("a ? *", "*"), ('"* *"', "*"),
])  # fmt: skip
def test_what_cannot_be_read_is_named_in_one_sentence(words: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_question(words)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("words", ["", " ", "-", "- -", "()", "🔥", "(-)", '""', "/", "…", "\x00"])
def test_signs_alone_ask_for_nothing(words: str) -> None:
    assert read_question(words) is None


@pytest.mark.parametrize("words", [
    "a" * 10_000, "a " * 5_000, "*" * 10_000, "(" * 10_000, '"' * 9_999, "/" * 10_000, "a*" * 5_000, "?" * 10_000,
    "市" * 10_000, "a?" * 5_000, "*a*" * 10, "NOT " * 2_000, "x\x00y", "\ud800 x", "(" * 25 + "x", "市*" * 15,
    "市*" * 15 + "表",
    "이나" * 500,
    f"/{'(' * 900}/", f"/{'a' * 2_000}/", "/a{1000}{1000}{1000}/", "/(?<n>a)(?<n>b)[/", "\ue000\ue001", "union " * 300,
])  # fmt: skip
def test_nothing_takes_long(words: str) -> None:
    text = f"{'a' * 20_000}\n{'市' * 5_000}\n{'이나' * 2_000}\n{TEXT}"
    begin = time.monotonic()
    try:
        asked = read_question(words)
        if asked is not None:
            places(asked, Page(text))
    except UsageError:
        pass  # a sentence is as good
    assert time.monotonic() - begin < 5


def test_an_expression_that_takes_too_long_is_stopped_and_named() -> None:
    asked = read_question("/(a|aa)+$/")
    assert asked is not None
    begin = time.monotonic()
    with pytest.raises(TooSlow, match=r"/\(a\|aa\)\+\$/ takes too long"):
        places(asked, Page("a" * 5_000 + "b"))
    assert time.monotonic() - begin < 5


def test_a_hit_of_an_expression_never_splits_a_grapheme() -> None:
    assert found("/cafe/", "cafe\u0301 cafe") == ["cafe\u0301", "cafe"]
    assert found("/\u0301/", "cafe\u0301") == ["e\u0301"]


def test_many_hits_are_found_at_once() -> None:
    assert len(found("a OR b", "a b " * 50_000)) == 100_000
    assert len(found("a b", "a b " * 50_000)) == 50_000
    assert len(found("a NEAR/3 b", "a b " * 50_000)) == 50_000


@pytest.mark.parametrize(("words", "asked"), [
    ("depot", "depot"), ("Dépôt", "Dépôt"), ("the depot", '"the depot"'), ("AND", '"AND"'), ("XOR", '"XOR"'),
    ("“we stay”, she said", '"we stay , she said"'), ("/a b/", '"/a b/"'), ("(no)", '"(no)"'), ("what?", "what"),
    ("AT&T", '"AT&T"'), ("?", ""),
])  # fmt: skip
def test_selected_words_become_a_question_that_finds_them(words: str, asked: str) -> None:
    assert asking_for(words) == asked
    if asked:
        assert [" ".join(one.split()) for one in found(asked, f"So {words} is there.")]
