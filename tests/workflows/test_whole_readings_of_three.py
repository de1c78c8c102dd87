"""With three readers at once one key decides a whole reading, or its parts one by one, through the real window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from analyst_app.core.annotation import Link
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import put_layer, spans, waiting
from tests.workflows.test_reading_units import listed
from tests.workflows.test_three_at_once import begin, digests, gold_of, want_majority

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
SIZE = len(SENTENCE)
COUNT = 10
ADA, ONLY_ADA, SAID = (0, 10), (0, 3), (11, 15)
QUOTE = SENTENCE.index("“"), SENTENCE.index("”") + 1
SHORT = QUOTE[0] + 1, QUOTE[1] - 1


def put_reading(article: Path, name: str, *items: tuple[str, int, int], links: Sequence[tuple[str, int, int]]) -> None:
    made = [Link(f"{name}-l{n}", role, f"{name}-{one}", f"{name}-{two}") for n, (role, one, two) in enumerate(links)]
    put_layer(article, name, spans(name, *items), made)


def put_readings(article: Path, *, count: int = 1) -> Path:
    """Alice and carl have a quote with its speaker and its cue; bob's is shorter, its speaker too, without a cue."""
    for name in ("alice", "bob", "carl"):
        items: list[tuple[str, int, int]] = []
        links: list[tuple[str, int, int]] = []
        for at in range(0, count * SIZE, SIZE):
            own = [("quote", *SHORT), ("actor", *ONLY_ADA)] if name == "bob" else [("quote", *QUOTE), ("actor", *ADA)]
            if name != "bob":
                own.append(("cue", *SAID))
            roles = ("speaker", "cue")[: len(own) - 1]
            links += [(role, len(items), len(items) + n) for n, role in enumerate(roles, 1)]
            items += [(tag, start + at, end + at) for tag, start, end in own]
        put_reading(article, name, *items, links=links)
    return article


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return put_readings(write(tmp_path, "depot.txt", SENTENCE))


def gold_spans(article: Path) -> list[tuple[str, int, int]]:
    return sorted((one["tag"], one["start"], one["end"]) for one in gold_of(article)["annotations"])


def test_one_digit_takes_the_whole_reading_of_the_one_who_stands_alone(article: Path) -> None:
    before = digests(article)

    def script(person: Person) -> None:
        begin(person)
        assert listed(person) == ["quote +2"]
        assert waiting(person) == 3
        card = person.label("card_left")
        assert card.startswith("Decided with it: “Ada Brandt” (Actor), “Ada” (Actor), “said” (Cue) · O opens it")
        assert card.endswith("\n2 also drops: “said” (Cue)")
        person.keys("2")
        assert waiting(person) == 0
        assert "1 taken with it" in person.label("key_hints")
        assert "1 dropped with it" in person.label("key_hints")
        person.keys("Ctrl+Z")
        assert waiting(person) == 3
        person.keys("Ctrl+Shift+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert gold_spans(article) == [("actor", *ONLY_ADA), ("quote", *SHORT)]
    assert [link["role"] for link in gold_of(article)["links"]] == ["speaker"]
    assert digests(article) == before


def test_the_digit_of_the_third_takes_what_she_and_the_first_have_with_all_that_belongs_to_it(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("3")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert gold_spans(article) == [("actor", *ADA), ("cue", *SAID), ("quote", *QUOTE)]
    assert {tuple(one["taken"]) for one in gold_of(article)["decisions"]} == {("alice", "carl")}


def test_o_opens_the_reading_into_its_parts_and_each_has_digits_of_its_own(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("O")
        assert sorted(listed(person)) == ["actor", "cue", "quote"]
        assert "3 parts" in person.label("key_hints")
        person.review.go_to(person.review.places[0])
        for key in ("2", "1", "1"):  # in reading order: bob's actor, the cue, the quote of the two others
            person.keys(key)
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert gold_spans(article) == [("actor", *ONLY_ADA), ("cue", *SAID), ("quote", *QUOTE)]
    assert sorted(link["role"] for link in gold_of(article)["links"]) == ["cue", "speaker"]


def test_what_most_say_is_accepted_reading_by_reading_and_for_all_that_is_listed(tmp_path: Path) -> None:
    article = put_readings(write(tmp_path, "depot.txt", SENTENCE * COUNT), count=COUNT)
    want_majority(tmp_path)

    def script(person: Person) -> None:
        begin(person)
        assert listed(person) == ["quote +2"] * COUNT
        person.keys("Enter")
        assert waiting(person) == 3 * (COUNT - 1)
        person.keys("Shift+Enter")
        assert f"What most say in {COUNT - 1} rows of the list." in person.label("key_hints")
        person.keys("Shift+Enter")
        assert waiting(person) == 0
        person.keys("Ctrl+Z")
        assert waiting(person) == 3 * (COUNT - 1)
        person.keys("Ctrl+Shift+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    once = [("actor", *ADA), ("cue", *SAID), ("quote", *QUOTE)]
    assert gold_spans(article) == sorted(
        (tag, start + n * SIZE, end + n * SIZE) for tag, start, end in once for n in range(COUNT)
    )
    assert len(gold_of(article)["links"]) == 2 * COUNT
    assert not any(one.get("reason") for one in gold_of(article)["decisions"])


def test_accepting_what_most_say_tells_beforehand_what_it_drops(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE)
    put_reading(article, "alice", ("quote", *QUOTE), links=[])
    put_reading(article, "bob", ("quote", *SHORT), ("cue", *SAID), links=[("cue", 0, 1)])
    put_reading(article, "carl", ("quote", *QUOTE), links=[])
    want_majority(tmp_path)

    def script(person: Person) -> None:
        begin(person)
        person.keys("Shift+Enter")
        assert "It also drops 1 that belongs to it." in person.label("key_hints")
        person.keys("Shift+Enter")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert gold_spans(article) == [("quote", *QUOTE)]
    dropped = [one for one in gold_of(article)["decisions"] if one["verdict"] == "reject"]
    assert [bool(one.get("reason")) for one in dropped] == [False]


def test_what_stays_open_is_counted_before_as_what_is_left_after(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE * 2)
    quotes, speakers = (QUOTE, SHORT, (QUOTE[0], SHORT[1])), (ADA, ONLY_ADA, (0, 6))
    for name, quote, ada in zip(("alice", "bob", "carl"), quotes, speakers, strict=True):  # the second: all differ
        first = [("quote", *(SHORT if name == "bob" else QUOTE)), ("actor", *(ONLY_ADA if name == "bob" else ADA))]
        second = [(tag, SIZE + start, SIZE + end) for tag, (start, end) in (("quote", quote), ("actor", ada))]
        put_reading(article, name, *first, *second, links=[("speaker", 0, 1), ("speaker", 2, 3)])
    want_majority(tmp_path)

    def script(person: Person) -> None:
        begin(person)
        assert listed(person) == ["quote +1"] * 2
        person.keys("Shift+Enter")
        assert "What most say in 1 row of the list; 2 decisions stay open." in person.label("key_hints")
        person.keys("Shift+Enter")
        assert waiting(person) == 2
        assert "· 2 left" in person.label("key_hints")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)


def test_gold_alone_and_its_lane_are_there_among_three(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        assert "rejected" in person.label("review_legend")
        person.keys("1 S")
        assert person.label("review_legend").startswith("alone: G gold")
        person.keys("S")
        assert "A alice" in person.label("review_legend")

    at_the_window(article, "--annotator", "max", script=script)
