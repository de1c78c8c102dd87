"""The forms of the preferences: reading, looks, saving, review and privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from analyst_app.core.layer_ids import nearest_id
from analyst_app.preferences import (
    cache_folder,
    data_folder,
    own_name,
    preferences_file,
    spoken_languages,
    state_folder,
)
from analyst_app.ui.article.text_style import POINTS, TextStyle
from analyst_app.ui.commands.preferences.face_row import FaceRow
from analyst_app.ui.commands.preferences.preference_form import PreferenceForm
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.sizes import system_percent
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.preferences import Preferences
    from analyst_app.ui.widgets.theme import Looks

_THEMES = {
    "system": marked("as the system"),
    "light": marked("light"),
    "dark": marked("dark"),
    "high_contrast": marked("high contrast"),
    "high_contrast_light": marked("high contrast, light"),
}
_DENSITIES = {"comfortable": marked("comfortable"), "compact": marked("compact")}
_MOTIONS = {"system": marked("as the system"), "on": marked("yes"), "off": marked("no")}
"""By ``reduced_motion``."""
_WEIGHTS = {1: marked("usual"), 2: marked("thicker"), 3: marked("thickest")}
"""By ``lane_weight``."""
_SPEECH = {
    0: marked("what keys did"),
    1: marked("what the caret is in, too"),
    2: marked("values and notes, too"),
}
"""By ``speech_detail``."""


class ReadingForm(PreferenceForm):
    """The type of the article, its lines, and how words are selected."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("reading", tr("Reading"), looks, parent)
        self.face = FaceRow(
            self,
            "font",
            (tr("Own face:"), tr("Face of the article")),
            lambda: QFontInfo(TextStyle().font()).family(),
        )
        size = QDoubleSpinBox(self, minimum=6, maximum=72, singleStep=0.5, decimals=1)
        self.add_number("font_size", tr("Size of the text"), size, usual=POINTS)
        spacing = QDoubleSpinBox(self, minimum=1.2, maximum=2, singleStep=0.05, decimals=2)
        self.add_number("line_spacing", tr("Distance of the lines"), spacing, usual=TextStyle().sizes.pitch)
        self.add_words(tr("In sizes of the type. The usual distance follows the density (Look)."))
        width = QSpinBox(self, minimum=30, maximum=200)
        self.add_number("column_width", tr("Characters a line"), width)
        self.add_choice("lane_weight", tr("Lines under annotations"), _WEIGHTS)
        self.add_check("paragraph_numbers", tr("Show paragraph numbers"))
        self.add_check("snap_to_words", tr("A drag selects whole words"), tr("With Ctrl held it is exact."))


