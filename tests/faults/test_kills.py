"""Killed at any moment, in every state of the disk: nothing is damaged, and a second of work is lost at most.

What a killed program leaves is what its files hold and what the next start offers. ``FAULTS=500`` sets the number of
kills; ``./check --faults`` does so.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.store import composed
from analyst_app.resources import built_in_codebook
from analyst_app.session import journal_lines
from analyst_app.session.left_work import left_behind
from analyst_app.session.session import Session
from analyst_app.storage.record_parsing import Shared
from tests.commands.corpora import write_layer
from tests.faults import failing_disk

KILLS = int(os.environ.get("FAULTS", "20"))
SLOTS = 3
PARAGRAPHS = 2_000
ARTICLES = 60

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3_000), pytest.mark.xdist_group("app")]


class Life(NamedTuple):
    """One run until it is killed."""

    root: Path
    seconds: float
    """From the first fact to the kill; of a command, from its start."""

    @property
    def article(self) -> Path:
        return self.root / "corpus" / "a.txt"

    @property
    def state(self) -> Path:
        return self.root / "home" / "state" / "analyst-app"


# -- what a life leaves ------------------------------------------------------


def environment(root: Path, **more: str) -> dict[str, str]:
    home = root / "home"
    home.mkdir(parents=True, exist_ok=True)
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    users = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "USER": "alice", "LOGNAME": "alice"}
    return {**os.environ, **places, **users, "QT_QPA_PLATFORM": "offscreen", **more}


def killed(life: Life, *command: str, waits: bool, **more: str) -> tuple[list[list[str]], float]:
    """The facts that a process told before it was killed, and when that was."""
    process = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(life.root, **more),
        start_new_session=True,
    )
    assert process.stdout is not None
    told = []
    if waits:
        told = [line := process.stdout.readline()]
        while line.startswith("S "):
            told.append(line := process.stdout.readline())
        assert line, "it did not begin to work"
    time.sleep(life.seconds)
    at = time.time()
    os.killpg(process.pid, signal.SIGKILL)
    told += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line.split() for line in told if line.endswith("\n")], at


def on_disk(life: Life, layer: str) -> set[str]:
    """Ids of annotations and decisions in a layer's file, each verified in plain Python."""
    sidecar = life.article.with_name(f"a.txt.{layer}.annotations.json")
    if not sidecar.exists():
        return set()
    data = json.loads(sidecar.read_text("utf-8"))
    text = life.article.read_text("utf-8")
    for one in data["annotations"]:
        assert text[one["start"] : one["end"]] == one["exact"]
    return {one["id"] for section in ("annotations", "decisions") for one in data.get(section, [])}


def offered(life: Life) -> set[str]:
    """Ids of what the next start offers to bring back."""
    document, shared = Session.read_article(life.article), Shared()
    ids: set[str] = set()
    for work in left_behind(life.state):
        changes = [journal_lines.placed(journal_lines.loose(line), document.text, shared) for line in work.lines]
        ids |= {record.id for record in composed(changes).added}
    return ids


def check_layer(life: Life, layer: str, told: list[list[str]], at: float) -> None:
    """What was acknowledged is in the file, and what is older than a second is there or offered."""
    there = on_disk(life, layer)
    acknowledged = max((int(words[1]) for words in told if words[0] == "S"), default=0)
    made = {words[-1] if len(words) == 4 else words[1]: float(words[2]) for words in told if words[0] == "T"}
    assert made, "it did not begin to work"
    assert len(there) >= acknowledged, f"acknowledged {acknowledged}, in the file {len(there)}"
    lost = {one for one, when in made.items() if when < at - 1} - there - offered(life)
    assert not lost, f"{len(lost)} of {len(made)} records are lost"


def write_text(life: Life, paragraphs: int = PARAGRAPHS) -> None:
    life.article.parent.mkdir(parents=True)
    text = "".join(f"Number {number:05} was said to be so.\n\n" for number in range(paragraphs))
    life.article.write_text(text, "utf-8")


# -- the kinds of work -------------------------------------------------------


def tagging(state: str) -> Callable[[Life], None]:
    def live(life: Life) -> None:
        write_text(life)
        if state == "read-only":
            write_layer(life.article, "alice", ("claim", "Number 01999", {}))
        told, at = killed(life, "-m", "tests.faults.tagging_app", str(life.article), waits=True, DISK=state)
        failing_disk.undo(life.article)
        check_layer(life, "alice", told, at)

    return live


def tagging_unasked(life: Life) -> None:
    """The question whose layer it is stays unanswered, so nothing is written to the layer."""
    write_text(life)
    before = write_layer(life.article, "alice", ("claim", "Number 01999", {})).read_bytes()
    told, at = killed(life, "-m", "tests.faults.tagging_app", str(life.article), waits=True, ANNOTATOR="")
    check_layer(life, "alice", [words for words in told if words[0] == "T"], at)
    assert life.article.with_name("a.txt.alice.annotations.json").read_bytes() == before


def reviewing(state: str) -> Callable[[Life], None]:
    def live(life: Life) -> None:
        write_text(life, 400)
        told, at = killed(life, "-m", "tests.faults.working", "review", str(life.article), state, waits=True)
        failing_disk.undo(life.article)
        check_layer(life, "gold-max", told, at)

    return live


