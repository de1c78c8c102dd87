"""``suggest --learnt``: the rules' answer on each article, mended by what was learnt in the folder that was named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.commands import terminal
from analyst_app.errors import UsageError
from analyst_app.wording import decimal, tr

if TYPE_CHECKING:
    from analyst_app.assist.learning.learnt import Assistant
    from analyst_app.assist.learning.schooling import Report
    from analyst_app.assist.suggestions import Suggestions
    from analyst_app.language.language import Language


class Learnt:
    """The assistants of some folders. Making it learns in each whose layers have changed: seconds to minutes.

    Args:
        folders: those that were named.

    Raises:
        UsageError: nothing can be learnt in one of them; says why.
        OSError: one of them, or the folder for temporary files, cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
        LanguageInvalid: a file of words is damaged.
        MissingExtra: the library that learns is not installed.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        from analyst_app.corpus.sealing import Seal

        self._seal = Seal("", folders)
        self._assistants = {folder.absolute(): _assistant(folder.absolute()) for folder in folders}

    def mended(self, path: Path, text: str, language: Language, rules: Suggestions) -> Suggestions:
        """All that is proposed for an article; the rules' answer alone where it is read blind.

        Args:
            path: of the article.
            text: of the article.
            language: that it is read in.
            rules: the rules' answer.
        """
        for folder, assistant in self._assistants.items():
            if path.absolute().is_relative_to(folder) and not self._seal.is_read_blind(path.parent):
                return assistant.suggestions(text, language, rules)
        return rules


def _assistant(folder: Path) -> Assistant:
    from analyst_app.assist.learning.learnt import Assistant
    from analyst_app.assist.learning.schooling import course_for, schooled
    from analyst_app.preferences import cache_folder, default_annotator, load_preferences, state_folder

    annotator = default_annotator(load_preferences()[0])[0]
    course = course_for(folder, annotator, state=state_folder(), cache=cache_folder())
    report = schooled(course)
    for problem in report.problems:
        terminal.say(problem)
    if report.model is None:
        raise UsageError(f"{folder}: {_refusal(report)}")
    for one in report.model.figures:
        state = tr("proposes") if one.is_on else tr("the rules go on alone")
        figures = f"{decimal(one.rules, 2)} → {decimal(one.learnt, 2)} ± {decimal(one.error, 2)}"
        terminal.say(f"{one.tag}: {figures}, {state}")
    return Assistant(report.model, course.parts)


def _refusal(report: Report) -> str:
    if report.is_blind:
        return tr("this corpus is read blind: nothing is learnt and nothing proposed in it.")
    return report.lacks or tr(
        "nothing is learnt yet: {n} more finished article is needed."
        "|nothing is learnt yet: {n} more finished articles are needed.",
        report.missing,
    )
