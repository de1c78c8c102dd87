"""Speakers of quotes.

Tests of language.reporting.speakers, language.reporting.holders, language.reporting.namesakes,
language.speaking.role_words and language.speaking.obliques.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.language.languages import language
from analyst_app.language.people import is_same_person
from analyst_app.language.reporting.speakers import Proposal, propose, propose_for
from tests.language.reading import find, tongue

LANGUAGE = language("en")


def annotated(text: str, words: str, tag: str = "actor", **attributes: str) -> Annotation:
    span = find(text, words)
    return Annotation(f"{tag}-{span.start}", tag, span.start, span.end, tuple(sorted(attributes.items())))


def proposals(text: str, words: str, *actors: Annotation) -> list[Proposal]:
    return propose(text, find(text, words), sorted(actors, key=lambda a: a.start), [], tongue(text))


def first(text: str, words: str) -> str:
    return next((proposal.name for proposal in proposals(text, words)), "")


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("“No,” said Mayor Lena Ortiz.", "“No,”", "Lena Ortiz"),
        ("“No,” Omar Reyes, a docker from Kova, said.", "“No,”", "Omar Reyes"),
        ("“No,” said the harbour’s spokesman, Omar Reyes.", "“No,”", "Omar Reyes"),
        ("Reyes told Brandt “you lost it” on Monday.", "“you lost it”", "Reyes"),
        ("Mayor Ortiz, who beat Karl Brandt, said “we won”.", "“we won”", "Ortiz"),
        ("The head of Northbank, Ines Faro, called it “a mess”.", "“a mess”", "Ines Faro"),
        ("Brandt’s deputy, Omar Reyes, warned “it will fall”.", "“it will fall”", "Omar Reyes"),
        ("“It is over,” a spokeswoman for Reyes said.", "“It is over,”", "spokeswoman"),
        ("The Kovian defence ministry said it was “worried”.", "“worried”", "Kovian defence ministry"),
        ("It was news to the envoy to the UN, who said it was “odd”.", "“odd”", "envoy"),
        ("According to Ada Brandt, it was “a mess”.", "“a mess”", "Ada Brandt"),
        ("“We stay,” said Harbour wives in a letter.", "“We stay,”", "Harbour wives"),
        ("„Nein“, sagte Bürgermeisterin Anna Weber am Montag.", "„Nein“", "Anna Weber"),
        ("« Non », a déclaré la maire Marie Dupont à la presse.", "« Non »", "Marie Dupont"),
        ("«Нет», – сказал министр Иван Петров журналистам.", "«Нет»", "Иван Петров"),
        ("وقال سامي منصور: «لن نغادر».", "«لن نغادر»", "سامي منصور"),
        ("Ada Brandt put it in a letter. She wrote:\n“We lost.”", "“We lost.”", "Ada Brandt"),
        ("Ortiz said it fell, while Ada Brandt, the chair, said it rose.", "it rose", "Ada Brandt"),
        ("Ortiz said it fell, while Ada Brandt, the chair, said it rose.", "it fell", "Ortiz"),
        ("“It is lost,” said a farmer in Bautzen, Saxony.", "“It is lost,”", "farmer"),
        ("Prosecutors in Dresden, Saxony, said “it is lost”.", "“it is lost”", "Prosecutors"),
        ("“It is lost,” the premier of eastern Saxony said.", "“It is lost,”", "premier"),
        ("“It is lost,” police in the eastern state of Saxony said.", "“It is lost,”", "police"),
        ("“It is lost,” said the interior minister of Saxony, Armin Vogt.", "“It is lost,”", "Armin Vogt"),
        ("A spokesman, who asked not to be named, said the city “never filed it”.", "“never filed it”", "spokesman"),
        ("The nurse, who refused to speak openly, said the ward “was never safe”.", "“was never safe”", "nurse"),
        ("Ada Brandt, who chairs the board, said it “owed nobody a penny”.", "“owed nobody a penny”", "Ada Brandt"),
        ("Two members of the board have since said they “may think again”.", "“may think again”", "members"),
        ("Ada Brandt has since said she “would do it again”.", "“would do it again”", "Ada Brandt"),
        ("The fund, the regulator wrote, had “neither plan nor will” to act.", "“neither plan nor will”", "regulator"),
    ],
)
def test_the_speaker_is_read_off_the_reporting_verb(text: str, quote: str, speaker: str) -> None:
    assert first(text, quote) == speaker


def test_only_the_one_beside_the_verb_has_the_cue() -> None:
    text = "“One,” said Ada Brandt. “Two,” Omar Reyes said."
    ahead, behind = proposals(text, "“Two,”")
    assert (ahead.name, ahead.cue and ahead.cue.of(text)) == ("Omar Reyes", "said")
    assert (behind.name, behind.cue) == ("Ada Brandt", None)


def test_never_an_actor_inside_the_quote() -> None:
    text = "“We trust Ada Brandt,” the Northbank union said."
    inside = annotated(text, "Ada Brandt")
    found = proposals(text, "“We trust Ada Brandt,”", inside)
    assert [proposal.name for proposal in found] == ["Northbank union"]


def test_without_a_reporting_verb_the_one_before_speaks_on() -> None:
    text = "Omar Reyes left. “One,” said Ada Brandt.\n\n“Two goes on.”\n\n“And three.”"
    assert first(text, "“Two goes on.”") == "Ada Brandt"
    assert first(text, "“And three.”") == "Ada Brandt"


def test_a_pronoun_stands_for_the_one_who_spoke_before_and_brings_its_verb() -> None:
    text = "“One,” said Ada Brandt. “Two,” she added."
    proposal = proposals(text, "“Two,”")[0]
    assert (proposal.name, proposal.cue and proposal.cue.of(text)) == ("Ada Brandt", "added")


def test_the_speaker_of_the_quote_before_is_followed_by_its_link() -> None:
    text = "Reyes met Brandt. “One.”\n\n“Two.”"
    one, reyes = annotated(text, "“One.”", "quote"), annotated(text, "Reyes")
    found = propose(text, find(text, "“Two.”"), [reyes], [one], LANGUAGE, speaker_of={one.id: reyes.id}.get)
    assert found[0].annotation_id == reyes.id


def test_people_are_listed_once_with_their_fullest_or_canonical_name() -> None:
    text = "Ada Brandt came. Omar Reyes came. Brandt left. “No,” Brandt said."
    assert [proposal.name for proposal in proposals(text, "“No,”")] == ["Ada Brandt", "Omar Reyes"]
    tagged = annotated(text, "Ada Brandt", name="Brandt, Ada")
    assert proposals(text, "“No,”", tagged)[-1].name == "Brandt, Ada"


def test_a_tagged_mention_is_offered_as_it_is_and_others_as_spans() -> None:
    text = "“No,” Ada Brandt said. “Yes,” Omar Reyes said."
    brandt = annotated(text, "Ada Brandt")
    tagged = proposals(text, "“No,”", brandt)[0]
    assert (tagged.annotation_id, tagged.span) == (brandt.id, None)
    free = proposals(text, "“Yes,”", brandt)[0]
    assert (free.annotation_id, free.span) == (None, find(text, "Omar Reyes"))


def test_recency_orders_those_whom_no_rule_names() -> None:
    text = "Ada Brandt came. Omar Reyes came. “It rains.” Lena Ortiz left."
    found = proposals(text, "“It rains.”", annotated(text, "Lena Ortiz"))
    assert [proposal.name for proposal in found] == ["Omar Reyes", "Ada Brandt", "Lena Ortiz"]


def test_the_store_is_asked_for_what_stands_around_only() -> None:
    text = "“One,” said Ada Brandt. “Two.” " * 500
    records = []
    for n in range(500):
        shift = n * 31
        records += [
            Annotation(f"a{n}", "actor", shift + 12, shift + 22),
            Annotation(f"q{n}", "quote", shift, shift + 6),
            Annotation(f"r{n}", "quote", shift + 24, shift + 30),
            Link(f"l{n}", "speaker", f"q{n}", f"a{n}"),
        ]
    store = AnnotationStore(records, length=len(text))
    quote = store.annotation("r250")
    assert quote is not None
    found = propose_for(text, quote, store, LANGUAGE, actor_tags={"actor"}, quote_tags={"quote"})
    assert [proposal.annotation_id for proposal in found] == ["a250"]


def calls_of(function: Callable[..., object], act: Callable[[], object]) -> int:
    """The calls of a function of ours while something is done."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is function.__code__

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("number", [600, 12_000])
def test_few_names_are_compared_however_many_are_mentioned(number: int) -> None:
    # 600 mentions stand near a quote in the midst of either article; comparing all with all took 30,000 comparisons.
    surnames = ["Brandt", "Reyes", "Ortiz", "Haddad", "Okafor", "Weber", "Moll", "Faro"]
    first_names = ["Ada", "Omar", "Lena", "Karl", "Rita", "Ines", "Sami"]
    people = [f"{first} {last}" for first in first_names for last in surnames]
    words, records, start = [], [], 0
    for n in range(number):
        name = people[n * 11 % len(people)] if n % 2 else surnames[n % len(surnames)]
        words.append(f"{name} left. ")
        records.append(Annotation(f"a{n:06}", "actor", start, start + len(name)))
        start += len(words[-1])
    middle = records[number // 2].start
    records.append(Annotation("quote", "quote", middle, middle + 12))
    text, store = "".join(words), AnnotationStore(records, length=start)

    def press() -> None:
        found = propose_for(text, records[-1], store, LANGUAGE, actor_tags={"actor"}, quote_tags={"quote"})
        assert len(found) == 12

    assert calls_of(is_same_person, press) < 1_000


def test_a_caret_far_into_a_long_line_costs_no_walk_through_it() -> None:
    text = "Ada Brandt said “no”. " * 100_000
    start = text.index("“", 1_500_000)
    assert propose(text, Span(start, start + 4), [], [], LANGUAGE)[0].name == "Ada Brandt"


def test_nobody_in_a_skip_zone_is_proposed() -> None:
    text = "Photo: Rita Moll said cheese\n\nAda Brandt came. Omar Reyes left. “It rains.”"
    zone = find(text, "Photo: Rita Moll said cheese")
    free = [one.name for one in propose(text, find(text, "“It rains.”"), [], [], LANGUAGE)]
    assert "Rita Moll" in free
    tagged = [annotated(text, "Rita Moll")]
    for actors in ([], tagged):
        found = propose(text, find(text, "“It rains.”"), actors, [], LANGUAGE, zones=[zone])
        assert [one.name for one in found] == ["Omar Reyes", "Ada Brandt"]


@pytest.mark.parametrize(
    ("code", "text", "out"),
    [
        ("en", "Ada Brandt came with Omar Reyes. “No.”", "Omar Reyes"),
        ("en", "Ada Brandt praised a book by Dr. Omar Reyes. “No.”", "Omar Reyes"),
        ("de", "Anna Weber traf sich mit Karl Brandt. „Nein.“", "Karl Brandt"),
        ("fr", "Marie Dupont est venue avec Paul Renard. « Non. »", "Paul Renard"),
        ("ru", "Иван Петров пришёл с Олегом Ивановым. «Нет.»", "Олегом Ивановым"),
    ],
)
def test_a_name_after_a_preposition_is_nobody_s_proposal(code: str, text: str, out: str) -> None:
    start = min(text.index(mark) for mark in "“„«" if mark in text)
    for actors in ([], [annotated(text, out)]):
        found = propose(text, Span(start, len(text)), actors, [], language(code))
        assert out not in [one.name for one in found]
        assert found


def test_one_who_spoke_before_is_proposed_after_whatever_word_the_name_stands() -> None:
    text = "In a talk with Omar Reyes we heard “one”. Ada Brandt came.\n\n“Two.”"
    quote, reyes = annotated(text, "“one”", "quote"), annotated(text, "Omar Reyes")
    found = propose(text, find(text, "“Two.”"), [reyes], [quote], LANGUAGE, speaker_of={quote.id: reyes.id}.get)
    assert "Omar Reyes" in [one.name for one in found]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "Omar Reyes spoke. In Kova, the driver Lena Ortiz waits. “I stay,” she says.", "Lena Ortiz"),
        ("en", "Omar Reyes spoke. The umpire, Sir Karl Stein, left early. “No,” he said.", "Karl Stein"),
        ("en", "Omar Reyes spoke. Her doctor Lena Ortiz saw it otherwise: “She is well.”", "Lena Ortiz"),
        ("en", "Omar Reyes spoke. The owner, Lena Ortiz, thinks of the sale as “a loan”.", "Lena Ortiz"),
        ("en", "Omar Reyes spoke. “No,” Under Secretary Lena Ortiz said.", "Lena Ortiz"),
        ("en", "Judge Lena Ortiz came with Omar Reyes. Reyes left. “No,” the judge said.", "Lena Ortiz"),
        ("en", "Lena Ortiz, the judge, came with Omar Reyes. Reyes left. “No,” the judge said.", "Lena Ortiz"),
        (
            "en",
            "Omar Reyes spoke. Lena Ortiz of the aid group Sail says it is late. “Too late,” she says.",
            "Lena Ortiz",
        ),
        ("en", "Omar Reyes spoke. “Too late,” glowered Lena Ortiz.", "Lena Ortiz"),
        (
            "de",
            "Karl Brandt sprach. Anna Weber vom Verband der IGX warnt davor. „Nein“, sagte sie der Zeitung.",
            "Anna Weber",
        ),
        ("fr", "Paul Renard a parlé. Marie Dupont a protesté. « Non », a-t-elle dit.", "Marie Dupont"),
    ],
)
def test_the_one_of_whom_the_sentences_speak_is_the_speaker(code: str, text: str, speaker: str) -> None:
    start = min(text.index(mark) for mark in "“„«" if mark in text)
    end = max(text.index(mark) for mark in "”“»" if mark in text[start + 1 :]) + 1
    found = propose(text, Span(start, end), [], [], language(code))
    assert found[0].name == speaker


