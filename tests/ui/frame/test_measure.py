"""The measure: 60 to 75 characters from 1260 pixels with all panes, from 1000 without the articles, 55 at 900.

Tests of ui.panels.panes and ui.article.text_style together, by counting characters of full lines.
"""

from __future__ import annotations

from statistics import mean

import pytest
from PySide6.QtTest import QTest

from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from tests.ui.conftest import OpenText

TEXT = "Depot to close\n\n" + "\n\n".join(
    "For the second time this week, the drivers’ union has said it will not hand over a single key of the Mill Lane "
    "bus depot, which the city council wants to sell before the summer. Ada Brandt, the union’s chair, told some two "
    f"hundred drivers on Tuesday night that the sale would cost them more than a building, in year {year}."
    for year in range(2000, 2012)
)


@pytest.mark.parametrize(
    ("width", "least", "has_articles"),
    [
        *((width, 60, True) for width in (1260, 1264, 1299, 1300, 1366, 1440, 1500, 1920)),
        *((width, 60, False) for width in (1000, 1100, 1259)),
        *((width, 55, False) for width in (900, 950, 999)),
    ],
)
def test_lines_have_their_measure(open_text: OpenText, width: int, least: int, has_articles: bool) -> None:
    person = open_text(TEXT)
    person.window.resize(width, 720)
    QTest.qWait(30)
    assert person.part(ArticleList).isVisible() is has_articles
    assert person.part(AnnotationPanel).isVisible()
    lengths: list[int] = []
    block = person.view.document().begin()
    while block.isValid():
        person.view.blockBoundingGeometry(block)
        layout = block.layout()
        lengths += [layout.lineAt(line).textLength() for line in range(layout.lineCount() - 1)]
        block = block.next()
    assert len(lengths) >= 20
    assert least <= mean(lengths) <= 75
