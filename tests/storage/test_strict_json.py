"""Places of damage."""

from __future__ import annotations

import pytest

from analyst_app.storage.strict_json import Damage, parse


def test_an_empty_first_line_counts_in_the_line_of_a_damage() -> None:
    with pytest.raises(Damage) as caught:
        parse("\n{} and more")
    assert caught.value.line == 2
