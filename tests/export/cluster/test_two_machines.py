"""A scheduler and its workers on other machines, here as processes of their own, by the very lines of docs/export.md.

Tests of export.cluster.dask_cluster, export.cluster.cluster_calls, export.cluster.worker_look and
export.cluster.whole_paths.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from analyst_app.cli import main
from analyst_app.errors import ClusterUnfit
from analyst_app.export.cluster.dask_cluster import cluster_of
from tests.export.exports import ROOT, need
from tests.export.torture import write_corpus

pytestmark = pytest.mark.xdist_group("two machines")
_LINES = re.search(r"^pip install.*?(?=^```)", (ROOT / "docs" / "export.md").read_text("utf-8"), re.M | re.S)
DOCUMENTED = [line.partition("  #")[0].strip() for line in _LINES[0].splitlines()] if _LINES else []
BARE = "import sys; sys.path.append(sys.argv.pop(1)); from distributed.cli.dask_worker import main; main()"
"""A worker that has Dask and not this program: without the site's own additions to the path."""


@dataclass
class Machines:
    """A scheduler that was started, and its workers."""

    address: str
    folder: Path
    """Where all that the processes write themselves comes."""
    workers: list[psutil.Popen] = field(default_factory=list)

    def start(self, *command: str) -> psutil.Popen:
        """Start a program of Dask in a folder of its own, in which no path of ours leads anywhere."""
        with (self.folder / "log").open("a") as log:
            return psutil.Popen(command, cwd=self.folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": ""})

    def work(self, *command: str, workers: int = 1) -> psutil.Popen:
        """Start a worker, and wait until the scheduler knows it."""
        self.workers.append(self.start(*command))
        with cluster_of_any(self.address) as client:
            client.wait_for_workers(workers, timeout=30)
        return self.workers[-1]

    def stop(self) -> None:
        """Stop all workers, and wait until the scheduler knows it."""
        for one in self.workers:
            one.kill()
            one.wait()
        self.workers.clear()
        with cluster_of_any(self.address) as client:
            while client.nthreads():
                time.sleep(0.05)


def cluster_of_any(address: str):  # type: ignore[no-untyped-def]
    """Dask's own client."""
    from distributed import Client

    return Client(address, set_as_default=False)


def documented(beginning: str, **others: str) -> list[str]:
    """The line of the page that begins so, with other words for some of it."""
    line = next(line for line in DOCUMENTED if line.startswith(beginning))
    for old, new in {"tcp://10.0.0.5:8786": others.get("address", ""), **others}.items():
        line = line.replace(old, new)
    return line.split()


def program(*words: str) -> list[str]:
    """A command of Dask, run by this Python; a worker without a second process that would watch it."""
    watched = ["--no-nanny"] if words[1] == "worker" else []
    return [sys.executable, "-m", "dask", *words[1:], *watched]


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    need("distributed")
    import distributed  # noqa: F401 - what loading it takes on a busy machine is not measured

    folder = tmp_path_factory.mktemp("machines")
    lines = documented("dask scheduler", **{"10.0.0.5": "127.0.0.1", "8786": "0"})
    known = folder / "scheduler.json"
    started = Machines("", folder)
    more = ["--scheduler-file", str(known), "--dashboard-address", "127.0.0.1:0", "--no-show"]
    scheduler = started.start(*program(*lines), *more)
    try:
        while not started.address:
            assert scheduler.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
            if known.exists() and known.read_text().endswith("}"):
                started.address = json.loads(known.read_text())["address"]
        yield started
    finally:
        for one in (*started.workers, scheduler):
            one.kill()
            one.wait()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


def exported(machines: Machines, corpus: Path, output: Path, *more: str) -> int:
    """The exit code of the documented line for a corpus."""
    others = {"CORPUS": str(corpus), "dataset": str(output), "address": machines.address}
    return main([*documented("analyst-app export", **others)[1:], *more])


def test_the_page_shows_it_in_six_lines_at_most() -> None:
    assert 4 <= len(DOCUMENTED) <= 6


def test_a_cluster_without_workers_is_said_within_five_seconds(
    machines: Machines, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    assert exported(machines, corpus, tmp_path / "out" / "set") == 3
    assert time.monotonic() - begun < 5
    words = capsys.readouterr().err
    assert words == (
        f"analyst-app: The Dask cluster at {machines.address} has no workers. Start one on each machine that sees the "
        f"corpus (dask worker {machines.address}), then export again.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_is_said_within_five_seconds(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need("distributed")
    for address in ("nonsense", "tcp://127.0.0.1:9", "tcp://127.0.0.1:no"):
        begun = time.monotonic()
        arguments = ["--output", str(tmp_path / "out" / "set"), "--engine", "dask", "--scheduler", address]
        assert main(["export", str(corpus), *arguments]) == 2
        assert time.monotonic() - begun < 5
        words = capsys.readouterr().err
        assert words == f"analyst-app: No Dask scheduler answers at {address}; check the address (--scheduler).\n"
        assert not (tmp_path / "out").exists()


def test_the_documented_lines_write_the_same_bytes_as_this_process(
    machines: Machines,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machines.work(*program(*documented("dask worker", auto="1", address=machines.address)))
    next(corpus.glob("markup.txt.*.json")).write_text("{")  # a damaged layer, which both name as the person named it
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "corpus").symlink_to(corpus)  # a link of this machine
    monkeypatch.chdir(tmp_path / "shared")
    for form in ("huggingface", "jsonl"):
        more = ["--skip-damaged", "--split", "50/25/25", "--format", form]
        told = []
        for place in ("there", "here"):
            if place == "there":
                assert exported(machines, Path("corpus"), Path("there", form, "set"), *more) == 1
            else:
                assert main(["export", "corpus", "--output", f"here/{form}/set", "--workers", "1", *more]) == 1
            told.append(capsys.readouterr().err.replace(f"{place}/", ""))
        assert told[0] == told[1]
        assert written(tmp_path / "shared" / "there" / form) == written(tmp_path / "shared" / "here" / form)


def test_workers_that_lack_the_program_are_named(
    machines: Machines, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machines.stop()
    packages = sysconfig.get_path("purelib")
    bare = [sys.executable, "-S", "-c", BARE, packages, machines.address, "--no-nanny", "--nthreads", "1"]
    machines.work(*bare, "--no-dashboard")
    assert exported(machines, corpus, tmp_path / "out" / "set") == 3
    words = capsys.readouterr().err
    assert words.startswith("analyst-app: 1 worker of the cluster lacks this program (tcp://127.0.0.1:")
    assert words.endswith("). Install it there (pip install '.[all]', in this program's folder), or stop the worker.\n")
    assert not (tmp_path / "out").exists()


def test_workers_that_do_not_see_the_corpus_or_the_output_are_named(
    machines: Machines, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machines.stop()
    output = tmp_path / "out" / "set"
    output.parent.mkdir()
    own_view = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*own_view, f"mount -t tmpfs none {output.parent}"]).returncode:
        pytest.skip("this system gives a process no view of its own of the file system (unshare)")
    line = documented("dask worker", auto="1", address=machines.address)
    hidden = write_corpus(tmp_path / "hidden")
    hide = f'mount -t tmpfs none {output.parent} && mount -t tmpfs none {hidden} && exec "$@"'
    machines.work(*own_view, hide, "sh", *program(*line))
    for articles, place, unseen in (
        (corpus, output, output.parent),
        (hidden, tmp_path / "set", sorted(hidden.glob("*.txt"))[0]),
    ):
        assert exported(machines, articles, place) == 3
        words = capsys.readouterr().err
        assert words.startswith(
            f"analyst-app: 1 worker of the cluster does not see {unseen} as this machine does (tcp://127.0.0.1:"
        )
        assert words.endswith("). Let it lie there under the same path, or stop the worker.\n")
        assert not place.exists()
    assert not list(output.parent.iterdir())


def test_workers_that_all_end_in_the_middle_are_given_up(machines: Machines) -> None:
    machines.stop()
    machines.work(*program(*documented("dask worker", auto="1", address=machines.address)))
    with cluster_of(machines.address) as cluster:
        call = cluster.submit(time.sleep, 60)
        machines.stop()
        begun = time.monotonic()
        with pytest.raises(ClusterUnfit, match=r"All workers of the Dask cluster at .* ended in the middle"):
            call.result()
        assert time.monotonic() - begun < 10


def written(folder: Path) -> dict[Path, bytes]:
    """The files of an export but for its card, in which the place itself stands."""
    names = [path for path in folder.rglob("*") if path.is_file() and path.name != "README.md"]
    assert names
    return {path.relative_to(folder): path.read_bytes() for path in names}
