"""A reading in words for people: names instead of ids, and nothing that was said left out.

Tests of export.report.said_records, too.
"""

from __future__ import annotations

import time

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.export.report.printed_reading import PrintedReading, initials_of
from analyst_app.export.rows import add_layer
from analyst_app.language.known_people import KnownPeople, Person
from analyst_app.resources import built_in_codebook
from tests.export.report.readings import CODEBOOK, TEXT, decided, reading


def test_values_and_roles_have_the_codebooks_names() -> None:
    printed = PrintedReading(reading(), CODEBOOK)
    quote = next(mark for mark in printed.marks if mark.row.label == "quote")
    assert quote.values == [("Mode", "direct")]
    assert [(link.name, link.words) for link in quote.links] == [("speaker", "Ada Brandt"), ("cue", "said")]
    assert quote.speaker == "Ada Brandt"


def test_a_person_has_her_mentions_and_quotes_under_the_name_that_the_team_gives_her() -> None:
    article = reading()
    ada = Annotation("id-9", "actor", TEXT.index("Brandt spoke"), TEXT.index("Brandt spoke") + 6)
    add_layer(article, "bob", annotations=[ada], links=[], facts=LayerFacts())
    printed = PrintedReading(article, CODEBOOK)
    people = {person.name: person for person in printed.people}
    assert set(people) == {"Ada Brandt", "Omar Reyes"}
    words = [printed.marks[number - 1].row.text for number in people["Ada Brandt"].mentions]
    assert words == ["Ada Brandt", "Brandt"]
    assert [printed.marks[number - 1].row.label for number in people["Ada Brandt"].quotes] == ["quote"]
    known = KnownPeople([Person("p1", "Dr Ada Brandt", ("Ada Brandt", "Brandt"), "person")])
    assert [one.name for one in PrintedReading(article, CODEBOOK, known).people] == ["Dr Ada Brandt", "Omar Reyes"]


def test_decisions_and_what_has_no_place_are_told() -> None:
    printed = PrintedReading(decided(reading("gold-max")), CODEBOOK)
    (decision,) = printed.decisions
    assert decision.head == "one reading was taken"
    assert decision.words == "Quote: “we trust"
    assert decision.rest == "alice · clear · max"
    assert [mark.said for mark in printed.marks if mark.said] == [["decided: one reading was taken · clear"]]
    assert [(item.head, item.words) for item in printed.unplaced] == [
        ("its words are gone from the article", "claim: words that are gone")
    ]


def test_each_reading_says_whose_it_is_how_far_and_by_which_codebook() -> None:
    printed = PrintedReading(reading("alice", "bob"), CODEBOOK)
    assert [(one.annotator, one.initials, one.status, one.note, one.uses) for one in printed.layers] == [
        ("alice", "A", "done", "note of alice", 8),
        ("bob", "B", "done", "note of bob", 8),
    ]
    assert {one.codebook for one in printed.layers} == {f"{CODEBOOK.name}, version 1"}


def test_a_tag_that_the_codebook_does_not_know_is_shown_under_its_id() -> None:
    article = reading()
    add_layer(article, "bob", annotations=[Annotation("x", "frame", 0, 5)], links=[], facts=LayerFacts())
    tags = {tag.id: tag for tag in PrintedReading(article, CODEBOOK).tags}
    assert (tags["frame"].name, tags["frame"].key, tags["frame"].uses) == ("frame", "?", 1)
    assert (tags["quote"].name, tags["quote"].key) == ("Quote", "Q")


def test_a_speaker_that_the_article_does_not_name_is_said() -> None:
    article = reading()
    end = Annotation("x", "quote", 0, 5, pairs({"speaker_not_stated": True}))
    add_layer(article, "bob", annotations=[end], links=[Link("l", "speaker", "x", "gone")], facts=LayerFacts())
    mark = next(one for one in PrintedReading(article, CODEBOOK).marks if one.row.annotator == "bob")
    assert (mark.said, mark.values, mark.links) == (["speaker not stated"], [], [])


def test_initials_tell_annotators_apart() -> None:
    assert initials_of(["alice", "ada", "anna-b", "anna_b"]) == {
        "alice": "A",
        "ada": "AD",
        "anna-b": "AB",
        "anna_b": "AN",
    }


def test_an_annotation_says_under_which_codebook_it_was_made_and_of_whose() -> None:
    article = reading()
    extra = pairs({"codebook": 3, "origins": ["alice:id-1", "bob:x", "alice:id-2"]})
    add_layer(article, "gold-max", annotations=[Annotation("x", "claim", 0, 5, extra=extra)], links=[],
              facts=LayerFacts())  # fmt: skip
    (said,) = [one.said for one in PrintedReading(article, CODEBOOK).marks if one.row.annotator == "gold-max"]
    assert said == ["made under version 3 of the codebook", "made of what alice, bob marked"]


def test_places_where_there_is_nothing_are_told() -> None:
    article = reading()
    places = [
        Entry("d1", "dismissed", pairs({"start": 0, "end": 5, "exact": "Depot", "kind": "quotation"})),
        Entry("d2", "dismissed", pairs({"start": 0, "end": 5, "exact": "Depot", "kind": "claim"})),
    ]
    add_layer(article, "bob", annotations=[], links=[], facts=LayerFacts(), entries=places)
    items = [tuple(one) for one in PrintedReading(article, CODEBOOK).decisions]
    assert items == [("no quotation here", "Depot", "bob"), ("nothing of Claim here", "Depot", "bob")]


def test_the_initials_of_a_thousand_articles_take_no_time() -> None:
    begun = time.process_time()
    for _ in range(1_000):
        initials_of(["alice", "ada", "anna-b"])
    assert time.process_time() - begun < 1, "10,000 tries were made for each: seven seconds"


def test_a_tag_says_which_tags_it_stands_under() -> None:
    data = built_in_codebook()
    data["tags"][1]["under"] = "claim"
    tags = {tag.id: tag.definition for tag in PrintedReading(reading(), Codebook.from_data(data)).tags}
    assert tags["quote"] == "Under Claim. Words or content given as someone's."
    assert tags["claim"] == "A statement one could accept or dispute."
