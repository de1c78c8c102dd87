"""Rules that were noted in the review of a packet: who sent it is asked whether they are to stand in her codebook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from analyst_app.corpus.packets.answers import Answered
    from analyst_app.review.codebook_rules import CodebookRule
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks

_MATTER = "packet_rules"
_LONGEST = 200
"""Characters of a rule that stand in a bar."""


class OfferedRules(NamedTuple):
    """The rules of an answer that the codebook here lacks."""

    codebook: Path
    """The codebook here, which may not be there yet."""
    sender: str
    rules: Sequence[CodebookRule]
    names: Mapping[str, str]
    """The names of their tags by id."""

    @property
    def words(self) -> str:
        """The question about them."""
        said = [
            tr("{tag}: “{rule}”", tag=self.names[one.tag], rule=_short(one.told or one.place["text"]))
            for one in self.rules
        ]
        return tr(
            "{who} has noted a rule in the codebook: {rules} Is it to stand in yours?"
            "|{who} has noted {n} rules in the codebook: {rules} Are they to stand in yours?",
            len(said),
            who=self.sender,
            rules=" ".join(said),
        )


class AnsweredRules:
    """Asks about the rules of an answer, and takes them in.

    Args:
        bars: ask.
        tasks: to write with.
    """

    def __init__(self, bars: MessageBars, tasks: Tasks) -> None:
        self._bars, self._tasks = bars, tasks

    def offer(self, offered: OfferedRules) -> None:
        """Ask whether the rules are to be taken in; without any, ask nothing."""
        if offered.rules:
            choices = [(tr("Take it in|Take them in", len(offered.rules)), partial(self._take, offered))]
            self._bars.show_bar(_MATTER, offered.words, choices)

    # -- inside ------------------------------------------------------------------------

    def _take(self, offered: OfferedRules) -> None:
        self._write(take_in, offered, lambda version: self._tell(offered, version))

    def _tell(self, offered: OfferedRules, version: int) -> None:
        words = tr(
            "Noted in {file}, which is at version {version} now.",
            file=shown_name(offered.codebook.name),
            version=version,
        )
        self._bars.show_bar(_MATTER, words, [(tr("Take it back"), partial(self._take_back, offered))])

    def _take_back(self, offered: OfferedRules) -> None:
        def done(version: int) -> None:
            name = shown_name(offered.codebook.name)
            words = tr("Taken out of {file}, which is at version {version} now.", file=name, version=version)
            self._bars.show_bar(_MATTER, words, seconds=8)

        self._write(take_out, offered, done)

    def _write(self, work: Callable[[OfferedRules], int], offered: OfferedRules, done: Callable[[int], object]) -> None:
        failed = partial(self._bars.report, _MATTER)
        self._tasks.run(work, offered, done=done, failed=failed, must_end=True)


def rules_offered(answered: Answered, folder: Path | None) -> OfferedRules:
    """The rules of whoever answered that the codebook of the article lacks. Blocking.

    Args:
        answered: the answer, taken in.
        folder: the opened folder.

    Raises:
        SidecarInvalid: the codebook here cannot be read.
    """
    from analyst_app.corpus import articles
    from analyst_app.corpus.codebook_editing import read_codebook
    from analyst_app.review.codebook_rules import rules_lacking
    from analyst_app.session.layer_names import CODEBOOK_NAME

    article = answered.article
    path = articles.codebook_file(article, folder) or (folder or article.parent) / CODEBOOK_NAME
    raw = _or_built_in(read_codebook(path)[0])
    name = article.relative_to(path.parent).as_posix() if article.is_relative_to(path.parent) else article.name
    found = [
        one._replace(place={**one.place, "article": name})
        for one in rules_lacking(raw, answered.codebook, answered.sender)
    ]
    names = {tag["id"]: str(tag.get("name") or tag["id"]) for tag in raw["tags"]}
    return OfferedRules(path, answered.sender, found, names)


def take_in(offered: OfferedRules) -> int:
    """Write the rules into the codebook, each under a version of its own; the last one is given. For a worker.

    Raises:
        CodebookInvalid: the codebook has no such tag any more.
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    from analyst_app.review.codebook_rules import with_rule

    return _edited(offered.codebook, offered.rules, with_rule)


def take_out(offered: OfferedRules) -> int:
    """Take the rules out of the codebook again; its version then is given. For a worker.

    Raises:
        CodebookInvalid: a rule was changed since.
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    from analyst_app.review.codebook_rules import without_rule

    return _edited(offered.codebook, list(reversed(offered.rules)), without_rule)


def _edited(path: Path, rules: Sequence[CodebookRule], change: Callable[..., Any]) -> int:
    """The version of the codebook once each rule is put into it, or taken out, one after the other."""
    from analyst_app.corpus.codebook_editing import edit_codebook, edit_tag

    def edited(data: Mapping[str, Any]) -> dict[str, Any]:
        raw = _or_built_in(data)
        for rule in rules:
            raw = edit_tag(raw, rule.tag, change(raw, rule))
        return raw

    return edit_codebook(path, edited)


def _or_built_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """A codebook as its file has it; the built-in one where there is none."""
    from analyst_app import resources

    return dict(data) or resources.built_in_codebook()


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
