"""Keeps what is proposed clear of the card that proposes it: the text is scrolled, or the card stands at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.span import Span
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.bars.floating import FloatingCard


def keep_clear(view: ArticleView, card: FloatingCard, spans: Sequence[Span]) -> None:
    """Have a place of the text seen though a card floats over it.

    Args:
        view: the text.
        card: is shown already, at the bottom.
        spans: places of the text, each wider than the one before; the widest that has room is kept clear.
    """
    if not card.isVisible():
        return
    card.stand(high=False)
    height = view.viewport().height()
    covered = height - _place(card, view).top()
    wanted = next((one for one in reversed(spans) if _lines(view, one).height() < height - covered), spans[0])
    view.reveal(wanted, covered)
    if _lines(view, wanted).intersects(_place(card, view)):
        card.stand(high=True)
        if _lines(view, wanted).intersects(_place(card, view)):
            card.stand(high=False)


def _place(card: FloatingCard, view: ArticleView) -> QRect:
    """The rectangle of a card without its shadow, in the viewport."""
    inner = card.rect().adjusted(card.shadow, card.shadow, -card.shadow, -card.shadow)
    viewport = view.viewport()
    return QRect(viewport.mapFromGlobal(card.mapToGlobal(inner.topLeft())), inner.size())


def _lines(view: ArticleView, span: Span) -> QRect:
    """The lines of a span, in the viewport."""
    first, last = view.rect_of(span.start), view.rect_of(span.end)
    return QRect(QPoint(0, first.top()), QPoint(view.viewport().width(), last.bottom()))
