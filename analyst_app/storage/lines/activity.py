"""Minutes of activity by day, in the head of a person's layer under ``"activity"``: only if she asked for it.

The whole stands in the head among the keys that older programs keep. Where two
copies of a layer are merged, each day has the greater number of both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from analyst_app.core.annotation import Pairs, pairs

ACTIVITY = "activity"
"""The key."""
_LONGEST = 24 * 60
"""Minutes of a day."""


def minutes_in(extra: Pairs) -> dict[str, float]:
    """Return the minutes by day that keys of a head tell of; what is no day or no number of minutes is left out.

    Args:
        extra: the keys that a head has beside the known ones.
    """
    told = dict(extra).get(ACTIVITY)
    days = told.items() if isinstance(told, Mapping) else ()
    return {day: minutes for day, minutes in days if _is_day(day) and _is_number(minutes)}


def with_minutes(extra: Pairs, more: Mapping[str, float]) -> Pairs:
    """Return keys of a head with minutes added; a number that no day can have is brought to the nearest it can.

    What is no number is kept, as is ``"activity"`` that is something else than days: ``check`` tells of both.

    Args:
        extra: the keys that a head has beside the known ones.
        more: minutes by day.
    """
    told = dict(extra).get(ACTIVITY, {})
    if not more or not isinstance(told, Mapping):
        return extra
    days = dict(told)
    for day, minutes in more.items():
        held = days.get(day, 0)
        if type(held) in (int, float):
            days[day] = min(_LONGEST, round(min(_LONGEST, max(0, held)) + minutes, 1))
    return pairs({**dict(extra), ACTIVITY: dict(sorted(days.items()))})


def united(one: Any, other: Any) -> Any:
    """Return both values of ``"activity"`` as one: of each day the greater, in whatever order copies are merged.

    Args:
        one: of one copy.
        other: of the other.
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        days = sorted({**one, **other})
        return {day: max((side[day] for side in (one, other) if day in side), key=_greatness) for day in days}
    return max(one, other, key=lambda value: (isinstance(value, Mapping), _spelt(value)))


def _spelt(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _greatness(value: Any) -> tuple[bool, float, str]:
    return _is_number(value), value if _is_number(value) else 0, _spelt(value)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= _LONGEST


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
