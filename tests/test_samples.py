from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.document import Document
from tests.sample_layers import CLAIMS, LAYER, SAMPLES, write

NAMES = sorted(CLAIMS)


def layer(folder: Path, name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / f"{name}.{LAYER}.annotations.json").read_text("utf-8"))
    return data


def content(data: dict[str, Any]) -> list[Any]:
    """What is annotated and linked, without ids and times."""
    by_id = {a["id"]: (a["start"], a["end"], a["tag"]) for a in data["annotations"]}
    links = [(link["role"], by_id[link["from"]], by_id[link["to"]]) for link in data["links"]]
    return [sorted((*by_id[a["id"]], sorted(a["attributes"].items())) for a in data["annotations"]), sorted(links)]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_layer_fits_its_text(name: str) -> None:
    data = layer(SAMPLES, name)
    document = Document.from_bytes((SAMPLES / name).read_bytes(), name=name)
    assert data["text"]["sha256"] == document.sha256
    assert all(document.text[a["start"] : a["end"]] == a["exact"] for a in data["annotations"])
    assert {"claim", "quote", "actor", "cue"} <= {a["tag"] for a in data["annotations"]}
    assert max(a["end"] for a in data["annotations"]) < len(document)


def test_the_samples_show_what_the_app_is_for() -> None:
    texts = {name: (SAMPLES / name).read_text("utf-8") for name in NAMES}
    assert len(texts["reservoir.txt"].split()) >= 2_500
    assert "قالت" in texts["harbour.txt"]
    assert "😅" in texts["harbour.txt"]
    assert any(link["role"] == "continues" for link in layer(SAMPLES, "reservoir.txt")["links"])


def test_the_gestures_make_the_committed_layers_again(tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(SAMPLES / name, tmp_path)
    write(tmp_path)
    for name in NAMES:
        assert content(layer(tmp_path, name)) == content(layer(SAMPLES, name))
