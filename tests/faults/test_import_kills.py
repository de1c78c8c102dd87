"""An import is killed at any moment: what is there is whole, the next import completes it, and nothing stays for ever.

``FAULTS=500`` sets the number of kills; ``./check --faults`` does so. Tests of export.placing.import_notes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyst_app.export.placing.under_way import leftovers
from analyst_app.storage.file_names import UNFINISHED_IMPORT
from tests.faults.importing import content
from tests.faults.test_kills import Life, environment, killed

KILLS = int(os.environ.get("FAULTS", "5"))
ARTICLES = 120
DAY = 86_400

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3_000), pytest.mark.xdist_group("app")]


def sources(folder: Path) -> Path:
    """Articles, and a file of annotated ones, each in folders of its own."""
    folder.mkdir()
    for number in range(ARTICLES):
        words = f"# Quay {number}\n\nThe quay stays closed, said Ada Brandt.\n"
        (folder / f"n{number}.md").write_text(words, "utf-8")
    tagged = [{"text": f"Kim {number} left the quay.", "label": [[0, 3, "actor"]]} for number in range(ARTICLES)]
    (folder / "tagged.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in tagged), "utf-8")
    return folder


def imported(life: Life, *command: str) -> float:
    """An import that nobody kills: how long it takes, in seconds."""
    start = time.monotonic()
    silent = subprocess.DEVNULL
    run = [sys.executable, *command]
    subprocess.run(run, env=environment(life.root), stdout=silent, stderr=silent, check=False)
    return time.monotonic() - start


def test_an_import_killed_at_any_moment_is_completed_by_the_next_and_leaves_nothing(tmp_path: Path) -> None:
    downloads = sources(tmp_path / "downloads")

    def command(life: Life) -> tuple[str, ...]:
        return "-m", "analyst_app", "import", str(downloads), "--to", str(life.root / "corpus")

    undisturbed = Life(tmp_path / "undisturbed", 0)
    seconds = imported(undisturbed, *command(undisturbed))
    whole = content(undisturbed.root / "corpus")
    assert len(whole) == 4 * ARTICLES
    chance = random.Random(int(os.environ.get("FAULTS_SEED", "7")))
    in_the_middle = 0
    for number in range(KILLS):
        life = Life(tmp_path / str(number), chance.uniform(0.2 * seconds, seconds))
        killed(life, *command(life), waits=False)
        there = content(life.root / "corpus")
        left = {name for name in there if UNFINISHED_IMPORT.fullmatch(name)}
        told = f"killed after {life.seconds:.3f} of {seconds:.3f} s"
        assert {name: there[name] for name in there.keys() - left}.items() <= whole.items(), told
        assert {life.root / "corpus" / name for name in left} == {one.path for one in leftovers(life.state)}, told
        in_the_middle += 0 < len(there) < len(whole)
        for name in left:
            os.utime(life.root / "corpus" / name, (time.time() - 2 * DAY,) * 2)
        imported(life, *command(life))
        assert content(life.root / "corpus") == whole, told
        assert leftovers(life.state) == [], told
        shutil.rmtree(life.root)
    assert in_the_middle
