"""doctor: what is there, what is missing and how to get it."""

from __future__ import annotations

import ast
import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.commands import doctor_command
from analyst_app.preferences import state_folder
from tests.export.torture import write_corpus


def test_it_names_versions_folders_and_libraries(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"versions", "folders", "findings"}
    assert all(finding["is_there"] for finding in report["findings"] if finding["is_needed"])


def test_a_missing_optional_library_has_its_install_line_and_is_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_command, "OPTIONAL", (("no_such_module", "pdf", "importing PDF"),))
    assert cli.main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "not installed (optional)" in said
    assert "pip install 'analyst-app[pdf]'" in said


def test_without_a_screen_it_says_so_and_exits_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("screens are found out only on Linux")
    assert cli.main(["doctor"]) == 3
    assert "There is no screen" in capsys.readouterr().out


def test_it_names_work_that_was_never_saved_and_a_journal_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = doctor_command.state_folder()
    folder = state / "journal" / "0123456789abcdef01234567"
    folder.mkdir(parents=True)
    head = '{"do":"open","article":"/corpus/a.txt","layer":"alice"}'
    (folder / "now.jsonl").write_text(
        f'{head}\n{{"do":"step","act":1,"at":2e9,"label":"Tag","change":{{}}}}\n', "utf-8"
    )
    assert cli.main(["doctor"]) == 0
    assert "1 layer has work that was never saved" in capsys.readouterr().out
    (folder / "now.jsonl").unlink()
    assert cli.main(["doctor"]) == 0
    assert "can be written" in capsys.readouterr().out
    (state / "journal").rmdir()
    (state / "journal").write_bytes(b"no folder")
    assert cli.main(["doctor"]) == 0
    assert "the journal of your work cannot be written" in " ".join(capsys.readouterr().out.split())


def test_it_looks_for_libraries_that_the_program_does_import() -> None:
    package = Path(cli.__file__).parent
    imported: set[str] = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
    assert {module for module, _, _ in doctor_command.OPTIONAL} <= imported


# -- the app's own folders, and the disks -----------------------------------------------


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """What doctor says of each thing."""
    cli.main(["doctor", "--json", *arguments])
    return {finding["what"]: finding["state"] for finding in json.loads(capsys.readouterr().out)["findings"]}


def test_a_disk_without_locks_is_said_once_and_is_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")
    assert findings(capsys, str(tmp_path))[f"locks in {tmp_path}"] == "there"

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    said = findings(capsys, str(tmp_path))
    assert said[f"locks in {tmp_path}"].startswith("none on this disk.")
    assert said["locks in the state folder"].startswith("none on this disk.")
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out.count("none on this disk") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile private by itself")
def test_a_state_folder_that_others_may_look_into_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    state_folder().chmod(0o755)
    assert findings(capsys)["state folder"].startswith("others may look into it")
    state_folder().chmod(0o700)
    assert findings(capsys)["state folder"] == "private"


def test_a_place_that_cannot_be_written_to_is_named_with_the_reason(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as one who may do everything
    cli.main(["doctor"])
    assert "(cannot be written to: you may not write there)" in capsys.readouterr().out


def test_it_names_what_a_killed_export_left_until_the_next_one_removes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    code = (
        "import os, sys; from analyst_app.export import exporting; from analyst_app.cli import main\n"
        "exporting.losses_report = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "main(['export', sys.argv[1], '--output', sys.argv[2]])"
    )
    killed = subprocess.run([sys.executable, "-c", code, corpus, tmp_path / "exports" / "out"], check=False)
    assert killed.returncode not in (0, 1, 2)
    [left] = (tmp_path / "exports").iterdir()
    assert cli.main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["state"] for one in found if str(left) in one["state"]] == [f"{left} (a later run removes it)"]
    assert cli.main(["export", str(corpus), "--output", str(tmp_path / "elsewhere")]) == 0
    assert list((tmp_path / "exports").iterdir()) == []
    capsys.readouterr()
    assert cli.main(["doctor"]) == 0
    assert str(left) not in capsys.readouterr().out


def test_a_folder_that_only_looks_like_an_earlier_export_is_named_and_left_where_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    planted, day_ago = tmp_path / "exports" / ".out.old-0123abcd", time.time() - 90_000
    planted.mkdir(parents=True)
    (planted / "data.jsonl").write_text("planted")
    os.utime(planted, (day_ago, day_ago))
    assert cli.main(["export", str(corpus), "--output", str(tmp_path / "exports" / "other")]) == 0
    assert not (tmp_path / "exports" / "out").exists()
    capsys.readouterr()
    assert cli.main(["doctor", str(tmp_path / "exports")]) == 0
    assert f"{planted} (it is none: nothing is done with it" in " ".join(capsys.readouterr().out.split())
    real = tmp_path / "exports" / ".other.old-0123abcd"
    (tmp_path / "exports" / "other").rename(real)
    os.utime(real, (day_ago, day_ago))
    assert cli.main(["export", str(corpus), "--output", str(tmp_path / "exports" / "third")]) == 0
    assert sorted(path.name for path in (tmp_path / "exports").iterdir()) == [planted.name, "other", "third"]
