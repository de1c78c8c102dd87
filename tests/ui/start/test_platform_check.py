"""Finding out whether a window can open, before Qt would abort.

Tests of ui.start.elf.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from analyst_app.ui.start import elf, platform_check

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF and X11 are Linux's")


def lacking(*absent: str) -> type:
    """``ctypes.CDLL`` on a machine without some libraries."""
    load = ctypes.CDLL

    def cdll(name: str) -> ctypes.CDLL:
        for library in absent:
            needs = Path(name).is_file() and library in elf.needed(Path(name))
            if name == library or needs:
                raise OSError(f"{library}: cannot open shared object file: No such file or directory")
        return load(name)

    return cdll  # type: ignore[return-value]


def test_a_library_says_what_it_needs() -> None:
    needs = elf.needed(platform_check._plugin("xcb"))
    assert "libxcb-cursor.so.0" in needs
    assert "libQt6Core.so.6" in needs


@pytest.mark.parametrize("data", [b"", b"#!/bin/sh\n", b"\x7fELF\x01\x01" + bytes(100)])
def test_what_is_no_library_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.so").write_bytes(data)
    with pytest.raises(ValueError, match="no 64-bit ELF"):
        elf.needed(tmp_path / "x.so")


def test_missing_libraries_are_named_by_exactly_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(ctypes, "CDLL", lacking("libxcb-cursor.so.0", "libxkbcommon-x11.so.0"))
    assert platform_check.problem() == (
        "The window needs system libraries that are missing. "
        "Install them with:  sudo apt-get install libxcb-cursor0 libxkbcommon-x11-0"
    )


def test_a_library_without_a_known_package_is_named_itself() -> None:
    assert "libodd.so.7" in platform_check._install(["libodd.so.7"])


def test_every_system_library_that_qt_asks_for_has_a_known_package() -> None:
    folder = platform_check._qt_folder()
    libraries = [platform_check._library(name) for name in ("Core", "Gui", "Widgets")]
    libraries += [platform_check._plugin(name) for name in ("xcb", "wayland", "offscreen")]
    own = {path.name for path in (folder / "lib").iterdir()}
    asked = {name for library in libraries for name in elf.needed(library)}
    asked |= {name for name in own if name in asked for name in elf.needed(folder / "lib" / name)}
    glibc = ("libc.so", "libm.so", "libpthread", "libdl.so", "librt.so", "libgcc_s", "ld-linux")
    strange = {name for name in asked - own - set(platform_check.PACKAGES) if not name.startswith(glibc)}
    assert strange == set()


@pytest.mark.parametrize(
    ("qt", "python", "is_wrong"),
    [("6.12.0", (3, 11), True), ("6.12.1", (3, 11), True), ("6.11.3", (3, 11), False), ("6.12.0", (3, 12), False)],
)
def test_the_pair_that_crashes_is_refused(qt: str, python: tuple[int, int], is_wrong: bool) -> None:
    words = platform_check.wrong_pair(qt, python)
    assert bool(words) is is_wrong
    assert not is_wrong or "pip install" in words
