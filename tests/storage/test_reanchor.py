"""Re-anchoring with edits of known truth: nearly all found, none wrong, the rest listed.

Tests of core.waiting.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Entry, Link, pairs
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.core.waiting import annotation_in, proposed_span
from analyst_app.storage import reanchor as reanchor_module
from analyst_app.storage.codec import annotation_item, link_item, unplaced
from analyst_app.storage.layer import Layer
from analyst_app.storage.reanchor import anchored, reanchor, stretches
from tests.storage.layers import TEXT, annotation, decoded, document, empty, encoded

TEXT_OF_WORDS = """
the a of in on and but said council harbour depot mayor union chair close open week night Ada Brandt
Lena Ortiz workers gate tariff water 12 2024 “never” not would could after before river report
"""
WORDS = TEXT_OF_WORDS.split()


class Edited:
    """A text, an edited one, and where each code point went (None: gone)."""

    def __init__(self, text: str, edits: list[tuple[int, int, str]]) -> None:
        self.old = text
        pieces: list[str] = []
        self.went: list[int | None] = []
        self.touched: set[int] = set()
        at = size = 0
        for start, end, words in sorted(edits):
            if start < at:
                continue
            end = min(end, len(text))
            self.went += range(size, size + start - at)
            pieces.append(text[at:start])
            size += start - at
            self.went += [None] * (end - start)
            self.touched |= {start - 1, start, end}
            pieces.append(words)
            size += len(words)
            at = end
        self.went += range(size, size + len(text) - at)
        pieces.append(text[at:])
        self.new = "".join(pieces)

    def truth(self, start: int, end: int) -> tuple[int, int] | None:
        """Where an untouched span went."""
        there = self.went[start:end]
        if None in there:
            return None
        first, last = there[0], there[-1]
        assert first is not None
        assert last is not None
        return (first, last + 1) if last - first == end - start - 1 else None


def prose(chance: random.Random, sentences: int, paragraph: int) -> str:
    made = []
    for number in range(sentences):
        words = [chance.choice(WORDS) for _ in range(chance.randint(4, 18))]
        words[0] = words[0].capitalize()
        made.append(" ".join(words) + chance.choice([".", ".", "?", ".”"]))
        made.append("\n" if number % paragraph == paragraph - 1 else " ")
    return "".join(made)


def random_edits(chance: random.Random, text: str, count: int) -> list[tuple[int, int, str]]:
    found = []
    for _ in range(count):
        start = chance.randrange(len(text))
        kind = chance.choice(["letter", "word", "sentence", "cut", "put"])
        length = {"letter": 1, "word": 7, "sentence": 60, "cut": chance.randint(1, 120), "put": 0}[kind]
        words = "" if kind == "cut" else prose(chance, 1, 1)[: max(1, length + chance.randint(0, 20))]
        found.append((start, start + length, words))
    return found


def spans(chance: random.Random, text: str, count: int) -> list[tuple[int, int]]:
    return [
        (start, min(len(text), start + chance.randint(3, 90)))
        for start in (chance.randrange(len(text) - 3) for _ in range(count))
    ]


def layer_of(text: str, places: list[tuple[int, int]]) -> Layer:
    layer = empty(text)
    made = [Annotation(f"a{n}", "claim", start, end) for n, (start, end) in enumerate(places)]
    return layer.applied(Change((), tuple(made)), "")


def judge(edited: Edited, places: list[tuple[int, int]]) -> tuple[int, int]:
    """How many spans outside the edits there were, and how many of them were placed; a wrong one fails."""
    if edited.old == edited.new:
        return 0, 0
    result = reanchor(layer_of(edited.old, places), document(edited.new))
    placed = {one.id: (one.start, one.end) for one in result.layer.annotations}
    listed = {item.record["id"] for item in result.layer.unplaced}
    assert placed.keys() | listed == {f"a{n}" for n in range(len(places))}, "none is lost"
    outside = right = 0
    for number, (start, end) in enumerate(places):
        truth = edited.truth(start, end)
        found = placed.get(f"a{number}")
        if truth is not None:
            outside += 1
            right += found == truth
        if found is not None:
            assert edited.old[start:end] == edited.new[found[0] : found[1]]
            # where an edit put back a letter that it took, no diff can tell; all but its edges must be in place
            edge = 6 if truth is None and end - start > 20 else 0
            left = [(at, went) for at, went in enumerate(edited.went[start:end]) if went is not None]
            left = [(at, went) for at, went in left if edge <= at < end - start - edge]
            assert left, f"{edited.old[start:end]!r} is gone, yet taken silently"
            assert all(went == found[0] + at for at, went in left), f"{edited.old[start:end]!r} taken at {found}"
    return outside, right


@given(st.integers(0, 2**32), st.sampled_from([1, 3, 10_000]))
@settings(max_examples=40)
def test_no_span_is_placed_wrongly_whatever_was_edited(seed: int, paragraph: int) -> None:
    chance = random.Random(seed)
    text = prose(chance, chance.randint(5, 60), paragraph)
    judge(Edited(text, random_edits(chance, text, chance.randint(1, 8))), spans(chance, text, 60))


FRENCH = TEXT_OF_WORDS.replace("council", "préfet").replace("depot", "dépôt").replace("mayor", "Müller")


def in_clusters(text: str, spans_of: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a text after it was decomposed."""
    return [(len(normalize("NFD", text[:start])), len(normalize("NFD", text[:end]))) for start, end in spans_of]


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("Le maire, José Müller, a dit « le port est sûr » à l’Élysée.\nHélène Dûpré répète.\n", "José Müller"),
        ("서울 시장 오세훈은 “항구는 안전하다”고 말했다.\n시민 단체는 그 말을 믿지 않는다.\n", "오세훈"),
        ("Thị trưởng Nguyễn Văn Bé nói cảng “rất an toàn”.\n", "Nguyễn Văn Bé"),
    ],
)
@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_text_in_another_normal_form_keeps_every_span_silently(
    article: str, words: str, forms: tuple[Literal["NFC", "NFD"], Literal["NFC", "NFD"]]
) -> None:
    old, new, wanted = normalize(forms[0], article), normalize(forms[1], article), normalize(forms[0], words)
    at = old.index(wanted)
    result = reanchor(layer_of(old, [(at, at + len(wanted)), (0, len(old))]), document(new))
    assert (result.moved, result.doubtful) == (2, 0)
    (whole, one) = result.layer.annotations
    assert annotation_item(one, 1, new)["exact"] == normalize(forms[1], words)
    assert whole.span == Span(0, len(new))
    back = reanchor(result.layer, document(old)).layer
    assert [(each.start, each.end) for each in back.annotations] == [(0, len(old)), (at, at + len(wanted))]


