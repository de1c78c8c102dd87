"""Full names are those of people in the body of an article, whatever part of it is asked for."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.full_names import full_names_in, names_kept_in
from analyst_app.language.whole_text import WholeText

TEXT = (
    "KOVA (Reuters) - Ada Brandt met Omar Hall on Monday.\n\n"
    "“Lena Ortiz lied,” Brandt said. Dr. Cole and Mia Stone left.\n"
)


@pytest.mark.parametrize("is_whole", [False, True])
def test_they_stand_outside_of_quotations_and_datelines(is_whole: bool) -> None:
    english = language("en")
    text = WholeText(TEXT, english) if is_whole else TEXT
    found = full_names_in(text, Span(0, len(TEXT)), english)
    assert [span.of(TEXT) for span in found] == ["Ada Brandt", "Omar Hall", "Cole", "Mia Stone"]
    part = Span(TEXT.index("Omar"), TEXT.index("Mia"))
    assert [span.of(TEXT) for span in full_names_in(text, part, english)] == ["Omar Hall", "Cole"]


def test_those_kept_of_a_whole_article_are_looked_up_as_those_of_the_stretch_are() -> None:
    english = language("en")
    text = "Ada Brandt left. Omar Brandt met Mia Stone. Ada Brandt and Eva Brandt spoke.\n"
    whole = WholeText(text, english)
    assert names_kept_in(text, Span(0, 16), english) is None
    kept = names_kept_in(whole, Span(0, text.index(" and Eva")), english)
    assert kept is not None
    assert kept.alike("Brandt") == ["Ada Brandt", "Omar Brandt"]
    assert kept.fullest("Brandt") == "Brandt"
    assert kept.fullest("Stone") == "Mia Stone"
    assert names_kept_in(whole, Span(0, text.index("Brandt met")), english) is None
