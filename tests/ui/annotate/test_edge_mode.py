"""Moving edges: F2, [ and ], keys, and the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we will not leave the depot until every last locker is empty”. Nobody laughed.\n"
WORDS = "not leave the depot"


@pytest.fixture
def person(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "quote", WORDS, mode="mixed"))
    return person


def only(person: Person) -> Annotation:
    (annotation,) = person.annotations
    return annotation


def words(person: Person) -> str:
    return only(person).span.of(TEXT)


def preview(person: Person) -> str | None:
    span = person.view.painter.overlays.preview
    return span.of(TEXT) if span is not None else None


def test_f2_moves_the_last_edge_and_again_the_other(person: Person) -> None:
    person.keys("F2")
    assert person.label("mode_chip") == "EDGE"
    assert said(person).startswith("←/→ last edge (4 words)")
    person.keys("Ctrl+Right")
    assert said(person).startswith("←/→ last edge (5 words)")
    assert preview(person) == "not leave the depot until"
    person.keys("F2 Ctrl+Left")
    assert preview(person) == "will not leave the depot until"
    person.keys("Enter")
    assert words(person) == "will not leave the depot until"
    assert person.label("mode_chip") == "READ"


def test_brackets_begin_with_their_edge(person: Person) -> None:
    person.keys("[ Left")
    assert preview(person) == f" {WORDS}"
    person.keys("] Left")
    assert preview(person) == " not leave the depo"
    person.keys("Enter")
    assert words(person) == "not leave the depo"


def test_a_preview_changes_nothing_until_it_is_kept(person: Person) -> None:
    before = only(person)
    person.keys("F2 Ctrl+Right Ctrl+Right")
    assert only(person) == before


def test_esc_restores(person: Person) -> None:
    before = only(person)
    person.keys("F2 Ctrl+Right Esc")
    assert only(person) == before
    assert preview(person) is None
    assert person.label("mode_chip") == "READ"


def test_any_other_command_keeps(person: Person) -> None:
    person.keys("F2 Ctrl+Right N")
    assert words(person) == "not leave the depot until"
    assert person.label("mode_chip") == "READ"


def test_arrows_move_by_characters_and_edges_stop_one_grapheme_apart(person: Person) -> None:
    person.keys("F2")
    for _ in range(30):
        person.keys("Left")
    assert preview(person) == "n"
    person.keys("F2 Right Right")
    assert preview(person) == "n"
    person.keys("Left")
    assert preview(person) == " n"


def test_e_goes_to_the_next_natural_edge_and_shift_e_back(person: Person) -> None:
    person.keys("F2 E")
    assert preview(person) == "not leave the depot until every last locker is empty"
    person.keys("E")
    assert preview(person) == "not leave the depot until every last locker is empty”"
    person.keys("[ E")
    assert (preview(person) or "").startswith(("we will", "“we will"))
    person.keys("Shift+E")
    assert len(preview(person) or "") < len("“we will not leave the depot until every last locker is empty”")


def test_home_and_end_go_to_the_sentences_ends(person: Person) -> None:
    person.keys("F2 End")
    assert (preview(person) or "").endswith("empty”.")
    person.keys("F2 Home")
    assert (preview(person) or "").startswith("Ada Brandt")
    person.keys("Enter")
    assert words(person) == TEXT.partition(" Nobody")[0]


def test_id_attributes_links_and_note_survive_and_it_is_one_change(person: Person) -> None:
    bridge = person.bridge
    actor = put(person, "actor", "Ada Brandt")
    quote = next(one for one in person.annotations if one.tag == "quote")
    bridge.do("note", edits.set_note(quote, "check"))
    bridge.do("link", edits.link(bridge.session.store, "speaker", quote.id, actor))
    heard = []
    bridge.changed.connect(heard.append)
    bridge.set_current(quote.id)
    person.keys("F2 Ctrl+Right Ctrl+Right Enter")
    moved = next(one for one in person.annotations if one.tag == "quote")
    assert len(heard) == 1
    assert (moved.id, moved.attributes, moved.note) == (quote.id, quote.attributes, "check")
    assert [link.from_id for link in bridge.session.store.links] == [quote.id]
    person.keys("Ctrl+Z")
    assert words_of_quote(person) == WORDS


def words_of_quote(person: Person) -> str:
    return next(one.span.of(TEXT) for one in person.annotations if one.tag == "quote")


def test_outer_white_space_is_left_out_when_kept(person: Person) -> None:
    person.keys("F2 Right Enter")
    assert words(person) == WORDS


def test_edges_of_another_of_the_same_tag_are_refused(person: Person) -> None:
    put(person, "quote", "not leave the depot until")
    person.keys("F2 Ctrl+Right Enter")
    assert sorted(one.span.of(TEXT) for one in person.annotations) == [WORDS, "not leave the depot until"]
    assert said(person) == "Another Quote has these edges already."


def test_dragging_a_handle_is_one_change(person: Person) -> None:
    heard = []
    person.bridge.changed.connect(heard.append)
    quote = only(person)
    for end in (quote.end + 2, quote.end + 6):
        person.view.edges_dragged.emit(quote.id, Span(quote.start, end), False)
    person.view.edges_dragged.emit(quote.id, Span(quote.start, quote.end + 6), True)
    assert words(person) == "not leave the depot until"
    assert len(heard) == 1


def test_opening_another_article_keeps_the_edges(person: Person) -> None:
    person.wait_saved()
    session = person.bridge.session
    other = session.path.with_name("other.txt")
    other.write_text("Nothing stands here.\n", "utf-8")
    person.keys("F2 Ctrl+Right")
    person.opener.open_paths([other])
    person.wait_open("other.txt")
    assert [one.span.of(TEXT) for one in session.store.annotations] == ["not leave the depot until"]


def test_reading_the_article_again_keeps_the_edges(person: Person) -> None:
    person.wait_saved()
    before = person.bridge.session
    person.keys("F2 Ctrl+Right")
    person.desk.reload()
    person.wait(lambda: person.bridge.session not in (None, before))
    assert words(person) == "not leave the depot until"


def test_a_value_that_is_set_meanwhile_stays_beside_the_new_edges(person: Person) -> None:
    person.keys("F2 Ctrl+Right")
    box = person.window.findChild(QAbstractButton, "value_mode_direct")
    assert box is not None
    person.click_widget(box)
    person.keys("Enter", person.view)
    assert (words(person), only(person).attribute("mode")) == ("not leave the depot until", "direct")


def test_edges_that_are_changed_elsewhere_meanwhile_are_not_written_over(person: Person) -> None:
    person.keys("F2 Ctrl+Right")
    was = only(person)
    person.bridge.do("Merge", edits.replace(was, was._replace(end=was.end - len(" depot"))))
    assert (person.label("mode_chip"), preview(person)) == ("READ", None)
    assert said(person) == "These edges were changed elsewhere meanwhile. They stay as they are now."
    person.keys("Enter Esc")
    assert words(person) == "not leave the"


def test_edges_of_what_is_gone_meanwhile_are_not_written(person: Person) -> None:
    person.keys("F2 Ctrl+Right")
    person.bridge.undo()
    assert (person.label("mode_chip"), person.annotations) == ("READ", [])


def test_without_a_current_annotation_nothing_moves(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("F2")
    assert person.label("mode_chip") == "READ"
    assert said(person).startswith("No annotation is current")


def test_clicking_elsewhere_keeps(person: Person) -> None:
    put(person, "actor", "Ada Brandt")
    quote = next(one for one in person.annotations if one.tag == "quote")
    person.bridge.set_current(quote.id)
    person.keys("F2 Ctrl+Right")
    person.click("Ada")
    assert person.label("mode_chip") == "READ"
    assert words_of_quote(person) == "not leave the depot until"


ARABIC = "قالت ندى إن الاتحاد لن يغادر المستودع.\n\nNobody laughed at all.\n"


@pytest.mark.parametrize("by", ["", "Ctrl+"])
@pytest.mark.parametrize(("edge", "side"), [("]", "Left"), ("]", "Right"), ("[", "Left"), ("[", "Right")])
def test_an_edge_goes_where_the_arrow_points_in_words_from_right_to_left(
    open_text: OpenText, edge: str, side: str, by: str
) -> None:
    person = open_text(ARABIC)
    person.bridge.set_current(put(person, "quote", "الاتحاد لن"))

    def place() -> int:
        span = person.view.painter.overlays.preview
        assert span is not None
        return person.view.rect_of(span.start if edge == "[" else span.end).center().x()

    person.keys(edge)
    before = place()
    person.keys(f"{by}{side}")
    assert (place() < before) == (side == "Left")
    assert place() != before


def test_an_edge_follows_the_direction_of_its_own_paragraph(open_text: OpenText) -> None:
    person = open_text(ARABIC)
    person.bridge.set_current(put(person, "quote", "laughed"))
    person.keys("F2 Ctrl+Right Enter")
    assert [one.span.of(ARABIC) for one in person.annotations] == ["laughed at"]
