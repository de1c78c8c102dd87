"""Tests of language.mentions and language.people."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.mentions import NameSearch, mentions, namesakes
from analyst_app.language.names import name_at, without_possessive
from analyst_app.language.people import KnownNames, is_same_person, spelt, without_prefix

LANGUAGE = language("en")
TEXT = (
    "Mayor Lena Ortiz met Omar al-Rashid. Ortiz’s aide and Mrs Ortiz agreed with Rashid. "
    "The harbour officials left; Harbour officials said so. قالت ليلى حداد ثم غادرت ليلى حداد. Lena\u00a0Ortiz again. "
    "Sean O’Neil left, and then O'Neil was gone."
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lena Ortiz", ["Lena Ortiz", "Ortiz", "Ortiz", "Lena\u00a0Ortiz"]),
        ("Ortiz’s", ["Lena Ortiz", "Ortiz", "Ortiz", "Lena\u00a0Ortiz"]),
        ("Omar al-Rashid", ["Omar al-Rashid", "Rashid"]),
        ("harbour officials", ["harbour officials", "Harbour officials"]),
        ("ليلى حداد", ["ليلى حداد", "ليلى حداد"]),
        ("Sean O'Neil", ["Sean O’Neil", "O'Neil"]),
        ("Nobody", []),
        ("  ", []),
    ],
)
def test_a_name_is_found_in_full_and_by_its_last_word(name: str, expected: list[str]) -> None:
    assert [span.of(TEXT) for span in mentions(TEXT, name, LANGUAGE)] == expected


@pytest.mark.parametrize("name", ["Nadia Al-Khatib", "Al-Khatib", "al-Khatib", "Khatib"])
def test_a_surname_with_a_particle_and_hyphen_is_found_however_it_is_written(name: str) -> None:
    text = "Nadia Al-Khatib runs it. Al-Khatib’s aide met Ms. al-Khatib, and Khatib left. Then Al-Khatib came."
    expected = ["Nadia Al-Khatib", "Al-Khatib", "al-Khatib", "Khatib", "Al-Khatib"]
    assert [span.of(text) for span in mentions(text, name, LANGUAGE)] == expected


@pytest.mark.parametrize(
    ("full", "alone"), [("Abdel Fattah al-Sisi", ["Al-Sisi", "al-Sisi"]), ("Omar El-Sayed", ["El-Sayed", "El-Sayed"])]
)
def test_each_such_surname_is_the_same_person(full: str, alone: list[str]) -> None:
    text = f"President {full} spoke. {alone[0]} said no, and then {alone[1]} left."
    for name in (full, *alone):
        assert [span.of(text) for span in mentions(text, name, LANGUAGE)] == [full, *alone]
        assert namesakes(text, name, LANGUAGE) == [full]
        assert is_same_person(name, full)


def test_two_people_of_such_a_surname_do_not_share_it() -> None:
    text = "Nadia Al-Khatib met Omar Al-Khatib. Then Al-Khatib left."
    assert [span.start for span in mentions(text, "Nadia Al-Khatib", LANGUAGE)] == [0]
    assert namesakes(text, "Al-Khatib", LANGUAGE) == ["Nadia Al-Khatib", "Omar Al-Khatib"]


def test_a_surname_of_two_people_is_nobodys() -> None:
    text = "Ada Brandt met Karl Brandt. Then Brandt left."
    assert [span.start for span in mentions(text, "Ada Brandt", LANGUAGE)] == [0]
    assert [span.of(text) for span in mentions(text, "Brandt", LANGUAGE)] == ["Brandt"]


def test_no_mention_is_part_of_a_longer_name() -> None:
    text = "Brandt works at the Brandt Institute."
    assert [span.start for span in mentions(text, "Brandt", LANGUAGE)] == [0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Putin", "Vladimir Putin", True),
        ("Assad", "Bashar al-Assad", True),
        ("Ada  Brandt", "ada brandt", True),
        ("Ada Brandt", "Karl Brandt", False),
        ("Ada", "Ada Brandt", False),
        ("", "Ada", False),
    ],
)
def test_two_forms_are_one_persons_if_one_ends_the_other(one: str, other: str, same: bool) -> None:
    assert is_same_person(one, other) is same
    assert is_same_person(other, one) is same


def test_the_fullest_form_is_taken_only_if_it_is_the_only_one() -> None:
    assert KnownNames(["Ada Brandt", "Brandt"]).fullest("Brandt") == "Ada Brandt"
    assert KnownNames(["Ada Brandt", "Karl Brandt"]).fullest("Brandt") == "Brandt"


FORMS = st.lists(
    st.sampled_from(["Ada", "ADA", "al-", "Assad", "assad", "el-Ada", "O’", "O'", " ", "\u00a0", "\n"]), max_size=4
)


@given(forms=st.lists(FORMS.map("".join), max_size=12), name=FORMS.map("".join))
@example(forms=["al-Ada"], name="O’ Ada")
def test_names_found_by_their_surname_are_those_that_asking_every_one_finds(forms: list[str], name: str) -> None:
    known = KnownNames(forms)
    assert known.alike(name) == [form for form in dict.fromkeys(forms) if is_same_person(form, name)]
    longer = [form for form in dict.fromkeys(forms) if len(form) > len(name) and is_same_person(form, name)]
    best = max(longer, key=lambda form: len(spelt(form)), default=name)
    agree = all(is_same_person(form, best) for form in longer)
    assert spelt(known.fullest(name)) == spelt(best if agree else name)


WORDS = st.sampled_from(
    ["Ada", "Karl", "Brandt", "al-Brandt", "Brandt’s", "O'Neil", "O’Neil", "Mr.", "Dr.", "harbour", "officials", "said"]
)
GAPS = st.sampled_from([" ", " ", " ", ". ", ", ", "\n", "\u00a0", " \n\n", "-", " “"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(lambda pieces: "".join(map("".join, pieces)))
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def plain_places(text: str, name: str) -> list[tuple[Span, str]]:
    """By one pass over the whole text: each place of a name’s last word, or of a role, and the form there."""
    name = " ".join(without_possessive(name, Span(0, len(name)), LANGUAGE).of(name).split())
    is_role = name.rpartition(" ")[2].islower()
    words = name if is_role else without_prefix(name.rpartition(" ")[2])
    pattern = r"[ \u00a0\n]+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words.split())
    found = []
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE if is_role else 0):
        span = Span(*match.span())
        one = None if is_role else name_at(text, span.start, LANGUAGE)
        if one is None or one.span.end == span.end:
            span = one.span if one else span
            found.append((span, spelt(span.of(text))))
    return found


@given(text=TEXTS, name=NAMES, place=st.integers(0, 400), effort=st.integers(1, 30))
def test_portions_from_anywhere_find_what_one_pass_finds(text: str, name: str, place: int, effort: int) -> None:
    search = NameSearch(text, name, LANGUAGE, around=place)
    while not search.is_complete:
        search.advance(effort)
    found = [(one.span, one.form.spelt) for one in search.places]
    assert sorted(found) == sorted(plain_places(text, name))


def test_the_nearest_are_found_first_and_a_portion_reads_few_names() -> None:
    text = "Ada Brandt left. " * 20_000
    middle = len(text) // 2 // 17 * 17
    search = NameSearch(text, "Ada Brandt", LANGUAGE, around=middle)
    portions = 0
    while not search.is_complete:
        before = len(search.places)
        search.advance(40)
        portions += 1
        assert len(search.places) - before <= 40
        if portions == 1:
            assert all(abs(place.span.start - middle) < 2_000 for place in search.places)
        if portions == 10:  # on both sides by then
            starts = [place.span.start for place in search.places]
            assert min(starts) < middle - 1_000 < middle + 1_000 < max(starts)
    assert len(search.places) == 20_000


@given(text=st.text(alphabet="Ab '’-. \nal", max_size=60), name=st.text(alphabet="Ab '’-al", min_size=1, max_size=12))
def test_mentions_lie_apart_and_in_the_text(text: str, name: str) -> None:
    found = mentions(text, name, LANGUAGE)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert found == sorted(set(found))


def test_the_namesakes_of_a_surname_are_the_full_names_that_end_in_it() -> None:
    text = "Ada Brandt left. Mr. Karl Brandt’s depot. Brandt said no. Ada\nBrandt again. Brandt Street is long."
    assert namesakes(text, "Brandt", LANGUAGE) == ["Ada Brandt", "Karl Brandt"]
    assert namesakes(text, "Ada Brandt’s", LANGUAGE) == ["Ada Brandt", "Karl Brandt"]
    assert namesakes(text, "harbour officials", LANGUAGE) == []
