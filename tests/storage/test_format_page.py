"""docs/format.md is the contract: its example is a good sidecar, byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.storage.layers import decoded, encoded

PAGE = (Path(__file__).parent.parent.parent / "docs" / "format.md").read_text("utf-8")


def example() -> bytes:
    found = re.search(r"<!-- example -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1].encode()


def test_the_example_loads_without_a_problem_and_is_saved_byte_for_byte() -> None:
    found = decoded(example())
    assert not found.problems
    assert not found.damage
    assert encoded(found.layer) == example()


def test_every_key_of_the_example_is_explained() -> None:
    for key in json.loads(example()):
        assert f"`{key}`" in PAGE


def test_the_lines_of_python_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(tmp_path)
    Path("a1.txt.alice.annotations.json").write_bytes(example())
    Path("a1.txt").write_text(json.loads(example())["text"]["content"], "utf-8")
    exec(code[1], {})
