"""The lines of the files that are to be imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.importers.annotations import annotation_kinds
from analyst_app.ui.importing.import_work import ImportChoice, readings_of


def test_a_mistake_of_ours_is_told_in_the_line_of_its_file_and_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.txt").write_text("Ada left.\n", "utf-8")
    (tmp_path / "sound.txt").write_text("Ada came.\n", "utf-8")
    real = annotation_kinds.kind_of

    def kind_of(path: Path) -> str:
        if path.name == "odd.txt":
            raise RuntimeError
        return real(path)

    monkeypatch.setattr(annotation_kinds, "kind_of", kind_of)
    choices = {tmp_path / name: ImportChoice() for name in ("odd.txt", "sound.txt")}
    lines = dict(readings_of(choices, None, lambda: False))
    (odd,), (sound,) = lines[tmp_path / "odd.txt"], lines[tmp_path / "sound.txt"]
    assert "the program made a mistake with this file (RuntimeError); details: " in odd.problem
    assert (sound.problem, sound.article is not None) == ("", True)