def test_a_surname_of_two_people_is_not_made_one_of_them() -> None:
    text = "Karl Brandt died. His widow, Ada Brandt, sat there. “They knew,” Brandt said. “We did,” Mrs Brandt said."
    assert first(text, "“They knew,”") == "Brandt"
    assert first(text, "“We did,”") == "Ada Brandt"


@pytest.mark.parametrize(
    "text",
    [
        "PORT MERROW, Nov. 3 — The mill closed. Ada Brandt came. “We go,” she said.",
        "PORT MERROW (Reuters) — Ada Brandt came. “We go,” she said.",
        "PORT MERROW, Nov. 3\n\nAda Brandt came in Nov. 2019. “We go,” she said.",
    ],
)
def test_the_words_of_a_dateline_are_not_offered(text: str) -> None:
    assert [one.name for one in proposals(text, "“We go,”")] == ["Ada Brandt"]


def test_it_said_is_no_person_s() -> None:
    text = "Ada Brandt led the Port Authority. It said “the port will close by May”."
    assert [one.name for one in proposals(text, "“the port will close by May”")] == ["Port Authority"]
    text = "The Port Authority was late, and Ada Brandt wept. It said the port would close."
    assert [one.name for one in proposals(text, "the port would close")] == ["Port Authority"]
    person = annotated(text, "Ada Brandt", kind="person")
    body = annotated(text, "Port Authority", kind="organisation")
    assert [one.name for one in proposals(text, "the port would close", body, person)] == ["Port Authority"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ada Brandt said taxes fell. “We go,” she said, adding that the port would close.", "the port would close"),
        ("Ada Brandt runs the port. It is full, she said, adding that it would close.", "it would close"),
        ("Omar Reyes came. Ada Brandt said taxes fell, adding that the port would close.", "the port would close"),
        ("Omar Reyes came. According to Ada Brandt, a spokeswoman for the port, it is shut.", "it is shut"),
    ],
)
def test_what_is_added_and_what_is_according_to_somebody_has_that_speaker(text: str, quote: str) -> None:
    assert first(text, quote) == "Ada Brandt"