def editing_the_codebook(life: Life) -> None:
    folder = life.root / "corpus"
    folder.mkdir(parents=True)
    path = folder / "codebook.json"
    path.write_text(json.dumps(built_in_codebook()), "utf-8")
    told, _ = killed(life, "-m", "tests.faults.working", "codebook", str(path), "writable", waits=False)
    tags = len(Codebook.from_data(json.loads(path.read_text("utf-8"))).tags)
    said = [int(words[1]) for words in told]
    assert not said or tags in (said[-1], said[-1] + 1, 21), (tags, said[-1:])


def importing(life: Life) -> None:
    source, target = life.root / "downloads", life.root / "corpus"
    source.mkdir(parents=True)
    for number in range(ARTICLES):
        words = f"# Depot {number}\n\nAda Brandt said “we will not leave”, number {number}.\n"
        (source / f"n{number}.md").write_text(words, "utf-8")
    command = ("-m", "analyst_app", "import", str(source), "--to", str(target))
    killed(life, *command, waits=False)
    assert numbers_in(target) <= set(range(ARTICLES))
    subprocess.run([sys.executable, *command], env=environment(life.root), stdout=subprocess.DEVNULL, check=False)
    assert numbers_in(target) == set(range(ARTICLES))


def numbers_in(folder: Path) -> set[int]:
    """The numbers of imported articles; one that is not whole has none."""
    texts = [path.read_text("utf-8") for path in folder.glob("*.txt")] if folder.exists() else []
    return {int(text.rstrip().removesuffix(".").rpartition(" ")[2]) for text in texts}


def exporting(life: Life) -> None:
    corpus, target = life.root / "corpus", life.root / "export"
    corpus.mkdir(parents=True)
    for number in range(ARTICLES):
        article = corpus / f"n{number}.txt"
        article.write_text(f"Depot {number}. Ada Brandt said “we will not leave”.\n", "utf-8")
        write_layer(article, "alice", ("actor", "Ada Brandt", {}))
    command = ("-m", "analyst_app", "export", str(corpus), "--output", str(target), "--workers", "1")
    killed(life, *command, waits=False)
    if not target.exists():
        subprocess.run([sys.executable, *command], env=environment(life.root), stdout=subprocess.DEVNULL, check=True)
    rows = [line for path in target.rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert len([json.loads(row) for row in rows]) == ARTICLES


def merging(life: Life) -> None:
    write_text(life)
    marks = [("claim", f"Number {number:05}", {}) for number in range(PARAGRAPHS)]
    one = write_layer(life.article, "alice", *marks[: PARAGRAPHS // 2])
    other = write_layer(life.article, "bob", *marks[PARAGRAPHS // 2 :])
    target = one.with_name("a.txt.both.annotations.json")
    before = one.read_bytes(), other.read_bytes()
    killed(life, "-m", "analyst_app", "merge", str(one), str(other), "--output", str(target), waits=False)
    assert (one.read_bytes(), other.read_bytes()) == before
    assert len(on_disk(life, "both")) in (0, PARAGRAPHS)


KINDS: dict[str, Callable[[Life], None]] = {
    **{f"tagging, {state}": tagging(state) for state in failing_disk.STATES},
    "tagging, unanswered": tagging_unasked,
    **{f"review, {state}": reviewing(state) for state in failing_disk.STATES},
    "codebook": editing_the_codebook,
    "import": importing,
    "export": exporting,
    "merge": merging,
}


def test_whatever_is_killed_in_whatever_state_leaves_all_but_a_second_of_work(tmp_path: Path) -> None:
    chance = random.Random(int(os.environ.get("FAULTS_SEED", "11")))
    names = list(KINDS)
    lives = [(names[number % len(names)], chance.uniform(0.1, 2.5)) for number in range(max(KILLS, len(names)))]

    def one_life(number: int) -> str:
        name, seconds = lives[number]
        root = tmp_path / str(number)
        try:
            KINDS[name](Life(root, seconds))
        except AssertionError as error:
            return f"{name} after {seconds:.2f} s: {error}"
        shutil.rmtree(root)
        return ""

    with ThreadPoolExecutor(SLOTS) as pool:
        failures = list(filter(None, pool.map(one_life, range(len(lives)))))
    assert not failures, "\n".join(failures)


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_a_screen_that_dies_under_the_window_takes_a_second_of_work_at_most(tmp_path: Path) -> None:
    """Qt ends the process then, and nothing of ours runs any more."""
    life = Life(tmp_path / "life", 2.0)
    write_text(life)
    write_layer(life.article, "alice", ("claim", "Number 01999", {}))
    reader, writer = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp"], pass_fds=[writer])
    os.close(writer)
    with os.fdopen(reader) as said:
        display = f":{said.readline().strip()}"
    app = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.tagging_app", str(life.article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(life.root, QT_QPA_PLATFORM="xcb", DISPLAY=display, DISK="read-only"),
    )
    assert app.stdout is not None
    line = app.stdout.readline()
    if not line:
        screen.kill()
        screen.wait()
        pytest.skip(f"no window opens on Xvfb here: {app.communicate()[1][-300:]}")
    time.sleep(life.seconds)
    at = time.time()
    screen.kill()
    screen.wait()
    out, _ = app.communicate(timeout=20)
    assert app.returncode not in (0, None)
    failing_disk.undo(life.article)
    told = [words.split() for words in [line, *out.splitlines(keepends=True)] if words.endswith("\n")]
    check_layer(life, "alice", told, at)


def test_the_document_of_a_life_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The checks above compare places in the text: they would prove nothing on another one."""
    life = Life(tmp_path / "one", 0)
    write_text(life, 3)
    assert isinstance(Session.read_article(life.article), Document)
    assert Session.read_article(life.article).text == life.article.read_text("utf-8")
