"""Gives each entry of a menu a letter of its own, by which the keyboard chooses it while the menu is open.

A text may mark its letter itself (``S&ave now``, from the table or a translation); every other gets one: the first
letter of one of its words if that is free, else any of its letters, else one set behind it in brackets, as is usual
where a script has no letters that a keyboard types at once. Tags get none: their own key stands beside them.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from analyst_app.ui.commands.popups import PopupGuard

_OWN, _WORN = "own_text", "worn_text"
"""Properties of an entry: its text as whoever made it gave it, and as it stood last with its letter."""
_WATCHED = "has_letters"
"""Property of a menu that is watched."""
_OF_TAGS = ("tag.", "retag.")


class MenuLetters(QObject):
    """Keeps the letters of menus right each time that one opens, and the keys typed there from all commands.

    Args:
        guard: lets no shortcut act behind the menus.
        avoided: gives the tags' keys, which are taken last in a menu that holds tags.
        parent: lives as long as the menus.
    """

    def __init__(self, guard: PopupGuard, avoided: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._guard, self._avoided = guard, avoided

    def watch(self, menu: QMenu) -> None:
        """Give the entries of a menu and of its submenus their letters each time that it is about to open, not before.

        To find letters for a hundred entries takes as long as to make their menus, and no key asks for them earlier.
        """
        if not menu.property(_WATCHED):
            menu.setProperty(_WATCHED, True)
            self._guard.watch(menu)
            menu.aboutToShow.connect(lambda: self._prepare(menu))

    def _prepare(self, menu: QMenu) -> None:
        self.assign(menu)
        for action in menu.actions():
            if (below := action.menu()) is not None:
                self.watch(below)  # type: ignore[arg-type]

    def assign(self, menu: QMenu) -> None:
        """Give the entries that a menu has now their letters."""
        named = [one for one in menu.actions() if not one.isSeparator() and one.text()]
        entries = [one for one in named if not _is_of_tag(one)]
        avoided = self._avoided() if len(entries) < len(named) else ""
        texts = [_own_text(entry) for entry in entries]
        for entry, text in zip(entries, with_letters(texts, avoided), strict=True):
            entry.setProperty(_WORN, text)
            entry.setText(text)


def plain(text: str) -> str:
    """A menu's text as a person reads it: without the mark of its letter, and ``&`` for ``&&``."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def escaped(words: str) -> str:
    """Words for a menu in which ``&`` is just ``&``."""
    return words.replace("&", "&&")


def letter_of(text: str) -> str:
    """The letter that a menu's text marks, in lower case; empty if it marks none."""
    return _small(text.replace("&&", "\0").partition("&")[2][:1])


def with_letters(texts: Sequence[str], avoided: str = "") -> list[str]:
    """Return the texts of one menu, each with the mark of a letter that no other has.

    Args:
        texts: as menus hold them: a single ``&`` marks a letter that is wanted, ``&&`` stands for ``&``.
        avoided: letters that are taken only where nothing else is left.
    """
    wanted = [_candidates(text) for text in texts]
    better = [[letter for letter in some if letter not in avoided.lower()] for some in wanted]
    holder: dict[str, int] = {}
    left = [number for number in range(len(texts)) if not _find_letter(number, better, holder, set())]
    for number in left:
        _find_letter(number, wanted, holder, set())
    letters = {number: letter for letter, number in holder.items()}
    spare = [letter for letter in string.ascii_lowercase if letter not in holder]
    return [_marked(text, letters.get(number, ""), spare) for number, text in enumerate(texts)]


def _find_letter(number: int, wanted: Sequence[Sequence[str]], holder: dict[str, int], tried: set[str]) -> bool:
    """Give a text a free letter; else one whose holder finds another (augmenting paths of bipartite matching)."""
    for letter in wanted[number]:
        if letter not in holder:
            holder[letter] = number
            return True
    for letter in wanted[number]:
        if letter not in tried:
            tried.add(letter)
            if _find_letter(holder[letter], wanted, holder, tried):
                holder[letter] = number
                return True
    return False


def _candidates(text: str) -> list[str]:
    """The letters by which a text might be chosen, the best first."""
    words = plain(text)
    initials = [word[0] for word in words.split()]
    found = [letter_of(text), *(_small(one) for one in (*initials, *words) if one.isalnum())]
    return list(dict.fromkeys(letter for letter in found if letter))


def _marked(text: str, letter: str, spare: list[str]) -> str:
    words = plain(text)
    if not letter:
        return f"{escaped(words)} (&{spare.pop(0).upper()})" if spare else escaped(words)
    starts = [place for place, one in enumerate(words) if _small(one) == letter]
    at_word = [place for place in starts if place == 0 or not words[place - 1].isalnum()]
    place = (at_word or starts)[0]
    return f"{escaped(words[:place])}&{escaped(words[place:])}"


def _small(character: str) -> str:
    """A letter as it is compared; empty for the few that are more than one letter in the other case."""
    return character.lower() if len(character.lower()) == len(character.upper()) == 1 else ""


def _is_of_tag(action: QAction) -> bool:
    return action.objectName().startswith(_OF_TAGS)


def _own_text(action: QAction) -> str:
    """The text of an entry as whoever made it gave it, whatever letter another menu marked in it."""
    if action.text() != action.property(_WORN):
        action.setProperty(_OWN, action.text())
    return str(action.property(_OWN))
