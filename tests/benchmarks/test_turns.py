"""The bench's own arithmetic: growth, ratios taken in turn, and the table that follows from the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import measured_page
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread, exponent, in_turn, quotients


@pytest.mark.parametrize("power", [1, 2, 1.5])
def test_the_exponent_is_the_power_by_which_a_cost_grows(power: float) -> None:
    sizes = [10, 50, 200, 1_000]
    assert exponent(sizes, [7 * size**power for size in sizes]) == pytest.approx(power)


def test_works_alternate_and_the_first_round_does_not_count() -> None:
    done: list[str] = []
    clock = iter(range(100))
    taken = in_turn([lambda: done.append("a"), lambda: done.append("b")], 2, lambda: float(next(clock)))
    assert "".join(done) == "ababab"
    assert taken == [[1, 1], [1, 1]]


def test_a_ratio_is_taken_round_by_round() -> None:
    assert quotients([2, 9, 4], [1, 3, 1]) == Spread(3, 2, 4)


def test_a_room_s_rows_take_the_place_of_its_own_and_of_no_others(tmp_path: Path) -> None:
    page = tmp_path / "measured.md"
    page.write_text(f"Before.\n\n{measured_page.BEGIN}\n{measured_page.END}\n\nAfter.\n", "utf-8")
    slow = measured_page.line("view", Row("open", 9, 2, why="it | waits"))
    measured_page.take("view", [slow], page)
    measured_page.take("start", [measured_page.line("start", Row("shown", 1.5, 2, low=1.25, high=1.75))], page)
    measured_page.take("view", [measured_page.line("view", Row("open", 1, 2))], page)
    words = page.read_text("utf-8")
    assert words.startswith("Before.\n\n")
    assert words.endswith("\n\nAfter.\n")
    lines = [one for one in words.splitlines() if one.startswith(("| start", "| view"))]
    assert [one.rsplit(" | ", 1)[0] for one in lines] == [
        "| start | shown | 1.5 × | 1.25–1.75 | ≤ 2 × |  | ",
        "| view | open | 1 × |  | ≤ 2 × |  | ",
    ]
    assert "missed | it / waits |" in slow
