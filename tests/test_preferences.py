"""The preferences' file: readable, forgiving, kept."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.layer_ids import nearest_id
from analyst_app.errors import UsageError
from analyst_app.preferences import (
    Preferences,
    check_layer_id,
    default_annotator,
    load_preferences,
    save_preferences,
)


def test_what_is_saved_is_loaded_and_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "preferences.json"
    wanted = Preferences(annotator="Jané", theme="dark", font_size=14.5, keys={"go.next": "F7"}, unknown={"new": [1]})
    save_preferences(wanted, path)
    assert load_preferences(path) == (wanted, "")
    assert json.loads(path.read_text("utf-8"))["new"] == [1]
    assert [entry.name for entry in path.parent.iterdir()] == ["preferences.json"]


def test_no_file_gives_the_usual(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == (Preferences(), "")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": ' * 5000, "\udcff"])
def test_an_unreadable_file_gives_the_usual_and_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    preferences, problem = load_preferences(path)
    assert preferences == Preferences()
    assert str(path) in problem


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("theme", "pink"),
        ("font_size", True),
        ("font_size", 4000),
        ("column_width", "wide"),
        ("line_spacing", 3),
        ("lane_weight", 4),
        ("keys", {"go.next": 7}),
        ("restore", "yes"),
        ("annotator", None),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_applies(tmp_path: Path, setting: str, value: object) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({setting: value, "paragraph_numbers": False}), "utf-8")
    preferences, problem = load_preferences(path)
    assert preferences == Preferences()._replace(paragraph_numbers=False)
    assert setting in problem


@given(st.text())
def test_every_name_has_a_nearest_layer_id(name: str) -> None:
    nearest = nearest_id(name)
    assert check_layer_id(nearest) == nearest
    assert nearest_id(nearest) == nearest


@given(st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=32))
def test_a_layer_id_is_its_own_nearest(name: str) -> None:
    assert nearest_id(name) == name


@pytest.mark.parametrize(("name", "nearest"), [("Jane Smith", "jane-smith"), ("Zoë", "zoe"), ("Лена", "annotator")])
def test_what_cannot_name_a_layer_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=nearest):
        check_layer_id(name)


def test_the_annotator_is_the_preference_else_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "J Smith")
    assert default_annotator(Preferences()) == ("j-smith", True)
    assert default_annotator(Preferences(annotator="Jane")) == ("jane", False)
