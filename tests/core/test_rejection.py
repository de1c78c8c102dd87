"""Reasons for a rejection as a codebook lists them (``analyst_app.core.rejection``)."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.core.rejection import Reason, reason_of


def plain(*tags: dict[str, Any], **more: Any) -> Codebook:
    return Codebook.from_data({"format": "media-codebook", "id": "t", "name": "T", "tags": list(tags), **more})


def ids(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.id for reason in reasons]


def test_a_codebook_that_says_nothing_offers_a_list_that_fits_any_tag() -> None:
    book = Codebook.from_data(resources.built_in_codebook())
    usual = ["nothing_to_tag", "too_wide", "too_narrow", "wrong_tag", "guideline_unclear"]
    assert ids(book.reasons_for("actor")) == ids(book.reasons_for("skip")) == usual
    assert ids(book.reasons_for("quote")) == [*usual, "wrong_link"], "a quote has links, which can be wrong"
    assert ids(book.reasons_for("no tag of this codebook")) == usual


def test_a_tags_own_reasons_go_before_those_of_the_codebook() -> None:
    book = plain(
        {"id": "claim", "reasons": [{"id": "no_claim", "name": "a question"}, {"id": "two"}]},
        {"id": "actor"},
        reasons=[{"id": "other", "name": "something else"}],
    )
    assert book.reasons_for("claim") == (Reason("no_claim", "a question"), Reason("two", "two"))
    assert book.reasons_for("actor") == (Reason("other", "something else"),)


def test_another_list_of_reasons_makes_another_codebook() -> None:
    assert plain({"id": "claim"}) != plain({"id": "claim", "reasons": [{"id": "two"}]})
    assert plain({"id": "claim"}) != plain({"id": "claim"}, reasons=[{"id": "two"}])


@pytest.mark.parametrize(
    ("listed", "said", "kept"),
    [
        ("too wide", 'tag claim has "reasons" that are no list', []),
        (["too wide", {"id": "one"}], "tag claim, reason 1 needs", ["one"]),
        ([{"id": "one"}, {"id": "Two Words"}], "tag claim, reason 2 needs", ["one"]),
        ([{"id": "one", "name": 3}], "tag claim, reason 1 needs", []),
        ([{"id": "one"}, {"id": "one"}], 'tag claim has the reason "one" twice', ["one"]),
        ([{"id": f"r{n}"} for n in range(51)], "tag claim lists 51 reasons", [f"r{n}" for n in range(50)]),
        ([{"id": "one", "name": "a\u202eb"}], "tag claim, reason one has", ["one"]),
    ],
)
def test_what_is_no_reason_is_named_and_stops_nothing(listed: Any, said: str, kept: list[str]) -> None:
    book = plain({"id": "claim", "reasons": listed})
    assert [words for words in book.problems if words.startswith(said)], book.problems
    usual = ["nothing_to_tag", "too_wide", "too_narrow", "wrong_tag", "guideline_unclear"]
    assert ids(book.reasons_for("claim")) == (kept or usual)
    assert book.raw["tags"][0]["reasons"] == listed


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("not a claim", "nothing_to_tag"),
        ("too wide", "too_wide"),
        ("too narrow", "too_narrow"),
        ("wrong tag", "wrong_tag"),
        ("wrong speaker", "wrong_link"),
        ("guideline unclear", "guideline_unclear"),
        ("too_wide", "too_wide"),
        ("no_claim", "no_claim"),
        ("a question", "no_claim"),
        ("I simply doubt it", None),
        ("", None),
    ],
)
def test_a_stored_reason_is_found_by_its_id_its_name_or_its_former_words(stored: str, meant: str | None) -> None:
    found = reason_of(stored, (Reason("no_claim", "a question"),))
    assert (found and found.id) == meant
