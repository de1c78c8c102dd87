"""Every action, one row each: menus, keys, the hint line and the sheet of keys are made from this table.

A row's id is stable: it is the ``QAction``'s object name, and what a person's
own keys are kept under. What an action does is registered by whoever does it:
``action_set.register("go.next", function)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from analyst_app import wording
from analyst_app.core.excerpts import ends_of
from analyst_app.ui.commands.mnemonics import escaped, plain
from analyst_app.ui.commands.modes import EDGE, EDIT, LINK, NOTE, READ, RETURNED, SAME, SUGGEST

RENAMED: Mapping[str, str] = MappingProxyType({})
"""Ids of earlier versions, each with the id of today. No id is renamed without a row here: keys are kept under ids.

The hidden panes of ``window.json`` are kept under ids too, and are read as they stand.
"""
_LOOKING = (READ, RETURNED, SUGGEST)
"""Modes that only show something: a dialog that changes nothing here leaves them as they are."""
EVERY = (READ, EDGE, EDIT, LINK, NOTE, RETURNED, SAME, SUGGEST)
"""For actions that leave no mode: looking does not end a mode."""
_NO_LIST = (READ, EDGE, NOTE, RETURNED, SUGGEST)
_BESIDE = (READ, RETURNED)
"""Modes in which the panes beside the text can be gone to: what is chosen there is shown, and changes nothing."""
"""For actions that leave a list which has the keyboard, but no other mode."""
_AND_RETURNED = (READ, RETURNED)
"""For actions that are as useful while decisions on one's own tags are looked at."""


_OTHER_READINGS = f"Review/{wording.marked('Other readings')}"
_FURTHER_READERS = (
    ("c", "3", wording.marked("Take C"), wording.marked("Take C for all alike")),
    ("d", "4", wording.marked("Take D"), wording.marked("Take D for all alike")),
    ("e", "5", wording.marked("Take E"), wording.marked("Take E for all alike")),
    ("f", "6", wording.marked("Take F"), wording.marked("Take F for all alike")),
    ("g", "7", wording.marked("Take G"), wording.marked("Take G for all alike")),
    ("h", "8", wording.marked("Take H"), wording.marked("Take H for all alike")),
    ("i", "9", wording.marked("Take I"), wording.marked("Take I for all alike")),
)
"""Letter and digit of readers beside A and B, and the texts of their two actions."""
_MAJORITY = wording.marked("Take what most say")
_MAJORITY_LISTED = wording.marked("Take what most say, all listed")


class Action(NamedTuple):
    """A row."""

    id: str
    text: str
    """In English; ``shown`` is what is shown."""
    menu: str
    """Menu and submenu: ``Annotate/Go``. A leading ``-`` draws a line above."""
    keys: tuple[str, ...] = ()
    """First is shown. Those without Ctrl or Alt (but F1–F12) act only in the text, the table and the review."""
    modes: tuple[str, ...] = (READ,)
    """Modes that it does not end; any other is left (keeping what it did) before it runs."""
    hint: str = ""
    """Its word on the hint line."""
    hint_when: str = ""
    """The states in which the hint stands: ``idle``, ``selection``, ``current``, ``linkable`` (with spaces)."""
    needs: str = "session"
    """A thing that must be there: none, ``session``, ``undo``, ``redo``, ``actor`` (a person or body that is current;
    the key says so where there is none), or ``review``, whose keys count only there."""
    on: Literal["", "shown", "text", "layer"] = ""
    """``shown``: the text that is shown, the article's or a review's. ``text``: the article, which other pages hide.
    ``layer``: there too, and a read-only layer refuses."""
    checkable: bool = False
    repeats: bool = False
    """True if a held key repeats it."""

    @property
    def shown(self) -> str:
        """Its text in the person's language, as lists of keys and messages show it."""
        words = wording.tr(self.text)
        return words if self.is_of_tag else plain(words)

    @property
    def menu_text(self) -> str:
        """Its text in the person's language for menus: ``&`` before the letter that chooses it, if one is given."""
        if self.is_of_tag:
            return escaped(ends_of(self.shown, LONGEST))
        return wording.tr(self.text)

    @property
    def is_of_tag(self) -> bool:
        """True of a row that makes, or changes to, a tag of the codebook: a name may hold any letters."""
        return self.id.startswith(("tag.", "retag."))

    @property
    def changes_work(self) -> bool:
        """True of a command that may change the layer."""
        return self.on == "layer" or self.id in ("edit.undo", "edit.redo", "corpus.done")

    @property
    def is_bare(self) -> bool:
        """True if its first key acts only in the text, the table and the review."""
        return bool(self.keys) and is_bare(self.keys[0])


