from __future__ import annotations

import pytest

from analyst_app.alignment.align import compare
from analyst_app.core.codebook import Codebook
from analyst_app.language.languages import language
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.resources import built_in_codebook
from analyst_app.review.causes import EdgeWords, between_edges, cause_of
from tests.review.readings import linked, spans

TEXT = "Mayor Ada Brandt’s aide said “we stay”, and the depot will close by May. Nobody agreed.\n"
WORDS = EdgeWords(language("en").titles, SIGNS)


def cause(tag, one, two, **attributes):
    def layer(name, exact):
        start = TEXT.index(exact)
        return spans(name, (tag, start, start + len(exact), attributes))

    (difference,) = compare(layer("a", one), layer("b", two)).differences
    return cause_of(difference, TEXT, WORDS)


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("“we stay”", "we stay", "marks in or out (A wider)"),
        ("we stay", "“we stay”,", "marks in or out (B wider)"),
        ("Mayor Ada Brandt", "Ada Brandt", "title in or out (A wider)"),
        ("Ada Brandt", "Ada Brandt’s", "possessive in or out (B wider)"),
        ("the depot will close by May.", "the depot will close by May", "final stop (A wider)"),
        ("the depot", "depot", "article word in or out (A wider)"),
        ("depot will close", "will close", "one word more or less (A wider)"),
        ("depot will close by", "depot", "several words more or less (A wider)"),
        ("depot ", "depot", "white space (A wider)"),
        ("we stay”,", "we stay”", "other punctuation (A wider)"),
        ("the depot will close", "depot will close by May", "article word in or out and several words more or less"),
    ],
)
def test_a_moved_boundary_is_named_by_what_is_in_or_out(one, two, label):
    assert cause("claim", one, two).label == label


SIGNED = "Mayor says “no” 🔥 to fire, ❤️ to peace, 👩\u200d👩\u200d👧 and 🇩🇪; 50 € → all\u200b of it ©.\n"


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("“no” 🔥", "“no”", "emoji in or out (A wider)"),
        ("“no”", "“no” 🔥 to", "one word more or less and emoji in or out (B wider)"),
        ("no” 🔥", "no", "marks in or out and emoji in or out (A wider)"),
        ("fire, ❤️", "fire,", "emoji in or out (A wider)"),
        ("peace, 👩\u200d👩\u200d👧", "peace", "other punctuation and emoji in or out (A wider)"),
        ("and 🇩🇪", "and", "emoji in or out (A wider)"),
        ("50 € →", "50", "symbols in or out (A wider)"),
        ("all\u200b", "all", "invisible characters in or out (A wider)"),
        ("it ©", "it", "symbols in or out (A wider)"),
        ("🇩🇪;", "🇩🇪", "other punctuation (A wider)"),
    ],
)
def test_an_edge_that_differs_by_a_sign_is_named_by_what_the_sign_is(one, two, label):
    def layer(name, exact):
        start = SIGNED.index(exact)
        return spans(name, ("claim", start, start + len(exact)))

    (difference,) = compare(layer("a", one), layer("b", two)).differences
    assert cause_of(difference, SIGNED, WORDS).label == label


def test_who_is_wider_tells_two_causes_apart():
    wide, narrow = cause("quote", "“we stay”", "we stay"), cause("quote", "we stay", "“we stay”")
    assert wide.key != narrow.key
    assert cause("quote", "“we stay”", "we stay").key == wide.key


def test_what_only_one_has_is_named_by_its_kind_and_never_mixed_with_what_only_the_other_has():
    a, b = spans("a", ("actor", 0, 5, {"kind": "state"})), spans("b", ("actor", 20, 25, {"kind": "state"}))
    causes = {cause_of(difference, TEXT) for difference in compare(a, b).differences}
    assert {one.label for one in causes} == {"state as actor (only A)", "state as actor (only B)"}
    assert len({one.key for one in causes}) == 2


def test_names_stand_as_the_codebook_writes_them():
    data = built_in_codebook()
    actor = next(tag for tag in data["tags"] if tag["id"] == "actor")
    actor["name"], actor["attributes"][0]["name"] = "AI actor", "UN kind"
    words = EdgeWords(codebook=Codebook.from_data(data))
    a, b = spans("a", ("actor", 0, 5, {"kind": "state"})), spans("b", ("actor", 0, 5, {"kind": "group"}))
    (difference,) = compare(a, b).differences
    assert cause_of(difference, TEXT, words).label == "AI actor, UN kind: state in A, group in B"


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ({"kind": "state"}, "state as actor"),
        ({"about": "war", "kind": "state"}, "state as actor"),
        ({"named": "twice"}, "twice as actor"),  # of a tag that knows no kind, the first value that is a word
        ({"age": 40, "named": "twice"}, "twice as actor"),
        ({"age": 40}, "actor or nothing"),
        ({}, "actor or nothing"),
    ],
)
def test_what_only_one_has_is_named_by_its_kind_or_else_by_its_first_word(attributes, label):
    (difference,) = compare(spans("a", ("actor", 0, 5, attributes)), spans("b")).differences
    assert cause_of(difference, TEXT).label == f"{label} (only A)"


def test_tags_values_links_and_splits_are_causes_too():
    def label(a, b):
        return [cause_of(one, TEXT).label for one in compare(a, b).differences if not one.is_same]

    assert label(spans("a", ("claim", 0, 5)), spans("b", ("quote", 0, 5))) == ["claim in A, quote in B"]
    assert label(spans("a", ("claim", 0, 5)), spans("b", ("quote", 0, 6))) == [
        "claim in A, quote in B with other edges"
    ]
    assert label(spans("a", ("quote", 0, 5, {"mode": "direct"})), spans("b", ("quote", 0, 5))) == [
        "quote, mode: direct in A, not set in B"
    ]
    assert label(spans("a", ("quote", 0, 5, {"x": 1, "y": 2})), spans("b", ("quote", 0, 5))) == ["quote: x, y"]
    assert label(spans("a", ("claim", 0, 9)), spans("b", ("claim", 0, 4), ("claim", 5, 9))) == [
        "one claim or several (several in B)"
    ]
    items = (("quote", 0, 5), ("actor", 6, 9))
    assert label(linked(spans("a", *items), ("speaker", 0, 1)), spans("b", *items)) == ["speaker missing in B"]
    assert label(spans("a", ("claim", 0, 5, {}, "n")), spans("b", ("claim", 0, 5))) == ["note"]
    assert label(spans("a", ("claim", 0, 5)), spans("b")) == ["claim or nothing (only A)"]


def test_between_edges_is_what_stands_between_the_edges():
    a, b = spans("a", ("claim", 0, 9)).annotations[0], spans("b", ("claim", 6, 12)).annotations[0]
    assert between_edges(a, b, TEXT) == ("Mayor ", " Br")
