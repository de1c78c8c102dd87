"""Between two versions of a page, the tagged passages that changed or went are listed."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.silent_edits import changed_passages
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


def test_the_same_text_has_no_silent_edits(tmp_path: Path) -> None:
    earlier = write_article(tmp_path, "a.txt", BEFORE)
    annotate(earlier, "alice", ("actor", "Ada Brandt"))
    assert changed_passages(earlier, write_article(tmp_path, "b.txt", "New head.\n\n" + BEFORE)) == []
