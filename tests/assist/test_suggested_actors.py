"""The people and bodies that are proposed for an article."""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language


def actors_of(text: str) -> list[tuple[str, str]]:
    """The names that are proposed, each with its kind."""
    return [(actor.name, actor.kind) for actor in suggestions(text, language("en")).actors]


def test_a_person_is_proposed_once_with_every_mention_whichever_form_it_has() -> None:
    text = "Ada Brandt closed the depot. Brandt left early, and Omar Reyes praised Brandt."
    actors = suggestions(text, language("en")).actors
    assert [(actor.name, len(actor.mentions)) for actor in actors] == [("Ada Brandt", 3), ("Omar Reyes", 1)]


def test_states_adjectives_places_times_and_works_are_kept_apart() -> None:
    text = (
        "Russia and the Russian press were silent in March. Ada Brandt, born in Berlin, won the Nobel Peace Prize, "
        "and the Kremlin noticed. U.S. troops stayed in Kova."
    )
    found = suggestions(text, language("en"))
    assert [(one.name, one.kind) for one in found.actors] == [("Ada Brandt", "person"), ("Kremlin", "body")]
    assert [(one.name, one.kind) for one in found.others] == [
        ("Russia", "state"),
        ("Russian", "state"),
        ("Berlin", "place"),
        ("Nobel Peace Prize", "thing"),
        ("U.S.", "state"),
    ]


@pytest.mark.parametrize(
    "name", ["Kremlin", "NATO", "OPCW", "al-Nusra", "Al Jazeera", "White House", "Pentagon", "Hezbollah", "Reuters"]
)
def test_a_well_known_body_is_found_at_its_first_and_only_mention(name: str) -> None:
    assert actors_of(f"The mayor was late. The report angered {name}. It rained.") == [(name, "body")]


def test_a_body_that_no_list_knows_is_found_where_it_acts_or_speaks_and_its_kind_is_left_open() -> None:
    assert actors_of("In May Granica closed its camp near Kova.") == [("Granica", "")]
    assert actors_of("“We stay,” Granica said.") == [("Granica", "")]
    assert actors_of("They drove past Granica, then to the depot at Eastgate.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenyan lawyer Ada Brandt left.", ["Ada Brandt"]),
        ("They met Kentuckian-born Omar Reyes.", ["Omar Reyes"]),
        ("The talks with Secretary of State Lena Ortiz failed.", ["Lena Ortiz"]),
        ("Senate Republican Karl Brandt left.", ["Karl Brandt"]),
        ("San Jose Sharks beat the Kova Rangers.", ["San Jose Sharks", "Kova Rangers"]),
    ],
)
def test_what_a_name_is_told_of_with_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert [name for name, _ in actors_of(text)] == names


def test_capitals_of_a_headline_make_no_actor_but_count_where_the_text_names_one() -> None:
    text = "Depot Sale Angers Brandt\n\nThe sale angered Ada Brandt, who left the hall early that day."
    actors = suggestions(text, language("en")).actors
    assert [actor.name for actor in actors] == ["Ada Brandt"]
    text = "Brandt: Depot Will Close Before Winter\n\nThe sale angered Ada Brandt, who left the hall early that day."
    (actor,) = suggestions(text, language("en")).actors
    assert [mention.of(text) for mention in actor.mentions] == ["Brandt", "Ada Brandt"]


def test_words_that_stand_before_a_verb_of_speech_are_an_actor_only_if_somebody_is_called_so() -> None:
    text = "“We go,” harbour officials said. “It rains,” the letter’s ending said. “No,” the spokeswoman said."
    assert actors_of(text) == [("harbour officials", "group"), ("spokeswoman", "person")]


def test_places_of_datelines_and_lone_first_names_in_places_are_nobody() -> None:
    text = "KIRNA (Reuters) — Ada Brandt left. A court in Lorne cleared her.\n\nLena said no."
    assert actors_of(text) == [("Ada Brandt", "person"), ("Lena", "person")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Anna Brandt met the press. “We go,” Brandt said. Her brother Karl Brandt came. “I stay,” Brandt said."),
        ("en", "Karl Brandt, the senator, and Anna Brandt, the mayor, met on Monday. Brandt said it was late."),
        ("es", "Ana Brandt y Karl Brandt se reunieron. «Vamos», dijo Brandt."),
        ("pl", "Anna Brandt i Ewa Brandt spotkały się. „Idziemy” – powiedziała Brandt."),
    ],
)
def test_a_surname_that_two_have_is_neither_ones(code: str, text: str) -> None:
    actors = suggestions(text, language(code)).actors
    mentions = {actor.name: [span.of(text) for span in actor.mentions] for actor in actors}
    full = [name for name in mentions if name.endswith(" Brandt")]
    assert len(full) == 2
    last = text.rindex("Brandt")
    assert not any(span.start == last for actor in actors if actor.name in full for span in actor.mentions)