class LookForm(PreferenceForm):
    """Language, colours and density, and what a screen reader is told."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("look", tr("Look"), looks, parent)
        self._add_language()
        self.theme = self.add_choice("theme", tr("Colours"), _THEMES)
        self.density = self.add_choice("density", tr("Density"), _DENSITIES)
        self.add_words(tr("Compact: rows and lines closer together, an article of the list on one line."))
        size = QSpinBox(self, minimum=80, maximum=300, singleStep=10, suffix=tr(" %"))
        self.add_number("interface_size", tr("Size of the window’s words"), size, usual=system_percent())
        self.add_words(tr("Of everything but the article’s text; as at first it is as large as the system’s."))
        self.face = FaceRow(
            self,
            "interface_font",
            (tr("Own face of the window:"), tr("Face of the window")),
            lambda: QApplication.font().families()[0],
        )
        caret = QSpinBox(self, minimum=1, maximum=8, suffix=tr(" px"))
        self.add_number("caret_width", tr("Width of the caret"), caret)
        self.add_choice("reduced_motion", tr("Keep everything still"), _MOTIONS)
        self.add_choice("speech_detail", tr("A screen reader is told"), _SPEECH)

    def _add_language(self) -> None:
        """Add the languages that there are, each under the name that it gives itself."""
        self.languages = QComboBox(self)
        self.languages.setObjectName("preference_language")
        self.languages.setAccessibleName(tr("Language"))
        self.languages.addItem(tr("as the system"), "")
        for code in spoken_languages():
            self.languages.addItem(own_name(code), code)
        self.languages.activated.connect(lambda row: self.take(language=self.languages.itemData(row)))
        self.follow("language", self._show_language)
        self.rows.addRow(tr("Language"), self.languages)
        self.add_words(tr("The window is made anew in the language that you choose; what is open stays open."))

    def _show_language(self, code: str) -> None:
        if self.languages.findData(code) < 0:  # its catalogue is not there any more
            self.languages.addItem(code, code)
        self.languages.setCurrentIndex(self.languages.findData(code))


class SavingForm(PreferenceForm):
    """The name whose layer is written, and the article that is opened at the start."""

    named = Signal(str)
    """Another name was given: id of the layer that is to be written to from now on."""

    def __init__(self, looks: Looks, layer: Callable[[], str], parent: QWidget) -> None:
        super().__init__("saving", tr("Saving"), looks, parent)
        self._layer = layer
        self.annotator = QLineEdit(self)
        self.annotator.setObjectName("annotator_field")
        self.annotator.setAccessibleName(tr("Your name"))
        self.annotator.textChanged.connect(self._say_layer)
        self.annotator.editingFinished.connect(self._take_name)
        self.rows.addRow(tr("Your name"), self.annotator)
        self._kept = ""
        self._said = self.add_words("")
        self.add_check("restore", tr("Open the last article at the start"))
        self.add_words(tr("Your work is saved by itself a moment after each change; File ▸ History has earlier saves."))

    def show_preferences(self, wanted: Preferences) -> None:
        """Show the name, too; it is nobody's to set as at first."""
        super().show_preferences(wanted)
        self.annotator.setPlaceholderText(self._layer())
        if not self.annotator.isModified():
            self._kept = wanted.annotator
            self.annotator.setText(wanted.annotator)
        self._say_layer()

    def _say_layer(self) -> None:
        """Say in which layer the work is, or will be under the name that is being typed."""
        name = self.annotator.text().strip()
        layer = nearest_id(name) if name and name != self._kept else self._layer()
        self._said.setText(tr("What you tag is saved in the layer {layer}.", layer=layer))

    def _take_name(self) -> None:
        name = self.annotator.text().strip()
        self.annotator.setModified(False)
        if name == self._kept:
            return
        self.take(annotator=name)
        if name and nearest_id(name) != self._layer():
            self.named.emit(nearest_id(name))
        self._say_layer()


class ReviewForm(PreferenceForm):
    """The part that a person's decisions have in what is proposed."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("review", tr("Review"), looks, parent)
        self.add_check(
            "uses_learnt",
            tr("Suggest what was learnt from finished articles"),
            tr("Only where that is better than the rules; Annotate ▸ What it has learnt… shows it."),
        )


class PrivacyForm(PreferenceForm):
    """The text that goes into files, and the folders in which things are kept."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("privacy", tr("Privacy"), looks, parent)
        self.add_check(
            "keep_text",
            tr("Keep the article’s text in the file of annotations"),
            tr("Without the text (for copyright), a changed article is matched by quotations and their context."),
        )
        self.add_check(
            "counts_minutes",
            tr("Count the minutes of my activity in an article"),
            tr(
                "They stand by day in your own layer, where your team can read them (Corpus ▸ Progress of the team). "
                "Counted is the time from one click, key or turn of the wheel to the next; of a pause of more than "
                "two minutes nothing is."
            ),
        )
        self.add_words(tr("Nothing is ever sent anywhere. What the program keeps lies in these folders:"))
        for folder in (preferences_file().parent, state_folder(), cache_folder(), data_folder()):
            self.add_words(shown_name(str(folder)))
