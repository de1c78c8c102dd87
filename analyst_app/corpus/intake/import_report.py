"""``IMPORT.md`` names the losses of imports beside the articles that came in; each import adds its own part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import SaveFailed
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.storage import atomic
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import english, in_english, tr, visible

if TYPE_CHECKING:
    from analyst_app.corpus.intake.annotated_intake import TakenAnnotations

REPORT = "IMPORT.md"
_TITLE = "# What imports left out, or took in otherwise\n"
_TITLES = (_TITLE, "# What imports left out\n")
"""The heading, and that of versions before 0.3."""
_MOST_NAMESAKES = 100


@dataclass
class ImportReport:
    """The losses of one import, file by file."""

    parts: list[tuple[str, str, ImportLosses]] = field(default_factory=list)
    """For each file: its name, what came in of it or why nothing did, and its losses."""

    def add(self, name: str, words: str, losses: ImportLosses) -> None:
        """Take a file into the report.

        Args:
            name: the file's name.
            words: what came in of it, or why nothing did.
            losses: what of it was left out.
        """
        self.parts.append((name, words, losses))

    def add_unread(self, name: str, words: str) -> None:
        """Take a file into the report that cannot be read.

        Args:
            name: the file's name.
            words: the reason, in a sentence.
        """
        losses = ImportLosses()
        losses.add("unreadable file", words if name in words else f"{name}: {words}")
        self.add(name, tr("not imported"), losses)

    def add_refused(self, name: str, words: str) -> None:
        """Take a file into the report of which nothing came in, for other readings of its names are there.

        Args:
            name: the file's name.
            words: the reason, in a sentence.
        """
        losses = ImportLosses()
        losses.add("layer there already", words)
        self.add(name, tr("not imported"), losses)

    def losses(self) -> ImportLosses:
        """Of all files together."""
        whole = ImportLosses()
        for _, _, losses in self.parts:
            whole.take(losses)
        return whole

    @property
    def is_worth_telling(self) -> bool:
        """True if anything was left out, or came in otherwise than the file has it."""
        return any(_lasting(losses) for _, _, losses in self.parts)

    def text(self) -> str:
        """The part of ``IMPORT.md`` that tells of this import, in English; files of which all came in are left out."""
        with in_english():
            return self._text()

    def _text(self) -> str:
        lines = [f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", ""]
        for name, words, losses in self.parts:
            if kinds := _lasting(losses):
                lines.append(f"- `{_plain(name)}`: {_plain(words)}")
                for kind in kinds:
                    lines.append(f"  - {_plain(losses.sentence(kind, with_first=False))}")
                    lines += [f"    - {_plain(place)}" for place in losses.places[kind] if place]
                    more = losses.counts[kind] - len(losses.places[kind])
                    lines += ["    - " + tr("… and {n} more|… and {n} more", more)] if more > 0 else []
        return "\n".join(lines) + "\n"

    def where(self, name: str) -> str:
        """The sentence that says where it stands.

        Args:
            name: of the file that it was written into.
        """
        if self.losses().total:
            return tr("What was left out stands in {file}.", file=name)
        return tr("What came in otherwise than it was stands in {file}.", file=name)


def _lasting(losses: ImportLosses) -> list[str]:
    """The kinds that remain: what the disk did not take, the next import may write."""
    return [kind for kind in losses.counts if kind != "not written"]


def write_report(report: ImportReport, folder: Path) -> Path | None:
    """Write what an import left out beside its articles; nothing where nothing was. Blocking.

    Args:
        report: of the import.
        folder: where the articles went.

    Returns:
        The file; None: there was nothing to tell.

    Raises:
        LeadsOutside: a link stands in its place.
        SaveFailed: it could not be written.
    """
    if not report.is_worth_telling or not folder.is_dir():
        return None
    path, before = _place(folder)
    data = f"{before or _TITLE}\n{report.text()}".encode("utf-8", "replace")
    try:
        with atomic.held(path) as target:
            atomic.replace_file(target, [data], lambda: None)
    except OSError as error:
        raise atomic.failure(path, error) from error
    return path


def _place(folder: Path) -> tuple[Path, str]:
    """Path of the report, and what earlier imports wrote there: a file of that name that is none stays."""
    for number in range(1, _MOST_NAMESAKES):
        path = folder / (REPORT if number == 1 else f"IMPORT {number}.md")
        try:
            before = read_regular(path, limit=LARGEST_TEAM_FILE).decode("utf-8")
        except FileNotFoundError:
            return path, ""
        except (OSError, UnicodeError):
            continue
        if before.startswith(_TITLES):
            return path, before
    raise SaveFailed(tr("{folder} holds too many files named IMPORT. Move some away.", folder=folder))


def _plain(words: str) -> str:
    """Words that Markdown does not take for markup, on one line."""
    return visible(" ".join(english(words).split())).replace("<", "&lt;").replace("`", "'")


def said_of(layers: Sequence[tuple[str, int]]) -> str:
    """The layers that came in, with their annotations: ``alice (12), bob (3)``.

    Args:
        layers: id and number of annotations of each.
    """
    return ", ".join(f"{layer} ({count:,})" for layer, count in layers)


def words_of(taken: Sequence[TakenAnnotations]) -> str:
    """The words about a file in the report: its articles and layers.

    Args:
        taken: the outcome of each of its articles.
    """
    came = [one for one in taken if not one.refused]
    counts: dict[str, int] = {}
    for one in came:
        for layer, count in one.layers.items():
            counts[layer] = counts.get(layer, 0) + count
    articles = tr("{n} article|{n} articles", len(came))
    return f"{articles}, {said_of(sorted(counts.items()))}" if counts else articles
