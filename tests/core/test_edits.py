from __future__ import annotations

import pytest

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
QUOTE = Annotation("q", "quote", 0, 10, (("mode", "direct"),), "check this")
ACTOR = Annotation("a", "actor", 12, 15, (("kind", "person"),))
AGAIN = Annotation("b", "actor", 20, 23, (("kind", "person"),))
SPEAKER = Link("l", "speaker", "q", "a")


@pytest.fixture
def store() -> AnnotationStore:
    return AnnotationStore([QUOTE, ACTOR, AGAIN, SPEAKER], length=30)


def tag(tag_id: str):
    found = CODEBOOK.tag(tag_id)
    assert found
    return found


def test_removing_an_actor_moves_its_links_to_another_mention(store: AnnotationStore) -> None:
    store.apply(edits.remove(store, [ACTOR], heirs={"a": "b"}))
    assert [(link.id, link.to_id) for link in store.links] == [("l", "b")]


def test_removing_an_actor_without_another_mention_takes_its_links(store: AnnotationStore) -> None:
    store.apply(edits.remove(store, [ACTOR]))
    assert store.links == []


def test_an_heir_that_is_linked_already_is_not_linked_twice(store: AnnotationStore) -> None:
    store.apply(edits.link(store, "speaker", "q", "b"))
    store.apply(edits.remove(store, [ACTOR], heirs={"a": "b"}))
    assert [link.to_id for link in store.links] == ["b"]


def test_moving_edges_keeps_id_attributes_links_and_note(store: AnnotationStore) -> None:
    store.apply(edits.resize(QUOTE, Span(2, 9)))
    assert store.annotation("q") == QUOTE._replace(start=2, end=9)
    assert store.links == [SPEAKER]


def test_retagging_keeps_what_is_valid_and_names_what_goes(store: AnnotationStore) -> None:
    change, lost = edits.retag(store, CODEBOOK, QUOTE, tag("claim"))
    assert lost == ("Mode = direct", "link speaker")
    store.apply(change)
    assert store.annotation("q") == QUOTE._replace(tag="claim", attributes=())
    store.apply(change.inverse())
    assert (store.annotation("q"), store.links) == (QUOTE, [SPEAKER])


TYPED = Codebook.from_data(
    {
        "format": "media-codebook",
        "id": "typed",
        "name": "Typed",
        "tags": [
            {"id": "note", "attributes": [{"id": "size", "type": "text"}, {"id": "sure", "type": "text"}]},
            {"id": "sum", "attributes": [{"id": "size", "type": "number"}, {"id": "sure", "type": "flag"}]},
        ],
    }
)


def test_retagging_drops_and_names_values_of_a_type_that_the_new_tag_does_not_take() -> None:
    note = Annotation("n", "note", 0, 5, (("size", "abc"), ("sure", True)))
    store = AnnotationStore([note], length=9)
    change, lost = edits.retag(store, TYPED, note, TYPED.tags[1])
    assert lost == ("size = abc",)
    assert change.added == (note._replace(tag="sum", attributes=(("sure", True),)),)


def test_retagging_the_end_of_a_link_drops_a_link_that_may_not_lead_there(store: AnnotationStore) -> None:
    assert "link speaker" in edits.retag(store, CODEBOOK, ACTOR, tag("cue")).lost
    assert edits.retag(store, CODEBOOK, ACTOR, tag("actor")).change.removed == ()


def test_a_digit_sets_the_same_again_clears_and_zero_clears_all() -> None:
    indirect = edits.toggle_digit(QUOTE, tag("quote"), 3).added[0]
    assert indirect.attribute("mode") == "indirect"
    assert edits.toggle_digit(indirect, tag("quote"), 3).added[0].attributes == ()
    assert edits.toggle_digit(QUOTE, tag("quote"), 0).added[0].attributes == ()
    assert not edits.toggle_digit(QUOTE, tag("quote"), 9)