def is_bare(key: str) -> bool:
    """True of a key that has neither Ctrl nor Alt and is none of F1–F12."""
    name = key.rpartition("+")[2] or key
    return "Ctrl+" not in key and "Alt+" not in key and not (name[:1] == "F" and name[1:].isdigit())


def under_ids_of_today(own_keys: Mapping[str, str], renamed: Mapping[str, str] = RENAMED) -> dict[str, str]:
    """Return a person's own keys under the ids that actions have today.

    Args:
        own_keys: keys by action id, as the preferences hold them; those of an earlier version have its ids.
        renamed: ids of earlier versions, each with the id of today. A key that stands under both is today's.
    """
    earlier = {renamed[action_id]: key for action_id, key in own_keys.items() if action_id in renamed}
    return earlier | {action_id: key for action_id, key in own_keys.items() if action_id not in renamed}


ACTIONS: tuple[Action, ...] = (
    Action("file.open", "Open…", "File", ("Ctrl+O",), needs="", hint="open", hint_when="empty"),
    Action("file.open_folder", "Open folder…", "File", ("Ctrl+Shift+O",), needs="", hint="folder", hint_when="empty"),
    Action("file.start", wording.marked("Start page"), "File", needs=""),
    Action("file.samples", "Open the samples", "File", needs=""),
    Action("file.reload", "Reload from disk", "File", modes=EVERY),
    Action("file.save", "Save now", "-File", ("Ctrl+S",), modes=EVERY),
    Action("file.save_copy", "Save a copy…", "File", modes=EVERY),
    Action("file.send", wording.marked("Send for review…"), "File"),
    Action("file.save_reading", wording.marked("Save reading as…"), "File", modes=_LOOKING),
    Action("file.print", wording.marked("Print…"), "File", ("Ctrl+P",), modes=_LOOKING),
    Action("file.history", "History…", "File"),
    Action("file.import", "Import…", "-File", needs=""),
    Action("file.export", "Export…", "File", ("Ctrl+E",), needs="", modes=_LOOKING),
    Action("file.preferences", "Preferences…", "-File", ("Ctrl+,",), needs=""),
    Action("file.quit", "Quit", "-File", ("Ctrl+Q",), needs=""),
    Action("edit.undo", "Undo", "Edit", ("Ctrl+Z",), _AND_RETURNED, needs="undo", repeats=True),
    Action("edit.redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), _AND_RETURNED, needs="redo", repeats=True),
    Action("edit.copy", "Copy", "-Edit", ("Ctrl+C",), modes=EVERY),
    Action("edit.find", "Find…", "-Edit", ("Ctrl+F",), _AND_RETURNED, on="shown"),
    Action("edit.find_next", "Find next", "Edit", ("F3",), _AND_RETURNED, repeats=True, on="shown"),
    Action("edit.find_previous", "Find previous", "Edit", ("Shift+F3",), _AND_RETURNED, repeats=True, on="shown"),
    Action(
        "edit.delete", "Delete annotation", "-Edit", ("Delete",), hint="annotation", hint_when="current", on="layer"
    ),
    Action("edit.facts", "Article facts…", "-Edit"),
    Action("edit.menu", wording.marked("Menu of what is chosen"), "Edit", ("Shift+F10",), EVERY, needs=""),
    Action("view.zoom_in", "Larger text", "View", ("Ctrl++", "Ctrl+="), EVERY, needs="", repeats=True),
    Action("view.zoom_out", "Smaller text", "View", ("Ctrl+-",), EVERY, needs="", repeats=True),
    Action("view.zoom_reset", "Usual size", "View", ("Ctrl+0",), EVERY, needs=""),
    Action("view.paragraph_numbers", "Paragraph numbers", "-View", (), EVERY, needs="", checkable=True),
    Action("view.articles", "Articles", "-View", ("Ctrl+Alt+1", "Ctrl+B"), EVERY, needs="", checkable=True),
    Action("view.annotations", "Annotations", "View", ("Ctrl+Alt+2",), EVERY, needs="", checkable=True),
    Action("view.inspector", "Inspector", "View", ("Ctrl+Alt+3",), EVERY, needs="", checkable=True),
    Action("view.side_people", wording.marked("People of the article"), "View", on="text"),
    Action("view.side_notes", wording.marked("Notes of the article"), "View", on="text"),
    Action("view.theme_light", "Light", "-View/Colours", (), EVERY, needs="", checkable=True),
    Action("view.theme_dark", "Dark", "View/Colours", (), EVERY, needs="", checkable=True),
    Action(
        *("view.theme_high_contrast", wording.marked("High contrast"), "View/Colours", ()),
        EVERY,
        needs="",
        checkable=True,
    ),
    Action("view.theme_system", "As the system", "View/Colours", (), EVERY, needs="", checkable=True),
    Action(
        *("view.density_comfortable", wording.marked("Comfortable"), "View/Density", ()),
        EVERY,
        needs="",
        checkable=True,
    ),
    Action(*("view.density_compact", wording.marked("Compact"), "View/Density", ()), EVERY, needs="", checkable=True),
    Action("view.suggestions", wording.marked("Suggestions"), "-View", (), EVERY, checkable=True, on="text"),
    Action("palette.open", wording.marked("Search or run…"), "-View", ("Ctrl+K",), _NO_LIST, needs=""),
    Action("palette.article", wording.marked("Go to an article…"), "View", ("Ctrl+Shift+P",), _NO_LIST, needs=""),
    Action("view.next_pane", "Next pane", "-View", ("F6",), _BESIDE, needs=""),
    Action("view.previous_pane", "Previous pane", "View", ("Shift+F6",), _BESIDE, needs=""),
    Action("view.full_screen", "Full screen", "View", ("F11",), EVERY, needs="", checkable=True),
    Action("annotate.link", "Link…", "-Annotate", ("L",), hint="speaker", hint_when="linkable", on="layer"),
    Action("annotate.unlink", "Remove link", "Annotate", ("Shift+L",), on="layer"),
    Action(
        *("annotate.identity", "Who is it…", "Annotate", ("I",)),
        hint="who",
        hint_when="actor",
        needs="actor",
        on="layer",
    ),
    Action(
        *("annotate.same", "Tag all of this name", "Annotate", ("S",)),
        hint="same name",
        hint_when="actor",
        needs="actor",
        on="layer",
    ),
    Action(
        "annotate.note", "Note", "Annotate", ("M",), modes=(READ, NOTE), hint="note", hint_when="current", on="text"
    ),
    Action("annotate.source", wording.marked("Attach a source…"), "Annotate", ("Ctrl+Shift+T",)),
    Action("annotate.inspect", "Edit in the inspector", "Annotate", ("Enter",), on="text"),
    Action(
        "annotate.edges",
        "Move edges",
        "-Annotate",
        ("F2",),
        (READ, EDGE),
        hint="edges",
        hint_when="current",
        on="layer",
    ),
    Action("annotate.edge_start", "Move the first edge", "Annotate", ("[",), (READ, EDGE), on="layer"),
    Action("annotate.edge_end", "Move the last edge", "Annotate", ("]",), (READ, EDGE), on="layer"),
    Action("attribute.1", "Value 1", "-Annotate/Values", ("1",), on="layer"),
    Action("attribute.2", "Value 2", "Annotate/Values", ("2",), on="layer"),
    Action("attribute.3", "Value 3", "Annotate/Values", ("3",), on="layer"),
    Action("attribute.4", "Value 4", "Annotate/Values", ("4",), on="layer"),
    Action("attribute.5", "Value 5", "Annotate/Values", ("5",), on="layer"),
    Action("attribute.6", "Value 6", "Annotate/Values", ("6",), on="layer"),
    Action("attribute.7", "Value 7", "Annotate/Values", ("7",), on="layer"),
    Action("attribute.8", "Value 8", "Annotate/Values", ("8",), on="layer"),
    Action("attribute.9", "Value 9", "Annotate/Values", ("9",), on="layer"),
    Action("attribute.clear", "Clear all values", "-Annotate/Values", ("0",), on="layer"),
    Action(
        "select.grow", "Grow", "-Annotate/Select", ("E",), repeats=True, hint="grow", hint_when="selection", on="text"
    ),
    Action("select.shrink", "Shrink", "Annotate/Select", ("Shift+E",), repeats=True, on="text"),
    Action("select.next_sentence", "Next sentence", "Annotate/Select", ("J",), repeats=True, on="text"),
    Action("select.previous_sentence", "Previous sentence", "Annotate/Select", ("K",), repeats=True, on="text"),
    Action("select.clear", "Clear", "Annotate/Select", ("Esc",), hint="clear", hint_when="selection", on="text"),
    Action("go.next", "Next annotation", "Annotate/Go", ("N",), repeats=True, hint="next", hint_when="idle", on="text"),
    Action("go.previous", "Previous annotation", "Annotate/Go", ("P",), repeats=True, on="text"),
    Action("go.next_same", "Next of the same tag", "Annotate/Go", (".",), repeats=True, on="text"),
    Action("go.previous_same", "Previous of the same tag", "Annotate/Go", (",",), repeats=True, on="text"),
    Action(
        "go.untagged",
        "Next untagged quotation",
        "Annotate/Go",
        ("U",),
        hint="next quotation",
        hint_when="quotes",
        on="text",
    ),
    Action("go.older", wording.marked("Only what is made under an older codebook"), "Annotate/Go", on="text"),
    Action("go.waiting", "Next that waits for a choice", "Annotate/Go", ("Shift+U",), on="text"),
    Action(
        "go.cycle", "Next annotation here", "Annotate/Go", ("O",), hint="others here", hint_when="overlap", on="text"
    ),
    Action(
        *("suggest.accept", wording.marked("Accept the suggestion"), "-Annotate/Suggest", ()),
        (READ, SUGGEST),
        on="layer",
    ),
    Action("suggest.next", wording.marked("Next suggestion"), "Annotate/Suggest", (), on="text"),
    Action("suggest.dismiss", wording.marked("No quotation here"), "Annotate/Suggest", (), (READ, SUGGEST), on="layer"),
    Action("suggest.accept_all", wording.marked("Accept all above…"), "-Annotate/Suggest", (), on="layer"),
    Action(
        *("annotate.still_right", wording.marked("Right under this codebook, too"), "Annotate", ("Ctrl+Shift+K",)),
        on="layer",
    ),
    Action("annotate.skip", "Lines that are not the article…", "-Annotate", on="layer"),
    Action("annotate.layer_note", "Note on the whole article…", "Annotate", on="layer"),
    Action("review.compare", "Compare with…", "Review", ("Ctrl+Shift+C",)),
    Action("review.check", wording.marked("Check a reading…"), "Review"),
    Action("review.returned", "Decisions on your tags…", "Review", modes=_AND_RETURNED),
    Action("review.next", "Next difference", "-Review", ("N",), needs="review", hint="next", repeats=True),
    Action("review.previous", "Previous difference", "Review", ("P",), needs="review", repeats=True),
    Action("review.take_a", "Take A", "-Review", ("1",), needs="review", hint="A"),
    Action("review.take_b", "Take B", "Review", ("2",), needs="review", hint="B"),
    *(
        Action(f"review.take_{letter}", text, _OTHER_READINGS, (digit,), needs="review")
        for letter, digit, text, _ in _FURTHER_READERS
    ),
    Action("review.accept", _MAJORITY, _OTHER_READINGS, ("Enter",), needs="review", hint="accept"),
    Action("review.both", wording.marked("Take both, or all"), "Review", ("B",), needs="review", hint="both"),
    Action("review.reject", wording.marked("Reject both, or all…"), "Review", ("R",), needs="review", hint="reject"),
    Action("review.keep", "Keep gold as it is", f"-{_OTHER_READINGS}", needs="review"),
    Action("review.take_a_alike", "Take A for all alike", "-Review/Alike", ("Ctrl+1",), needs="review"),
    Action("review.take_b_alike", "Take B for all alike", "Review/Alike", ("Ctrl+2",), needs="review"),
    *(
        Action(f"review.take_{letter}_alike", text, "Review/Alike", (f"Ctrl+{digit}",), needs="review")
        for letter, digit, _, text in _FURTHER_READERS
    ),
    Action("review.accept_listed", _MAJORITY_LISTED, "Review/Alike", ("Shift+Enter",), needs="review"),
    Action("review.reject_alike", "Reject all alike…", "Review/Alike", ("Ctrl+R",), needs="review"),
    Action("review.edges", "Correct the edges", "-Review", ("F2",), (READ, EDGE), needs="review", hint="edges"),
    Action("review.links", "Links as the other has them", "Review", ("L",), needs="review", hint="links"),
    Action("review.comment", "Comment…", "Review/Comments", ("M",), needs="review", hint="comment"),
    Action("review.resolve", "Thread resolved, or open again", "Review/Comments", needs="review"),
    Action(
        *("review.returned_resolve", wording.marked("Your thread resolved, or open again"), "Review/Comments"),
        modes=_AND_RETURNED,
    ),
    Action("review.rule", "Note as a rule…", "-Review/Comments", needs="review"),
    Action(
        *("review.rule_example", wording.marked("Make this a rule, with it as an example…"), "Review/Comments"),
        needs="review",
    ),
    Action(
        *("review.rule_counterexample", wording.marked("Make this a rule, with it as a counterexample…")),
        "Review/Comments",
        needs="review",
    ),
    Action("review.reopen", "Take the decision back", "Review", ("Delete",), needs="review", hint="take back"),
    Action("review.parts", wording.marked("Parts of the reading"), "-Review/View", ("O",), needs="review"),
    Action("review.more_readings", wording.marked("More readings"), "Review/View", ("Alt+Down",), needs="review"),
    Action("review.readings_before", wording.marked("Readings before"), "Review/View", ("Alt+Up",), needs="review"),
    Action("review.side_by_side", "Side by side", "Review/View", needs="review", checkable=True),
    Action("review.gold_alone", wording.marked("Gold alone"), "Review/View", ("S",), needs="review", checkable=True),
    Action("review.queue", "Articles to review…", "-Review", needs=""),
    Action("review.next_article", "Next article to review", "Review", ("Ctrl+Shift+N",), needs="", hint="next article"),
    Action("review.agreement", "Agreement in the folder…", "Review", ("Ctrl+Shift+A",), needs=""),
    Action("review.leave", "Leave the review", "-Review", ("Esc",), needs="review", hint="leave"),
    Action("corpus.next", "Next article", "Corpus", ("Ctrl+PgDown",), needs="", repeats=True),
    Action("corpus.previous", "Previous article", "Corpus", ("Ctrl+PgUp",), needs="", repeats=True),
    Action("corpus.done", "Article is done", "-Corpus", ("Ctrl+Enter",), checkable=True),
    Action("corpus.search", "Search all articles…", "-Corpus", ("Ctrl+Shift+F",), needs=""),
    Action("corpus.check", wording.marked("Check…"), "Corpus", needs=""),
    Action("corpus.overview", "Overview…", "Corpus", needs=""),
    Action("corpus.people", wording.marked("People…"), "Corpus", ("Ctrl+Alt+4",), needs=""),
    Action("corpus.verify", wording.marked("Verify quotes…"), "Corpus", ("Ctrl+Shift+V",), needs=""),
    Action("corpus.assign", wording.marked("Assign…"), "-Corpus", needs=""),
    Action("corpus.team", wording.marked("Progress of the team…"), "Corpus", needs=""),
    Action("corpus.codebook", "Codebook…", "-Corpus", needs=""),
    Action("corpus.lessons", wording.marked("What the codebook can learn…"), "Corpus", needs=""),
    Action("corpus.learn", wording.marked("What the assistant learnt…"), "Corpus", needs=""),
    Action("help.guide", wording.marked("Guide"), "Help", (), EVERY, needs=""),
    Action("help.keys", "Keys", "Help", ("F1",), EVERY, needs="", hint="keys", hint_when="idle empty"),
    Action("help.folder", "Where things are…", "Help", (), EVERY, needs=""),
    Action("help.about", "About Analyst App", "Help", (), EVERY, needs=""),
)

LONGEST = 44
"""Characters of a tag's name that menus and hints show: a longer one would make a menu as wide as the screen."""
