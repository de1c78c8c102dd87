"""What the system sees of an import and a search: no network, nothing written but the target and the app's folders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers import samples

_WRITES = re.compile(r"(?:openat|open|creat|mkdir|mkdirat|rename|renameat2?|link|linkat|unlink|unlinkat)\(.*")
_PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')


def traced(folder: Path, *command: str) -> list[str]:
    """The system calls of a command that touch the network or change files."""
    log = folder / "trace"
    calls = "trace=%network,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,unlinkat"
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    program = [sys.executable, "-m", "analyst_app", *command]
    run = subprocess.run(
        ["strace", "-f", "-qq", "-e", calls, "-o", str(log), *program], env=environment, timeout=100, check=False
    )
    assert run.returncode == 0
    return log.read_text("utf-8", "replace").splitlines()


def changes(call: str) -> bool:
    """Whether a system call changes the file system."""
    is_open = "open(" in call or "openat(" in call
    failed = " = -1 " in call
    return not failed and _WRITES.search(call) is not None and (not is_open or "O_WRONLY" in call or "O_RDWR" in call)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_importing_and_searching_reach_no_network_and_write_nothing_else(tmp_path: Path) -> None:
    downloads, corpus, home = tmp_path / "downloads", tmp_path / "corpus", Path(os.environ["HOME"])
    downloads.mkdir()
    (downloads / "page.html").write_text(samples.page(head='<img src="http://example.org/x.png">'), "utf-8")
    for kind in ("pdf", "docx", "odt", "epub", "eml", "rtf"):
        (downloads / f"file.{kind}").write_bytes(samples.EVERY_KIND[kind])
    calls = traced(tmp_path, "import", str(downloads), "--to", str(corpus))
    calls += traced(tmp_path, "search", str(corpus), "depot")
    assert not [call for call in calls if "AF_INET" in call and " = -1 " not in call]
    for call in filter(changes, calls):
        paths = [path for path in _PATHS.findall(call) if path.startswith("/")]
        assert all(path.startswith((str(corpus), str(home), "/dev/")) for path in paths), call
    assert sorted(path.suffix for path in downloads.iterdir()) == sorted(
        [".html", ".pdf", ".docx", ".odt", ".epub", ".eml", ".rtf"]
    )