@given(seed=st.integers(0, 2**32), comes=st.booleans())
@settings(max_examples=25)
def test_an_edit_and_another_normal_form_together_are_as_sure_as_the_edit_alone(seed: int, *, comes: bool) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice(FRENCH.split()) + chance.choice([" ", " ", ". ", "\n"]) for _ in range(300))
    edited = Edited(text, random_edits(chance, text, chance.randint(0, 5)))
    places = spans(chance, text, 40)
    alone = reanchor(layer_of(text, places), document(edited.new)).layer.annotations if edited.new != text else []
    old, new = (normalize("NFD", text), edited.new) if comes else (text, normalize("NFD", edited.new))
    put = in_clusters(text, places) if comes else places
    found = {one.id: (one.start, one.end) for one in reanchor(layer_of(old, put), document(new)).layer.annotations}
    expected = {one.id: (one.start, one.end) for one in alone}
    if not comes:
        expected = dict(zip(expected, in_clusters(edited.new, list(expected.values())), strict=True))
    assert found.items() >= expected.items()
    if edited.new != text:
        assert found.keys() == expected.keys()


def test_a_letter_cut_in_two_is_proposed_and_not_taken() -> None:
    result = reanchor(layer_of("Jose\u0301 left.", [(0, 4)]), document("José left."))
    assert [proposed_span(item) for item in result.layer.unplaced] == [Span(0, 4)]


