"""Ctrl+C while the program still loads: it ends in silence, with 130.

Tests of __main__.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_AT = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["INTERRUPT_AT"]:
            os.kill(os.getpid(), signal.SIGINT)
        return None

sys.meta_path.insert(0, Interrupting())
"""
"""Python runs it at its start: Ctrl+C comes while a module is looked for."""


def loading(tmp_path: Path, module: str, *words: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sitecustomize.py").write_text(_AT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "INTERRUPT_AT": module}
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize(
    "module", ["analyst_app.cli", "analyst_app.errors", "analyst_app.preferences", "PySide6.QtGui"]
)
def test_ctrl_c_while_the_window_s_modules_are_loaded_ends_in_silence(tmp_path: Path, module: str) -> None:
    ended = loading(tmp_path, module, "-m", "analyst_app")
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_at_an_installed_command_ends_in_silence(tmp_path: Path) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    for entry in (*project["scripts"].values(), *project["gui-scripts"].values()):
        module, function = entry.split(":")
        words = f"import sys; from {module} import {function}; sys.exit({function}())"
        ended = loading(tmp_path, "analyst_app.cli", "-c", words)
        assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
