from __future__ import annotations

from analyst_app.export.facts.said_facts import said_facts
from analyst_app.export.facts.source_row import SourceRow, known_facts


def test_all_facts_but_the_title_are_said_the_usual_ones_first_and_the_teams_own_by_their_names() -> None:
    noted = {
        "wire": True,
        "title": "Depot",
        "url": "https://a.example/1",
        "outlet": "The Pike",
        "desk": ["local", "rail"],
    }
    assert said_facts(SourceRow(**known_facts(noted))) == [
        ("Outlet", "The Pike"),
        ("Address", "https://a.example/1"),
        ("desk", '["local", "rail"]'),
        ("wire", "true"),
    ]


def test_an_article_of_which_nothing_is_known_has_none() -> None:
    assert said_facts(SourceRow()) == []
