"""What a difference consists of, decided apart or together: by keys, through the real window.

Tests of ui.commands.view_commands and ui.review.review_page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTableView, QTreeWidget, QTreeWidgetItemIterator

from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_page import ReviewPage
from analyst_app.ui.widgets.theme import Looks
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, delete, mark_done, put_layer, sidecar, spans, waiting

TEXT = "Ada Brandt and Tom Reyes added “we will not leave” and “we stay”. The ministry in Berlin said no. "


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "depot.txt", TEXT + "\n\nAnother paragraph of the same story.\n" * 60)


def quotes(person: Person) -> list[str]:
    return [words for tag, words in person.tagged if tag == "quote"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1", ["“we will not leave” and “we stay”"]),
        ("2", ["“we will not leave”", "“we stay”"]),
        ("B", ["“we will not leave” and “we stay”", "“we will not leave”", "“we stay”"]),
        ("R 1", []),
    ],
)
def test_one_against_several_is_one_difference_and_one_key(article: Path, key: str, expected: list[str]) -> None:
    put_layer(article, "alice", spans("alice", ("quote", *at("“we will not leave” and “we stay”"))))
    put_layer(article, "bob", spans("bob", ("quote", *at("“we will not leave”")), ("quote", *at("“we stay”"))))

    def script(person: Person) -> None:
        begin(person)
        assert waiting(person) == 1
        assert "Split or merged" in person.label("card_head")
        person.keys(key)
        assert waiting(person) == 0
        assert quotes(person) == expected
        person.keys("Ctrl+Z")
        assert (waiting(person), person.tagged) == (1, [])

    at_the_window(article, "--annotator", "max", script=script)


def test_a_taken_quote_brings_its_actor_its_cue_and_their_links(article: Path) -> None:
    mine = spans("alice", ("quote", *at("“we will not leave”")), ("actor", 0, 10), ("cue", *at("added")))
    links = [Link("l", "speaker", "alice-0", "alice-1"), Link("c", "cue", "alice-0", "alice-2")]
    put_layer(article, "alice", mine, links)
    put_layer(article, "bob", spans("bob", ("actor", *at("Berlin"))))

    def script(person: Person) -> None:
        begin(person)
        review = person.review
        while review.row.difference.tag != "quote":
            person.keys("N")
        person.keys("F2 Left Enter")  # corrected, it brings them just as well
        session = person.bridge.session
        assert sorted(tag for tag, _ in person.tagged) == ["actor", "cue", "quote"]
        assert sorted(link.role for link in session.store.links) == ["cue", "speaker"]
        person.keys("Ctrl+Z 1")
        assert sorted(tag for tag, _ in person.tagged) == ["actor", "cue", "quote"]
        assert sorted(link.role for link in session.store.links) == ["cue", "speaker"]
        assert waiting(person) == 1

    at_the_window(article, "--annotator", "max", script=script)


def test_edges_value_and_link_are_decided_apart(article: Path) -> None:
    start, end = at("“we will not leave”")
    actors = (("actor", 0, 10), ("actor", *at("Tom Reyes")))

    def layer(name: str, quote: tuple[int, int], mode: str, speaker: int) -> None:
        first = Annotation(f"{name}-q", "quote", *quote, pairs({"mode": mode}))
        link = Link("l", "speaker", f"{name}-q", f"{name}-{speaker}")
        put_layer(article, name, [first, *spans(name, *actors)], [link])

    layer("alice", (start, end), "direct", 0)
    layer("bob", (start + 1, end - 1), "partial", 1)

    def script(person: Person) -> None:
        begin(person)
        store = person.bridge.session.store
        text = person.view.text

        def gold() -> tuple[str, object, list[str]]:
            one = next(one for one in store.annotations if one.tag == "quote")
            heads = [store.annotation(link.to_id) for link in store.links_from(one.id)]
            return text[one.start : one.end], one.attribute("mode"), [text[to.start : to.end] for to in heads]

        assert waiting(person) == 1
        assert "speaker → Ada Brandt" in person.label("card_a")
        assert "speaker → Tom Reyes" in person.label("card_b")
        assert "L links" in person.label("key_hints") or person.label("key_hints").startswith("1 difference")
        person.keys("2")
        assert gold() == ("we will not leave", "partial", ["Tom Reyes"])
        person.keys("Alt+1")
        assert gold() == ("we will not leave", "direct", ["Tom Reyes"])
        person.keys("L L")
        assert gold() == ("we will not leave", "direct", ["Ada Brandt"])
        assert "Links as in A" in person.label("key_hints")
        person.keys("Ctrl+Z")
        assert gold() == ("we will not leave", "direct", [])
        person.keys("Ctrl+Z Ctrl+Z Ctrl+Z")
        assert (waiting(person), person.tagged) == (1, [])

    at_the_window(article, "--annotator", "max", script=script)


def shown_words(person: Person) -> list[str]:
    """Everything that the window shows or would show in a tool tip, but the menu of layers."""
    window = person.window
    told = [window.windowTitle()]
    for kind in (QLabel, QAbstractButton):
        for widget in window.findChildren(kind):
            told += [widget.text(), widget.toolTip(), widget.accessibleName()]
    for box in window.findChildren(QComboBox):
        told += [box.itemText(number) for number in range(box.count())]
    for table in window.findChildren(QTableView):
        model = table.model()
        if model is not None:
            rows, columns = range(model.rowCount()), range(model.columnCount())
            told += [str(model.index(row, column).data()) for row in rows for column in columns]
    for tree in window.findChildren(QTreeWidget):
        iterator = QTreeWidgetItemIterator(tree)
        while (item := iterator.value()) is not None:
            told += [item.text(column) for column in range(tree.columnCount())]
            iterator += 1
    return told


def test_names_are_nowhere_while_they_are_hidden_not_even_about_a_file_of_another_text(article: Path) -> None:
    put_layer(article, "alice", spans("alice", ("quote", *at("“we stay”")), ("actor", 0, 10)))
    put_layer(article, "bob", spans("bob", ("claim", *at("“we stay”")), ("actor", 0, 3)))
    text = article.read_text("utf-8")
    article.write_text(f"NEW. {text}", "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(ReviewBeginning).compare("alice", "bob", True)
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.review.board.after, "the figures")
        assert any("made on another text" in words for words in shown_words(person))
        for key in ("N", "1", "P", "V", "M", "Esc"):
            person.keys(key)
            assert not [words for words in shown_words(person) if "alice" in words or "bob" in words]

    at_the_window(article, "--annotator", "max", script=script)


@pytest.mark.parametrize("is_empty", [True, False])
def test_two_layers_without_a_difference_say_so_and_lead_on(article: Path, is_empty: bool) -> None:
    for layer in ("alice", "bob"):
        put_layer(article, layer, spans(layer, ("quote", *at("“we stay”"))))
        if is_empty:
            delete(article, layer, f"{layer}-0")
            mark_done(article, layer)  # an empty layer is compared by itself only if its annotator says so

    def script(person: Person) -> None:
        begin(person)
        nothing = "There is nothing to compare: neither alice nor bob has a tag in this text."
        assert person.label("card_head") == (nothing if is_empty else "The two layers say the same.")
        assert (nothing if is_empty else "Nothing is left to settle") in person.label("key_hints")
        card = person.window.findChild(object, "difference_card")
        assert not any(button.isVisible() for button in card.findChildren(QAbstractButton))
        person.keys("1 B R K Delete N P L F2 M Ctrl+1")
        assert person.bridge.session.history.undo_label is None
        person.keys("Esc")
        person.wait(lambda: person.review is None)

    at_the_window(article, "--annotator", "max", script=script)
    assert not sidecar(article, "gold-max").exists()


def test_gold_is_reviewed_by_another_like_any_layer(article: Path) -> None:
    put_layer(article, "alice", spans("alice", ("quote", *at("“we stay”")), ("actor", 0, 10)))
    put_layer(article, "bob", spans("bob", ("actor", 0, 3)))

    def settle(person: Person) -> None:
        begin(person)
        person.keys("1 1")
        person.wait_saved()

    def review(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(ReviewBeginning).compare("gold-max", "bob")
        person.wait(lambda: person.review is not None, "the review")
        assert waiting(person) == 2
        person.keys("1 2")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=settle)
    before = sidecar(article, "gold-max").read_bytes()
    at_the_window(article, "--annotator", "zoe", script=review)
    assert sidecar(article, "gold-max").read_bytes() == before
    assert "gold-max:" in sidecar(article, "gold-zoe").read_text("utf-8")


def test_side_by_side_scrolls_together_and_looks_follow(article: Path) -> None:
    put_layer(article, "alice", spans("alice", ("quote", *at("“we stay”"))))
    put_layer(article, "bob", spans("bob", ("claim", *at("“we stay”"))))

    def script(person: Person) -> None:
        begin(person)
        page = person.part(ReviewPage).view
        person.choose("review.side_by_side")
        person.wait(lambda: page.other.reading_position == page.text.reading_position, "the same lines at once")
        person.keys("PgDown PgDown", page.text)
        assert page.text.verticalScrollBar().value() > 0
        assert page.other.reading_position == page.text.reading_position
        page.other.setFocus()
        person.keys("Ctrl+End", page.other)
        assert page.text.reading_position == page.other.reading_position
        person.choose("view.theme_dark")
        assert page.text.painter.theme is person.part(Looks).colours
        size = page.text.font().pointSizeF()
        person.keys("Ctrl++")
        assert page.text.font().pointSizeF() > size
        person.keys("N Ctrl+Z")
        person.keys("Esc")
        person.wait_open("depot.txt")

    at_the_window(article, "--annotator", "max", script=script)


def test_gold_is_not_asked_to_skip_lines_that_the_readers_left(tmp_path: Path) -> None:
    text = f"Harbour opens again\n\nHarbour opens again\n\n{TEXT}\n\nPhoto: R. Lund/Agency\n\n{TEXT}\n"
    article = write(tmp_path, "depot.txt", text)
    start = text.index("“")
    put_layer(article, "alice", spans("alice", ("quote", start, start + 8)))
    put_layer(article, "bob", spans("bob", ("quote", start, start + 9)))

    def script(person: Person) -> None:
        begin(person)
        assert waiting(person) == 1
        assert person.bars.words("skip") == ""

    at_the_window(article, "--annotator", "max", script=script)
