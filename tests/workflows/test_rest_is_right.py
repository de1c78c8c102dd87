"""Ctrl+1 twice confirms readings as units, as a key for each would do, through the real window.

Tests of review.adjudicate and ui.review.checking.check_session.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.annotation import Link
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, spans, waiting
from tests.workflows.test_check_answered import comment
from tests.workflows.test_check_one import begin_check
from tests.workflows.test_reading_units import ADA, CLAIM, HERS, LINKS, MORE, QUOTE, SAID, article, gold, listed  # noqa: F401


def bare(data: dict) -> list[tuple]:
    """The decisions without their times."""
    return sorted(
        (one["id"], one["verdict"], one.get("along", ""), sorted(one["gold"]), one["round"])
        for one in data["decisions"]
    )


def by_keys(article: Path, keys: str) -> dict:  # noqa: F811
    def script(person: Person) -> None:
        begin_check(person)
        person.keys(keys)
        assert waiting(person) == 0
        assert listed(person) == ["quote +3", "claim"]
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    return gold(article)


def test_the_rest_in_one_step_is_what_a_key_for_each_makes(article: Path, tmp_path: Path) -> None:  # noqa: F811
    at_once = by_keys(article, "Ctrl+1 Ctrl+1")
    other = tmp_path / "other" / article.name
    other.parent.mkdir()
    other.write_bytes(article.read_bytes())
    put_layer(other, "alice", spans("alice", *HERS), LINKS)
    one_by_one = by_keys(other, "1 1")
    assert bare(at_once) == bare(one_by_one)
    assert [one["id"] for one in at_once["annotations"]] == [one["id"] for one in one_by_one["annotations"]]


def test_a_rejection_after_it_takes_what_only_served_the_quote(article: Path) -> None:  # noqa: F811
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("Ctrl+1")
        assert "5 tags wait" in person.label("key_hints")
        person.keys("Ctrl+1")
        assert person.label("key_hints").startswith("5 tags confirmed · all settled")
        person.keys("N")
        if person.review.place != person.review.places[0]:
            person.keys("N")
        person.keys("R 1")
        assert "3 dropped with it" in person.label("key_hints")
        assert [one.tag for one in person.annotations] == ["claim"]
        person.keys("Ctrl+Z Ctrl+Z")
        assert (waiting(person), person.annotations) == (5, [])

    at_the_window(article, "--annotator", "max", script=script)


def test_a_reading_with_a_comment_stays_open_whole(article: Path) -> None:  # noqa: F811
    def script(person: Person) -> None:
        begin_check(person)
        comment(person, "who?")
        person.keys("Ctrl+1")
        assert "1 tag waits; 4 more that are not listed" in person.label("key_hints")
        person.keys("Ctrl+1")
        assert listed(person) == ["quote +3", "claim"]
        assert [one.tag for one in person.annotations] == ["claim"]

    at_the_window(article, "--annotator", "max", script=script)


@pytest.mark.parametrize("commented", [0, 1])
def test_a_speaker_of_two_quotes_is_confirmed_with_the_one_without_a_comment(
    article: Path,  # noqa: F811
    commented: int,
) -> None:
    links = [Link("l1", "speaker", "alice-1", "alice-0"), Link("l2", "speaker", "alice-2", "alice-0")]
    article.with_name(f"{article.name}.alice.annotations.json").unlink()
    put_layer(article, "alice", spans("alice", ("actor", *ADA), ("quote", *QUOTE), ("quote", *MORE)), links)

    def script(person: Person) -> None:
        begin_check(person)
        person.review.go_to(person.review.places[commented])
        comment(person, "who?")
        person.keys("Ctrl+1 Ctrl+1")
        assert sorted(one.tag for one in person.annotations) == ["actor", "quote"]

    at_the_window(article, "--annotator", "max", script=script)


def test_between_two_a_continuation_comes_along_too_where_all_alike_are_taken(article: Path) -> None:  # noqa: F811
    put_layer(article, "bob", spans("bob", ("claim", *CLAIM), ("cue", *SAID)))

    def script(person: Person) -> None:
        begin(person)
        person.review.go_to(next(n for n in person.review.places if person.review.board.rows[n].difference.a))
        person.keys("Ctrl+1 Ctrl+1")
        assert waiting(person) == 0
        assert listed(person) == ["quote +2"]
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    alongs = [one.get("along") for one in gold(article)["decisions"] if one["verdict"] == "take"]
    assert len([one for one in alongs if one]) == len(alongs) - 1


def test_a_part_that_joins_its_reading_again_is_not_looked_at_without_a_row(article: Path) -> None:  # noqa: F811
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("O")
        cue = next(n for n in person.review.places if person.review.board.rows[n].difference.tag == "cue")
        person.review.go_to(cue)
        person.keys("1 O")
        person.review.go_to(cue)
        assert listed(person) == ["cue", "quote +2", "claim"]
        person.keys("Delete")
        assert listed(person) == ["quote +3", "claim"]
        assert person.review.row.difference.tag == "quote"
        assert person.label("card_where").startswith("1 of 2")
        person.review.go_to(person.review.places[0])
        comment(person, "who?")
        comment(person, "?")
        assert person.label("card_where").startswith("1 of 2")

    at_the_window(article, "--annotator", "max", script=script)