def test_a_surname_that_two_have_is_the_ones_whose_full_name_is_near() -> None:
    text = "Karl Brandt left.\n" + "It rained in the valley all day long. " * 100 + "\nAnna Brandt came. Brandt sang."
    found = {actor.name: len(actor.mentions) for actor in suggestions(text, language("en")).actors}
    assert found == {"Karl Brandt": 1, "Anna Brandt": 2}


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("cs", "Klára Veselá mlčela. Podle Veselé je pozdě.", {"Klára Veselá": ["Klára Veselá", "Veselé"]}),
        ("cs", "Jan Novák mlčel. Podle Nováka je pozdě.", {"Jan Novák": ["Jan Novák", "Nováka"]}),
        (
            "ru",
            "Анна Петрова и Иван Петров встретились. По словам Петрова, уже поздно. «Нет», — сказала Петрова.",
            {"Анна Петрова": ["Анна Петрова", "Петрова"], "Иван Петров": ["Иван Петров", "Петрова"]},
        ),
    ],
)
def test_one_person_in_another_case_is_listed_once(code: str, text: str, found: dict[str, list[str]]) -> None:
    actors = suggestions(text, language(code)).actors
    assert {actor.name: [span.of(text) for span in actor.mentions] for actor in actors} == found


def mentions_of(text: str, code: str) -> dict[str, list[str]]:
    """Each proposed actor with the words that stand before each mention, and the mention."""
    found = suggestions(text, language(code)).actors
    return {one.name: [" ".join(text[: span.end].split()[-2:]) for span in one.mentions] for one in found}


BRANDTS = "Karl Brandt, the senator, and Anna Brandt, the mayor, met. "


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "en",
            BRANDTS + "Mr. Brandt said it was late. Ms. Brandt left.",
            {"Karl Brandt": ["Karl Brandt", "Mr. Brandt"], "Anna Brandt": ["Anna Brandt", "Ms. Brandt"]},
        ),
        (
            "pl",
            "Anna Nowak przyszła. Jan Nowak wyszedł. „Idziemy” – powiedziała Nowak. Według Nowaka jest późno.",
            {"Anna Nowak": ["Anna Nowak", "powiedziała Nowak"], "Jan Nowak": ["Jan Nowak", "Według Nowaka"]},
        ),
        (
            "en",
            "Zorvan Brandt and Tarvi Brandt met. “No,” said Mr. Brandt.",
            {"Zorvan Brandt": ["Zorvan Brandt"], "Tarvi Brandt": ["Tarvi Brandt"], "Brandt": ["Mr. Brandt"]},
        ),
        ("en", "Karl Brandt left. “No,” said Ms. Brandt.", {"Karl Brandt": ["Karl Brandt"], "Brandt": ["Ms. Brandt"]}),
    ],
)
def test_a_title_verb_or_case_tells_which_of_two_a_surname_is(
    code: str, text: str, found: dict[str, list[str]]
) -> None:
    assert mentions_of(text, code) == found


@pytest.mark.parametrize(
    ("code", "text", "speakers"),
    [
        ("en", BRANDTS + "“Go,” Brandt said.", ["Brandt"]),
        ("pl", "Anna Nowak i Jan Nowak przyszli. „Idziemy” – powiedział Nowak.", ["Jan Nowak"]),
        ("pl", "Ewa Nowak i Anna Nowak przyszły. „Idziemy” – powiedziała Nowak.", ["Nowak"]),
    ],
)
def test_the_speaker_of_two_with_a_surname_is_the_one_that_the_verb_fits(
    code: str, text: str, speakers: list[str]
) -> None:
    found = suggestions(text, language(code)).quotes
    assert [quote.speaker.name for quote in found if quote.speaker] == speakers


def test_a_term_in_marks_is_nobody_s_name() -> None:
    assert actors_of("Ada Brandt read the book “Old Quay” in bed. The so-called “Old Quay” is a street.") == [
        ("Ada Brandt", "person")
    ]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Norvane Shipping closed its yard in May. “It hurts,” said a spokeswoman for Norvane. Norvane paid.",
            [("Norvane Shipping", "body"), ("spokeswoman", "person")],
        ),
        ("“Go,” said a spokesman for Norvane.", [("spokesman", "person"), ("Norvane", "")]),
        ("She met the father of Zorvan Kelt, and a lawyer for Zorvan Kelt.", [("Zorvan Kelt", "")]),
        (
            "Ada Brandt left. Brandt Shipping closed its yard in May. It was Brandt who closed it.",
            [("Ada Brandt", "person"), ("Brandt Shipping", "")],
        ),
    ],
)
def test_the_first_word_of_a_body_is_that_body(text: str, actors: list[tuple[str, str]]) -> None:
    assert actors_of(text) == actors