def test_parts_of_a_quotation_continue_the_part_before() -> None:
    change = edits.tag_spans("quote", [Span(0, 3), Span(5, 8), Span(9, 12)], continues="continues")
    quotes, links = change.added[:3], change.added[3:]
    assert [(link.from_id, link.to_id) for link in links] == [
        (quotes[1].id, quotes[0].id),
        (quotes[2].id, quotes[1].id),
    ]


def test_what_changes_nothing_is_no_change(store: AnnotationStore) -> None:
    assert not edits.set_note(QUOTE, "check this")
    assert not edits.resize(QUOTE, QUOTE.span)
    assert not edits.set_attribute(QUOTE, "mode", "direct")
    assert not edits.link(store, "speaker", "q", "a")
    assert not edits.set_layer(store, status="in_progress")


def test_placing_an_orphan_can_be_taken_back(store: AnnotationStore) -> None:
    orphan = Unplaced("u", "orphan", "0" * 64, {"id": "c", "tag": "claim"})
    store.apply(edits.add(orphan))
    change = Change((orphan,), (Annotation("c", "claim", 1, 4),))
    store.apply(change)
    assert store.unplaced == []
    store.apply(change.inverse())
    assert store.unplaced == [orphan]
    assert store.annotation("c") is None


TWO_TAGS = Codebook.from_data(
    {
        "format": "media-codebook",
        "id": "two",
        "version": 1,
        "tags": [
            {
                "id": "one",
                "name": "One",
                "attributes": [
                    {"id": "kind", "name": "Kind", "type": "choice", "values": [{"id": "x"}, {"id": "y"}]},
                    {"id": "only", "name": "Only", "type": "text"},
                    {"id": "sure", "name": "Sure", "type": "flag"},
                    {"id": "who", "name": "Who", "type": "text"},
                ],
            },
            {
                "id": "other",
                "name": "Other",
                "attributes": [
                    {"id": "kind", "name": "Kind", "type": "choice", "values": [{"id": "y"}, {"id": "z"}]},
                    {"id": "sure", "name": "Sure", "type": "flag"},
                    {"id": "who", "name": "Who", "type": "text"},
                ],
            },
        ],
    }
)


@pytest.mark.parametrize(
    ("values", "kept", "lost"),
    [
        ({"kind": "y"}, {"kind": "y"}, ()),  # a value that both tags offer
        ({"kind": "x"}, {}, ("Kind = x",)),  # a value that only the old tag offers
        ({"only": "n"}, {}, ("Only = n",)),  # an attribute that only the old tag has
        ({"who": "Ada"}, {"who": "Ada"}, ()),
        ({"sure": True}, {"sure": True}, ()),
        ({"kind": "x", "sure": True, "who": "Ada"}, {"sure": True, "who": "Ada"}, ("Kind = x",)),
    ],
)
def test_a_value_survives_another_tag_if_that_tag_offers_it(values: dict, kept: dict, lost: tuple) -> None:
    one = Annotation("1", "one", 0, 3, tuple(sorted(values.items())))
    other = TWO_TAGS.tag("other")
    assert other
    found = edits.retag(AnnotationStore([one], length=9), TWO_TAGS, one, other)
    assert found.lost == lost
    assert dict(found.change.added[0].attributes) == kept


def test_what_goes_with_its_link_leaves_none_to_another_mention(store: AnnotationStore) -> None:
    store.apply(edits.remove(store, [QUOTE, ACTOR], heirs={"a": "b"}))
    assert (list(store.annotations), store.links) == ([AGAIN], [])


def test_a_value_is_written_under_its_name_and_none_takes_it_away() -> None:
    set_twice = edits.set_attribute(edits.set_attribute(QUOTE, "style", "free").added[0], "mode", "mixed").added[0]
    assert dict(set_twice.attributes) == {"mode": "mixed", "style": "free"}
    assert dict(edits.set_attribute(set_twice, "mode", None).added[0].attributes) == {"style": "free"}
