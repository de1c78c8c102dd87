"""Makes the pictures of the README and the guide from the real window: ``.venv/bin/python docs/make_pictures.py``.

It starts the program on copies of the samples, offscreen, in a home of its own, and grabs the window.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "resources" / "samples"


def main() -> int:
    """Make one picture a colour scheme."""
    for scheme in ("light", "dark"):
        if os.spawnl(os.P_WAIT, sys.executable, sys.executable, __file__, scheme):  # noqa: S606  (this file)
            return 1
    return 0


def picture(scheme: str) -> int:
    """Show the first sample in the real window, press keys, grab it."""
    home = Path(tempfile.mkdtemp(prefix="analyst-picture-"))
    os.environ.update(HOME=str(home), QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    articles = home / "articles"
    shutil.copytree(SAMPLES, articles, ignore=shutil.ignore_patterns("__pycache__"))

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTreeView

    from analyst_app.cli import main as analyst_app

    application = QApplication(["analyst-app"])

    def shoot() -> None:
        window = next((w for w in application.topLevelWidgets() if w.objectName() == "main_window"), None)
        furniture = window.furniture if window is not None else None
        if (
            furniture is None
            or furniture.bridge.session is None
            or window.findChild(QTreeView, "article_list").model().rowCount() < 3
        ):
            QTimer.singleShot(100, shoot)
            return
        window.resize(1440, 900)
        window.findChild(QAction, f"view.theme_{scheme}").trigger()
        QTest.qWait(500)
        for _ in range(5):
            QTest.keyClick(window.findChild(QPlainTextEdit, "article_view"), Qt.Key.Key_N)
            QTest.qWait(100)
        QTest.qWait(1500)
        window.grab().save(str(HERE / f"window-{scheme}.png"))
        QTest.keyClick(window.findChild(QPlainTextEdit, "article_view"), Qt.Key.Key_U)
        QTest.qWait(1000)
        window.grab().save(str(HERE / f"suggestion-{scheme}.png"))
        window.close()

    QTimer.singleShot(500, shoot)
    code = analyst_app(["open", str(articles), "--annotator", "sample"])
    shutil.rmtree(home, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(picture(sys.argv[1]) if len(sys.argv) > 1 else main())
