"""The articles of a folder and who has begun them: what a lead looks at before she assigns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.layer_ids import is_gold, is_program
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.assigning.assignments_file import AssignmentsFile, read_assignments
from analyst_app.corpus.assigning.drawing import USUAL_SEED, Terms
from analyst_app.storage.layers_beside import LayerInfo, layers_of


class BegunWork(NamedTuple):
    """The state of a folder before it is assigned."""

    file: AssignmentsFile
    articles: tuple[str, ...]
    """Names, relative to the folder."""
    begun: Mapping[str, tuple[str, ...]]
    """Ids of the layers that hold something or are done, by name of the article."""

    @property
    def terms(self) -> Terms:
        """The terms that the file tells of, else those that are usual: all who have begun something, two of them."""
        there = list(self.file.by_article.values())
        people = self.file.people or sorted({who for readers in self.begun.values() for who in readers})
        shares = Counter(len(one.who) for one in there if not one.calibrates and one.who)
        each = shares.most_common(1)[0][0] if shares else 2
        days = Counter(one.until for one in there)
        seeds = Counter(one.seed for one in there if one.seed)
        return Terms(
            tuple(people),
            max(1, min(each, len(people) or 1)),
            seed=seeds.most_common(1)[0][0] if seeds else USUAL_SEED,
            calibration=sum(one.calibrates for one in there) / len(there) if there else 0.0,
            until=days.most_common(1)[0][0] if days else "",
        )


def begun_work(folder: Path, known: AssignmentsFile | None = None) -> BegunWork:
    """The assignments of a folder, its articles and who has begun which. Blocking; a layer's text is not looked at.

    Args:
        folder: the opened folder.
        known: its assignments as they were read before, which are not read again if they are the same.

    Raises:
        SidecarInvalid: the file of the assignments cannot be read.
        OSError: the folder cannot be read.
    """
    names, begun = [], {}
    for path in articles_in(folder):
        name = path.relative_to(folder).as_posix()
        names.append(name)
        found = [one.layer_id for one in layers_of(path) if _is_reading(one)]
        if found:
            begun[name] = tuple(found)
    return BegunWork(read_assignments(folder, known), tuple(names), begun)


def _is_reading(layer: LayerInfo) -> bool:
    """True of what a person has begun: a layer that holds something or is done, and is no gold and no program's."""
    is_begun = bool(layer.marks) or layer.status == "done"
    return is_begun and not is_gold(layer.layer_id) and not is_program(layer.layer_id)