def test_without_the_old_text_another_normal_form_is_found_by_its_context() -> None:
    text = "Le maire, José Müller, a dit « le port est sûr » à l’Élysée.\nHélène Dûpré répète « le port est sûr ».\n"
    layer = layer_of(text, [(10, 21), (81, 100)])
    newer = document(normalize("NFD", text))
    found = anchored(decoded(encoded(replace(layer, head=replace(layer.head, has_content=False))), newer.text), newer)
    assert (found.moved, found.doubtful) == (2, 0)
    words = [normalize("NFC", one.span.of(newer.text)) for one in found.layer.annotations]
    assert words == ["José Müller", "« le port est sûr »"]


def test_ninety_nine_in_a_hundred_spans_outside_the_edits_are_found() -> None:
    outside = right = 0
    for seed in range(12):
        chance = random.Random(seed)
        text = prose(chance, 400, chance.choice([3, 5, 10_000]))
        edited = Edited(text, random_edits(chance, text, 15))
        one, other = judge(edited, spans(chance, text, 400))
        outside, right = outside + one, right + other
    assert outside > 4_000
    assert right / outside >= 0.99


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_stretches_are_the_same_in_both_texts_and_in_order(old: str, new: str) -> None:
    old_at = new_at = 0
    for one in stretches(old, new):
        assert old_at <= one.old_start <= one.old_end <= len(old)
        assert new_at <= one.new_start
        assert old[one.old_start : one.old_end] == new[one.new_start : one.new_end]
        old_at, new_at = one.old_end, one.new_end


@pytest.mark.parametrize("change", [str.upper, lambda text: text[::-1], lambda text: "", lambda text: "x" * len(text)])
def test_a_text_that_is_quite_another_makes_orphans_and_no_guesses(change: Callable[[str], str]) -> None:
    text = "".join(random.Random(1).choices(string.ascii_lowercase + " ", k=3_000))
    result = reanchor(layer_of(text, [(n, n + 20) for n in range(0, 2_900, 100)]), document(change(text)), seconds=0.2)
    assert not result.layer.annotations
    assert len(result.layer.unplaced) == 29


def test_a_diff_that_takes_too_long_leaves_the_rest_to_be_confirmed() -> None:
    chance = random.Random(3)
    old, new = prose(chance, 300, 1), prose(chance, 300, 1)
    result = reanchor(layer_of(old, spans(chance, old, 50)), document(new), seconds=0.0)
    assert len(result.layer.annotations) + len(result.layer.unplaced) == 50


def test_a_paragraph_of_a_megabyte_is_aligned_by_its_own_punctuation() -> None:
    chance = random.Random(5)
    text = prose(chance, 1_500, 10_000)
    edited = Edited(text, random_edits(chance, text, 10))
    outside, right = judge(edited, spans(chance, text, 500))
    assert right / outside >= 0.99


def test_revs_do_not_rise_and_links_wait_for_their_ends_and_return_with_them() -> None:
    quote, actor = Annotation("q", "quote", 24, 52), Annotation("p", "actor", 8, 18)
    layer = empty().applied(Change((), (quote, actor, Link("l", "speaker", "q", "p"))), "")
    layer = layer.applied(Change((quote,), (quote._replace(note="n"),)), "")
    newer = document(TEXT.replace("Mayor Lena Ortiz", "Somebody"))
    found = anchored(decoded(encoded(layer), newer.text), newer)
    assert [(one.id, one.start) for one in found.layer.annotations] == [("q", 16)]
    assert found.layer.revs == {"q": 2}
    assert sorted(item.why for item in found.layer.unplaced) == ["end_missing", "orphan"]
    there = encoded(found.layer)
    back = anchored(decoded(there, TEXT), document(TEXT))
    assert back.layer.links == layer.links
    assert back.layer.annotations == layer.annotations
    assert back.layer.revs == layer.revs
    assert not back.layer.unplaced


