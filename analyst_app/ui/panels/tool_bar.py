"""The tag bar: the codebook's tags (double-click arms one), link, note, undo, redo, search, layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import nlargest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from analyst_app.ui.bars.bar_button import BarButton, FieldButton, PersonButton, TagButton
from analyst_app.ui.bars.bar_line import BarLine
from analyst_app.ui.bars.work_bar import WorkBar
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.mnemonics import escaped, plain
from analyst_app.ui.commands.tag_menu import TagMenu
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.core.codebook import Tag
    from analyst_app.ui.widgets.theme import Looks

_MOST_BUTTONS = 40
"""More tags than that fit no screen."""
_LONGEST_NAME = 40
_SEARCH = "palette.open"
_NO_KEY = "•"


class ToolBar(QToolBar):
    """Buttons never take the focus: it stays in the text.

    Of more tags than there is room for, those that were used most when the article was opened are seen, in the order of
    the codebook; the others are in the menu beside them. None moves while one works.

    Args:
        actions: are done by the buttons.
        acts_at_once: True if a click on a tag acts at once; else it waits until it can be no double click any more.
        looks: colours and sizes.
        parent: the window.
    """

    armed = Signal(str)
    """Id of the tag that each new selection gets, or empty."""

    def __init__(self, actions: ActionSet, acts_at_once: Callable[[], bool], looks: Looks, parent: QWidget) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(looks.sizes.height("tag_bar"))
        self._actions, self._looks = actions, looks
        self._tag_buttons: dict[str, TagButton] = {}
        self.armed_tag = ""
        self._acts_at_once = acts_at_once
        self._clicked_tag = ""
        self._single = QTimer(self)
        self._single.setSingleShot(True)
        self._single.timeout.connect(lambda: self._actions.trigger(f"tag.{self._clicked_tag}"))
        self._line = BarLine(looks, self)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.addWidget(self._line)
        self._work = WorkBar(looks, self._line)
        self._line.put_along(self._work)
        self._is_working = self._has_long_work = False
        self._more = BarButton(looks, self._line, opens_menu=True)
        self._more.show_words(tr("More"))
        self._make_menu(self._more, "more_tags", tr("More tags"))
        self.layer = PersonButton(looks, self._line)
        self._make_menu(self.layer, "layer_button", tr("Whose annotations are shown"))
        link, note = (
            self._command("annotate.link", "link", tr("Link")),
            self._command("annotate.note", "note", tr("Note")),
        )
        right = [self._command("edit.undo", "undo"), self._command("edit.redo", "redo"), *self._search(), self.layer]
        self._line.put_ends(self._more, (link, note), right, (*right[2:], link, note))
        self._tags_without_room = TagMenu(self._more.menu(), actions, "tag", left_out=self._seen_tags)
        self._line.shown_changed.connect(self._tags_without_room.fill)
        actions.tags_changed.connect(self._fill_tags)
        actions.keys_changed.connect(self._name_buttons)
        self._fill_tags()

    def arm(self, tag_id: str) -> None:
        """Arm a tag: each new selection gets it until Esc. Empty: none."""
        self.armed_tag = tag_id
        for name, button in self._tag_buttons.items():
            button.setChecked(name == tag_id)
        self.armed.emit(tag_id)

    def begin_article(self, used: Mapping[str, int]) -> None:
        """Show the tags that are used most in an article that was opened.

        Args:
            used: number of annotations by tag id.
        """
        self._actions.note_used(used)
        if set(self._tag_buttons) != {tag.id for tag in self._listed}:
            self._fill_tags()
        self.set_counts(used)
        self._rank()

    def set_counts(self, used: Mapping[str, int]) -> None:
        """Show how many annotations there are by tag id; the buttons keep their order."""
        for tag_id, button in self._tag_buttons.items():
            button.show_count(used.get(tag_id, 0))
        self._tell_counts(used)

    def show_layer(self, layer_id: str, *, is_open: bool, is_own: bool = True) -> None:
        """Say whose annotations are shown.

        Args:
            layer_id: the layer that is shown or being opened.
            is_open: True if it is open, so that another may be chosen.
            is_own: True if it is the person's own.
        """
        before = self.layer.wanted
        self.layer.setText(tr("layer: {layer} ▾", layer=layer_id))
        self.layer.show_person(visible(layer_id), is_own=is_own)
        self.layer.setEnabled(is_open)
        if self.layer.wanted != before:
            self._line.arrange()

    def letter_button(self, tag: Tag, parent: QWidget) -> QToolButton:
        """A button for a tag elsewhere: its letter; of a tag that has none, the name."""
        button = TagButton(self._looks, parent)
        button.show_tag(tag.key or _NO_KEY, tag.colour, "" if tag.key else tag.name)
        return button

    def set_work(self, words: str) -> None:
        """Show that something is worked on, if it lasts; empty words: nothing is."""
        self._is_working = bool(words)
        self._work.show_work(self._is_working or self._has_long_work)

    def show_long_work(self, is_on: bool, share: float = 0.0) -> None:
        """Show that there is a work over many articles, and which part of it is done, 0 to 1 (0: not known)."""
        self._has_long_work = is_on
        self._work.show_share(share)
        self._work.show_work(self._is_working or is_on)

    @property
    def layer_menu(self) -> QMenu:
        """The menu of the layers."""
        return self.layer.menu()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._single.stop()
            tag_id = str(watched.property("tag_id"))
            self.arm("" if self.armed_tag == tag_id else tag_id)
            return True
        return False

    # -- inside ----------------------------------------------------------------

    @property
    def _tags(self) -> list[Tag]:
        codebook = self._actions.codebook
        return [tag for tag in codebook.tags if not tag.retired] if codebook is not None else []

    @property
    def _listed(self) -> list[Tag]:
        """The tags that have buttons, in the order of the codebook: of very many, those that are used most."""
        tags = [tag for tag in self._tags if not tag.helper]
        most = set(
            nlargest(_MOST_BUTTONS, range(len(tags)), key=lambda row: (self._actions.used.get(tags[row].id, 0), -row))
        )
        return [tag for row, tag in enumerate(tags) if row in most]

    def _fill_tags(self) -> None:
        for button in self._tag_buttons.values():
            button.hide()
            button.deleteLater()
        self._tag_buttons = {tag.id: self._tag_button(tag) for tag in self._listed}
        self._name_buttons()
        if self.armed_tag:
            self.arm(self.armed_tag if f"tag.{self.armed_tag}" in self._actions else "")
        if f"tag.{self._clicked_tag}" not in self._actions:
            self._single.stop()

    def _rank(self) -> None:
        """Give the buttons their places: the tag that is armed is seen, and those that were used most."""
        buttons = self._tag_buttons
        ranked = sorted(buttons, key=lambda tag_id: (tag_id != self.armed_tag, -self._actions.used.get(tag_id, 0)))
        has_more = len(buttons) < len(self._tags)
        self._line.put_tags(list(buttons.values()), [buttons[tag_id] for tag_id in ranked], has_more=has_more)

    def _seen_tags(self) -> list[str]:
        """The tags that have a button in sight."""
        return [tag_id for tag_id, button in self._tag_buttons.items() if self._line.has_room(button)]

    def _tag_button(self, tag: Tag) -> TagButton:
        button = TagButton(self._looks, self._line)
        button.setObjectName(f"button_tag_{tag.id}")
        button.setProperty("tag_id", tag.id)
        button.setCheckable(True)
        button.clicked.connect(lambda checked=False, tag_id=tag.id: self._clicked(tag_id))
        button.installEventFilter(self)
        return button

    def _clicked(self, tag_id: str) -> None:
        self._tag_buttons[tag_id].setChecked(tag_id == self.armed_tag)
        if self.armed_tag == tag_id:
            self.arm("")
        elif self._acts_at_once():
            self._actions.trigger(f"tag.{tag_id}")
        else:
            self._clicked_tag = tag_id
            self._single.start(QApplication.doubleClickInterval())

    def _name_buttons(self) -> None:
        for tag in self._tags:
            button = self._tag_buttons.get(tag.id)
            if button is None:
                continue
            keys = self._actions.keys_of(self._actions.rows[f"tag.{tag.id}"])
            button.show_tag(keys[0] if keys else _NO_KEY, tag.colour, tag.name)
            name = tag.name if len(tag.name) <= _LONGEST_NAME else f"{tag.name[:_LONGEST_NAME]}…"
            button.setText(escaped(f"{keys[0]}  {name}" if keys else name))
            told = tr("Double-click: tag each selection until Esc.")
            button.setToolTip(plain_tip("\n".join(words for words in (tag.name, tag.definition, told) if words)))
        self._rank()
        self._tags_without_room.fill()

    def _tell_counts(self, used: Mapping[str, int]) -> None:
        for tag in self._tags:
            if tag.id in self._tag_buttons:
                words = tr("{tag}, {count} in this article", tag=tag.name, count=used.get(tag.id, 0))
                self._tag_buttons[tag.id].setAccessibleName(words)

    def _command(self, action_id: str, icon: str, word: str = "") -> BarButton:
        button = BarButton(self._looks, self._line, icon)
        button.show_words(word)
        return self._follow(button, action_id)

    def _search(self) -> list[BarButton]:
        """The way into the palette, if there is one."""
        if _SEARCH not in self._actions:
            return []
        button = FieldButton(self._looks, self._line, "find")
        button.show_words(tr("Search or run"))
        keys = next(iter(self._actions.keys_of(self._actions.rows[_SEARCH])), "")
        button.show_keys(keys.split("+") if keys else ())
        return [self._follow(button, _SEARCH)]

    def _follow(self, button: BarButton, action_id: str) -> BarButton:
        """Have a button do an action, and be enabled as it is."""
        action = self._actions.action(action_id)
        button.setObjectName(f"button_{action_id}")
        button.setAccessibleName(self._actions.rows[action_id].shown)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            keys = next(iter(self._actions.keys_of(self._actions.rows[action_id])), "")
            words = plain(action.text())
            button.setToolTip(plain_tip(f"{words} ({keys})" if keys else words))

        action.changed.connect(follow)
        follow()
        return button

    def _make_menu(self, button: BarButton, name: str, tip: str) -> None:
        button.setObjectName(name)
        button.setToolTip(plain_tip(tip))
        button.setAccessibleName(tip)
        button.setMenu(QMenu(button))
