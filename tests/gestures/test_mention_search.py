"""What S lists, found in portions: in the end that of one pass over the whole article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures.identifying import mentions_of, people_called, tag_mentions, tagging, unlike
from analyst_app.gestures.mention_search import PORTION, MentionSearch
from analyst_app.gestures.tagging import Scene
from tests.core.scenes import put, scene_of

WORDS = st.sampled_from(
    ["Ada Brandt", "Karl Brandt", "Brandt", "Brandt", "Mr. Brandt", "Brandt’s", "harbour chief", "Omar Reyes", "said"]
)
GAPS = st.sampled_from([" ", ". ", ", ", "\n", " and "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=2, max_size=30)
TAGS = st.lists(st.sampled_from(["", "", "actor", "actor named", "claim", "skip"]), min_size=30, max_size=30)

Row = tuple[Span, str, bool]


def scene_with(pieces: list[tuple[str, str]], tags: list[str]) -> tuple[Scene, list[Annotation]]:
    scene, start = scene_of("".join(map("".join, pieces))), 0
    for (words, gap), tag in zip(pieces, tags, strict=False):
        end = start + len(words.removesuffix("’s"))
        if tag:
            values = {"name": "Ada Brandt", "kind": "person"} if "named" in tag else {}
            scene.store.apply(edits.add(edits.new_annotation(tag.split()[0], Span(start, end), values)))
        start += len(words) + len(gap)
    return scene, [one for one in scene.store.annotations if one.tag == "actor"]


def plain_rows(scene: Scene, mention: Annotation, person: str) -> list[Row]:
    found = mentions_of(scene, mention, person)
    rows = [(span, "", span in found.doubtful) for span in found.untagged]
    return sorted(rows + [(one.span, one.id, False) for one in unlike(mention, found.tagged)])


def listed(search: MentionSearch) -> list[Row]:
    return sorted((one.span, one.annotation.id if one.annotation else "", one.is_doubtful) for one in search.listed)


def run(search: MentionSearch) -> None:
    while not (search.is_complete or search.is_asking):
        search.advance()


@given(pieces=TEXTS, tags=TAGS, later=st.sampled_from(["actor", "skip"]))
def test_portions_list_what_one_pass_lists_also_after_others_tagged_meanwhile(
    pieces: list[tuple[str, str]], tags: list[str], later: str
) -> None:
    scene, actors = scene_with(pieces, tags)
    for mention in actors:
        search = MentionSearch(scene, mention)
        run(search)
        assert search.people == people_called(scene, mention)
        for person in search.people or [""]:
            search.choose(person)
            run(search)
            assert listed(search) == plain_rows(scene, mention, person)
        change = edits.add(edits.new_annotation(later, Span(0, 6)))
        scene.store.apply(change)
        search.begin_again()
        run(search)
        assert listed(search) == plain_rows(scene, mention, search.person)
        scene.store.apply(change.inverse())


def test_a_full_name_found_late_begins_the_list_anew() -> None:
    scene = scene_of("Brandt left. Brandt came. Ada Brandt met Karl Brandt.")
    mention = put(scene, "actor", "Brandt", name="Ada Brandt")
    search = MentionSearch(scene, mention)
    run(search)
    assert [(span.of(scene.text), is_doubtful) for span, _, is_doubtful in listed(search)] == [
        ("Brandt", True),
        ("Ada Brandt", False),
    ]


def test_the_work_of_a_portion_does_not_grow_with_the_article() -> None:
    scene = scene_of("Ada Brandt left. " * 5_000)
    mention = put(scene, "actor", "Ada Brandt", 2_500)
    search, counts = MentionSearch(scene, mention), [0]
    run_in: list[int] = []
    while not search.is_complete:
        search.advance()
        run_in.append(len(search.listed) - counts[-1])
        counts.append(len(search.listed))
    assert len(search.listed) == 4_999
    assert max(run_in) <= 4 * PORTION
    assert run_in[0] >= 8


def test_tags_made_in_portions_are_those_made_at_once() -> None:
    scene = scene_of("Ada Brandt left. " * 1_000)
    mention = put(scene, "actor", "Ada Brandt", kind="person", name="Ada Brandt")
    spans = mentions_of(scene, mention).untagged
    portions, yielded = tagging(scene, mention, [], spans), 0
    outcome = None
    while outcome is None:
        try:
            next(portions)
            yielded += 1
        except StopIteration as end:
            outcome = end.value
    at_once = tag_mentions(scene, mention, [], spans)
    assert yielded >= 4
    assert (outcome.label, outcome.said, outcome.current) == (at_once.label, at_once.said, at_once.current)
    assert [one[1:5] for one in outcome.change.added] == [one[1:5] for one in at_once.change.added]
    assert len(outcome.change.added) == 999
