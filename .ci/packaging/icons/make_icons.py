"""Draws the program's icon in every size and form that an installer asks for: PNG, ICO (Windows) and ICNS (macOS).

    .venv/bin/python .ci/packaging/icons/make_icons.py

ICO and ICNS hold PNG files behind a table: see Microsoft's ICONDIR and Apple's
'icns' with the types ic07 (128), ic08 (256) and ic09 (512), both of which take PNG.
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColorConstants, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
DRAWING = HERE.parents[2] / "resources" / "icons" / "app.svg"
SHOWN = (16, 32, 48, 128, 256)
ICNS = {128: b"ic07", 256: b"ic08", 512: b"ic09"}


def png(size: int) -> bytes:
    """The icon as a PNG file of so many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColorConstants.Transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Pictures as one ICO file."""
    head, place = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, data in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """Pictures as one ICNS file."""
    body = b"".join(ICNS[size] + struct.pack(">I", len(data) + 8) + data for size, data in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    """Write all of them beside this file."""
    application = QGuiApplication(sys.argv)
    for size in SHOWN:
        (HERE / f"{size}.png").write_bytes(png(size))
    (HERE / "analyst-app.ico").write_bytes(ico({size: png(size) for size in SHOWN}))
    (HERE / "analyst-app.icns").write_bytes(icns({size: png(size) for size in ICNS}))
    del application


if __name__ == "__main__":
    main()
