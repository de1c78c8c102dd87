"""The concordance's table keeps the rules of a model and sorts by the words next to each hit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from analyst_app.core.span import Span
from analyst_app.corpus.concordance import Hit
from analyst_app.ui.corpus.hit_model import HIT, LEFT, RIGHT, TAG, HitModel


def hit(before: str, text: str, after: str, article: str = "a.txt") -> Hit:
    return Hit(article, "", "", "", Span(0, 1), before, text, after)


HITS = [
    hit("to the ", "depot", " at night"),
    hit("by the ", "Depot", ", said Brandt"),
    hit("a big ", "dépôt", " closed\u202e"),
]


def words(model: HitModel, column: int) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_it_keeps_the_rules_of_a_model(qtmodeltester: ModelTester) -> None:
    model = HitModel()
    model.set_hits(HITS[:2])
    model.add_hits(HITS[2:])
    model.add_hits([])
    qtmodeltester.check(model)


def test_left_is_sorted_by_the_nearest_word_first() -> None:
    model = HitModel()
    model.set_hits(HITS)
    model.sort(LEFT)
    assert words(model, LEFT) == ["a big", "by the", "to the"]
    model.sort(RIGHT, Qt.SortOrder.DescendingOrder)
    assert words(model, RIGHT)[0].startswith("closed")


def test_a_sort_keeps_rows_that_are_remembered(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = HitModel()
    model.set_hits(HITS)
    kept = QPersistentModelIndex(model.index(0, HIT))
    model.sort(LEFT, Qt.SortOrder.AscendingOrder)
    assert kept.row() == 2


def test_nothing_foreign_is_shown_raw() -> None:
    model = HitModel()
    model.set_hits(HITS)
    assert "\u202e" not in words(model, RIGHT)[2]


def test_a_hit_beside_the_text_says_what_it_stands_in() -> None:
    model = HitModel()
    model.name_tags({"claim": "Claim"})
    beside = HITS[0]._replace(kind="note", tag="claim", layer="alice")
    model.set_hits([HITS[0], beside, HITS[1]._replace(kind="outlet")])
    assert words(model, TAG) == ["", "note Claim alice", "outlet"]
    read_out = [str(model.index(row, HIT).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert [said.split()[0] for said in read_out] == [HITS[0].before.split()[0], "note", "outlet"]


def test_words_are_shown_as_the_article_has_them() -> None:
    persian = hit("او می\u200cخواهد ", "کتاب", " را بخواند.")
    family = hit("", "Weg", " mit 👨\u200d👩\u200d👧, Dampf\u00adschiff, \u200fא \ue000")
    model = HitModel()
    model.set_hits([persian, family])
    shown = [str(model.index(row, column).data()) for row in (0, 1) for column in (LEFT, RIGHT)]
    assert "او می\u200cخواهد" in shown
    assert "mit 👨\u200d👩\u200d👧, Dampf\u00adschiff, \u200fא \ue000" in shown


def test_what_would_act_on_the_words_around_it_is_replaced() -> None:
    model = HitModel()
    model.set_hits([hit("a\x07b\u202ec\u2066d\ud83d ", "depot", "")])
    assert words(model, LEFT) == ["a�b�c�d�"]
