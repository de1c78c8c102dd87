"""Commands that are asked to end at any moment: nothing half written, no process and no hidden file is left.

Real processes in a session of their own, as a terminal starts them. The exit code is 128 and the signal's number, as
shells count it (POSIX, 2.8.2). ``FAULTS=100`` sets the number of signals a kind; ``./check --faults`` does so.

Tests of commands.ended and core.ending.
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
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.assist.verifying.corpus_of_quotes import corpus_with_speech
from tests.commands.corpora import write_article, write_layer
from tests.export.exports import need
from tests.faults.striking import snapshot
from tests.faults.test_kills import environment

SIGNALS = int(os.environ.get("FAULTS", "4"))
ARTICLES = 80
NAMES = {signal.SIGINT: "Ctrl+C", signal.SIGTERM: "SIGTERM", signal.SIGHUP: "SIGHUP"} if os.name == "posix" else {}
OUTPUTS = {"jsonl": "set.jsonl", "conll": "set", "spacy": "set", "csv": "set"}

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, and /proc to see who is left"),
    pytest.mark.timeout(3_000),
]


class End(NamedTuple):
    """How a command ended."""

    code: int
    said: str
    seconds: float
    """From the signal to the end."""
    numbers: tuple[int, ...]
    """Of the signals, the first first; of two at the same moment Python hears the lower first."""


def chances() -> random.Random:
    return random.Random(int(os.environ.get("FAULTS_SEED", "5")))


def begun(root: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "analyst_app", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(root, PYTHONFAULTHANDLER="1"),
        start_new_session=True,
    )


def undisturbed(root: Path, *words: str) -> float:
    """Seconds that a command takes."""
    start = time.monotonic()
    process = begun(root, *words)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 0, told
    return time.monotonic() - start


def ended(root: Path, after: float, chance: random.Random, *words: str) -> End:
    """A command that gets a signal, or several, itself or with all its processes, after some seconds."""
    number, to_all = chance.choice(list(NAMES)), chance.random() < 0.5
    more = chance.choice([(), (number,), (signal.SIGINT, signal.SIGTERM)])
    process = begun(root, *words)
    wait_for_rule(process.pid)
    time.sleep(after)
    at = time.monotonic()
    for one in (number, *more):
        if process.poll() is None:
            os.killpg(process.pid, one) if to_all else process.send_signal(one)
            time.sleep(chance.uniform(0, 0.02))
    said = process.communicate(timeout=60)[1]
    seconds = time.monotonic() - at
    assert left_of(process.pid) == []
    return End(process.returncode, said, seconds, (number, *more))


def wait_for_rule(pid: int) -> None:
    """Wait until a process hears SIGTERM itself: before, it ends as any program that has not begun."""
    patience = time.monotonic() + 20
    while time.monotonic() < patience:
        status = Path(f"/proc/{pid}/status").read_text()
        caught = status.partition("SigCgt:")[2].split()
        if not caught or int(caught[0], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.002)


def left_of(session: int) -> list[str]:
    """The processes of a session that still run, after a second at most."""
    patience = time.monotonic() + 1
    while (there := list(members(session))) and time.monotonic() < patience:
        time.sleep(0.02)
    return there


def members(session: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().rpartition(")")
        except OSError:  # it ended just now
            continue
        state, _, _, its_session = rest.split()[:4]
        if int(its_session) == session and state != "Z":
            found.append(name)
    return found


def check_told(end: End) -> None:
    """The word and the code are true; when its work was done, a signal ends it as any program."""
    if (end.code == 0 or -end.code in end.numbers) and "Stopped" not in end.said:
        return
    assert end.code - 128 in end.numbers, end
    name = NAMES[signal.Signals(end.code - 128)]
    stopped = f"analyst-app: Stopped by {name}. Nothing half written is left.\n"
    before = end.said.removesuffix(stopped)
    assert end.said.endswith(stopped)
    # a signal just after a command's last word: its answer stands before, whole
    assert not before or before.endswith("\n"), end
    assert "wrong" not in before, end
    assert end.seconds < 4, end


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ended") / "corpus"
    folder.mkdir()
    for number in range(ARTICLES):
        article = write_article(folder, f"n{number}.txt")
        write_layer(article, "alice", ("claim", "The depot", {}))
        write_layer(article, "bob", ("actor", "Ada Brandt", {}))
    return folder


@pytest.mark.parametrize("kind", list(OUTPUTS))
def test_an_export_that_is_asked_to_end_leaves_the_earlier_or_the_new_one_and_nothing_else(
    tmp_path: Path, corpus: Path, kind: str
) -> None:
    if kind == "spacy":
        need("spacy")
    exports = tmp_path / "exports"

    def words(layer: str) -> tuple[str, ...]:
        place = ("--output", str(exports / OUTPUTS[kind]), "--overwrite")
        return ("export", str(corpus), "--format", kind, "--layer", layer, "--workers", "2", *place)

    whole, seconds = {}, 0.0
    for layer in ("bob", "alice"):
        seconds = undisturbed(tmp_path, *words(layer))
        whole[layer] = snapshot(exports)
    chance, codes = chances(), []
    for number in range(SIGNALS):
        layer = ("bob", "alice")[number % 2]
        after = chance.uniform(0, 0.8 * seconds)
        end = ended(tmp_path, after, chance, *words(layer))
        codes.append(end.code)
        told = (number, after, end)
        check_told(end)
        now = snapshot(exports)
        assert now in whole.values(), told
        assert now == whole[layer] or end.code, told
        assert not list((tmp_path / "home").rglob("under-way/*")), told
    assert any(codes)


def test_an_import_that_is_asked_to_end_leaves_whole_articles_and_nothing_else(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for number in range(ARTICLES):
        (downloads / f"n{number}.md").write_text(f"# Quay {number}\n\nThe quay stays closed, said Ada.\n", "utf-8")

    def words(place: Path) -> tuple[str, ...]:
        return "import", str(downloads), "--to", str(place)

    seconds = undisturbed(tmp_path, *words(tmp_path / "whole"))
    whole = {name: len(data) for name, data in snapshot(tmp_path / "whole").items()}
    assert len(whole) == 2 * ARTICLES
    chance, codes = chances(), []
    for number in range(SIGNALS):
        place = tmp_path / "corpus"
        end = ended(tmp_path, chance.uniform(0, 0.8 * seconds), chance, *words(place))
        codes.append(end.code)
        check_told(end)
        now = {name: len(data) for name, data in snapshot(place).items()} if place.exists() else {}
        assert now.items() <= whole.items(), (number, end)
        assert {f"{name}.source.json" for name in now if name.endswith(".txt")} == {
            name for name in now if not name.endswith(".txt")
        }, (number, end)
        assert not list((tmp_path / "home").rglob("under-way/*")), (number, end)
        shutil.rmtree(place, ignore_errors=True)
    assert any(codes)


@pytest.mark.parametrize("command", ["check", "search", "agree", "merge", "people", "suggest", "compare", "rehydrate"])
def test_every_command_ends_by_the_same_rule(tmp_path: Path, corpus: Path, command: str) -> None:
    layer = "n0.txt.alice.annotations.json"
    for name in ("base.json", "ours.json", "theirs.json"):
        shutil.copy(corpus / layer, tmp_path / name)
    people = [tmp_path / f"{name}.actors.json" for name in ("base", "ours", "theirs")]
    for file, name in zip(people, ("Ada Brandt", "Ada Brandt", "Adele Brandt"), strict=True):
        write_actor(file, name, 1 if name == "Ada Brandt" else 2)
    texts, kept = tmp_path / "without", tmp_path / "home" / "kept"
    if command == "rehydrate":
        place = ("--layer", "alice", "--no-text", "--output", str(texts))
        undisturbed(tmp_path, "export", str(corpus), "--format", "csv", *place)
        shutil.copytree(texts, kept)
    words = {
        "check": ("check", str(corpus)),
        "search": ("search", str(corpus), "depot"),
        "agree": ("agree", str(corpus)),
        "merge": ("merge", *(str(tmp_path / name) for name in ("base.json", "ours.json", "theirs.json"))),
        "people": ("merge", *map(str, people)),
        "suggest": ("suggest", str(corpus)),
        "compare": ("compare", str(corpus / "n0.txt"), "--layers", "alice,bob"),
        "rehydrate": ("rehydrate", str(texts), "--texts", str(corpus)),
    }[command]
    before = {name: data for name, data in snapshot(tmp_path).items() if not name.startswith("home")}
    chance = chances()
    seconds = undisturbed(tmp_path, *words)
    after = {name: data for name, data in snapshot(tmp_path).items() if not name.startswith("home")}
    assert before.keys() == after.keys()
    assert (before == after) is (command not in ("people", "rehydrate"))
    for _ in range(SIGNALS):
        write_actor(people[1], "Ada Brandt", 1)
        if command == "rehydrate":
            shutil.rmtree(texts)
            shutil.copytree(kept, texts)
        check_told(ended(tmp_path, chance.uniform(0, 0.8 * seconds), chance, *words))
        assert {n: data for n, data in snapshot(tmp_path).items() if not n.startswith("home")} in (before, after)
        assert not [path for path in corpus.iterdir() if path.name.startswith(".") and path.name != ".state"]


def test_a_command_that_is_ended_says_so_in_its_document(tmp_path: Path, corpus: Path) -> None:
    need("scipy")
    words = (sys.executable, "-m", "analyst_app", "agree", str(corpus), "--gamma", "--json")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    for _ in range(SIGNALS):
        process = subprocess.Popen(words, text=True, env=environment(tmp_path), start_new_session=True, **pipes)
        children, end = Path(f"/proc/{process.pid}/task/{process.pid}/children"), time.monotonic() + 30
        while not children.read_text() and time.monotonic() < end:  # the process of gamma
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        said, told = process.communicate(timeout=60)
        assert process.returncode == 130
        assert json.loads(said) == {"error": told.strip().removeprefix("analyst-app: ")}


def write_actor(file: Path, name: str, rev: int) -> None:
    actor = {"id": "p1", "rev": rev, "name": name}
    file.write_text(json.dumps({"format": "media-actors", "version": 1, "actors": [actor], "deleted": {}}))


@pytest.mark.parametrize("is_there", [False, True])
def test_a_report_that_is_asked_to_end_is_whole_or_the_earlier_one(tmp_path: Path, is_there: bool) -> None:
    pytest.importorskip("rapidfuzz")
    corpus, report = corpus_with_speech(tmp_path / "corpus"), tmp_path / "report.html"
    words = ("verify", str(corpus), "--report", str(report), "--overwrite")
    start = time.monotonic()
    process = begun(tmp_path, *words)
    process.communicate(timeout=60)
    assert process.returncode == 1  # one quote has another number
    seconds, chance = time.monotonic() - start, chances()
    before = report.read_bytes()
    for _ in range(SIGNALS):
        report.unlink(missing_ok=True)
        if is_there:
            report.write_bytes(before)
        end = ended(tmp_path, chance.uniform(0.3, 0.95) * seconds, chance, *words)
        if end.code != 1:
            check_told(end)
        assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("home")) in (
            ["corpus"] if not is_there else ["corpus", "report.html"],
            ["corpus", "report.html"],
        )
        assert not report.exists() or report.read_bytes().endswith(b"</html>\n")
