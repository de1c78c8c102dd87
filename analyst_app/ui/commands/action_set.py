"""The actions table as QActions: registering what they do, keys, the codebook's tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.actions import ACTIONS, Action, is_bare, under_ids_of_today
from analyst_app.ui.commands.key_shares import Clash, KeyShares, shared_out
from analyst_app.ui.commands.key_spelling import well_spelled
from analyst_app.ui.commands.keys import Key
from analyst_app.ui.commands.mnemonics import MenuLetters, escaped, plain
from analyst_app.ui.commands.modes import EDGE, EDIT, READ, SUGGEST, ModeKeeper
from analyst_app.ui.commands.popups import PopupGuard, popup_has_keyboard
from analyst_app.ui.commands.tag_rows import tag_actions
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr


class ActionSet(QObject):
    """All actions of the window, by id.

    Args:
        modes: which an action may end.
        why_read_only: gives the reason why nothing of the open layer may be changed; empty: it may.
        parent: the window, in which the keys count.
    """

    tags_changed = Signal()
    """The codebook's tags, and with them their actions, are others."""
    keys_changed = Signal()
    begun = Signal()
    """An action is about to act."""
    refused = Signal(str)
    """An action does nothing: the reason, plain text."""

    def __init__(self, modes: ModeKeeper, why_read_only: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._modes, self._why_read_only = parent, modes, why_read_only
        self._functions: dict[str, Callable[..., object]] = {}
        self._holds = 0
        self._kept: list[tuple[Action, bool]] = []
        """The rows that were chosen while it was held, each with its check."""
        self._own_keys: Mapping[str, str] = {}
        self._shares = KeyShares({}, {})
        self.no_keys: Sequence[str] = ()
        """Words among the person's own keys that name no key."""
        self._there = {"": True, "session": False, "undo": False, "redo": False, "actor": False, "review": False}
        self._shown = dict.fromkeys(("", "shown", "text", "layer"), True)
        """By what a row acts ``on``: whether that is shown."""
        self.rows: dict[str, Action] = {}
        """The table's rows and the tags', by id, in the order of the menus."""
        self._actions: dict[str, QAction] = {}
        self.codebook: Codebook | None = None
        self.used: Mapping[str, int] = {}
        """By id of a tag, how many annotations of it there were when the article was opened."""
        self._letters = MenuLetters(PopupGuard(self), self._tag_keys, self)
        for row in ACTIONS:
            self._add(row)
        self._index_keys()

    # -- for whoever does something --------------------------------------------

    def register(self, action_id: str, function: Callable[..., object]) -> None:
        """Give an action its function.

        Args:
            action_id: from the table; ``tag.*``, ``retag.*`` and ``attribute.*``
                stand for all of a kind.
            function: called without arguments; with the last part of the id for
                a ``*``; with True or False for a checkable action.
        """
        self._functions[action_id] = function
        kind = action_id.removesuffix("*")
        self._enable(row for row in self.rows.values() if row.id.startswith(kind))

    def register_when_used(self, action_ids: Iterable[str], make: Callable[[], object]) -> None:
        """Have the part that does some actions made when one of them is chosen first.

        Args:
            action_ids: all that it registers; none stands for others.
            make: makes the part, which then registers these actions itself.
        """

        def use(action_id: str, *is_checked: bool) -> None:
            make()
            self._functions[action_id](*is_checked)

        for action_id in action_ids:
            self.register(action_id, partial(use, action_id))

    def hold(self) -> None:
        """Keep what is chosen from now on until ``go_on``: something else comes first."""
        self._holds += 1

    def go_on(self) -> None:
        """Do what was kept, in its order, as far as none of it holds again."""
        self._holds -= 1
        while self._kept and not self._holds:
            self._run(*self._kept.pop(0))

    def action(self, action_id: str) -> QAction:
        """The QAction of an id."""
        return self._actions[action_id]

    def __contains__(self, action_id: str) -> bool:
        return action_id in self._actions

    def trigger(self, action_id: str) -> None:
        """Do an action if it is enabled, as if it were chosen from the menu; one that lacks an actor says so."""
        action, row = self._actions[action_id], self.rows[action_id]
        if self.answers(row) and not action.isEnabled():
            self._run(row, False)
        else:
            action.trigger()

    def answers(self, row: Action) -> bool:
        """True if a row's key does something: it acts, or says that no actor is current, or the text not shown."""
        is_said = (row.needs == "actor" or self._is_hidden(row)) and self._there["session"] and not self.is_reviewing
        return self._actions[row.id].isEnabled() or is_said

    def for_key(self, key: Key) -> Action | None:
        """The row of a key press, if a key of that spelling is given to one."""
        for spelling in key.spellings:
            if spelling in self._shares.by_key:
                return self.rows[self._shares.by_key[spelling]]
        return None

    def for_review_key(self, key: Key) -> Action | None:
        """The row of a key press in a review, if it has a meaning of its own there."""
        for spelling in key.spellings:
            if spelling in self._shares.by_review_key:
                return self.rows[self._shares.by_review_key[spelling]]
        return None

    def keys_of(self, row: Action) -> tuple[str, ...]:
        """The keys of a row: the person's own, else the table's."""
        own = self._own_keys.get(row.id)
        return row.keys if own is None else (own,) if own else ()

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The keys that two actions have."""
        return self._shares.clashes

    def refusal(self, row: Action) -> str:
        """The reason why a row may not act on the open layer, whatever else there is to say; empty: it may."""
        if self._is_hidden(row):
            return tr("The text of the article is not shown now. Leave this page first (F6 to it, then Esc).")
        reason = self._why_read_only() if row.on == "layer" else ""
        return tr("Read-only: {reason}. Save a copy to change it.", reason=reason) if reason else ""

    def why_off(self, row: Action) -> str:
        """The reason why a row does nothing now; empty: it acts."""
        if self._is_hidden(row) or self._there[row.needs]:
            return self.refusal(row)
        return tr(_LACKING["session" if row.needs == "actor" and not self._there["session"] else row.needs])

    def acts_now(self, row: Action) -> bool:
        """True if the key of a row means it now: it acts, and no list or field has the keys."""
        return not self.why_off(row) and self._modes.name in (READ, EDGE, SUGGEST, *row.modes)

    @property
    def mode(self) -> str:
        """The name of the mode that is on."""
        return self._modes.name

    def is_registered(self, row: Action) -> bool:
        """True if somebody does what a row says."""
        return self._function(row.id)[0] is not None

    def why_busy(self, row: Action | None) -> str:
        """The reason why something of a review must wait: what the mode keeps decides, and goes on to another place.

        Args:
            row: of what is to be done; None: it has none.
        """
        modes = row.modes if row is not None else (READ,)
        is_of_review = self.is_reviewing and (row is None or row.needs == "review")
        is_busy = is_of_review and self._modes.name == EDGE and EDGE not in modes
        return tr("The edges are being moved: Enter keeps them, Esc puts them back.") if is_busy else ""

    # -- for the shell ---------------------------------------------------------

    def set_keys(self, own_keys: Mapping[str, str]) -> None:
        """Take a person's own keys, by action id of this version or an earlier one."""
        wanted, no_keys = well_spelled(under_ids_of_today(own_keys)) if own_keys else ({}, ())
        if (wanted, no_keys) == (self._own_keys, self.no_keys):
            return
        self._own_keys, self.no_keys = wanted, no_keys
        self._index_keys()
        for row in self.rows.values():
            self._set_shortcut(self._actions[row.id], row)
        self.keys_changed.emit()

    def set_codebook(self, codebook: Codebook) -> None:
        """Make the actions of another codebook's tags."""
        if codebook == self.codebook:
            return
        self.codebook = codebook
        for action_id in [name for name in self.rows if name.startswith(("tag.", "retag."))]:
            action = self._actions.pop(action_id)
            del self.rows[action_id]
            _discard(action)
        for row in tag_actions(codebook):
            self._add(row)
        self._index_keys()
        self._enable(self.rows.values())
        self.tags_changed.emit()

    def note_used(self, used: Mapping[str, int]) -> None:
        """Note how often each tag was used in an article that was opened: where there are many, menus begin with these.

        Args:
            used: number of annotations by tag id.
        """
        self.used = dict(used)

    def give_letters(self, menu: QMenu) -> None:
        """Give the entries of a menu letters to choose them by, and keep keys that are typed there from all actions."""
        self._letters.watch(menu)

    def set_there(self, *, session: bool, undo: str | None, redo: str | None) -> None:
        """Say what is there to act on.

        Args:
            session: True if an article is open.
            undo: label of the step that can be undone; None: there is none.
            redo: label of the step that can be done again; None: there is none.
        """
        self._actions["edit.undo"].setText(tr("&Undo {step}", step=escaped(undo)) if undo else tr("&Undo"))
        self._actions["edit.redo"].setText(tr("&Redo {step}", step=escaped(redo)) if redo else tr("&Redo"))
        there = self._there | {"session": session, "undo": undo is not None, "redo": redo is not None}
        if there != self._there:
            self._there = there
            self._enable(self.rows.values())

    def set_words(self, action_id: str, words: str) -> None:
        """Call an action otherwise in the menus for a while.

        Args:
            action_id: of the table.
            words: plain text; empty: as the table calls it.
        """
        self._actions[action_id].setText(escaped(words) if words else self.rows[action_id].menu_text)

    def set_actor(self, is_current: bool) -> None:
        """Say whether what is current is a person or body."""
        if is_current != self._there["actor"]:
            self._there = self._there | {"actor": is_current}
            self._enable(row for row in self.rows.values() if row.needs == "actor")

    @property
    def is_reviewing(self) -> bool:
        """True while a review is looked at."""
        return self._there["review"]

    def set_reviewing(self, is_reviewing: bool) -> None:
        """Say whether a review is looked at."""
        self._there = self._there | {"review": is_reviewing}
        self._enable(self.rows.values())

    def set_shown(self, *, article: bool, text: bool) -> None:
        """Say what of a text is shown; what would act on one that is not shown does not act.

        Args:
            article: True unless another page hides the article.
            text: True if the page that is shown has a text to be searched, the article's or its own.
        """
        self._shown = {"": True, "shown": text, "text": article, "layer": article}
        self._enable(row for row in self.rows.values() if row.on)

    # -- inside ----------------------------------------------------------------

    def _is_hidden(self, row: Action) -> bool:
        return not self._shown[row.on]

    def _add(self, row: Action) -> None:
        action = QAction(self._window)
        action.setText(row.menu_text)  # as an argument, PySide makes QIcon first, to see that it is none: 2 ms
        action.setObjectName(row.id)
        if row.is_of_tag and plain(row.menu_text) != row.shown:
            action.setToolTip(plain_tip(row.shown))
        action.setCheckable(row.checkable)
        action.setAutoRepeat(row.repeats)
        action.setMenuRole(_MAC_ROLES.get(row.id, QAction.MenuRole.NoRole))
        action.setEnabled(False)
        action.triggered.connect(lambda checked, row=row: self._run(row, checked))
        self.rows[row.id], self._actions[row.id] = row, action
        self._set_shortcut(action, row)

    def _set_shortcut(self, action: QAction, row: Action) -> None:
        keys = [key for key in self.keys_of(row) if (row.id, key) not in self._shares.silent]  # Qt would let none act
        # A bare key is shown in the menus but comes through the KeyRouter: the
        # context WidgetShortcut never matches a menu's action.
        bare = bool(keys) and (is_bare(keys[0]) or row.needs == "review")
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetShortcut if bare else Qt.ShortcutContext.WindowShortcut,
        )
        action.setShortcuts([QKeySequence(spelled) for key in keys for spelled in _qt_spellings(key)])

    def _run(self, row: Action, checked: bool) -> None:
        if row.id == "edit.undo" and not popup_has_keyboard() and self._modes.take_back():
            return
        if self._is_behind(row):
            if row.checkable:
                self._actions[row.id].setChecked(not checked)
            return
        if self._holds:
            self._kept.append((row, checked))
            return
        function, arguments = self._function(row.id)
        if function is None:
            return
        self.begun.emit()
        if refusal := self.refusal(row) or self.why_busy(row):
            self.refused.emit(refusal)
            return
        if self._modes.take_command(row.id):
            return
        if self._modes.name == EDIT and row.changes_work and EDIT not in row.modes:
            self.refused.emit(tr("This page lies over the article, which stays as it is. Esc leads back to it."))
            return
        if self._modes.name not in row.modes:
            self._modes.leave(keep=True)
        function(*arguments, *([checked] if row.checkable else []))

    def _is_behind(self, row: Action) -> bool:
        """True if a menu or list is open that is not the row's own: nothing acts on the article behind it."""
        if popup_has_keyboard():  # what is chosen in a menu comes when the menu is closed
            return True
        is_behind_list = self._modes.has_list and self._modes.name not in row.modes and bool(row.needs)
        if is_behind_list:
            self.refused.emit(tr("The list has the keys: Enter takes what is chosen, Esc leaves."))
        return is_behind_list

    def _function(self, action_id: str) -> tuple[Callable[..., object] | None, list[Any]]:
        if action_id in self._functions:
            return self._functions[action_id], []
        kind, _, name = action_id.partition(".")
        return self._functions.get(f"{kind}.*"), [name]

    def _enable(self, rows: Iterable[Action]) -> None:
        for row in rows:
            is_there = self._there[row.needs] and self.is_registered(row)
            self._actions[row.id].setEnabled(is_there and not self._is_hidden(row))

    def _tag_keys(self) -> str:
        return "".join(tag.key for tag in self.codebook.tags) if self.codebook is not None else ""

    def _index_keys(self) -> None:
        before = self._shares.silent
        self._shares = shared_out(self.rows, self.keys_of, self._own_keys)
        for action_id, _ in before ^ self._shares.silent:
            if action_id in self.rows:
                self._set_shortcut(self._actions[action_id], self.rows[action_id])


_LACKING = {
    "session": marked("Open an article first."),
    "undo": marked("There is nothing to undo."),
    "redo": marked("There is nothing to do again."),
    "actor": marked("Choose a person or body first."),
    "review": marked("Only in a review."),
}
"""By what a row needs, the reason why it does nothing without that."""
_MAC_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "file.preferences": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}


def _discard(action: QAction) -> None:
    """Take an action out of menus and buttons now; it is deleted when no event can reach it any more."""
    for holder in action.associatedObjects():
        if isinstance(holder, QWidget):
            holder.removeAction(action)
    action.setObjectName("")
    action.deleteLater()


def _qt_spellings(key: str) -> tuple[str, ...]:
    return (key.replace("Enter", "Return"), key) if key.endswith("Enter") else (key,)
