"""The projects of other programs that lie beside the articles of a corpus, for a format that writes them back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyst_app.export.contract import Format
from analyst_app.export.losses import LossTally
from analyst_app.storage.error_log import reason
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import tr


@dataclass(frozen=True)
class KeptBeside:
    """Projects that are written back, and those that are not."""

    projects: tuple[Any, ...] = ()
    not_written: dict[str, str] = field(default_factory=dict)
    """The reason by file name."""

    def tell(self, losses: LossTally) -> None:
        """Count what is not written back."""
        for name, why in self.not_written.items():
            losses.add("kept project", name, why)
        for project in self.projects[1:]:
            losses.add("kept head", project.name, self.projects[0].name)
        for project in self.projects:
            for member in project.left_out:
                losses.add("kept file", project.name, member)


def kept_beside(
    corpus: Path, form: Format, layers: Collection[str], damaged: list[str], *, has_pseudonyms: bool
) -> KeptBeside:
    """The projects in a corpus folder.

    A project names people and holds their work, so it is written back only
    whole: under their own names, with all layers that came of it.

    Args:
        corpus: folder, or one article.
        form: the format of the export.
        layers: all that are exported.
        damaged: takes a sentence about each that cannot be used.
        has_pseudonyms: whether the export names nobody.
    """
    if form.keeps is None:
        return KeptBeside()
    ending, read = form.keeps
    top = corpus if corpus.is_dir() else corpus.parent
    found: list[Any] = []
    not_written: dict[str, str] = {}
    for path in sorted(top.glob(f"*{ending}")):
        try:
            project = read(read_regular(path, limit=LARGEST_TEAM_FILE), path.name)
        except ValueError as error:
            words = tr("{file}: {why}. Take it out of the folder, or get an older copy of it.", file=path, why=error)
            damaged.append(words)
            continue
        except Exception as error:
            damaged.append(reason(error, path))
            continue
        missing = sorted(project.layers - set(layers))
        if has_pseudonyms:
            not_written[path.name] = tr("it names people; export without pseudonyms")
        elif missing:
            not_written[path.name] = tr("layers that came of it are left out: {layers}", layers=", ".join(missing))
        elif found and not found[0].fits(project):
            words = tr(
                "its positions count otherwise than those of {file}; export them from folders apart", file=found[0].name
            )
            not_written[path.name] = words
        else:
            found.append(project.with_other_names({name for one in found for name in one.members}))
    return KeptBeside(tuple(found), not_written)
