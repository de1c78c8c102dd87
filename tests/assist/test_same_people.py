"""Names that may be one person's are proposed with a reason; two people are never joined."""

from __future__ import annotations

import pytest

from analyst_app.assist.same_people import groups, joins, sound


def joined(names: list[str], *texts: str) -> dict[str, str]:
    return {one.name: one.into for one in joins(names, texts)}


@pytest.mark.parametrize(
    ("names", "texts", "expected"),
    [
        (["World Trade Body", "WTB"], ["The World Trade Body (WTB) met."], {"WTB": "World Trade Body"}),
        (["Office for the Care of Rivers", "OCR"], ["the Office for the Care of Rivers (OCR)"],
         {"OCR": "Office for the Care of Rivers"}),
        (["World Trade Body", "WTB"], ["The WTB met a body."], {}),
        (["World Trade Body", "Wide Tidal Basin", "WTB"],
         ["World Trade Body (WTB)", "Wide Tidal Basin (WTB)"], {}),
        (["Ada Brandt", "Brandt"], [], {"Brandt": "Ada Brandt"}),
        (["Ada Brandt", "Eva Brandt", "Brandt"], [], {}),
        (["Ada Brandt", "Eva Brandt", "A. Brandt"], [], {"A. Brandt": "Ada Brandt"}),
        (["Ada Brandt", "Anna Brandt", "A. Brandt"], [], {}),
        (["Ada Maria Brandt", "Ada Brandt", "Brandt"], [],
         {"Ada Brandt": "Ada Maria Brandt", "Brandt": "Ada Maria Brandt"}),
        (["Omar Hall Jr.", "Omar Hall Sr.", "Omar Hall", "Hall"], [], {}),
        (["Omar Hall Jr.", "O. Hall Jr"], [], {"O. Hall Jr": "Omar Hall Jr."}),
        (["Bashar al-Tamir", "Bashar Tamir", "al-Tamir"], [],
         {"Bashar Tamir": "Bashar al-Tamir", "al-Tamir": "Bashar al-Tamir"}),
        (["Dr. Ada Brandt", "Ada Brandt"], [], {"Dr. Ada Brandt": "Ada Brandt"}),
        (["Пётр Коваль", "Petr Koval", "Pyotr Koval"], [], {"Petr Koval": "Пётр Коваль"}),
        (["Dmitriy Lanskoy", "Dmitri Lanskoi"], [], {"Dmitri Lanskoi": "Dmitriy Lanskoy"}),
        (["Muhammad Karim", "Muhamad Karim"], [], {"Muhamad Karim": "Muhammad Karim"}),
        (["Ada Brandt", "the mayor"], ["Ada Brandt, the mayor, left."], {"the mayor": "Ada Brandt"}),
        (["Ada Brandt", "Omar Hall", "the mayor"],
         ["Ada Brandt, the mayor, left.", "Omar Hall, the mayor, came."], {}),
        (["Ada Brandt", "the mayor"], ["Ada Brandt met the mayor."], {}),
        (["Ada Brandt", "Ada Brand"], [], {}),
        (["Anna Roth", "Hanna Roth"], [], {}),
        (["Brandt", "brandt "], [], {}),
        (["", " "], [], {}),
    ],
)  # fmt: skip
def test_a_join_is_proposed_by_a_stated_rule_only(names: list[str], texts: list[str], expected: dict[str, str]) -> None:
    assert joined(names, *texts) == expected


def test_each_join_says_why() -> None:
    (one,) = joins(["World Trade Body", "WTB"], ["The World Trade Body (WTB) met."])
    assert one.why == "the article spells it out: World Trade Body (WTB)"


def test_groups_hold_every_name_once() -> None:
    names = ["Ada Brandt", "Brandt", "A. Brandt", "Omar Hall", "WTB"]
    found = groups(names)
    assert [(one.name, one.aliases) for one in found] == [
        ("Ada Brandt", ("Brandt", "A. Brandt")), ("Omar Hall", ()), ("WTB", ()),
    ]  # fmt: skip
    assert sorted([one.name for one in found] + [alias for one in found for alias in one.aliases]) == sorted(names)


def test_two_full_names_of_one_surname_are_never_in_one_group() -> None:
    given = ["Ada", "Eva", "Ulla", "Karl", "Max", "Jon"]
    names = [f"{one} Brandt" for one in given] + ["Brandt", "Ms Brandt", "BRANDT"]
    for one in groups(names):
        assert sum(name.split()[0] in given for name in (one.name, *one.aliases)) <= 1


def test_a_name_is_heard_alike_in_two_spellings() -> None:
    assert sound("Хрущёв") == sound("Khrushchev") == sound("Khrushchov".replace("chov", "chev"))
    assert sound("Roth") != sound("Rath")


def test_ten_thousand_names_are_compared_by_key_not_with_each_other() -> None:
    names = [f"Name{n} Surname{n % 4_000}" for n in range(10_000)]
    assert joins(names) == []
