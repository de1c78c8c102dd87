"""Rules for the ids of layers."""

from __future__ import annotations

import pytest

from analyst_app.core.layer_ids import LONGEST, free_id, is_gold, is_layer_id, is_program, is_reading


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("ada", True),
        ("gold-2", True),
        ("7_b", True),
        ("a" * 32, True),
        ("a" * 33, False),
        ("", False),
        ("Ada", False),
        ("-ada", False),
        ("a b", False),
        ("a.b", False),
        ("ü", False),
        ("ada\n", False),
    ],
)
def test_an_id_is_up_to_32_small_letters_digits_and_signs_and_begins_with_no_sign(name: str, is_one: bool) -> None:
    assert is_layer_id(name) is is_one


def test_a_reviewers_result_is_told_by_the_beginning_of_its_id() -> None:
    assert is_gold("gold-ada")
    assert not is_gold("gold")
    assert not is_gold("ada-gold-")


def test_a_programs_layer_is_told_by_the_beginning_of_its_id_and_is_nobodys_reading() -> None:
    assert is_program("model-x")
    assert not is_program("model")
    assert [name for name in ("ada", "model-x", "gold-ada", "my-model-") if is_reading(name)] == ["ada", "my-model-"]


def test_an_id_that_somebody_has_gets_a_number_and_stays_an_id() -> None:
    assert free_id("ada", {"ada", "ada-2"}.__contains__) == "ada-3"
    assert free_id("ada", {"bob"}.__contains__) == "ada"
    taken: set[str] = set()
    for _ in range(1_200):
        taken.add(free_id("a" * LONGEST, taken.__contains__))
    assert len(taken) == 1_200
    assert all(map(is_layer_id, taken))
