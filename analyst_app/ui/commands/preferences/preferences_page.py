"""The preferences as a page of the window: a sentence that wears them on top, and a form for each part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.commands.preferences.forms import LookForm, PrivacyForm, ReadingForm, ReviewForm, SavingForm
from analyst_app.ui.commands.preferences.key_fields import KeyTaker
from analyst_app.ui.commands.preferences.keys_form import KeysForm
from analyst_app.ui.commands.preferences.live_sentence import LiveSentence
from analyst_app.ui.frame.page_frame import CoveringPage
from analyst_app.ui.frame.page_list import PageList
from analyst_app.ui.frame.page_title import PageTitle
from analyst_app.ui.frame.paper import Paper, hairline
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
    from analyst_app.ui.widgets.theme import Looks
_NUMBERS = {"font_size", "line_spacing", "column_width"}


class PreferencesPage(CoveringPage):
    """Everything on it takes effect at once.

    Args:
        preferences: are shown, and take what is chosen.
        actions: whose keys are shown.
        layer: gives the id of the one that is written to.
        looks: colours and sizes.
        parent: the window, which it covers.
    """

    named = Signal(str)
    """Another name was given: id of the layer that is to be written to from now on."""

    def __init__(
        self, preferences: PreferenceKeeper, actions: ActionSet, layer: Callable[[], str], looks: Looks, parent: QWidget
    ) -> None:
        super().__init__(looks, parent)
        self.setObjectName("preferences_dialog")  # it was a dialog once
        self.setAccessibleName(tr("Preferences"))
        self._preferences = preferences
        self.keys_form = KeysForm(actions, looks, self)
        self.look_form = LookForm(looks, self)
        self.saving_form = SavingForm(looks, layer, self)
        self.saving_form.named.connect(self.named)
        self.forms = (
            ReadingForm(looks, self), self.look_form, self.keys_form, self.saving_form, ReviewForm(looks, self),
            PrivacyForm(looks, self),
        )  # fmt: skip
        self._title = PageTitle("preferences", tr("Preferences"), looks, self)
        self._title.say(tr("Everything takes effect at once."))
        self._title.back.clicked.connect(self.step_aside)
        self._steps: list[dict[str, Any]] = []
        """For each change the values before it, by setting; the last change is taken back first."""
        self.back_step = QPushButton(tr("Take back"), self)
        self.back_step.setObjectName("preferences_undo")
        self.back_step.setProperty("role", "quiet")
        self.back_step.setToolTip(tr("Take the last change of this page back (Ctrl+Z)"))
        self.back_step.setEnabled(False)
        self.back_step.clicked.connect(self.take_back)
        self._title.row.addWidget(self.back_step)
        self.sentence = LiveSentence(looks, self)
        self._lay_out()
        for form in self.forms:
            form.changed.connect(self._take)
        self.pages.currentRowChanged.connect(self._turn)
        self.pages.setCurrentRow(0)
        preferences.changed.connect(self._show)
        self._show()
        self.take_keys({"Esc": self.step_aside, "Ctrl+Z": self._take_back_here})
        self.hide()

    def open(self) -> None:
        """Come over the window."""
        self._show()
        self.come_over(self.pages)

    def take_back(self) -> None:
        """Have what was there before the last change."""
        if self._steps:
            self._preferences.take(self._preferences.preferences._replace(**self._steps.pop()))
        self.back_step.setEnabled(bool(self._steps))

    def _take_back_here(self) -> None:
        """In a field in which something was typed, have that taken back first."""
        field = self.focusWidget()
        if (
            isinstance(field, QLineEdit)
            and field.isUndoAvailable()
            and not isinstance(field.parent(), QAbstractSpinBox)
        ):
            field.undo()
        else:
            self.take_back()

    def ask_for_key(self, action_id: str) -> None:
        """Show the keys, with that of an action ready to be typed."""
        self.pages.setCurrentRow(self.forms.index(self.keys_form))
        self.keys_form.show_key(action_id)

    def _lay_out(self) -> None:
        sizes = self._looks.sizes
        self.pages = PageList([form.title for form in self.forms], self._looks, self)
        self.pages.setObjectName("preferences_pages")
        self.pages.setAccessibleName(tr("Parts of the preferences"))
        self._stack = QStackedWidget(self)
        for form in self.forms:
            self._stack.addWidget(form)
        sheet = QWidget(self)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(*(sizes.space(4),) * 4)
        inner.setSpacing(sizes.space(4))
        inner.addWidget(self.sentence)
        inner.addWidget(self._stack, 1)
        paper = Paper(self._looks, self, width="preferences_form")
        paper.put_in(sheet)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pages)
        row.addWidget(hairline(self, is_upright=True))
        row.addWidget(paper, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(hairline(self))
        column.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the parts take less."""
        super().resizeEvent(event)
        self.pages.setFixedWidth(min(self._looks.sizes.width("preferences_pages"), self.width() // 4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave each key to the button that waits for one."""
        if isinstance(watched, KeyTaker) and watched.isChecked():
            return False
        return super().eventFilter(watched, event)

    def _turn(self, number: int) -> None:
        """Show another form; those that are not seen ask for no room."""
        policy = QSizePolicy.Policy
        for form in self.forms:
            wanted = policy.Preferred if form is self.forms[number] else policy.Ignored
            form.setSizePolicy(wanted, wanted)
        self._stack.setCurrentIndex(number)

    def _take(self, settings: dict[str, Any]) -> None:
        now = self._preferences.preferences
        before = {name: getattr(now, name) for name, value in settings.items() if getattr(now, name) != value}
        is_same_number = len(self._steps[-1:]) == 1 and self._steps[-1].keys() == before.keys() <= _NUMBERS
        if before and not is_same_number:  # a number on its way passes many others
            self._steps.append(before)
        self.back_step.setEnabled(bool(self._steps))
        self._preferences.take(now._replace(**settings))

    def _show(self) -> None:
        wanted = self._preferences.preferences
        self.sentence.wear(wanted)
        for form in self.forms:
            form.show_preferences(wanted)
