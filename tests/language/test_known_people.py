"""The people a team knows: a name of two means neither."""

from __future__ import annotations

from analyst_app.language.known_people import KnownPeople, Person, Role

ADA = Person("p1", "Ada Brandt", ("A. Brandt",), "person", (Role("mayor", "2020"),), merged=("old",))
EVA = Person("p2", "Eva Brandt", ("Brandt",))
WTB = Person("p3", "World Trade Body", ("WTB",))


def test_a_record_comes_back_whole() -> None:
    body = {
        "id": "p1", "name": "Ada Brandt", "aliases": ["A. Brandt"], "kind": "person",
        "roles": [{"role": "mayor", "from": "2020", "to": "2024", "where": "Varnholm"}, {"role": 5}],
        "wikidata": "Q1", "note": "n", "merged": ["old"], "team": {"x": 1},
    }  # fmt: skip
    assert Person.of(body).body() == body
    assert Person.of({"id": "p"}).body() == {"id": "p", "name": ""}
    assert Person.of({"id": "p", "name": "N", "merged": 5}).body() == {"id": "p", "name": "N", "merged": 5}


def test_a_mention_means_whom_its_id_says_else_its_name_else_its_words() -> None:
    known = KnownPeople([ADA, EVA, WTB])
    assert known.meant("p3", "Ada Brandt", "Brandt") is WTB
    assert known.meant("", "ada  brandt", "Brandt") is ADA
    assert known.meant(None, None, "Brandt") is EVA
    assert known.meant("old", "", "") is ADA, "found to be her"
    assert known.meant("gone", "Ada Brandt", "Ada Brandt") is None, "an id of nobody is nobody's"


def test_a_name_that_two_have_means_neither() -> None:
    known = KnownPeople([ADA, Person("p4", "Ada Brandt", (), "person", (Role("poet"),)), EVA])
    assert known.one_called("Ada Brandt") is None
    assert len(known.called("Ada Brandt")) == 2
    assert [one.shown for one in known.called("Ada Brandt")] == ["Ada Brandt (mayor)", "Ada Brandt (poet)"]


def test_a_name_is_the_same_in_every_normal_form() -> None:
    """Unicode: é as one letter and as two is the same letter, whichever the list or the mention has."""
    for listed, printed in (("Ren\u00e9", "Rene\u0301"), ("Rene\u0301", "Ren\u00e9")):
        people = KnownPeople([Person("p1", "Ada Brandt", (listed,))])
        assert [one.id for one in people.called(printed)] == ["p1"]
