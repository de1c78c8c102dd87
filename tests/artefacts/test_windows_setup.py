"""The Windows setup, built here, is unpacked and its program run under Wine, without a window.

It needs Wine, NSIS, 7z and python.org's embeddable package, whose path ANALYST_APP_WINDOWS_PYTHON gives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """<html><body><article><h1>The depot closes</h1>
<p>The depot will close in May, the council said on Tuesday after a debate of six hours.</p>
<p>“We will not leave,” said Ada Brandt, who has worked there for eleven years and leads the union.</p>
</article></body></html>"""
pytestmark = pytest.mark.timeout(1_800)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of the unpacked setup."""
    archive = os.environ.get("ANALYST_APP_WINDOWS_PYTHON", "")
    lacking = [name for name in ("wine", "makensis", "7z") if shutil.which(name) is None]
    if lacking or not archive:
        pytest.skip(f"missing: {', '.join(lacking) or 'ANALYST_APP_WINDOWS_PYTHON'}")
    out = tmp_path_factory.mktemp("windows")
    build = ROOT / ".ci" / "packaging" / "windows" / "build"
    made = subprocess.run(
        [build, archive, out],
        env={**os.environ, "PYTHON": str(ROOT / ".venv" / "bin" / "python")},
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    (setup,) = out.glob("*-setup.exe")
    assert setup.stat().st_size <= 240_000_000
    subprocess.run(["7z", "x", "-y", f"-o{out / 'there'}", setup], check=True, capture_output=True)
    (out / "there" / "_wmi.pyd").unlink(missing_ok=True)  # asks Wine for what it has not
    return out / "there" / "python.exe"


def test_it_imports_exports_and_checks(program, tmp_path):
    environment = {**os.environ, "WINEPREFIX": str(tmp_path / "wine"), "WINEDEBUG": "-all"}

    def run(*words: str) -> str:
        done = subprocess.run(
            ["wine", program, "-m", "analyst_app", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert "0." in run("--version")
    run("import", "page.html", "--to", "corpus")
    assert "Ada Brandt" in (tmp_path / "corpus" / "page.txt").read_text("utf-8")
    for sample in (ROOT / "resources" / "samples").iterdir():
        shutil.copy(sample, tmp_path / "corpus")
    run("export", "corpus", "--format", "jsonl", "--output", "out")
    assert (tmp_path / "out" / "data.jsonl").stat().st_size > 1_000
    assert "0 problems" in run("check", "corpus")
    assert "held" not in run("doctor")
