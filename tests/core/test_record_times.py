"""Tests of core.annotation: the times of records, by whatever offset from UTC they are written with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analyst_app.core.annotation import Annotation, LastChange, last_change, moment_of, period_of, week_of


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("2026-11-22T09:00:00Z", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("2026-12-01T05:00:00+14:00", datetime(2026, 11, 30, 15, tzinfo=UTC)),
        ("2026-11-30T22:00:00-05:00", datetime(2026, 12, 1, 3, tzinfo=UTC)),
        ("2026-11-22T09:00:00.25+00:00", datetime(2026, 11, 22, 9, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-11-22T09:00:00", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
    ],
)
def test_a_time_is_a_moment_whatever_its_offset(time: str, moment: datetime) -> None:
    assert moment_of(time) == moment


@pytest.mark.parametrize(
    "time", ["", "yesterday", "2026-13-01T00:00:00Z", "9999", "0001-01-01T00:00:00+14:00", "\ud800"]
)
def test_what_names_no_moment_is_none(time: str) -> None:
    assert moment_of(time) is None
    assert week_of(time) == ""


@pytest.mark.parametrize(
    ("time", "week"),
    [
        ("2026-11-22T09:00:00Z", "2026-W47"),
        ("2027-01-01", "2026-W53"),
        ("2024-12-30", "2025-W01"),
        ("2026-11-23T01:00:00+02:00", "2026-W47"),  # still Sunday in UTC
    ],
)
def test_a_week_is_that_of_iso_8601(time: str, week: str) -> None:
    assert week_of(time) == week


def changed(*times: tuple[str, str]) -> LastChange:
    return last_change(
        [Annotation("", "claim", 0, 1, created=created, modified=modified) for created, modified in times]
    )


def test_the_last_change_is_the_latest_moment_not_the_greatest_word() -> None:
    found = changed(("", "2026-12-01T05:00:00+14:00"), ("", "2026-11-30T18:00:00Z"), ("", "2026-11-30T14:00:00-05:00"))
    assert found == (datetime(2026, 11, 30, 19, tzinfo=UTC), 0)


def test_a_time_that_cannot_be_read_is_counted_and_takes_no_other_away() -> None:
    found = changed(("2026-11-01T00:00:00Z", "zzz"), ("", "zzz"), ("2026-11-02T00:00:00Z", ""), ("", ""))
    assert found == (datetime(2026, 11, 2, tzinfo=UTC), 2)
    assert changed(("", "zzz")) == (None, 1)
    assert changed(("", "")) == (None, 0)


def test_a_period_is_a_month_or_a_week() -> None:
    moment = datetime(2026, 12, 31, tzinfo=UTC)
    assert (period_of(moment, "month"), period_of(moment, "week")) == ("2026-12", "2026-W53")
