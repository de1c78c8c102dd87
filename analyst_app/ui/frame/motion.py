"""Nothing fades, slides or blinks for those who want it so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_MOVED = (
    *(Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo),
    *(Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox),
)
_BLINK = 1_000
"""Milliseconds of a blink of the caret where the system names none."""
_systems_blink: list[int] = []


def system_wants_stillness() -> bool:
    """True if the system reports that its user wants less motion, which newer versions of Qt tell."""
    hints = QGuiApplication.styleHints()
    told = hints.accessibility() if hasattr(hints, "accessibility") else None
    preference = getattr(told, "motionPreference", None)
    if preference is None:
        return False
    wanted = preference()
    return bool(wanted == getattr(type(wanted), "ReducedMotion", None))


def keep_still(wanted: str) -> None:
    """Let the program's menus, tips, lists and caret move, or not.

    Args:
        wanted: ``on`` keeps all still, ``off`` lets all move, ``system`` as the system asks.
    """
    is_still = wanted == "on" or (wanted == "system" and system_wants_stillness())
    if not _systems_blink:
        _systems_blink.append(QApplication.cursorFlashTime())
    for effect in _MOVED:
        if is_still and QApplication.isEffectEnabled(effect):
            QApplication.setEffectEnabled(effect, False)
    blink = 0 if is_still else (_systems_blink[0] or (_BLINK if wanted == "off" else 0))
    if blink != QApplication.cursorFlashTime():
        QApplication.setCursorFlashTime(blink)
