"""Between two versions of a page, the tagged passages that changed or went are listed."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.sealing import Seal
from analyst_app.corpus.silent_edits import changed_passages
from tests.corpus import blind
from tests.corpus.corpora import annotate, write_article

BEFORE = (
    "The mayor of Harbour Town spoke first.\n\nAda Brandt said “we will never ever leave this old depot to them”.\n\n"
    "The council had planned the sale for years, an official admitted.\n\nNobody objected.\n"
)


def test_changed_and_removed_passages_are_listed_and_others_not(tmp_path: Path) -> None:
    earlier = write_article(tmp_path, "a.txt", BEFORE)
    annotate(
        earlier,
        "alice",
        ("actor", "Ada Brandt"),
        ("quote", "“we will never ever leave this old depot to them”"),
        ("claim", "The council had planned the sale for years, an official admitted"),
    )
    text = BEFORE.replace("never ever leave this old depot", "never leave this old depot")
    text = text.replace("The council had planned the sale for years, an official admitted.\n\n", "")
    later = write_article(tmp_path, "a v2.txt", text)
    changed, removed = changed_passages(earlier, later)
    assert (changed.kind, changed.tag, changed.layer) == ("changed", "quote", "alice")
    assert "never leave" in changed.after
    assert "never ever" in changed.before
    assert (removed.kind, removed.tag, removed.after) == ("removed", "claim", "")


def test_passages_that_somebody_else_tagged_are_not_listed_before_ones_own_are_done(tmp_path: Path) -> None:
    earlier = blind.write_corpus(tmp_path / "corpus") / "begun.txt"
    later = write_article(earlier.parent, "begun v2.txt", "Another text, in which nothing of it is left at all.\n")

    def layers() -> set[str]:
        return {one.layer for one in changed_passages(earlier, later, Seal("alice", [earlier.parent]))}

    assert layers() == {"alice"}
    annotate(earlier, "alice", status="done")
    assert layers() == {"alice", "bob", "carol"}


def test_the_same_text_has_no_silent_edits(tmp_path: Path) -> None:
    earlier = write_article(tmp_path, "a.txt", BEFORE)
    annotate(earlier, "alice", ("actor", "Ada Brandt"))
    assert changed_passages(earlier, write_article(tmp_path, "b.txt", "New head.\n\n" + BEFORE)) == []
