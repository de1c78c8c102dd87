"""Each person of an import has one layer id, and no other person has it."""

import pytest

from analyst_app.corpus.intake.people_of_layers import PeopleOfLayers, person_in


def nobody(_: str) -> None:
    return None


def test_two_addresses_with_one_name_stay_two() -> None:
    people = PeopleOfLayers()
    assert [people.id_of(f"a@{place}.org", "a", nobody) for place in "xyx"] == ["a", "a-2", "a"]


def test_a_layer_of_somebody_else_that_is_there_is_passed_by() -> None:
    there = {"ann": "Ann Lee", "ann-2": "Ann Day"}
    assert PeopleOfLayers().id_of("Ann Ray", "ann", there.get) == "ann-3"
    assert PeopleOfLayers().id_of("Ann Day", "ann", there.get) == "ann-2"


def test_a_number_does_not_make_an_id_too_long() -> None:
    people = PeopleOfLayers()
    ids = [people.id_of(f"{number}", "x" * 32, nobody) for number in range(12)]
    assert len(set(ids)) == 12
    assert max(map(len, ids)) <= 32


@pytest.mark.parametrize("extra", [(), (("imported", "x"),), (("imported", {"annotator": 3}),), (("other", {}),)])
def test_a_head_that_names_nobody(extra: tuple[tuple[str, object], ...]) -> None:
    assert person_in(extra) == ""


def test_a_head_that_names_a_person() -> None:
    assert person_in((("imported", {"annotator": "Ann Lee"}),)) == "Ann Lee"
