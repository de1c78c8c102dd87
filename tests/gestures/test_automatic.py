from __future__ import annotations

from analyst_app.core.codebook import Tag
from analyst_app.gestures.automatic import automatic_attributes
from tests.core.scenes import tag_of
from tests.language.reading import LANGUAGE, find

TEXT = "Ada Brandt said “we will not leave”.\n"


def filled(tag: Tag, words: str) -> dict[str, object]:
    return automatic_attributes(tag, TEXT, find(TEXT, words), LANGUAGE)


def test_a_quotes_mode_and_an_actors_naming_are_filled_in() -> None:
    assert filled(tag_of("quote"), "“we will not leave”") == {"mode": "direct"}
    assert filled(tag_of("actor"), "Ada Brandt") == {"naming": "named"}
    assert filled(tag_of("claim"), "we will not leave") == {}


def test_nothing_is_filled_in_where_the_codebook_does_not_say_automatic_or_lacks_the_value() -> None:
    tag = tag_of("quote")
    mode = tag.attributes[0]
    assert filled(tag._replace(attributes=(mode._replace(automatic=False),)), "“we will not leave”") == {}
    assert filled(tag._replace(attributes=(mode._replace(values=mode.values[1:]),)), "“we will not leave”") == {}
