"""People of one name, told apart in words, so that a person can choose one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.language.known_people import Person


def told_apart(people: Sequence[Person]) -> dict[str, Person]:
    """The people by words that differ, also from the mere name: with role, else kind and other names, else a number.

    Args:
        people: who may be meant.
    """
    shown = Counter(person.shown for person in people)
    told = [one.shown if _says_enough(one, shown) else f"{one.shown} · {_more(one)}" for one in people]
    counts = Counter(told)
    numbered = [f"{words}, {number}" if counts[words] > 1 else words for number, words in enumerate(told, 1)]
    return dict(zip(numbered, people, strict=True))


def _says_enough(person: Person, shown: Counter[str]) -> bool:
    return shown[person.shown] == 1 and person.shown != person.name


def _more(person: Person) -> str:
    return in_row(filter(None, (person.kind, *person.aliases))) or tr("nothing else known")
