"""The style sheet of Qt's own widgets: colours, radii and padding only, made of the theme's roles and the measures.

All else is painted by us. A button says by its property ``role`` that it is
the ``primary`` one of its page, or a ``quiet`` one; a frame says that it is a ``card``.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from analyst_app.ui.widgets.theme import ROLES

if TYPE_CHECKING:
    from analyst_app.ui.widgets.measures import Measures
    from analyst_app.ui.widgets.theme import Theme

_SHEET = Template("""
QMainWindow::separator { background: $hairline; width: 1px; height: 1px; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolBar, QStatusBar, QMenuBar { background: $surface; border: none; }
QStatusBar::item { border: none; }
QMenuBar::item { padding: 4px 8px; border-radius: ${r_chip}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $row; color: $text; }
QMenu { background: $raised; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: ${r_chip}px; color: $text; }
QMenu::item:selected { background: $row; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px 6px; }
QPushButton { background: $raised; color: $text; border: 1px solid $control; border-radius: ${r_control}px;
    padding: 4px 12px; min-height: ${h_button}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $row; }
QPushButton:disabled { color: $muted; border-color: $hairline; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $muted; border-color: $hairline; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; }
QPushButton[role="quiet"]:hover { background: $hover; }
QToolButton { border: none; border-radius: ${r_control}px; padding: 4px 8px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $row; }
QToolButton:disabled { color: $muted; }
QLineEdit, QAbstractSpinBox, QComboBox { background: $raised; color: $text; border: 1px solid $control;
    border-radius: ${r_control}px; padding: 3px 8px; min-height: ${h_field}px;
    selection-background-color: $selection; selection-color: $on_selection; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $muted; border-color: $hairline; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control;
    selection-background-color: $row; selection-color: $text; }
QPlainTextEdit[role="field"], QTextEdit[role="field"] { background: $raised; border: 1px solid $control;
    border-radius: ${r_control}px; }
QFrame[role="card"] { background: $raised; border: 1px solid $hairline; border-radius: ${r_card}px; }
QGroupBox { border: none; margin-top: 20px; padding-top: 4px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-radius: ${r_control}px; padding: 6px 10px;
    margin: 2px; }
QTabBar::tab:selected { background: $row; color: $text; }
QTabBar::tab:hover:!selected { background: $hover; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $hairline;
    padding: 4px 6px; }
QTableView, QTreeView, QListView { border: none; background: $surface; alternate-background-color: $sunken;
    selection-background-color: $row; selection-color: $text; gridline-color: $hairline; }
QDialog QTableView, QDialog QTreeView, QDialog QListView { background: $raised; border: 1px solid $hairline;
    border-radius: ${r_control}px; }
QScrollBar:vertical { background: transparent; width: ${w_scroll}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${w_scroll}px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $sunken; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")
_PADDING = 10
"""Pixels of padding and border that Qt adds to a least height."""


def style_sheet(theme: Theme, measures: Measures) -> str:
    """The style sheet of a theme in a density."""
    colours = {role: theme.colour(role).name() for role in ROLES}
    radii = {f"r_{name}": measures.radius(name) for name in ("chip", "control", "card")}
    return _SHEET.substitute(
        **colours,
        **radii,
        h_button=measures.height("button") - _PADDING,
        h_field=measures.height("field") - _PADDING + 2,
        w_scroll=measures.width("scroll_room"),
    )
