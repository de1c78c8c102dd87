"""The keys of the sheet, by groups: the table of actions, what the mouse does, and the keys of each mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

from analyst_app.ui.commands.modes import EDGE, LINK, NOTE, READ, RETURNED, REVIEW, SAME, SUGGEST
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.actions import Action

GESTURES = (
    (marked("Select words"), marked("drag · Ctrl+drag for exact · double-click")),
    (marked("Select a sentence"), marked("triple-click")),
    (marked("Select by keys"), marked("Shift+arrows · Ctrl+Shift+arrows")),
    (marked("Tag each selection until Esc"), marked("double-click a tag's button")),
    (marked("Move an edge of the current annotation"), marked("drag its handle · Ctrl+drag for exact")),
    (marked("Say who speaks"), marked("click the ? or the name beside the quote")),
    (marked("Choose several annotations"), marked("Shift+click, Ctrl+click in the table")),
    (marked("Open the menu of what is chosen"), marked("right button · Menu key")),
)
IN_MODES: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType(
    {
        EDGE: (
            (marked("By a character, by a word"), marked("← → · Ctrl+← Ctrl+→")),
            (marked("Next natural edge, sentence"), marked("E Shift+E · Home End")),
            (marked("Keep, put back"), marked("Enter · Esc")),
        ),
        SUGGEST: (
            (marked("Make all of it"), marked("Enter")),
            (marked("The quote alone, another speaker"), marked("the quote’s key · L")),
            (marked("Another mode, not stated"), marked("digits · 0")),
            (marked("No quotation"), marked("Delete or Backspace")),
            (marked("The next one, leave"), marked("N U · Esc")),
        ),
        LINK: (
            (marked("Accept, add to those it has"), marked("Enter · Shift+Enter")),
            (marked("Another person"), marked("↑ ↓ digits letters")),
            (marked("Another role"), "← →"),
            (marked("Not stated, leave"), marked("0 · Esc")),
        ),
        SAME: ((marked("Leave one out, tag the others"), marked("Space · Enter")),),
        NOTE: ((marked("Keep and return"), marked("Esc")),),
        RETURNED: (
            (marked("Accept the decision"), marked("A Enter")),
            (marked("Contest it, answer what is said"), "C · M"),
            (marked("Next decision, the one before"), "N · P"),
            (marked("Leave"), marked("Esc")),
        ),
        REVIEW: (
            (marked("The reason for a rejection"), marked("R, then a digit, or letters and Enter")),
            (marked("Another tag, another value"), marked("Shift+tag key · Alt+digit")),
        ),
    }
)
"""The keys of a mode alone, by its name."""
_TAG, _MOUSE, _REVIEW = marked("Tag"), marked("With the mouse and the arrows"), "Review"
_OF_MODE = {
    EDGE: marked("While an edge is moved (F2)"),
    SUGGEST: marked("While a quotation is suggested (U)"),
    LINK: marked("While a speaker is chosen (L)"),
    SAME: marked("While a name is tagged everywhere (S)"),
    NOTE: marked("While a note is written (M)"),
    RETURNED: marked("While decisions on your tags are looked at"),
    REVIEW: _REVIEW,
}
_FIRST = (
    _TAG,
    "Annotate",
    "Go",
    marked("Select"),
    marked("Change tag"),
    marked("Values"),
    _MOUSE,
    *_OF_MODE.values(),
    "File",
    "Edit",
    "View",
)
"""The order of the groups: the keys of the work itself first; others follow as their menus do."""
_DIGITS = tuple(f"attribute.{digit}" for digit in range(1, 10))
_READERS = tuple(f"review.take_{letter}{ending}" for ending in ("", "_alike") for letter in "cdefghi")
_OF_READERS = {
    "review.take_c": (marked("What a further reader says (C to I)"), "3 … 9"),
    "review.take_c_alike": (marked("The same for all alike"), marked("Ctrl+3 … Ctrl+9")),
}
"""The one line in which the keys of further readers stand."""


class KeyLine(NamedTuple):
    """A command or gesture with its keys."""

    words: str
    keys: tuple[str, ...] = ()
    """As the table of actions spells them."""
    told: str = ""
    """Keys and gestures in words, where there is more to say than keys."""
    holds: bool = True
    """True if they mean this now."""

    @property
    def said(self) -> str:
        """The keys as this system writes them."""
        return self.told or "  ".join(map(shown_key, self.keys))


class KeyGroup(NamedTuple):
    """Lines under one title."""

    title: str
    lines: tuple[KeyLine, ...]


def key_groups(actions: ActionSet) -> list[KeyGroup]:
    """All that the sheet lists, as it holds now; the keys of the mode that is on stand first."""
    now = REVIEW if actions.is_reviewing and actions.mode == READ else actions.mode
    groups: dict[str, list[KeyLine]] = {tr(title): [] for title in (_OF_MODE.get(now, _TAG), *_FIRST)}
    for row in actions.rows.values():
        groups.setdefault(_title(row), []).extend(_lines(row, actions))
    groups[tr(_MOUSE)] += [KeyLine(tr(words), told=tr(keys)) for words, keys in GESTURES]
    for mode, lines in IN_MODES.items():
        told = [KeyLine(tr(words), told=tr(keys), holds=mode == now) for words, keys in lines]
        groups[tr(_OF_MODE[mode])] += told
    return [KeyGroup(title, tuple(lines)) for title, lines in groups.items() if lines]


def found(groups: Sequence[KeyGroup], typed: str) -> list[KeyGroup]:
    """The lines that hold all typed words; where nothing is typed, those that have a key."""
    words = typed.casefold().split()

    def fits(group: KeyGroup, line: KeyLine) -> bool:
        whole = f"{group.title} {line.words} {line.said} {' '.join(line.keys)}".casefold()
        return all(word in whole for word in words) and bool(words or line.said)

    kept = [KeyGroup(group.title, tuple(line for line in group.lines if fits(group, line))) for group in groups]
    return [group for group in kept if group.lines]


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def _title(row: Action) -> str:
    """The name of a group: of the submenu, else of the menu; the tags have one of their own."""
    menu, _, below = row.menu.removeprefix("-").partition("/")
    if row.id.startswith("tag."):
        return tr(_TAG)
    return tr(_REVIEW) if menu == _REVIEW else tr(below or menu)


def _lines(row: Action, actions: ActionSet) -> Iterator[KeyLine]:
    keys, holds = actions.keys_of(row), actions.acts_now(row)
    if row.id in _READERS and keys == row.keys:
        if row.id in _OF_READERS:
            words, told = _OF_READERS[row.id]
            yield KeyLine(tr(words), told=tr(told), holds=holds)
    elif clash := next((clash for clash in actions.clashes if clash.silent is row), None):
        taken = tr("{key} means “{action}”", key=shown_key(clash.key), action=clash.acts.shown)
        yield KeyLine(row.shown, tuple(key for key in keys if key != clash.key), told=taken, holds=holds)
    elif row.id not in _DIGITS or keys != row.keys:
        yield KeyLine(row.shown, keys, holds=holds)
    elif row.id == _DIGITS[0]:
        yield KeyLine(tr("The value of that digit"), told="1 … 9", holds=holds)
