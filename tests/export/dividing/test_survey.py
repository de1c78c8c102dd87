"""The first look at a corpus: labels in the order found, and clusters by outlet, month and actor."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from analyst_app.export.dividing.survey import Survey
from analyst_app.export.rows import ExportArticle
from analyst_app.language.known_people import KnownPeople, Person
from tests.export.torture import article

ACTORS = frozenset({"actor"})


def looked_at(*articles: ExportArticle | None) -> Survey:
    survey = Survey(len(articles))
    for one in articles:
        if one:
            survey.see(one)
        survey.see_alone(one, ACTORS)
    return survey


def test_labels_attributes_and_relations_are_found_once_zones_too() -> None:
    one, other = looked_at(article("emoji.txt"), article("breaks.txt")), looked_at(article("nested.txt"))
    one.take(other)
    assert one.articles == 3
    assert one.attributes == {
        "actor": ["kind", "naming", "name"],
        "cue": [],
        "quote": ["mode"],
        "claim": ["check_worthy", "kind", "hedged"],
        "skip": ["kind"],
    }
    assert sorted(one.relations) == ["about", "cue", "mentions", "source", "speaker"]
    assert [sum(labels.values()) for labels in one.labels] == [6, 3, 7], "a zone is no part of the balance"
    assert one.outlets == ["The Gazette", "", "The Herald"]
    assert one.months == ["2024-05", "", "2024-06"]
    assert one.actors[2] == ["ada brandt", "brandt, ada", "the union"]


def test_a_damaged_article_keeps_its_place() -> None:
    survey = looked_at(article("emoji.txt"), None, article("nested.txt"))
    assert [bool(labels) for labels in survey.labels] == [True, False, True]
    assert (survey.outlets[1], survey.months[1], survey.actors[1], survey.sketches[1]) == ("", "", [], b"")
    assert survey.clusters() == [0, 1, 2]


@pytest.mark.parametrize(
    ("group_by", "numbers"),
    [
        (None, [0, 1, 2, 3, 4, 5]),
        ("outlet", [0, 1, 0, 3, 4, 5]),
        ("month", [0, 0, 2, 3, 4, 5]),
        ("actor", [0, 1, 2, 3, 1, 5]),
    ],
)
def test_what_shares_an_outlet_month_or_actor_is_one_cluster(group_by: str | None, numbers: list[int]) -> None:
    made = [article(name) for name in ("emoji.txt", "nested.txt", "signs.txt", "breaks.txt", "right-to-left.txt")]
    emoji, nested, signs, breaks, other = made
    nested.source = replace(nested.source, date="2024-05-31")
    signs.source = replace(signs.source, outlet="The Gazette")
    other.spans[0] = replace(other.spans[0], label="actor", attributes={"name": " ADA  Brandt"})
    assert looked_at(emoji, nested, signs, breaks, other, None).clusters([group_by]) == numbers


def test_a_person_of_the_list_is_one_under_each_id_name_and_alias() -> None:
    """Whoever is in the list of people is one person: ids merged into hers, her name and her aliases mean her."""
    people = KnownPeople([Person("p1", "Ada Brandt", ("Brandt", "A. B."), merged=("p9",)), Person("p2", "Bo Lee")])
    survey = Survey()
    one = article("nested.txt")
    for number, changed in enumerate(
        [{"actor": "p1"}, {"actor": "p9"}, {"attributes": {"name": "brandt"}}, {"text": "A. B."}, {"actor": "p2"}, {}]
    ):
        row = replace(one.spans[0], **({"text": f"somebody {number}", "attributes": {}} | changed))
        survey.see_alone(replace(one, spans=[row], text=f"{number} " * 40), ACTORS, people)
    assert survey.clusters(["actor"]) == [0, 0, 0, 0, 4, 5]


def test_an_outlet_is_one_in_any_case_with_any_blanks() -> None:
    one = article("emoji.txt")
    survey = Survey()
    for number, outlet in enumerate(["Café Gazette", "café  gazette ", "Cafe\u0301 Gazette", "Herald"]):
        survey.see_alone(replace(one, source=replace(one.source, outlet=outlet), text=f"{number} " * 40), ACTORS)
    assert survey.clusters(["outlet"]) == [0, 0, 0, 3]


def test_a_date_that_says_no_day_is_told_as_it_is_written_unless_no_word_may_be_said() -> None:
    one = article("emoji.txt")
    one.source = replace(one.source, date="31.12.2023")
    survey = Survey()
    survey.see_alone(one, ACTORS)
    survey.see_alone(one, ACTORS, tells=False)
    assert (survey.dates, survey.months) == (["31.12.2023", ""], ["", ""])


def test_a_name_of_heaped_marks_is_no_work_for_hours() -> None:
    one = article("nested.txt")
    survey = Survey()
    row = replace(one.spans[0], label="actor", text="a" + "\u0301\u0316" * 100_000, attributes={})
    survey.see_alone(replace(one, spans=[row]), ACTORS, KnownPeople([Person("p1", "Ada Brandt")]))
    assert len(survey.actors[0]) == 1
