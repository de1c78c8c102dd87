"""The lines of docs/export.md for each use run as they stand there, on the articles that come with the app.

The script that needs PyTorch is run by tests.train.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.export.exports import ROOT, need

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]

PAGE = (ROOT / "docs" / "export.md").read_text("utf-8")
SECTION = PAGE.partition("## Ten lines for each use")[2].partition("\n## ")[0]
USES = [one for one in re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL) if one.startswith("# analyst-app")]
SAID = {
    "load_dataset": "“/B-quote",
    "pandas": "(not stated) |",
    "spacy.load": "[",
    "mlcroissant": "depot.txt ['actor', 'cue', 'quote'",
}
"""By a word of the lines, what they print somewhere."""
IN_PARTS = {"load_dataset": "/O", "pandas": "(not stated) |", "mlcroissant": "depot.txt ['actor', 'cue', 'quote'"}
"""The same of one part, where the lines ask for one; spaCy is trained on parts by tests of its configuration."""


def use(word: str) -> str:
    (found,) = (one for one in USES if word in one)
    return found


def test_every_use_is_run_here() -> None:
    assert len(USES) == len(SAID) == len({use(word) for word in SAID})


@pytest.mark.parametrize(
    ("word", "split"), [*((word, ()) for word in SAID), *((word, ("--split", "34/33/33")) for word in IN_PARTS)]
)
def test_the_lines_run_and_print_what_the_corpus_holds(word: str, split: tuple[str, ...], tmp_path: Path) -> None:
    """In parts each has one of the three articles, so what is printed is that of some of them."""
    need({"load_dataset": "datasets", "spacy.load": "spacy"}.get(word, word))
    lines = use(word)
    command = shlex.split(lines.splitlines()[0].removeprefix("# "))
    samples = str(ROOT / "resources" / "samples")
    words = [samples if one == "CORPUS" else one for one in command[1:]]
    place = words.index("--output") + 1
    words[place] = str(tmp_path / words[place])
    assert main([*words, *split]) == 0
    import os

    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(tmp_path / "hf")}
    done = subprocess.run(
        [sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | offline | {"PYTHONWARNINGS": "ignore", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert SAID[word] in done.stdout or (split and IN_PARTS[word] in done.stdout)
    code = [line for line in lines.splitlines() if line.strip() and not line.startswith("#")]
    assert len(code) <= 10
