"""The program in terminals whose encoding is not UTF-8.

Tests of analyst_app.cli.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.corpora import write_article, write_layer


def said(encoding: str, *words: str) -> str:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-m", "analyst_app", *words], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "words"), [("ascii", r"\u201cA \U0001f525\u201d"), ("cp1252", r"“A \U0001f525”"), ("utf-8", "“A 🔥”")]
)
def test_words_that_a_terminal_cannot_hold_are_shown_all_the_same(tmp_path: Path, encoding: str, words: str) -> None:
    article = write_article(tmp_path, text="A 🔥 burns.\n")
    write_layer(article, "alice", ("claim", "A 🔥"))
    write_layer(article, "bob", ("claim", "burns"))
    assert words in said(encoding, "compare", str(article))


@pytest.mark.parametrize("command", [(), ("agree",), ("export",)])
def test_help_is_shown_in_any_encoding(command: tuple[str, ...]) -> None:
    assert "usage" in said("ascii", *command, "--help")
