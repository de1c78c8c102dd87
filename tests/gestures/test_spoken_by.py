"""All that one person says, by whatever name the mentions call her."""

from __future__ import annotations

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.gestures.spoken_by import is_said_by, speaker_of
from analyst_app.resources import built_in_codebook

BOOK = Codebook.from_data(built_in_codebook())
TEXT = "Ada Brandt said “one”. She said “three”. Omar Hall said “four”."


class Layer:
    """A layer in which quotes are linked to their speakers."""

    def __init__(self, text: str) -> None:
        self.text, self.store = text, AnnotationStore(length=len(text))

    def mention(self, words: str, **attributes: object) -> Annotation:
        start = self.text.index(words)
        made = edits.new_annotation("actor", Span(start, start + len(words)))
        made = made._replace(attributes=tuple(sorted(attributes.items())))
        self.store.apply(edits.add(made))
        return made

    def quote(self, words: str, mention: Annotation) -> Annotation:
        start = self.text.index(words)
        made = edits.new_annotation("quote", Span(start, start + len(words)))
        self.store.apply(edits.add(made))
        self.store.apply(edits.link(self.store, "speaker", made.id, mention.id))
        return made

    def said_by(self, mention: Annotation) -> tuple[str, list[str]]:
        speaker = speaker_of(self.store, BOOK, self.text, mention)
        found = [one for one in self.store.annotations if is_said_by(speaker, one, self.store, BOOK, self.text)]
        return speaker.name, [one.span.of(self.text) for one in found]


def test_name_surname_and_pronoun_with_a_name_are_one_person() -> None:
    layer = Layer(TEXT)
    ada = layer.mention("Ada Brandt")
    she = layer.mention("She", name="Ada Brandt")
    omar = layer.mention("Omar Hall")
    layer.quote("“one”", ada)
    layer.quote("“three”", she)
    layer.quote("“four”", omar)
    assert layer.said_by(ada) == ("Ada Brandt", ["“one”", "“three”"])
    assert layer.said_by(she) == ("Ada Brandt", ["“one”", "“three”"])
    assert layer.said_by(omar) == ("Omar Hall", ["“four”"])


def test_a_surname_alone_is_the_one_who_has_it() -> None:
    layer = Layer("Ms. Brandt said “two”. Ada Brandt said “one”.")
    surname, full = layer.mention("Brandt"), layer.mention("Ada Brandt")
    layer.quote("“two”", surname)
    layer.quote("“one”", full)
    assert layer.said_by(surname) == ("Ada Brandt", ["“two”", "“one”"])
    assert layer.said_by(full) == ("Ada Brandt", ["“two”", "“one”"])


def test_a_surname_of_two_is_neither() -> None:
    layer = Layer("Mr. Brandt said “two”. Ada Brandt said “one”. Eva Brandt said “six”.")
    surname, ada, eva = layer.mention("Brandt"), layer.mention("Ada Brandt"), layer.mention("Eva Brandt")
    for words, mention in (("“two”", surname), ("“one”", ada), ("“six”", eva)):
        layer.quote(words, mention)
    assert layer.said_by(ada)[1] == ["“one”"]
    assert layer.said_by(surname) == ("Brandt", ["“two”"])
