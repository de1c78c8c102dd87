"""Tests of corpus.people.people_acts and corpus.people.people_file: add, merge, split, take back."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.people import people_acts
from analyst_app.corpus.people.people_file import Edit, PeopleFile, read_people, write_edit
from analyst_app.errors import ChangeRefused
from analyst_app.language.known_people import Person, Role

ADA = Person("p1", "Ada Brandt", ("A. Brandt",), "person", (Role("mayor", "2020"),))
BODY = Person("p2", "World Trade Body", (), "body", wikidata="Q5")
WTB = Person("p3", "WTB", ("W.T.B.",), note="seen in 3 papers")


def begun(folder: Path, *people: Person) -> PeopleFile:
    return write_edit(read_people(folder / "a.txt", folder), Edit("", {one.id: one for one in people}))


def names(file: PeopleFile) -> dict[str, tuple[str, ...]]:
    return {one.id: one.names for one in file.known.people}


def test_the_nearest_file_up_to_the_opened_folder_counts_and_none_comes_by_itself(tmp_path: Path) -> None:
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    article = tmp_path / "sub" / "deep" / "a.txt"
    assert read_people(article, tmp_path).path == tmp_path / "actors.json"
    assert list(tmp_path.rglob("*.json")) == []
    begun(tmp_path / "sub", ADA)
    assert names(read_people(article, tmp_path)) == {"p1": ("Ada Brandt", "A. Brandt")}
    assert names(read_people(tmp_path / "b.txt", tmp_path)) == {}


def test_merging_keeps_every_name_role_and_id_and_is_taken_back(tmp_path: Path) -> None:
    before = begun(tmp_path, ADA, BODY, WTB)
    act = people_acts.merged_people(BODY, [WTB])
    after = write_edit(before, act)
    one = after.known.with_id("p3")
    assert one is not None
    assert one.id == "p2"
    assert one.names == ("World Trade Body", "WTB", "W.T.B.")
    assert (one.note, one.kind) == ("seen in 3 papers", "body")
    back = people_acts.inverse(act, before, after)
    assert back is not None
    assert names(write_edit(after, back)) == names(before)


def test_one_person_cannot_be_merged_alone() -> None:
    with pytest.raises(ChangeRefused):
        people_acts.merged_people(ADA, [ADA])


def test_splitting_moves_the_names_that_are_chosen(tmp_path: Path) -> None:
    both = Person("p1", "Ada Brandt", ("Eva Brandt", "E. Brandt", "mayor"), "person")
    act, new = people_acts.split_person(both, ["Eva Brandt", "E. Brandt"], name="Eva Brandt")
    after = names(write_edit(begun(tmp_path, both), act))
    assert after == {"p1": ("Ada Brandt", "mayor"), new: ("Eva Brandt", "E. Brandt")}
    with pytest.raises(ChangeRefused, match="has to stay"):
        people_acts.split_person(ADA, ADA.names, name="Ada Brandt")
    act, _ = people_acts.split_person(both, ["Ada Brandt"], name="Ada Brandt")
    assert act.people["p1"] == Person("p1", "Eva Brandt", ("E. Brandt", "mayor"), "person")


def test_what_a_colleague_has_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    before = begun(tmp_path, ADA)
    act = people_acts.changed_person(Person("p1", "Ada  Brandt ", ("Brandt", "Brandt", " "), "person"))
    after = write_edit(before, act)
    assert names(after) == {"p1": ("Ada Brandt", "Brandt")}
    theirs = write_edit(after, people_acts.changed_person(Person("p1", "Ada Brandt-Roth")))
    assert people_acts.inverse(act, before, theirs) is None


def test_two_readings_wait_until_one_is_chosen(tmp_path: Path) -> None:
    before = begun(tmp_path, ADA)
    write_edit(before, people_acts.changed_person(Person("p1", "Ada Brandt", kind="a")))
    both = write_edit(before, people_acts.changed_person(Person("p1", "Ada Brandt", kind="b")))
    assert both.unsettled == {"p1"}
    (waiting,) = both.readings("p1")
    done = write_edit(both, people_acts.settled(both, waiting))
    assert (done.unsettled, done.known.people[0].kind) == (frozenset(), "a")


def test_adding_and_removing_say_what_they_do(tmp_path: Path) -> None:
    file = write_edit(begun(tmp_path), people_acts.added("  Lena   Ortiz", aliases=["Ortiz"], kind="person"))
    (lena,) = file.known.people
    assert lena.names == ("Lena Ortiz", "Ortiz")
    act = people_acts.removed([lena])
    assert act.label == "Remove Lena Ortiz"
    assert names(write_edit(file, act)) == {}
    with pytest.raises(ChangeRefused, match="name"):
        people_acts.added("  ")


def test_a_bad_line_is_told_and_the_others_are_known(tmp_path: Path) -> None:
    begun(tmp_path, ADA, BODY)
    path = tmp_path / "actors.json"
    path.write_text(path.read_text().replace('"name":"Ada Brandt"', '"name":5'))
    file = read_people(tmp_path / "a.txt", tmp_path)
    assert list(names(file)) == ["p2"]
    assert file.trouble == (
        'actors.json: actor p1 has "name" that is no text (line 4). It is kept; the others are here.'
    )
