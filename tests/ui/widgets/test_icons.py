"""All icons are of one kind: lines of one weight, in the colour of the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ICONS = sorted(path for path in Path("resources/icons").glob("*.svg") if path.stem != "app")
"""All but the program's own picture, which has colours."""


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_has_the_weight_of_all(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert 'width="24" height="24" viewBox="0 0 24 24"' in svg, "as ui.widgets.icons looks for it"
    assert set(re.findall(r'stroke-width="([\d.]+)"', svg)) == {"1.8"}, "1.5 pixels at the usual size of 20"
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"none", "currentColor"}
