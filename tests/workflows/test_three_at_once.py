"""Three readers of an article reviewed at once, by keys, through the real window.

Tests of ui.review.several.painted_readings, ui.review.several.several_acts, ui.review.differences.several_hints,
ui.review.several.several_session, ui.review.several.several_words, ui.review.several.shown_pair,
ui.review.differences.columns_in_sight, ui.review.differences.shown_voices and ui.review.differences.voice_contents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QTreeWidget, QWidget

from analyst_app.core.annotation import Link
from analyst_app.resources import built_in_codebook
from analyst_app.ui.review.differences.side_label import SideLabel
from analyst_app.ui.review.differences.voice_contents import told_of_voice
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.review_hints import entries_for, review_hints
from analyst_app.ui.review.review_view import ReviewView
from analyst_app.ui.review.several.several_session import SeveralSession
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import delete, mark_done, put_layer, sidecar, spans, waiting

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
COUNT = 20
SIZE = len(SENTENCE)
QUOTE = SENTENCE.index("“"), SENTENCE.index("”") + 1
CLAIM = SENTENCE.index("the harbour"), SENTENCE.index(". ")
NAMES = ("alice", "bob", "carl")


def read_by(article: Path, *, odd: Callable[[int], int]) -> Path:
    """Twenty sentences; of each, all have the actor; one reader's quote and claim are other than the two others'.

    Args:
        article: its path.
        odd: number of the reader whose tags differ in a sentence.
    """
    for reader, name in enumerate(NAMES):
        items = []
        for n in range(COUNT):
            cut = 1 if odd(n) == reader else 0
            items += [
                ("actor", n * SIZE, n * SIZE + 10),
                ("quote", n * SIZE + QUOTE[0] + cut, n * SIZE + QUOTE[1] - cut),
                ("claim", n * SIZE + CLAIM[0] + 4 * cut, n * SIZE + CLAIM[1]),
            ]
        put_layer(article, name, spans(name, *items))
    return article


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return read_by(write(tmp_path, "depot.txt", SENTENCE * COUNT), odd=lambda n: n % 3)


def want_majority(folder: Path) -> None:
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook() | {"majority": True}), "utf-8")


class Keys:
    """Presses keys and counts them."""

    def __init__(self, person: Person) -> None:
        self.person, self.count = person, 0

    def __call__(self, spelled: str, target: QWidget | None = None) -> None:
        self.count += len(spelled.split())
        self.person.keys(spelled, target)


def begin(person: Person, press: Keys | None = None) -> Keys:
    """Two keys: the question, and its answer for all three."""
    press = press or Keys(person)
    person.wait_open("depot.txt")
    press("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
    press("Alt+A", person.window.findChild(QWidget, "compare_dialog"))
    person.wait(lambda: isinstance(person.review, SeveralSession), "the review")
    person.wait(lambda: person.is_idle)
    return press


def digests(article: Path) -> list[str]:
    return [hashlib.sha256(sidecar(article, name).read_bytes()).hexdigest() for name in NAMES]


def gold_of(article: Path) -> dict:
    return json.loads(sidecar(article, "gold-max").read_text("utf-8"))


def test_forty_differences_of_three_take_at_most_forty_five_keys(article: Path) -> None:
    before = digests(article)

    def script(person: Person) -> None:
        press = begin(person)
        assert waiting(person) == 40
        assert not sidecar(article, "gold-max").exists()
        while waiting(person):
            press("2" if person.review.place % 2 else "1")
        assert press.count <= 45
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert digests(article) == before
    gold = gold_of(article)
    assert len(gold["annotations"]) == 60
    assert len(gold["decisions"]) == 40
    assert all(len(one["origins"]) == 3 and one["verdict"] == "take" for one in gold["decisions"])
    assert {len(one["taken"]) for one in gold["decisions"]} == {1, 2}


def test_one_key_accepts_what_most_say_of_all_that_is_listed_and_undo_takes_it_back(article: Path) -> None:
    want_majority(article.parent)

    def script(person: Person) -> None:
        press = begin(person)
        press("Enter")
        assert waiting(person) == 39
        press("Shift+Enter")
        assert waiting(person) == 39
        assert "What most say in 39 rows of the list." in person.label("key_hints")
        press("Shift+Enter")
        assert waiting(person) == 0
        assert press.count <= 45
        person.keys("Ctrl+Z")
        assert waiting(person) == 39
        person.keys("Ctrl+Shift+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    gold = gold_of(article)
    assert len(gold["decisions"]) == 40
    assert all(len(one["taken"]) == 2 for one in gold["decisions"])
    quotes = {one["end"] - one["start"] for one in gold["annotations"] if one["tag"] == "quote"}
    assert quotes == {QUOTE[1] - QUOTE[0]}
    assert not any(one.get("reason") for one in gold["decisions"])


def test_without_a_word_of_the_codebook_no_majority_is_proposed(article: Path) -> None:
    def script(person: Person) -> None:
        press = begin(person)
        press("Enter")
        assert '"majority": true' in person.label("key_hints")
        press("Shift+Enter")
        assert waiting(person) == 40
        assert "Enter" not in person.part(ReviewView).card.columns.a.text()

    at_the_window(article, "--annotator", "max", script=script)


def test_alike_never_mixes_who_is_on_which_side(article: Path) -> None:
    def script(person: Person) -> None:
        press = begin(person)
        odd = {n: n % 3 for n in range(COUNT)}
        press("Ctrl+1")
        told = person.label("key_hints")
        assert told.startswith("7 alike"), told
        assert sum(reader == 0 for reader in odd.values()) == 7
        press("Ctrl+1")
        assert waiting(person) == 33
        press("Ctrl+5")
        assert "There is no reader E here: the readers are A, B, C." in person.label("key_hints")
        press("4")
        assert "There is no reader D here" in person.label("key_hints")
        assert waiting(person) == 33

    at_the_window(article, "--annotator", "max", script=script)


def text_of(person: Person, name: str) -> str:
    """What the column of the card of that name says."""
    return person.window.findChild(SideLabel, name).text()


def differing(person: Person) -> list[str]:
    """What the colleagues' three columns say: nobody agrees in the first sentence."""
    return [text_of(person, f"card_{letter}") for letter in "abc"]


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Three readings of one quote, no two alike; the claim is carl's alone, and all have the actor."""
    article = write(tmp_path, "depot.txt", SENTENCE)
    for cut, name in enumerate(NAMES):
        items = [("actor", 0, 10), ("quote", QUOTE[0] + cut, QUOTE[1])]
        items += [("claim", *CLAIM)] if name == "carl" else []
        speaker = Link(f"{name}-l", "speaker", f"{name}-1", f"{name}-0")
        put_layer(article, name, spans(name, *items), [speaker] if name != "bob" else [])
    return article


