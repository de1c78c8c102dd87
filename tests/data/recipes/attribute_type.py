"""Run in a copy of the house by ``tests/test_recipes.py``: the type that the recipe made goes all its way."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from analyst_app.cli import main
from analyst_app.ui.codebook.attribute_cards import ATTRIBUTE_TYPES
from tests.ui.conftest import OpenText
from tests.workflows.person import saved

HELD = {"id": "held", "name": "Held on", "type": "date"}
CODEBOOK = {
    **{"format": "media-codebook", "version": 1, "id": "events", "name": "Events"},
    "tags": [{"id": "event", "name": "Event", "key": "W", "edge_rule": "word", "attributes": [HELD]}],
}


def test_a_date_is_typed_saved_checked_exported_and_read_back(
    open_text: OpenText, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "codebook.json").write_text(json.dumps(CODEBOOK), "utf-8")
    person = open_text("The meeting was held in Kova.\n")
    person.caret("meeting")
    person.keys("W")
    QApplication.processEvents()
    field = next(one for one in person.window.findChildren(QLineEdit, "value_held") if one.isVisible())
    field.setFocus()
    person.type("2026-11-2")
    assert person.annotations[0].attribute("held") is None
    person.type("8")
    assert person.annotations[0].attribute("held") == "2026-11-28"
    person.keys("Enter")
    person.wait_saved()
    article = tmp_path / "article.txt"
    assert saved(article)["annotations"][0]["attributes"] == {"held": "2026-11-28"}

    assert main(["check", str(article)]) == 0
    capsys.readouterr()
    for name in ("csv", "jsonl"):
        assert main(["export", str(article), "--format", name, "--output", str(tmp_path / name), "--workers", "1"]) == 0
    with (tmp_path / "csv" / "spans.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "2026-11-28" in " ".join(cells)
    row: dict[str, Any] = json.loads((tmp_path / "jsonl" / "data.jsonl").read_text("utf-8"))
    assert row["spans"][0]["attributes"] == {"held": "2026-11-28"}

    sidecar = tmp_path / "article.txt.alice.annotations.json"
    sidecar.write_text(sidecar.read_text("utf-8").replace("2026-11-28", "next Saturday"), "utf-8")
    capsys.readouterr()
    assert main(["check", str(article)]) == 1
    assert "Held on" in (told := capsys.readouterr().out) or "held" in told


def test_the_codebooks_form_offers_the_type() -> None:
    assert "date" in ATTRIBUTE_TYPES
