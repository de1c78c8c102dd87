"""The question where something is saved: the name and kind of a file, and whether one that is there may be replaced."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from analyst_app.preferences import data_folder
from analyst_app.ui.widgets.message import ask, shown_name
from analyst_app.wording import tr


def saved_file(parent: QWidget, title: str, usual: Path, kinds: Mapping[str, str]) -> Path | None:
    """The path of the file that a person wants written; None: she wants none.

    The name that she types gets the ending of its kind where it has none of these endings. So the system's dialog
    cannot know which file would be replaced, and the question is asked here.

    Args:
        parent: window that the questions belong to.
        title: of the dialog.
        usual: the path that is offered; its ending is that of the usual kind.
        kinds: the names of the kinds of file by their endings, such as ``.pdf``.
    """
    filters = {ending: f"{words} (*{ending})" for ending, words in kinds.items()}
    named, chosen = QFileDialog.getSaveFileName(
        parent, title, str(usual), ";;".join(filters.values()), filters.get(usual.suffix, ""),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    if not named:
        return None
    path = Path(named)
    if path.suffix.lower() not in kinds:
        ending = next((ending for ending, words in filters.items() if words == chosen), usual.suffix)
        path = path.with_name(f"{path.name}{ending}")
    if not os.path.lexists(path):
        return path
    replace, leave = tr("Replace it"), tr("Leave it")
    words = tr("{name} is there already. Replace it?", name=shown_name(path.name))
    return path if ask(parent, title, words, (replace, leave), usual=leave) == replace else None


def shown_folder(folder: Path) -> Path:
    """A folder to offer for what goes to others: a person's own where the given one lies among the app's files.

    Args:
        folder: of what is open; an unpacked packet and the samples lie where nobody looks.
    """
    return Path.home() if folder.absolute().is_relative_to(data_folder().absolute()) else folder