def test_the_card_says_who_says_what_and_who_has_nothing(apart: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.wait(lambda: "alice" in text_of(person, "card_a"), "the card")
        assert [told.split("\n")[0] for told in differing(person)] == ["A  alice", "B  bob", "C  carl"]
        assert "speaker → Ada Brandt" in text_of(person, "card_a")
        assert "no speaker" in text_of(person, "card_b")
        assert person.label("card_where").startswith("1 of 2")
        person.keys("3")
        assert waiting(person) == 1
        assert text_of(person, "card_a") == "A+B  alice, bob\nnothing"
        assert text_of(person, "card_b").startswith("C  carl")
        third = person.window.findChild(QPushButton, "card_take_c_button")
        assert not third.isVisible()
        person.click_widget(person.window.findChild(QPushButton, "card_take_b_button"))
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(apart, "--annotator", "max", script=script)
    gold = gold_of(apart)
    assert sorted((one["tag"], one["start"], one["end"]) for one in gold["annotations"]) == sorted(
        [("actor", 0, 10), ("quote", QUOTE[0] + 2, QUOTE[1]), ("claim", *CLAIM)]
    )
    assert len(gold["links"]) == 1
    assert [one["taken"] for one in gold["decisions"]] == [["carl"], ["carl"]]


def test_among_three_both_reasons_edges_tags_links_comments_and_undo_are_as_between_two(apart: Path) -> None:
    def script(person: Person) -> None:
        begin(person)

        def spans_of(tag: str) -> list[tuple[int, int]]:
            return sorted((one.start, one.end) for one in person.annotations if one.tag == tag)

        person.keys("B")
        assert spans_of("quote") == [(QUOTE[0] + cut, QUOTE[1]) for cut in range(3)]
        person.keys("Ctrl+Z R 1")
        assert spans_of("quote") == []
        person.keys("Ctrl+Z F2 Left Enter")
        assert spans_of("quote") == [(QUOTE[0], QUOTE[1] - 1)]
        person.keys("Ctrl+Z Shift+C")
        assert spans_of("claim") == [(QUOTE[0], QUOTE[1])]
        person.keys("Ctrl+Z Alt+2")
        assert [one.attributes for one in person.annotations if one.tag == "quote"] != [()]
        person.keys("Ctrl+Z Delete")
        assert "Nothing is decided here" in person.label("key_hints")
        person.keys("M")
        person.keys("D O U B T Enter", person.window.findChild(QWidget, "comment_field"))
        assert "max: doubt" in person.label("card_thread").lower()
        assert waiting(person) == 2

    at_the_window(apart, "--annotator", "max", script=script)


def test_what_is_said_of_three_names_the_three(apart: Path) -> None:
    """Keys valid now, steps of the Edit menu, the menu of a row, the legend and the words for the ear."""

    def script(person: Person) -> None:
        begin(person)

        def step() -> str:
            return person.actions.action("edit.undo").text().replace("&", "")

        def offered() -> list[str]:
            return [one.words for one in entries_for(person.review)][:5]

        assert offered() == ["Take A", "Take B", "Take C", "Take all: A, B, C", "Reject all…"]
        assert "B all" in review_hints(person.review, person.actions)
        assert person.review_text.accessibleName() == "Article with 3 readings"
        assert "taken, several, corrected" in person.label("review_legend")
        assert person.label("card_where").split("  ·  ")[1] == (
            "marks in or out (A wider than B); one word more or less (A wider than C)"
        )
        person.keys("B")
        assert step() == "Undo Take all: A, B, C"
        assert person.label("card_head") == "Not all have it"
        assert offered()[:3] == ["Take A+B", "Take C", "Reject all…"]
        person.keys("1")
        assert step() == "Undo Take A+B"
        person.keys("P")
        assert "Decided: all" in person.label("card_decision")

    at_the_window(apart, "--annotator", "max", script=script)


def test_any_two_of_three_stand_side_by_side_and_no_reader_twice(apart: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        page = person.part(ReviewView)
        left, right = (person.window.findChild(QComboBox, f"review_reader_{side}") for side in ("left", "right"))

        def starts() -> list[int | None]:
            shown = (view.painter.overlays.current for view in (page.other, page.text))
            return [one.start - QUOTE[0] if one is not None else None for one in shown]

        assert not left.isVisible()
        person.choose("review.side_by_side")
        assert [left.itemText(n) for n in range(3)] == ["A  alice", "B  bob", "C  carl"]
        assert (left.currentText(), right.currentText()) == ("A  alice", "B  bob")
        assert starts() == [0, 1]
        assert person.label("review_legend").startswith("left: A alice   ·   right: B bob   ·   C carl")
        assert page.other.isVisible()
        left.setFocus()
        person.keys("End", left)
        assert starts() == [2, 1]
        assert page.other.accessibleName() == "Article with reading C"
        person.keys("Up", left)
        assert (left.currentText(), right.currentText()) == ("B  bob", "C  carl"), "they have changed places"
        assert starts() == [1, 2]
        page.text.setFocus()
        person.keys("1")
        assert waiting(person) == 1
        assert starts() == [None, CLAIM[0] - QUOTE[0]], "the claim is carl's alone"
        person.choose("review.gold_alone")
        assert not left.isVisible()
        assert not page.other.isVisible()
        person.choose("review.gold_alone")
        assert (left.currentText(), right.currentText()) == ("B  bob", "C  carl")
        person.choose("review.side_by_side")
        assert not left.isVisible()
        assert person.label("review_legend").startswith("A alice")

    at_the_window(apart, "--annotator", "max", script=script)


def test_names_stay_hidden_and_letters_stand_for_them(apart: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
        person.window.findChild(QCheckBox, "compare_blind").setChecked(True)
        person.keys("Alt+A", person.window.findChild(QWidget, "compare_dialog"))
        person.wait(lambda: isinstance(person.review, SeveralSession), "the review")
        person.wait(lambda: person.is_idle)
        for row in range(2):
            told = " ".join((*differing(person), person.label("review_legend"), person.label("card_where")))
            assert not any(name in told for name in NAMES), (row, told)
            person.keys("1")

    at_the_window(apart, "--annotator", "max", script=script)


def test_a_colleague_who_saves_meanwhile_stands_in_the_review(apart: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        assert waiting(person) == 2
        delete(apart, "carl", "carl-2")
        person.wait(lambda: waiting(person) == 1, "her change")
        assert "The tags of carl have changed on disk" in person.label("key_hints")
        assert isinstance(person.review, SeveralSession)

    at_the_window(apart, "--annotator", "max", script=script)


def test_who_is_not_done_is_left_out_and_two_are_no_three(apart: Path) -> None:
    mark_done(apart, "alice")
    mark_done(apart, "bob")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
        assert person.window.findChild(QPushButton, "compare_all") is None

    at_the_window(apart, "--annotator", "max", script=script)


def test_the_next_article_comes_with_all_of_its_readers(tmp_path: Path) -> None:
    for name in ("depot.txt", "yard.txt"):
        article = write(tmp_path, name, SENTENCE)
        for cut, reader in enumerate(NAMES):
            put_layer(article, reader, spans(reader, ("quote", QUOTE[0] + cut, QUOTE[1])))

    def script(person: Person) -> None:
        begin(person)
        person.keys("2 Ctrl+Shift+N")
        person.wait(lambda: person.review is not None and person.bridge.session.path.name == "yard.txt", "the next")
        person.wait(lambda: person.is_idle)
        assert person.review.layers == NAMES
        person.wait(lambda: not person.part(OpenReview).why_still)
        person.keys("2 Ctrl+Shift+N")
        person.wait(lambda: "Nothing else waits for a review." in person.label("key_hints"), "the end")

    at_the_window(tmp_path, "--annotator", "max", script=script)


def test_five_readers_have_a_digit_each_and_their_agreement_is_shown(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE)
    for cut, reader in enumerate((*NAMES, "dora", "emil")):
        put_layer(article, reader, spans(reader, ("quote", QUOTE[0] + cut, QUOTE[1])))

    def script(person: Person) -> None:
        begin(person)
        assert person.window.findChild(SideLabel, "card_e").isVisible()
        person.window.findChild(QPushButton, "agreement_button").click()
        figures = person.window.findChild(QTreeWidget, "agreement_figures")
        person.wait(lambda: figures.topLevelItemCount() == 6, "the figures")
        assert figures.topLevelItem(0).text(0) == "Before: alice, bob, carl, dora and emil, as they read"
        person.review_text.setFocus()
        person.keys("5")
        assert [(one.start, one.end) for one in person.annotations] == [(QUOTE[0] + 4, QUOTE[1])]

    at_the_window(article, "--annotator", "max", script=script)


def test_who_had_nothing_where_gold_took_a_tag_is_told_and_may_take_it_over(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", SENTENCE)
    for name in ("alice", "bob"):
        put_layer(article, name, spans(name, ("actor", 0, 10), ("claim", *CLAIM)))
    put_layer(article, "carl", spans("carl", ("actor", 0, 10)))

    def review(person: Person) -> None:
        begin(person)
        person.keys("1")
        person.wait_saved()

    def told(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        person.wait(lambda: person.label("returned_head").startswith("1 of 1"), "the card")
        assert "you had not tagged it" in person.label("returned_before")
        assert "max took it, as others have it" in person.label("returned_why")
        person.keys("A")
        assert [(one.tag, one.start, one.end) for one in person.annotations] == [("actor", 0, 10), ("claim", *CLAIM)]
        assert "accepted" in person.label("returned_head")
        person.keys("Ctrl+Z")
        assert len(person.annotations) == 1
        person.keys("A")
        person.wait_saved()

    def nothing_waits(person: Person) -> None:
        begin(person)
        assert waiting(person) == 0

    at_the_window(article, "--annotator", "max", script=review)
    assert gold_of(article)["decisions"][0]["absent"] == ["carl"]
    at_the_window(article, "--annotator", "carl", script=told)
    at_the_window(article, "--annotator", "max", script=nothing_waits)


def test_a_value_and_a_link_are_told_against_all_others_in_every_column(tmp_path: Path) -> None:
    """Of three who read otherwise one alone has the mode, and another speaker: each column says so."""
    article = write(tmp_path, "depot.txt", SENTENCE)
    said = SENTENCE.index("said")
    for name, cut, speaker, values in (
        ("alice", 0, "actor", ()),
        ("bob", 1, "cue", (("mode", "direct"),)),
        ("carl", 2, "actor", ()),
    ):
        made = spans(
            name, ("actor", 0, 10), ("cue", said, said + 4), ("quote", QUOTE[0] + cut, QUOTE[1]), ("claim", *CLAIM)
        )
        made[2] = made[2]._replace(attributes=values)
        to = 0 if speaker == "actor" else 1
        put_layer(article, name, made, [Link(f"{name}-l", "speaker", f"{name}-2", f"{name}-{to}")])

    def script(person: Person) -> None:
        begin(person)
        (place,) = person.review.places
        difference = person.review.board.rows[place].difference
        facts = [told_of_voice(person.review, difference, voice)[0].facts for voice in difference.voices]
        assert [[(fact.words, fact.differs) for fact in one] for one in facts] == [
            [("no Mode", True), ("speaker → Ada Brandt", True)],
            [("Mode = direct", True), ("speaker → said", True)],
            [("no Mode", True), ("speaker → Ada Brandt", True)],
        ]

    at_the_window(article, "--annotator", "max", script=script)


def test_a_digit_shows_a_reading_that_is_below_the_others_first_and_keys_lead_there(tmp_path: Path) -> None:
    """Five readings have two rows of columns at 1280 x 720."""
    article = write(tmp_path, "depot.txt", SENTENCE * 3)
    for cut, name in enumerate(("alice", "bob", "carl", "dora", "emil")):
        made = [("quote", n * SIZE + QUOTE[0] + 2 * cut, n * SIZE + QUOTE[1]) for n in range(3)]
        put_layer(article, name, spans(name, *made))

    def is_seen(label: QWidget) -> bool:
        return 2 * label.visibleRegion().boundingRect().height() >= label.height()

    def script(person: Person) -> None:
        begin(person)
        person.window.resize(1280, 720)
        person.wait(lambda: person.window.width() == 1280)
        person.wait(lambda: person.label("card_more") == "Not in sight: dora, emil, the reasons (Alt+Down)", "a word")
        dora = person.window.findChild(SideLabel, "card_d")
        assert not is_seen(dora)
        person.keys("4")
        assert waiting(person) == 3
        assert "That reading was not on the screen: here it is." in person.label("key_hints")
        assert is_seen(dora)
        assert person.label("card_more") == "Not in sight: alice, bob, carl (Alt+Down)"
        person.keys("4")
        assert waiting(person) == 2
        assert [(one.start, one.end) for one in person.annotations] == [(QUOTE[0] + 6, QUOTE[1])]
        assert not is_seen(dora), "the next difference begins with the first readings"
        person.keys("Alt+Down")
        assert is_seen(dora)
        person.keys("Alt+Up")
        assert not is_seen(dora)
        person.keys("1")
        assert waiting(person) == 1

    at_the_window(article, "--annotator", "max", script=script)
