"""Places of damage."""

from __future__ import annotations

import pytest

from analyst_app.storage.strict_json import Damage, parse, walk


def test_an_empty_first_line_counts_in_the_line_of_a_damage() -> None:
    with pytest.raises(Damage) as caught:
        parse("\n{} and more")
    assert caught.value.line == 2


def test_a_damage_whose_place_is_not_known_names_no_line() -> None:
    with pytest.raises(Damage) as caught:
        parse('{"a":\n1e999}')
    assert (str(caught.value), caught.value.line) == ("the number 1e999 is out of range", 0)


@pytest.mark.parametrize("text", ['{"a\tb": 1}', '{"deleted": {"a\nb": 1}}'])
def test_a_key_with_a_control_character_is_damage_for_json_wants_it_escaped(text: str) -> None:
    with pytest.raises(Damage, match="control character"):
        parse(text)
    with pytest.raises(Damage, match="control character"):
        list(walk(text, frozenset(), frozenset({"deleted"})))
