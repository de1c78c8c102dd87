"""Ids of actions (``ui.commands.actions``): a person's own keys are kept under them, so a new name loses none."""

from __future__ import annotations

from pathlib import Path

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.actions import ACTIONS, RENAMED, under_ids_of_today
from analyst_app.ui.commands.tag_rows import tag_actions

IDS_OF_0_1_0 = Path(__file__).parents[2] / "data" / "home-0.1.0" / "action-ids.txt"
TAGS = tag_actions(Codebook.from_data(resources.built_in_codebook()))
TODAY = {row.id for row in (*ACTIONS, *TAGS)}


def test_every_id_of_version_0_1_0_is_there_or_says_what_it_is_called_now() -> None:
    earlier = IDS_OF_0_1_0.read_text("utf-8").split()
    assert len(earlier) == len(set(earlier)) == 105
    assert [action_id for action_id in earlier if RENAMED.get(action_id, action_id) not in TODAY] == []


def test_a_new_name_is_an_id_of_today_and_an_old_one_is_never_given_again() -> None:
    assert set(RENAMED.values()) <= TODAY
    assert not set(RENAMED) & TODAY


def test_keys_under_an_earlier_id_are_kept_and_todays_id_counts_more() -> None:
    renamed = {"go.on": "go.next", "go.back": "go.previous"}
    kept = {"go.on": "F7", "go.previous": "F8", "go.back": "F9", "tag.frame": ""}
    assert under_ids_of_today(kept, renamed) == {"go.next": "F7", "go.previous": "F8", "tag.frame": ""}
