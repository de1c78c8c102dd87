"""Checks that a window can open here, before Qt tries: Qt would abort the process.

A missing library or screen makes ``QApplication`` call ``abort()``, which no
exception handler sees. So libraries and screen are tried first, and what is
missing is said in one sentence.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from analyst_app.wording import in_row, tr

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Debian's and Ubuntu's package of each library that Qt asks the system for."""

_WITHOUT_SCREEN = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
_QT = ("QtCore", "QtGui", "QtWidgets")


def problem() -> str:
    """The reason why no window can open here, a sentence that says what to install; empty if one can."""
    try:
        import PySide6
    except ImportError:
        return tr("The window needs PySide6. Install it with:  pip install PySide6-Essentials")
    if wrong := wrong_pair(PySide6.__version__, sys.version_info[:2]):
        return wrong
    spare_source_reading()
    try:
        for name in _QT:
            importlib.import_module(f"PySide6.{name}")
    except ImportError as error:
        missing = missing_libraries([_library(name.removeprefix("Qt")) for name in _QT])
        return _install(missing) if missing else tr("Qt cannot be loaded ({why}). Reinstall it with pip.", why=error)
    return _platform_problem() if sys.platform.startswith("linux") else ""


def spare_source_reading() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks for its own name there, for the sake of feature switches that we
    do not use (``shibokensupport/feature.py``, PYSIDE-2029). That is a tenth
    of the start, and ``linecache`` would keep all those lines.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010 - a private name of PySide's


def wrong_pair(qt: str, python: tuple[int, ...]) -> str:
    """The reason why a version of PySide6 cannot run on a version of Python; empty if it can.

    PySide6 6.12 loses a reference of None at each call on Python 3.11, and
    after some thousand calls the process dies.
    """
    if tuple(map(int, qt.split(".")[:2])) >= (6, 12) and python < (3, 12):
        return tr(
            'PySide6 {qt} crashes on Python {python}. Install another:  pip install "PySide6-Essentials<6.12"',
            qt=qt,
            python=".".join(map(str, python)),
        )
    return ""


def missing_libraries(libraries: list[Path]) -> list[str]:
    """Names of system libraries that these libraries of Qt ask for and that cannot be loaded."""
    from analyst_app.ui.start.elf import needed

    own, seen, missing = _qt_folder() / "lib", set[str](), []
    waiting = list(libraries)
    while waiting:
        library = waiting.pop()
        try:
            names = needed(library)
        except (OSError, ValueError):
            continue
        for name in names:
            if name in seen:
                continue
            seen.add(name)
            if (own / name).exists():
                waiting.append(own / name)
            elif lacking := _load_error(name):
                missing.append(lacking)
    return sorted(set(missing))


def _platform_problem() -> str:
    """Try the platform plugins that Qt would try, in its order."""
    asked = [name.partition(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    has_wayland, has_x = bool(os.environ.get("WAYLAND_DISPLAY")), bool(os.environ.get("DISPLAY"))
    names = asked or ["wayland"] * has_wayland + ["xcb"] * has_x
    if not names:
        return tr("There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it from a desktop session.")
    problems = []
    for name in names:
        wrong = _plugin_problem(name)
        if not wrong:
            if not asked:
                os.environ["QT_QPA_PLATFORM"] = name  # Qt might try one that would abort
            return ""
        problems.append(wrong)
    return problems[-1]


def _plugin_problem(name: str) -> str:
    plugin = _plugin(name)
    if plugin is None:
        return tr('Qt has no platform "{name}". Unset QT_QPA_PLATFORM, or set it to xcb or wayland.', name=name)
    if name in _WITHOUT_SCREEN:
        return ""
    if missing := missing_libraries([plugin]) if _load_error(str(plugin)) else []:
        return _install(missing)
    if name == "xcb":
        return _x_problem()
    return _wayland_problem() if name.startswith("wayland") else ""


def _plugin(name: str) -> Path | None:
    folder = _qt_folder() / "plugins" / "platforms"
    stem = {"wayland": "qwayland"}.get(name, f"q{name}")
    usual = folder / f"lib{stem}.so"
    if usual.exists():
        return usual
    return next(iter(sorted(folder.glob(f"lib{stem}-*.so"))), None)


def _x_problem() -> str:
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    is_broken = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    shown = os.environ.get("DISPLAY")
    if is_broken and shown:
        return tr("The screen {name} does not answer. Check DISPLAY, or start it from a desktop session.", name=shown)
    return tr("There is no screen: DISPLAY is not set. Start it from a desktop session.") if is_broken else ""


def _wayland_problem() -> str:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    if (Path(folder) / name).exists():
        return ""
    return tr(
        "The screen {name} does not answer. Check WAYLAND_DISPLAY, or start it from a desktop session.", name=name
    )


def _install(missing: list[str]) -> str:
    known = sorted({PACKAGES[name] for name in missing if name in PACKAGES})
    strange = [name for name in missing if name not in PACKAGES]
    words = tr("The window needs system libraries that are missing.")
    if known:
        words += " " + tr("Install them with:  sudo apt-get install {packages}", packages=" ".join(known))
    if strange:
        words += " " + tr("(No package is known for {libraries}.)", libraries=in_row(strange))
    return words


def _qt_folder() -> Path:
    import PySide6

    return Path(PySide6.__path__[0]) / "Qt"


def _library(name: str) -> Path:
    return _qt_folder() / "lib" / f"libQt6{name}.so.6"


def _load_error(library: str) -> str:
    """Name of the library that is missing when this one is loaded; empty if it loads."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError as error:
        culprit = str(error).partition(":")[0]
        return culprit if ".so" in culprit else library
    return ""
