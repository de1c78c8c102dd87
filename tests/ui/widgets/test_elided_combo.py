"""A list to choose from: an entry that is too long ends with an ellipsis."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.elided_combo import ElidedCombo


@pytest.mark.parametrize(("width", "is_cut"), [(120, True), (400, False)])
def test_an_entry_that_is_too_long_is_cut_with_an_ellipsis(qtbot: QtBot, width: int, is_cut: bool) -> None:
    combo = ElidedCombo()
    qtbot.addWidget(combo)
    combo.addItem("Framing 0 / Causal attribution")
    combo.resize(width, 30)
    combo.show()
    assert combo.seen.endswith("…") is is_cut
    assert combo.seen.startswith("Fram")
    assert combo.currentText() == "Framing 0 / Causal attribution"
    before = combo.grab().toImage()
    combo.setItemText(0, combo.seen)
    assert combo.grab().toImage() == before
