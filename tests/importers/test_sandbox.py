"""The child process: it answers, is stopped, crashes and is renewed; and it may do next to nothing.

Tests of importers.confinement and importers.parsing_process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers import sandbox
from analyst_app.importers.sandbox import ImportCancelled, ParserProcess
from tests.importers import samples
from tests.importers.test_hostile_files import spoiled

HANG = {"name": "own", "starts": "^(a+)+$", "fields": {}}
"""A rule whose search does not end in any reasonable time (catastrophic backtracking)."""
HANGING = b"a" * 60 + b"!\n"


@pytest.fixture(scope="module")
def parser() -> Iterator[ParserProcess]:
    with ParserProcess() as process:
        yield process


def in_child(code: str) -> str:
    """What Python code says when it runs confined."""
    program = f"from analyst_app.importers.confinement import confine\nconfine()\n{code}"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    return run.stdout + run.stderr


def test_one_child_reads_file_after_file(parser: ParserProcess) -> None:
    for kind in ("html", "docx", "html"):
        (article,) = parser.parse(kind, samples.EVERY_KIND[kind], f"a.{kind}")
        assert samples.LAST in article.text


def test_every_damaged_pdf_gives_a_text_or_one_sentence(parser: ParserProcess) -> None:
    words = []
    for seed in range(40):
        try:
            (article,) = parser.parse("pdf", spoiled(samples.EVERY_KIND["pdf"], seed), "a.pdf")
            assert article.text.strip()
        except ImportFailed as error:
            words.append(str(error))
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in words)


def test_an_import_can_be_stopped_and_the_next_one_works(parser: ParserProcess) -> None:
    begin = time.monotonic()
    with pytest.raises(ImportCancelled, match="was stopped"):
        parser.parse("news", HANGING, "a.txt", {"kind": "text", "rule": HANG}, lambda: time.monotonic() > begin + 0.5)
    assert time.monotonic() - begin < 5
    assert parser.parse("text", b"words\n", "b.txt")[0].text == "words\n"


def test_a_reader_that_hangs_is_given_up() -> None:
    with ParserProcess(wall_seconds=1.0) as process, pytest.raises(ImportFailed, match="too long"):
        process.parse("news", HANGING, "a.txt", {"kind": "text", "rule": HANG})


def test_a_reader_that_dies_is_a_sentence_and_the_next_file_works(monkeypatch: pytest.MonkeyPatch) -> None:
    with ParserProcess() as process:
        process.parse("text", b"words\n", "a.txt")
        child = process._child
        assert child is not None
        child.kill()
        child.wait()
        with pytest.raises(ImportFailed, match=r"a\.txt"):
            process.parse("text", b"words\n", "a.txt")
        assert process.parse("text", b"words\n", "a.txt")[0].text == "words\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_reader_that_uses_up_its_processor_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = in_child(
        "from analyst_app.importers.confinement import allow_seconds\nallow_seconds(0)\n"
        "while True: pass\nprint('went on')"
    )
    assert "went on" not in said


@pytest.mark.parametrize("code", [
    "import socket; socket.socket()",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "open('/tmp/analyst-app-must-not-be', 'w')",
    "import os; os.open('/tmp/analyst-app-must-not-be', os.O_WRONLY | os.O_CREAT)",
    "import os; os.remove('/tmp/analyst-app-must-not-be')",
])  # fmt: skip
def test_a_confined_process_reaches_no_network_and_writes_no_file(code: str) -> None:
    assert "PermissionError" in in_child(code)


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_a_library_in_C_cannot_make_a_socket_either() -> None:
    code = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nprint(c.socket(2, 1, 0), ctypes.get_errno())"
    assert in_child(code).split() == ["-1", "13"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_confined_process_gets_no_more_than_a_gigabyte() -> None:
    assert "MemoryError" in in_child("x = bytearray(1 << 30)")


def test_what_the_child_is_told_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:word@proxy")
    assert "HTTPS_PROXY" not in json.dumps(sandbox._environment())
