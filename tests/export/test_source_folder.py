"""The folder that articles are loaded from is held from its second article on, and nothing else is read by it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyst_app.errors import DocumentUnreadable
from analyst_app.export.job import Ticket
from analyst_app.export.loading import load
from analyst_app.export.source_folder import SourceFolder
from analyst_app.storage import containment
from tests.commands.corpora import write_article, write_layer


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / "corpus" / name).mkdir(parents=True)
    containment.open_border(tmp_path / "corpus")
    return tmp_path / "corpus"


def test_a_folder_is_held_for_as_long_as_articles_come_from_it(corpus: Path) -> None:
    with SourceFolder() as folder:
        assert folder.of(f"{corpus}/a/1.txt") is None
        held = folder.of(f"{corpus}/a/2.txt")
        assert held is not None
        assert folder.of(f"{corpus}/a/3.txt") is held
        assert folder.of(f"{corpus}/b/1.txt") is None
        assert held.handle < 0, "it was let go of"
        last = folder.of(f"{corpus}/b/2.txt")
    assert last is not None
    assert last.handle < 0


def test_a_folder_that_is_not_there_is_not_held(corpus: Path) -> None:
    with SourceFolder() as folder:
        assert [folder.of(f"{corpus}/gone/{number}.txt") for number in range(3)] == [None] * 3
        assert [folder.of("plain.txt") for _ in range(2)] == [None] * 2


@pytest.mark.skipif(os.name == "nt", reason="makes symbolic links")
def test_a_link_inside_the_border_is_followed_and_one_to_the_outside_is_not(corpus: Path, tmp_path: Path) -> None:
    article = write_article(corpus / "a", "1.txt")
    write_layer(article, "alice", ("claim", "The depot", {}))
    (corpus / "a" / "linked.txt").symlink_to(corpus / "a" / "1.txt")
    (tmp_path / "secret.txt").write_text("secret")
    (corpus / "a" / "out.txt").symlink_to(tmp_path / "secret.txt")
    with SourceFolder() as folder:
        folder.of(str(article))
        held = folder.of(str(article))
        by_folder = load(Ticket("1.txt", str(article), ("alice",)), held)
        assert by_folder == load(Ticket("1.txt", str(article), ("alice",)))
        assert load(Ticket("linked.txt", str(corpus / "a" / "linked.txt"), ()), held).text == by_folder.text
        with pytest.raises(DocumentUnreadable, match="leads out of the opened folder"):
            load(Ticket("out.txt", str(corpus / "a" / "out.txt"), ()), held)