def test_a_proposal_moves_with_the_text_until_it_is_confirmed() -> None:
    layer = layer_of(TEXT, [(25, 74)])
    once = document(TEXT.replace("fell too", "rose too"))
    found = anchored(decoded(encoded(layer), once.text), once)
    (item,) = found.layer.unplaced
    assert item.why == "unconfirmed"
    span = proposed_span(item)
    assert span is not None
    assert span.of(once.text) == "taxes fell by 12% in 2024,” adding crime rose too"
    twice = document("Update. " + once.text)
    (again,) = anchored(decoded(encoded(found.layer), twice.text), twice).layer.unplaced
    moved = proposed_span(again)
    assert moved is not None
    assert moved.of(twice.text) == span.of(once.text)
    old = annotation_in(again)
    assert old is not None
    assert (old.start, old.end) == (25, 74)


def test_a_second_reading_goes_with_the_text_and_what_has_no_place_is_of_the_new_one() -> None:
    record = annotation_item(annotation("a1", start=8, end=18, note="its"), 2, TEXT)
    facts = {"id": "layer", "rev": 2, "status": "done", "note": ""}
    link = link_item(Link("l1", "speaker", "a1", "gone"), 1)
    waiting = [
        unplaced("reading", empty().text_sha256, record),
        unplaced("reading", empty().text_sha256, facts),
        unplaced("end_missing", empty().text_sha256, link),
    ]
    layer = replace(empty(), unplaced=waiting)
    newer = document("Update. " + TEXT)
    found = reanchor(layer, newer).layer.unplaced
    assert {item.text_sha256 for item in found} == {newer.sha256}
    held = next(held for item in found if (held := annotation_in(item)))
    assert (held.span.of(newer.text), held.note) == ("Lena Ortiz", "its")
    assert next(item.record["rev"] for item in found if annotation_in(item)) == 2
    gone = reanchor(layer, document(TEXT.replace("Lena Ortiz", "she"))).layer.unplaced
    assert [item.text_sha256 for item in gone if annotation_in(item)] == [layer.text_sha256]
    assert [item.why for item in gone if annotation_in(item)] != ["reading"]


def test_what_comes_home_has_the_rev_that_it_had() -> None:
    layer = empty().applied(Change((), (Annotation("p", "actor", 8, 18),)), "")
    layer = layer.applied(Change(tuple(layer.annotations), (layer.annotations[0]._replace(note="n"),)), "")
    away = reanchor(layer, document(TEXT.replace("Mayor Lena Ortiz", "Somebody"))).layer
    assert (away.revs, [item.why for item in away.unplaced]) == ({}, ["orphan"])
    home = reanchor(away, document(TEXT)).layer
    assert (home.annotations, home.revs, home.unplaced) == (layer.annotations, {"p": 2}, [])


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        ("reading", {}),  # it waits for a choice, not for a place
        ("orphan", {"exact": "Lena Ortix"}),  # its words are not there
        ("orphan", {"start": -8}),
        ("orphan", {"start": -8, "exact": ""}),
        ("orphan", {"end": 16, "exact": ""}),  # it has no words
        ("orphan", {"tag": 5}),  # it is no annotation
    ],
)
def test_what_waits_is_not_placed_for_having_been_made_on_the_text(why: str, changes: dict[str, Any]) -> None:
    newer = document("Update. " + TEXT)
    record = annotation_item(annotation("a1", start=16, end=26), 1, newer.text) | changes
    layer = replace(empty(), unplaced=[unplaced(why, newer.sha256, record)])
    found = reanchor(layer, newer).layer
    assert not found.annotations
    assert [(item.why, item.record) for item in found.unplaced] == [(why, record)]


