"""What ``check`` looks at: everything that stands in a file's place, also when one of its processes ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.corpus.folder_check import Batch, Listed, _in_processes, verify
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


@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links")
@pytest.mark.parametrize(
    "name", ["a.txt", "b.txt.alice.annotations.json", "b.txt.source.json", "codebook.json", "actors.json"]
)
def test_a_link_to_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "b.txt").write_text("The mayor said no.\n")
    (corpus / name).symlink_to("sub")
    found = verify([corpus], tmp_path / "state", lambda entry: "").findings
    assert [Path(finding.file) for finding in found] == [corpus / name]


def test_a_folder_that_is_named_like_an_article_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "a.txt").mkdir(parents=True)
    (tmp_path / "corpus" / "a.txt" / "b.txt").write_text("The mayor said no.\n")
    found = verify([tmp_path / "corpus"], tmp_path / "state", lambda entry: "")
    assert (found.articles, found.findings) == (1, [])
