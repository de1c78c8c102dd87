"""Saving a codebook whose file another has changed meanwhile, in ways that make it none."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.corpus import codebook_editing as editing
from analyst_app.errors import CodebookInvalid
from analyst_app.resources import built_in_codebook
from analyst_app.ui.corpus.codebook_saving import Draft, prospect_of


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    path = tmp_path / "codebook.json"
    path.write_text(json.dumps(built_in_codebook()), "utf-8")
    return Draft(path, *editing.read_codebook(path))


def renamed(raw: dict[str, Any]) -> dict[str, Any]:
    return editing.edit_tag(raw, "claim", {"name": "Statement"})


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"format": "media-codebook", "tags": None},
        {"format": "media-codebook", "tags": {"claim": {}}},
        {"format": "media-codebook", "tags": [{"name": "no id"}]},
        {"format": "media-codebook", "tags": ["claim", 3]},
    ],
)
def test_a_file_that_is_no_codebook_any_more_is_refused_in_words_and_left_alone(
    draft: Draft, broken: dict[str, Any]
) -> None:
    draft.path.write_text(json.dumps(broken), "utf-8")
    with pytest.raises(CodebookInvalid, match=r"codebook\.json"):
        prospect_of(draft, renamed(draft.raw), None, None)
    assert json.loads(draft.path.read_text("utf-8")) == broken


def test_a_file_that_is_away_is_made_anew(draft: Draft) -> None:
    draft.path.unlink()
    prospect = prospect_of(draft, renamed(draft.raw), None, None)
    assert (prospect.draft.seen, prospect.changes.changed, prospect.unfit) == ("", ("claim",), "")


def test_what_both_changed_and_does_not_fit_together_is_told(draft: Draft) -> None:
    mine = editing.edit_tag(draft.raw, "claim", {"key": "W"})
    theirs = copy.deepcopy(draft.raw)
    next(tag for tag in theirs["tags"] if tag["id"] == "actor")["key"] = "W"
    draft.path.write_text(json.dumps(theirs), "utf-8")
    assert "stands twice" in prospect_of(draft, mine, None, None).unfit
