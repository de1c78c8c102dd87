"""A process of ``check`` that ends in the middle of its work keeps nothing else from being looked at."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from analyst_app.corpus.folder_check import Batch, Listed, _in_processes
from analyst_app.corpus.verification import Verification


class _SlowlyHandedOut(list[Batch]):
    """Batches between which there is time enough for a process to end."""

    def __iter__(self) -> Iterator[Batch]:
        for batch in super().__iter__():
            yield batch
            time.sleep(0.3)


def _look(batch: Batch) -> Verification:
    if Path(batch.folder).name == "deadly":
        os._exit(9)
    return Verification(len(batch.articles))


def _article(name: str) -> Listed:
    return Listed(name, (), has_facts=False, may_have_copies=False)


def test_a_process_that_ends_while_work_is_handed_out_is_named_and_the_rest_is_looked_at() -> None:
    batches = _SlowlyHandedOut(
        [
            Batch("/corpus/deadly", "/corpus", [_article("a.txt")]),
            Batch("/corpus/one", "/corpus", [_article("b.txt")]),
            Batch("/corpus/two", "/corpus", [_article("c.txt"), _article("d.txt")]),
        ]
    )
    found = list(_in_processes(_look, batches))
    assert sum(one.articles for one in found) == 4
    assert [(finding.file, finding.kind) for one in found for finding in one.findings] == [
        (str(Path("/corpus/deadly/a.txt")), "fault")
    ]


def test_a_folder_without_articles_that_ends_its_process_is_named_itself() -> None:
    found = list(_in_processes(_look, [Batch("/corpus/deadly", "/corpus", [], has_people=True)]))
    assert [finding.file for one in found for finding in one.findings] == [str(Path("/corpus/deadly"))]
