"""Both colleagues follow what was decided, and nothing comes back; what one does after that does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.decisions import Ruling
from analyst_app.review.returned.return_to_sender import accept, returned
from tests.review.readings import linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial, reading_of, store_of

_TEXT = "".join(chr(ord("a") + n % 23) + chr(ord("a") + n % 19) for n in range(100))
"""No stretch of two letters stands in it twice: moved edges are other words."""
_SIZES = {"claim": 30, "quote": 25, "actor": 10, "cue": 6}
_HEADS = {
    "quote": {"speaker": "actor", "cue": "cue", "continues": "quote"},
    "claim": {"speaker": "actor", "to": "claim"},
}
_VALUES = ({}, {"kind": "x"}, {"kind": "y"})


def _first(random: Random) -> list[tuple]:
    made = []
    for _ in range(random.randrange(1, 9)):
        tag = random.choice([*_SIZES, "quote", "actor"])
        start = random.randrange(len(_TEXT) - 40)
        made.append((tag, start, start + _SIZES[tag] + random.randrange(-4, 5), random.choice(_VALUES), ""))
    return made


def _second(random: Random, items: list[tuple]) -> list[tuple]:
    """The same article read by another: a tenth is missed, others are wider, split or tagged otherwise."""
    made = []
    for tag, start, end, value, note in items:
        draw = random.randrange(20)
        if 2 <= draw < 7:
            start, end = _moved(random, start, end, 3)
        elif draw < 9:
            tag = random.choice(list(_SIZES))
        elif draw < 11:
            value = random.choice(_VALUES)
        elif draw < 12:
            note = "unsure"
        elif draw < 14 and end - start > 8:
            made.append((tag, start, (start + end) // 2, value, note))
            start = (start + end) // 2
        if draw > 1:
            made.append((tag, start, end, value, note))
    return made + _first(random)[: random.randrange(3)]


def _moved(random: Random, start: int, end: int, most: int) -> tuple[int, int]:
    start = max(0, start + random.randint(-most, most))
    return start, min(len(_TEXT), max(start + 1, end + random.randint(-most, most)))


def _linked(random: Random, reading: Reading) -> Reading:
    links = []
    for n, one in enumerate(reading.annotations):
        for role, tag in _HEADS.get(one.tag, {}).items():
            heads = [m for m, other in enumerate(reading.annotations) if other.tag == tag and m != n]
            if heads and random.random() < 0.6:
                links.append((role, n, random.choice(heads)))
    return linked(reading, *links)


def _corrected(random: Random, trial: Trial, place: int) -> Ruling:
    difference = trial.review.differences[place]
    first, *rest = random.choice([side for side in (difference.a, difference.b) if side])
    start, end = _moved(random, first.start, first.end, 5)
    other = random.choice(
        (
            first._replace(start=start, end=end),
            first._replace(tag=random.choice(list(_SIZES))),
            first._replace(attributes=pairs(random.choice(_VALUES))),
        )
    )
    return Ruling("own", random.choice((("a",), ("b",), ())), own=(other, *rest))


def _decided(random: Random) -> Trial:
    """A review in which everything is decided, in any order and in any way."""
    items = _first(random)
    a, b = spans("a", *items), spans("b", *_second(random, items))
    trial = Trial(_linked(random, a), _linked(random, b), text=_TEXT)
    while waiting := trial.waiting():
        place = random.choice(waiting)
        own = _corrected(random, trial, place)
        trial.decide(random.choice((TAKE_A, TAKE_A, TAKE_B, TAKE_B, BOTH, REJECT, own, own)), place)
    return trial


def _follow(random: Random, trial: Trial, reading: Reading) -> Reading:
    store = store_of(reading, text=_TEXT)
    while waiting := [one for one in returned(trial.gold, store, reading.layer, _TEXT) if one.is_waiting]:
        store.apply(accept(random.choice(waiting), trial.gold, store, reading.layer))
    return reading_of(reading.layer, store)


@settings(max_examples=250)
@given(st.integers(0, 1 << 40))
@example(5451)  # gold adds the very quote that hers has become: she keeps hers, with its links
def test_nothing_comes_back_when_one_or_both_did_what_was_decided(seed):
    random = Random(seed)
    trial = _decided(random)
    trial.open()
    assert trial.waiting() == []
    for follows in random.sample(("a", "b"), 2):
        trial.open(**{follows: _follow(random, trial, getattr(trial, follows))})
        assert trial.waiting() == []


def _edited(random: Random, store: AnnotationStore, one: Annotation, rejected: set[str]) -> Change:
    """What a colleague may do to an annotation later.

    A link from what both shared to what was rejected tells nothing: gold has no
    account of the links that both had, so it may always have been there.
    """
    start = one.start - 1 if one.start else one.start + 1
    edits = [one._replace(start=start, end=max(one.end, start + 1)), one._replace(tag="frame")]
    edits += [one._replace(attributes=pairs({"kind": "new"})), one._replace(note="new"), None]
    edit = random.choice(edits)
    if edit is not None:
        return Change((one,), (edit,))
    others = [other.id for other in store.annotations if other.id not in (one.id, *rejected)]
    return Change((), (Link("new", "answers", one.id, random.choice(others)),) if others else ())


@settings(max_examples=250)
@given(st.integers(0, 1 << 40))
def test_what_is_changed_later_comes_back_and_nothing_else_does(seed):
    random = Random(seed)
    trial = _decided(random)
    first = {one.id: one for one in (*trial.a.annotations, *trial.b.annotations)}
    for layer in random.sample(("a", "b"), random.randrange(3)):
        trial.open(**{layer: _follow(random, trial, getattr(trial, layer))})
    layer = random.choice([side for side in ("a", "b") if getattr(trial, side).annotations] or ["a"])
    store = store_of(getattr(trial, layer), text=_TEXT)
    if not len(store):
        return
    one = random.choice(store.annotations)
    rejected = {o.annotation_id for made in trial.decisions() if not made.gold for o in made.origins}
    change = _edited(random, store, one, rejected)
    if any(
        edit[1:6] == first[one.id][1:6] for edit in change.added if isinstance(edit, Annotation) and one.id in first
    ):
        return  # she is back at what was judged
    store.apply(change)
    trial.open(**{layer: reading_of(layer, store)})
    here = [trial.review.place_of_any([f"{layer}:{one.id}"])] if change else []
    says_gold = any(
        isinstance(edit, Annotation) and edit[1:5] == gold[1:5]
        for edit in change.added
        for gold in trial.gold.annotations
    )
    if says_gold:  # she came to what gold has, by chance: that may stand
        assert set(trial.waiting()) <= set(here)
    else:
        assert trial.waiting() == here


def test_of_both_that_say_the_same_each_is_held_against_what_was_made_of_itself():
    a = linked(spans("a", ("quote", 3, 32), ("actor", 64, 75)), ("speaker", 0, 1))
    b = linked(spans("b", ("quote", 3, 32), ("actor", 64, 69), ("actor", 69, 75)), ("speaker", 0, 2))
    trial = Trial(a, b, text=_TEXT)
    trial.decide(TAKE_B, 1)  # of her one actor gold has two: a's quote leads to the one, b's to the other
    trial.decide(BOTH, 0)
    for layer in ("b", "a"):
        trial.open(**{layer: _follow(Random(0), trial, getattr(trial, layer))})
        assert trial.waiting() == []


@pytest.mark.parametrize("kind", ["x", "y", "z", "w"])
def test_a_link_does_not_lead_to_what_follows_another_of_the_same_words(kind):
    cues = {name: ("cue", 40, 45, {"kind": name}) for name in "xyzw"}
    a = linked(spans("a", ("quote", 3, 32), *cues.values()), ("cue", 0, 1 + list(cues).index(kind)))
    trial = Trial(a, spans("b", ("quote", 3, 30), ("cue", 39, 45)), text=_TEXT)
    while waiting := trial.waiting():
        trial.decide(TAKE_A if waiting[-1] == 0 else BOTH, waiting[-1])
    store = store_of(trial.b, text=_TEXT)
    cue, quote = sorted(returned(trial.gold, store, "b", _TEXT), key=lambda one: one.gold[0].tag)
    store.apply(accept(cue, trial.gold, store, "b"))
    store.apply(accept(quote, trial.gold, store, "b"))
    (link,) = store.links
    assert store.annotation(link.to_id).attributes == (("kind", kind),)