@pytest.mark.parametrize("changes", [{"exact": "other words"}, {"start": -2}, {"start": 18}])
def test_a_second_reading_that_never_stood_where_it_says_stays_as_it_is(changes: dict[str, Any]) -> None:
    record = annotation_item(annotation("a1", start=8, end=18), 2, TEXT) | changes
    item = unplaced("reading", empty().text_sha256, record)
    assert reanchor(replace(empty(), unplaced=[item]), document("Update. " + TEXT)).layer.unplaced == [item]


def test_without_the_old_text_quotes_keep_their_rev_and_their_context() -> None:
    at = TEXT.index("Critics disputed")
    layer = empty().applied(Change((), (annotation("p", start=8, end=18), annotation("c", start=at, end=at + 16))), "")
    for one in list(layer.annotations):
        layer = layer.applied(Change((one,), (one._replace(note="n"),)), "")
    bare = replace(layer, head=replace(layer.head, has_content=False))
    newer = document("Update. " + TEXT.replace("Critics disputed", "Some had doubts about"))
    found = anchored(decoded(encoded(bare), newer.text), newer)
    (item,) = found.layer.unplaced
    assert (found.moved, found.doubtful, item.why) == (1, 1, "orphan")
    words = {key: item.record[key] for key in ("id", "rev", "exact", "prefix", "suffix")}
    expected = annotation_item(layer.annotations[1], 2, TEXT)
    assert words == {key: expected[key] for key in words}
    assert [(one.id, one.span.of(newer.text)) for one in found.layer.annotations] == [("p", "Lena Ortiz")]
    assert found.layer.revs == {"p": 2}


def test_on_the_text_that_it_was_made_on_nothing_moves_and_nothing_waits() -> None:
    layer = layer_of(TEXT, [(8, 18)])
    layer.facts_rev = 1
    assert anchored(decoded(encoded(layer)), document()) == (layer, 0, 0)


def test_more_different_lines_than_there_are_code_points_to_stand_for_them_are_told_apart_some_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reanchor_module, "MOST_LINES", 50)
    old = "".join(f"line {n} of many\n" for n in range(3_000))
    new = "begin\n" + old.replace("line 7 ", "row 7 ").replace("line 2000 of many\n", "") + "end\n"
    kept = list(stretches(old, new))
    assert all(old[one.old_start : one.old_end] == new[one.new_start : one.new_end] for one in kept)
    assert sum(one.old_end - one.old_start for one in kept) > 0.99 * len(old)


def dismissing(text: str, words: str, record_id: str = "n1") -> Entry:
    start = text.index(words)
    place = {"start": start, "end": start + len(words), "exact": words, "kind": "quotation"}
    return Entry(record_id, "dismissed", pairs(place))


@pytest.mark.parametrize("keeps_text", [True, False])
def test_a_dismissed_place_goes_where_its_words_went(keeps_text: bool) -> None:
    old = "The show “Night Bus” opened. The mayor called it “a small wonder of the harbour”.\n"
    new = "Late news. " + old.replace("opened", "closed")
    layer = replace(layer_of(old, []), entries=[dismissing(old, "“a small wonder of the harbour”")])
    layer = replace(layer, head=replace(layer.head, has_content=keeps_text), facts_rev=1)
    moved = anchored(decoded(encoded(layer), new), document(new)).layer
    (entry,) = moved.entries
    assert entry.place is not None
    assert entry.place[0].of(new) == entry.place[1] == "“a small wonder of the harbour”"
    assert moved.rev(entry) == 1


def test_a_dismissed_place_whose_words_are_gone_is_kept_as_it_was() -> None:
    old = "The show “Night Bus” opened in the harbour on Monday.\n"
    entry = dismissing(old, "“Night Bus”")
    layer = replace(layer_of(old, []), entries=[entry])
    away = anchored(decoded(encoded(layer), None), document("Quite another text, of another day.\n")).layer
    assert away.entries == [entry]
    assert anchored(decoded(encoded(away), None), document(old)).layer.entries == [entry]
