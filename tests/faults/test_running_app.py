"""The running program under fire: killed at any moment, on a slow disk, watched call by call."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

KILLS = 150 if "FAULTS" in os.environ else 24
SLOTS = 3
"""Lives at once: with twice as many a busy machine took longer than a second to start the first save of any version."""
PARAGRAPH = "Number {:05} was said to be so.\n\n"  # 33 characters


def article_in(folder: Path, paragraphs: int = 3_000) -> Path:
    folder.mkdir(parents=True)
    article = folder / "a.txt"
    article.write_text("".join(PARAGRAPH.format(n) for n in range(paragraphs)), "utf-8")
    return article


def start(article: Path, *, before: tuple[str, ...] = (), **environment: str) -> subprocess.Popen[str]:
    home = article.parent / "home"
    home.mkdir(exist_ok=True)
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    return subprocess.Popen(
        [*before, sys.executable, "-m", "tests.faults.tagging_app", str(article)],
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            **places,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            **environment,
        },
        start_new_session=True,
    )


def count_on_disk(article: Path) -> int:
    """Annotations in alice's sidecar, each verified in plain Python."""
    sidecar = article.with_name(article.name + ".alice.annotations.json")
    if not sidecar.exists():
        return 0
    layer = json.loads(sidecar.read_text("utf-8"))
    text = article.read_text(layer["source"]["encoding"])
    for annotation in layer["annotations"]:
        assert text[annotation["start"] : annotation["end"]] == annotation["exact"]
    return len(layer["annotations"])


def one_life(article: Path, seconds: float) -> None:
    """Start the app, let it tag, kill it, and see what is left."""
    before = count_on_disk(article)
    with start(article) as app:
        assert app.stdout is not None
        lines = [line := app.stdout.readline()]
        while line.startswith("S"):  # the first tag is what the clock waits for
            lines.append(line := app.stdout.readline())
        time.sleep(seconds)
        killed_at = time.time()
        os.killpg(app.pid, signal.SIGKILL)
        lines += app.stdout.readlines()
    left = count_on_disk(article)
    whole = [line.split() for line in lines if line.endswith("\n")]
    acknowledged = max((int(words[1]) for words in whole if words[0] == "S"), default=before)
    tags = [(int(words[1]), float(words[2])) for words in whole if words[0] == "T"]
    old_enough = max((number for number, at in tags if at < killed_at - 1), default=before)
    assert tags, "the app did not start to tag"
    assert left >= acknowledged, f"acknowledged {acknowledged}, on disk {left}"
    assert left >= old_enough, f"made a second before the end: {old_enough}, on disk {left}"


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.xdist_group("app")
def test_a_killed_app_leaves_a_whole_sidecar_and_every_acknowledged_tag(tmp_path: Path) -> None:
    chance = random.Random(7)
    lives = [[chance.uniform(0.0, 2.0) for _ in range(KILLS // SLOTS)] for _ in range(SLOTS)]
    articles = [article_in(tmp_path / f"slot{number}") for number in range(SLOTS)]

    def all_lives(article: Path, seconds: list[float]) -> int:
        for one in seconds:
            one_life(article, one)
        return len(seconds)

    with ThreadPoolExecutor(SLOTS) as pool:
        assert sum(pool.map(all_lives, articles, lives)) == KILLS
    for article in articles:
        left = [path.name for path in article.parent.iterdir() if path.name.startswith("~$")]
        assert len(left) <= KILLS // SLOTS


def longest_gap(folder: Path, fsync_seconds: str) -> int:
    """Milliseconds for which the window did not answer while 30 paragraphs were tagged and saved."""
    article = article_in(folder, paragraphs=100)
    app = start(article, SLOW_FSYNC=fsync_seconds, TAGS="30")
    out, _ = app.communicate(timeout=90)
    assert app.returncode == 0
    assert count_on_disk(article) == 30
    return max(int(line.split()[1]) for line in out.splitlines() if line.startswith("G"))


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.xdist_group("app")
def test_a_disk_that_takes_five_seconds_never_makes_the_window_wait(tmp_path: Path) -> None:
    slow, quick = [], []
    for turn in range(3):
        slow.append(longest_gap(tmp_path / f"slow{turn}", "5"))
        if slow[-1] < 100:
            return
        # A busy machine makes any window wait: it must not be the disk.
        quick.append(longest_gap(tmp_path / f"quick{turn}", "0"))
        if slow[-1] < 2 * quick[-1]:
            return
    raise AssertionError(f"the window did not answer for {slow} ms; {quick} ms with a quick disk")


@pytest.mark.slow
@pytest.mark.timeout(200)
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.xdist_group("app")
def test_the_app_connects_nowhere_and_never_opens_the_source_for_writing(tmp_path: Path) -> None:
    article = article_in(tmp_path / "traced", paragraphs=50)
    before = article.read_bytes()
    trace = tmp_path / "trace"
    watch = (
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,bind,open,openat,creat,truncate,rename",
        "-o",
        str(trace),
    )
    app = start(article, before=watch, TAGS="10")
    app.communicate(timeout=100)
    calls = trace.read_text("utf-8", "replace").splitlines()
    assert any("alice.annotations" in call for call in calls), "nothing was traced"
    assert not [call for call in calls if re.search(r"AF_INET6?\b", call)]
    opened = [call for call in calls if f'{article.name}"' in call]  # by its path, or by its folder's handle
    assert opened
    assert not [call for call in opened if re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|truncate|rename", call)]
    assert article.read_bytes() == before
    assert count_on_disk(article) == 10
