"""The list `equivalent.toml`, which the mutation tester reads, is about lines that the program still has."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_equivalent_mutant_is_of_a_line_that_exists_and_has_a_reason() -> None:
    entries = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text("utf-8"))["mutant"]
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "analyst_app").rglob("*.py")}
    texts = {name: {line.strip() for line in path.read_text("utf-8").splitlines()} for name, path in files.items()}
    for entry in entries:
        lines = [texts[name] for name in texts if fnmatchcase(name, entry["file"])]
        assert any(set(entry["line"].split("\n")) <= one for one in lines), entry
        assert entry["becomes"] != entry["line"]
        assert len(entry["reason"].split()) > 3, entry
