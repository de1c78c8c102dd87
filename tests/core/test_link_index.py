"""Links by their ends: the same as a plain list would say, whatever comes, goes and comes back, one or thousands."""

from __future__ import annotations

import cProfile
import pstats
import random
from collections.abc import Callable

import pytest

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.link_index import LinkIndex, ends_of
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.errors import ChangeRefused

MANY = 20_000


def links(count: int, tails: str = "q", heads: str = "abcdefg", prefix: str = "l") -> tuple[Link, ...]:
    return tuple(
        Link(f"{prefix}{number}", "speaker", tails[number % len(tails)], heads[number % len(heads)])
        for number in range(count)
    )


def says_what_a_list_says(index: LinkIndex, held: list[Link]) -> bool:
    ids = {one.id for one in held}
    assert {one.id for one in index.all()} == ids
    for end in "qrsabcdefg":
        assert {one.id for one in index.leaving(end, None, None)} == {one.id for one in held if one.from_id == end}
        assert {one.id for one in index.reaching(end, None, None)} == {one.id for one in held if one.to_id == end}
    around = index.around(["q", "a"])
    assert len({one.id for one in around}) == len(around)
    return {one.id for one in around} == {one.id for one in held if {one.from_id, one.to_id} & {"q", "a"}}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_and_goes_it_says_what_a_list_of_links_says(seed: int) -> None:
    chance = random.Random(seed)
    index, held = LinkIndex(), list(links(3_000, "qrs"))
    index.put(tuple(held))
    for turn in range(12):
        some = tuple(
            chance.sample(
                held, chance.choice([0, min(1, len(held)), len(held) // 100, (len(held) + 1) // 2, len(held)])
            )
        )
        assert index.holds(some)
        index.drop(some)
        gone = set(some)
        held = [one for one in held if one not in gone]
        assert says_what_a_list_says(index, held)
        act = chance.random()
        if act < 0.4:
            index.put(some)
            held += some
        elif act < 0.8:
            fresh = links(chance.choice([1, 40, 2_000]), "qs", prefix=f"{turn}-")
            index.put(fresh)
            held += fresh
        assert says_what_a_list_says(index, held)


def test_links_that_come_back_after_another_change_are_put_beside_it() -> None:
    index, some = LinkIndex(), links(2_000)
    index.put(some)
    index.drop(some)
    other = Link("other", "speaker", "q", "a")
    index.put((other,))
    index.put(some)
    assert says_what_a_list_says(index, [*some, other])


def test_a_link_from_an_annotation_to_itself_is_one_link() -> None:
    index, loop = LinkIndex(), Link("loop", "same", "q", "q")
    index.put((loop,))
    assert index.around(["q"]) == [loop]
    assert index.refusal((loop,), (), ["q"]) is None
    assert index.refusal((), (), ["q"]) == "a link would lose one of its ends"


def test_the_ends_of_links_are_both_ends_of_each() -> None:
    assert ends_of([Link("1", "speaker", "q", "a"), Link("2", "speaker", "r", "a")]) == {"q", "r", "a"}


# -- in a layer --------------------------------------------------------------


def store_of(count: int = MANY) -> AnnotationStore:
    annotations = [Annotation(one, "actor", place, place + 1) for place, one in enumerate("qrabcdefg")]
    return AnnotationStore([*annotations, *links(count)], length=100)


def deletion(store: AnnotationStore, annotation_id: str = "q") -> Change:
    annotation = store.annotation(annotation_id)
    assert annotation is not None
    return edits.remove(store, [annotation])


def calls_of(act: Callable[[], object]) -> int:
    """Calls of functions that an act takes."""
    profile = cProfile.Profile()
    profile.runcall(act)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_an_annotation_with_twenty_thousand_links_goes_and_comes_back_without_a_call_a_link() -> None:
    """A quote with 300,000 links stopped the window for a second."""
    store, made = store_of(), []
    assert calls_of(lambda: made.append(deletion(store))) < MANY / 50
    assert calls_of(lambda: store.apply(made[0])) < MANY / 50
    assert not store.links
    assert store.annotation("q") is None
    assert calls_of(lambda: store.apply(made[0].inverse())) < MANY / 50
    assert len(store.links_from("q")) == MANY
    assert calls_of(lambda: store.apply(made[0])) < MANY / 50
    assert not store.links


def test_an_annotation_does_not_go_while_one_of_many_links_stays() -> None:
    store = store_of(2_000)
    whole = deletion(store)
    with pytest.raises(ChangeRefused, match="lose one of its ends"):
        store.apply(Change(whole.removed[:-1]))
    with pytest.raises(ChangeRefused, match="has changed since"):
        store.apply(Change((*whole.removed[:-1], whole.removed[-1]._replace(role="cue"))))  # type: ignore[call-arg]
    with pytest.raises(ChangeRefused, match="stands twice"):
        store.apply(Change((*whole.removed, whole.removed[-1])))
    assert len(store.links) == 2_000


def test_links_do_not_come_back_to_an_annotation_that_went_meanwhile() -> None:
    store = store_of(2_000)
    whole = deletion(store)
    store.apply(whole)
    store.apply(deletion(store, "a"))
    with pytest.raises(ChangeRefused, match="lead nowhere"):
        store.apply(whole.inverse())


def test_a_link_that_is_there_is_not_put_in_twice() -> None:
    store = store_of(10)
    with pytest.raises(ChangeRefused, match="the link is there already"):
        store.apply(Change((), (Link("l1", "speaker", "q", "b"),)))
