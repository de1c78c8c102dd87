"""The app's folders are where everyone else looks for them.

Tests of storage.private_files.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from analyst_app.storage.private_files import app_folder


@pytest.mark.parametrize("named", [None, "", "relative", "~/there", "/set/by hand"])
@pytest.mark.parametrize("home", ["/home/ada", "relative"])
def test_the_folders_are_those_that_platformdirs_finds(
    monkeypatch: pytest.MonkeyPatch, named: str | None, home: str
) -> None:
    monkeypatch.setenv("HOME", home)
    for kind in ("config", "state", "cache", "data"):
        name = f"XDG_{kind.upper()}_HOME"
        monkeypatch.delenv(name, raising=False)
        if named is not None:
            monkeypatch.setenv(name, named)
    assert app_folder("config") == Path(platformdirs.user_config_path("analyst-app", appauthor=False))
    assert app_folder("state") == Path(platformdirs.user_state_path("analyst-app", appauthor=False))
    assert app_folder("cache") == Path(platformdirs.user_cache_path("analyst-app", appauthor=False))
    assert app_folder("data") == Path(platformdirs.user_data_path("analyst-app", appauthor=False))
