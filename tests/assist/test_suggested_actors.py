"""The people and bodies that are proposed for an article."""

from __future__ import annotations

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language


def actors_of(text: str) -> list[tuple[str, int]]:
    """The names that are proposed, each with the number of its mentions."""
    return [(actor.name, len(actor.mentions)) for actor in suggestions(text, language("en")).actors]


def test_a_person_is_proposed_once_with_every_mention_whichever_form_it_has() -> None:
    text = "Ada Brandt closed the depot. Brandt left early, and Omar Reyes praised Brandt."
    assert actors_of(text) == [("Ada Brandt", 3), ("Omar Reyes", 1)]
