"""Every action, one row each: menus, keys, the hint line and the sheet of keys are made from this table.

A row's id is stable: it is the ``QAction``'s object name, and what a person's
own keys are kept under. What an action does is registered by whoever does it:
``action_set.register("go.next", function)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from analyst_app.core.excerpts import ends_of
from analyst_app.ui.commands.mnemonics import escaped, plain
from analyst_app.ui.commands.modes import EDGE, EDIT, LINK, NOTE, READ, RETURNED, SAME, SUGGEST
from analyst_app.wording import marked, tr

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


_OTHER_READINGS = f"Review/{marked('Other readings')}"
_FURTHER_READERS = (
    ("c", "3", marked("Take C"), marked("Take C for all alike")),
    ("d", "4", marked("Take D"), marked("Take D for all alike")),
    ("e", "5", marked("Take E"), marked("Take E for all alike")),
    ("f", "6", marked("Take F"), marked("Take F for all alike")),
    ("g", "7", marked("Take G"), marked("Take G for all alike")),
    ("h", "8", marked("Take H"), marked("Take H for all alike")),
    ("i", "9", marked("Take I"), marked("Take I for all alike")),
)
"""Letter and digit of readers beside A and B, and the texts of their two actions."""
_MAJORITY = marked("Take what most say")
_MAJORITY_LISTED = marked("Take what most say, all listed")


class Action(NamedTuple):
    """A row."""

    id: str
    text: str
    """In English, or the name of a tag; ``shown`` is what is shown."""
    menu: str
    """Menu and submenu: ``Annotate/Go``. A leading ``-`` draws a line above."""
    keys: tuple[str, ...] = ()
    """First is shown. Those without Ctrl or Alt (but F1–F12) act only in the text, the table and the review."""
    modes: tuple[str, ...] = (READ,)
    """Modes that it does not end; any other is left (keeping what it did) before it runs."""
    hint: str = ""
    """Its word on the hint line, in English; ``hint_shown`` is what is shown."""
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
        if self.is_of_tag:
            return tr("To {tag}", tag=self.text) if self.id.startswith("retag.") else self.text
        return plain(tr(self.text))

    @property
    def hint_shown(self) -> str:
        """Its word on the hint line, in the person's language."""
        return self.hint if self.is_of_tag or not self.hint else tr(self.hint)

    @property
    def place_shown(self) -> str:
        """Its menu and submenu in the person's language."""
        return " ▸ ".join(map(tr, self.menu.removeprefix("-").split("/")))

    @property
    def menu_text(self) -> str:
        """Its text in the person's language for menus: ``&`` before the letter that chooses it, if one is given."""
        if self.is_of_tag:
            return escaped(ends_of(self.shown, LONGEST))
        return tr(self.text)

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
    Action("file.open", marked("Open…"), "File", ("Ctrl+O",), needs="", hint=marked("open"), hint_when="empty"),
    Action(
        "file.open_folder",
        marked("Open folder…"),
        "File",
        ("Ctrl+Shift+O",),
        needs="",
        hint=marked("folder"),
        hint_when="empty",
    ),
    Action("file.start", marked("Start page"), "File", needs=""),
    Action("file.samples", marked("Open the samples"), "File", needs=""),
    Action("file.reload", marked("Reload from disk"), "File", modes=EVERY),
    Action("file.save", marked("Save now"), "-File", ("Ctrl+S",), modes=EVERY),
    Action("file.save_copy", marked("Save a copy…"), "File", modes=EVERY),
    Action("file.send", marked("Send for review…"), "File"),
    Action("file.save_reading", marked("Save reading as…"), "File", modes=_LOOKING),
    Action("file.print", marked("Print…"), "File", ("Ctrl+P",), modes=_LOOKING),
    Action("file.history", marked("History…"), "File"),
    Action("file.import", marked("Import…"), "-File", needs=""),
    Action("file.export", marked("Export…"), "File", ("Ctrl+E",), needs="", modes=_LOOKING),
    Action("file.preferences", marked("Preferences…"), "-File", ("Ctrl+,",), needs=""),
    Action("file.quit", marked("Quit"), "-File", ("Ctrl+Q",), needs=""),
    Action("edit.undo", marked("Undo"), "Edit", ("Ctrl+Z",), _AND_RETURNED, needs="undo", repeats=True),
    Action("edit.redo", marked("Redo"), "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), _AND_RETURNED, needs="redo", repeats=True),
    Action("edit.copy", marked("Copy"), "-Edit", ("Ctrl+C",), modes=EVERY),
    Action("edit.find", marked("Find…"), "-Edit", ("Ctrl+F",), _AND_RETURNED, on="shown"),
    Action("edit.find_next", marked("Find next"), "Edit", ("F3",), _AND_RETURNED, repeats=True, on="shown"),
    Action(
        "edit.find_previous", marked("Find previous"), "Edit", ("Shift+F3",), _AND_RETURNED, repeats=True, on="shown"
    ),
    Action(
        "edit.delete",
        marked("Delete annotation"),
        "-Edit",
        ("Delete",),
        hint=marked("annotation"),
        hint_when="current",
        on="layer",
    ),
    Action("edit.facts", marked("Article facts…"), "-Edit"),
    Action("edit.menu", marked("Menu of what is chosen"), "Edit", ("Shift+F10",), EVERY, needs=""),
    Action("view.zoom_in", marked("Larger text"), "View", ("Ctrl++", "Ctrl+="), EVERY, needs="", repeats=True),
    Action("view.zoom_out", marked("Smaller text"), "View", ("Ctrl+-",), EVERY, needs="", repeats=True),
    Action("view.zoom_reset", marked("Usual size"), "View", ("Ctrl+0",), EVERY, needs=""),
    Action("view.paragraph_numbers", marked("Paragraph numbers"), "-View", (), EVERY, needs="", checkable=True),
    Action("view.articles", marked("Articles"), "-View", ("Ctrl+Alt+1", "Ctrl+B"), EVERY, needs="", checkable=True),
    Action("view.annotations", marked("Annotations"), "View", ("Ctrl+Alt+2",), EVERY, needs="", checkable=True),
    Action("view.inspector", marked("Inspector"), "View", ("Ctrl+Alt+3",), EVERY, needs="", checkable=True),
    Action("view.side_people", marked("People of the article"), "View", on="text"),
    Action("view.side_notes", marked("Notes of the article"), "View", on="text"),
    Action("view.theme_light", marked("Light"), "-View/Colours", (), EVERY, needs="", checkable=True),
    Action("view.theme_dark", marked("Dark"), "View/Colours", (), EVERY, needs="", checkable=True),
    Action(
        *("view.theme_high_contrast", marked("High contrast"), "View/Colours", ()),
        EVERY,
        needs="",
        checkable=True,
    ),
    Action(
        *("view.theme_high_contrast_light", marked("High contrast, light"), "View/Colours", ()),
        EVERY,
        needs="",
        checkable=True,
    ),
    Action("view.theme_system", marked("As the system"), "View/Colours", (), EVERY, needs="", checkable=True),
    Action(
        *("view.density_comfortable", marked("Comfortable"), "View/Density", ()),
        EVERY,
        needs="",
        checkable=True,
    ),
    Action(*("view.density_compact", marked("Compact"), "View/Density", ()), EVERY, needs="", checkable=True),
    Action("view.suggestions", marked("Suggestions"), "-View", (), EVERY, checkable=True, on="text"),
    Action("palette.open", marked("Search or run…"), "-View", ("Ctrl+K",), _NO_LIST, needs=""),
    Action("palette.article", marked("Go to an article…"), "View", ("Ctrl+Shift+P",), _NO_LIST, needs=""),
    Action("view.next_pane", marked("Next pane"), "-View", ("F6",), _BESIDE, needs=""),
    Action("view.previous_pane", marked("Previous pane"), "View", ("Shift+F6",), _BESIDE, needs=""),
    Action("view.full_screen", marked("Full screen"), "View", ("F11",), EVERY, needs="", checkable=True),
    Action(
        "annotate.link", marked("Link…"), "-Annotate", ("L",), hint=marked("speaker"), hint_when="linkable", on="layer"
    ),
    Action("annotate.unlink", marked("Remove link"), "Annotate", ("Shift+L",), on="layer"),
    Action(
        *("annotate.identity", marked("Who is it…"), "Annotate", ("I",)),
        hint=marked("who"),
        hint_when="actor",
        needs="actor",
        on="layer",
    ),
    Action(
        *("annotate.same", marked("Tag all of this name"), "Annotate", ("S",)),
        hint=marked("same name"),
        hint_when="actor",
        needs="actor",
        on="layer",
    ),
    Action(
        "annotate.note",
        marked("Note"),
        "Annotate",
        ("M",),
        modes=(READ, NOTE),
        hint=marked("note"),
        hint_when="current",
        on="text",
    ),
    Action("annotate.source", marked("Attach a source…"), "Annotate", ("Ctrl+Shift+T",)),
    Action("annotate.inspect", marked("Edit in the inspector"), "Annotate", ("Enter",), on="text"),
    Action(
        "annotate.edges",
        marked("Move edges"),
        "-Annotate",
        ("F2",),
        (READ, EDGE),
        hint=marked("edges"),
        hint_when="current",
        on="layer",
    ),
    Action("annotate.edge_start", marked("Move the first edge"), "Annotate", ("[",), (READ, EDGE), on="layer"),
    Action("annotate.edge_end", marked("Move the last edge"), "Annotate", ("]",), (READ, EDGE), on="layer"),
    Action("attribute.1", marked("Value 1"), "-Annotate/Values", ("1",), on="layer"),
    Action("attribute.2", marked("Value 2"), "Annotate/Values", ("2",), on="layer"),
    Action("attribute.3", marked("Value 3"), "Annotate/Values", ("3",), on="layer"),
    Action("attribute.4", marked("Value 4"), "Annotate/Values", ("4",), on="layer"),
    Action("attribute.5", marked("Value 5"), "Annotate/Values", ("5",), on="layer"),
    Action("attribute.6", marked("Value 6"), "Annotate/Values", ("6",), on="layer"),
    Action("attribute.7", marked("Value 7"), "Annotate/Values", ("7",), on="layer"),
    Action("attribute.8", marked("Value 8"), "Annotate/Values", ("8",), on="layer"),
    Action("attribute.9", marked("Value 9"), "Annotate/Values", ("9",), on="layer"),
    Action("attribute.clear", marked("Clear all values"), "-Annotate/Values", ("0",), on="layer"),
    Action(
        "select.grow",
        marked("Grow"),
        "-Annotate/Select",
        ("E",),
        repeats=True,
        hint=marked("grow"),
        hint_when="selection",
        on="text",
    ),
    Action("select.shrink", marked("Shrink"), "Annotate/Select", ("Shift+E",), repeats=True, on="text"),
    Action("select.next_sentence", marked("Next sentence"), "Annotate/Select", ("J",), repeats=True, on="text"),
    Action("select.previous_sentence", marked("Previous sentence"), "Annotate/Select", ("K",), repeats=True, on="text"),
    Action(
        "select.clear",
        marked("Clear"),
        "Annotate/Select",
        ("Esc",),
        hint=marked("clear"),
        hint_when="selection",
        on="text",
    ),
    Action(
        "go.next",
        marked("Next annotation"),
        "Annotate/Go",
        ("N",),
        repeats=True,
        hint=marked("next"),
        hint_when="idle",
        on="text",
    ),
    Action("go.previous", marked("Previous annotation"), "Annotate/Go", ("P",), repeats=True, on="text"),
    Action("go.next_same", marked("Next of the same tag"), "Annotate/Go", (".",), repeats=True, on="text"),
    Action("go.previous_same", marked("Previous of the same tag"), "Annotate/Go", (",",), repeats=True, on="text"),
    Action(
        "go.untagged",
        marked("Next untagged quotation"),
        "Annotate/Go",
        ("U",),
        hint=marked("next quotation"),
        hint_when="quotes",
        on="text",
    ),
    Action("go.older", marked("Only what is made under an older codebook"), "Annotate/Go", on="text"),
    Action("go.waiting", marked("Next that waits for a choice"), "Annotate/Go", ("Shift+U",), on="text"),
    Action(
        "go.cycle",
        marked("Next annotation here"),
        "Annotate/Go",
        ("O",),
        hint=marked("others here"),
        hint_when="overlap",
        on="text",
    ),
    Action(
        *("suggest.accept", marked("Accept the suggestion"), "-Annotate/Suggest", ()),
        (READ, SUGGEST),
        on="layer",
    ),
    Action("suggest.next", marked("Next suggestion"), "Annotate/Suggest", (), on="text"),
    Action("suggest.dismiss", marked("No quotation here"), "Annotate/Suggest", (), (READ, SUGGEST), on="layer"),
    Action("suggest.accept_all", marked("Accept all above…"), "-Annotate/Suggest", (), on="layer"),
    Action(
        *("annotate.still_right", marked("Right under this codebook, too"), "Annotate", ("Ctrl+Shift+K",)),
        on="layer",
    ),
    Action("annotate.skip", marked("Lines that are not the article…"), "-Annotate", on="layer"),
    Action("annotate.layer_note", marked("Note on the whole article…"), "Annotate", on="layer"),
    Action("review.compare", marked("Compare with…"), "Review", ("Ctrl+Shift+C",)),
    Action("review.check", marked("Check a reading…"), "Review"),
    Action("review.returned", marked("Decisions on your tags…"), "Review", modes=_AND_RETURNED),
    Action(
        "review.next", marked("Next difference"), "-Review", ("N",), needs="review", hint=marked("next"), repeats=True
    ),
    Action("review.previous", marked("Previous difference"), "Review", ("P",), needs="review", repeats=True),
    Action("review.take_a", marked("Take A"), "-Review", ("1",), needs="review", hint=marked("A")),
    Action("review.take_b", marked("Take B"), "Review", ("2",), needs="review", hint=marked("B")),
    *(
        Action(f"review.take_{letter}", text, _OTHER_READINGS, (digit,), needs="review")
        for letter, digit, text, _ in _FURTHER_READERS
    ),
    Action("review.accept", _MAJORITY, _OTHER_READINGS, ("Enter",), needs="review", hint=marked("accept")),
    Action("review.both", marked("Take both, or all"), "Review", ("B",), needs="review", hint=marked("both")),
    Action("review.reject", marked("Reject both, or all…"), "Review", ("R",), needs="review", hint=marked("reject")),
    Action("review.keep", marked("Keep gold as it is"), f"-{_OTHER_READINGS}", needs="review"),
    Action("review.take_a_alike", marked("Take A for all alike"), "-Review/Alike", ("Ctrl+1",), needs="review"),
    Action("review.take_b_alike", marked("Take B for all alike"), "Review/Alike", ("Ctrl+2",), needs="review"),
    *(
        Action(f"review.take_{letter}_alike", text, "Review/Alike", (f"Ctrl+{digit}",), needs="review")
        for letter, digit, _, text in _FURTHER_READERS
    ),
    Action("review.accept_listed", _MAJORITY_LISTED, "Review/Alike", ("Shift+Enter",), needs="review"),
    Action("review.reject_alike", marked("Reject all alike…"), "Review/Alike", ("Ctrl+R",), needs="review"),
    Action(
        "review.edges",
        marked("Correct the edges"),
        "-Review",
        ("F2",),
        (READ, EDGE),
        needs="review",
        hint=marked("edges"),
    ),
    Action(
        "review.links", marked("Links as the other has them"), "Review", ("L",), needs="review", hint=marked("links")
    ),
    Action("review.comment", marked("Comment…"), "Review/Comments", ("M",), needs="review", hint=marked("comment")),
    Action("review.resolve", marked("Thread resolved, or open again"), "Review/Comments", needs="review"),
    Action(
        *("review.returned_resolve", marked("Your thread resolved, or open again"), "Review/Comments"),
        modes=_AND_RETURNED,
    ),
    Action("review.rule", marked("Note as a rule…"), "-Review/Comments", needs="review"),
    Action(
        *("review.rule_example", marked("Make this a rule, with it as an example…"), "Review/Comments"),
        needs="review",
    ),
    Action(
        *("review.rule_counterexample", marked("Make this a rule, with it as a counterexample…")),
        "Review/Comments",
        needs="review",
    ),
    Action(
        "review.reopen",
        marked("Take the decision back"),
        "Review",
        ("Delete",),
        needs="review",
        hint=marked("take back"),
    ),
    Action("review.parts", marked("Parts of the reading"), "-Review/View", ("O",), needs="review"),
    Action("review.more_readings", marked("More readings"), "Review/View", ("Alt+Down",), needs="review"),
    Action("review.readings_before", marked("Readings before"), "Review/View", ("Alt+Up",), needs="review"),
    Action("review.side_by_side", marked("Side by side"), "Review/View", needs="review", checkable=True),
    Action("review.gold_alone", marked("Gold alone"), "Review/View", ("S",), needs="review", checkable=True),
    Action("review.queue", marked("Articles to review…"), "-Review", needs=""),
    Action(
        "review.next_article",
        marked("Next article to review"),
        "Review",
        ("Ctrl+Shift+N",),
        needs="",
        hint=marked("next article"),
    ),
    Action("review.agreement", marked("Agreement in the folder…"), "Review", ("Ctrl+Shift+A",), needs=""),
    Action("review.leave", marked("Leave the review"), "-Review", ("Esc",), needs="review", hint=marked("leave")),
    Action("corpus.next", marked("Next article"), "Corpus", ("Ctrl+PgDown",), needs="", repeats=True),
    Action("corpus.previous", marked("Previous article"), "Corpus", ("Ctrl+PgUp",), needs="", repeats=True),
    Action("corpus.done", marked("Article is done"), "-Corpus", ("Ctrl+Enter",), checkable=True),
    Action("corpus.search", marked("Search all articles…"), "-Corpus", ("Ctrl+Shift+F",), needs=""),
    Action("corpus.check", marked("Check…"), "Corpus", needs=""),
    Action("corpus.overview", marked("Overview…"), "Corpus", needs=""),
    Action("corpus.people", marked("People…"), "Corpus", ("Ctrl+Alt+4",), needs=""),
    Action("corpus.verify", marked("Verify quotes…"), "Corpus", ("Ctrl+Shift+V",), needs=""),
    Action("corpus.assign", marked("Assign…"), "-Corpus", needs=""),
    Action("corpus.team", marked("Progress of the team…"), "Corpus", needs=""),
    Action("corpus.codebook", marked("Codebook…"), "-Corpus", needs=""),
    Action("corpus.lessons", marked("What the codebook can learn…"), "Corpus", needs=""),
    Action("corpus.learn", marked("What the assistant learnt…"), "Corpus", needs=""),
    Action("help.first_reading", marked("First reading"), "Help", (), EVERY, needs=""),
    Action("help.guide", marked("Guide"), "Help", (), EVERY, needs=""),
    Action("help.keys", marked("Keys"), "Help", ("F1",), EVERY, needs="", hint=marked("keys"), hint_when="idle empty"),
    Action("help.where_am_i", marked("Where am I?"), "Help", ("F8",), EVERY),
    Action("help.folder", marked("Where things are…"), "Help", (), EVERY, needs=""),
    Action("help.about", marked("About Analyst App"), "Help", (), EVERY, needs=""),
)

LONGEST = 44
"""Characters of a tag's name that menus and hints show: a longer one would make a menu as wide as the screen."""
