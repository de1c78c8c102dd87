"""``--engine dask`` without an address: a cluster of this machine's own, which leaves nothing behind.

Tests of export.cluster.own_cluster.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from analyst_app.export.exporting import ExportRequest, export
from tests.export.exports import ROOT, need
from tests.export.torture import write_corpus

CALLS = """
import json, os, sys, time
from pathlib import Path
from analyst_app.export.cluster.dask_cluster import cluster_of
from analyst_app.export.engine import WorkerEnded
from tests.export.cluster.worker_calls import end_here, heard

def main(place):
    said = {}
    with cluster_of(None, 2) as cluster:
        said["width"] = cluster.width
        said["elsewhere"] = cluster.alone(os.getpid) != os.getpid()
        try:
            cluster.alone(end_here, place)
        except WorkerEnded:
            said["tries"] = len(Path(place).read_text())
        said["after that"] = cluster.alone(divmod, 7, 2)
        said["signals"] = cluster.alone(heard)
    print(json.dumps(said))

if __name__ == "__main__":
    main(sys.argv[1])
"""


@pytest.fixture(autouse=True)
def _with_dask() -> None:
    need("distributed", "cryptography")


def started(*arguments: str, temporary: Path, **more: object) -> psutil.Popen:
    """A program with a temporary folder of its own, its answers kept."""
    temporary.mkdir(exist_ok=True)
    surroundings = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    return psutil.Popen(
        [sys.executable, *arguments],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def export_arguments(corpus: Path, output: Path) -> list[str]:
    """The command line of an export on a cluster of two workers."""
    place = ["--format", "huggingface", "--output", str(output)]
    return ["-m", "analyst_app", "export", str(corpus), *place, "--engine", "dask", "--workers", "2"]


def family(process: psutil.Popen, members: int) -> list[psutil.Process]:
    """The processes below one, as soon as there are so many."""
    while len(found := process.children(recursive=True)) < members:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return list(found)


def test_it_starts_and_ends_by_itself_and_writes_what_this_process_writes(tmp_path: Path) -> None:
    corpus, temporary = write_corpus(tmp_path / "corpus"), tmp_path / "temporary"
    process = started(*export_arguments(corpus, tmp_path / "cluster" / "set"), temporary=temporary)
    workers = family(process, 3)[1:]
    words = process.communicate(timeout=100)[1]
    assert process.returncode == 0, words
    assert "Traceback" not in words
    assert not any(one.is_running() for one in workers)
    assert not list(temporary.iterdir())
    export(ExportRequest(corpus=corpus, format_name="huggingface", output=tmp_path / "here" / "set", workers=1))
    for path in ("data/train-00000-of-00001.parquet", "LOSSES.md"):
        there, here = tmp_path / "cluster" / "set" / path, tmp_path / "here" / "set" / path
        assert there.read_bytes() == here.read_bytes()
    card = (tmp_path / "cluster" / "set" / "README.md").read_text("utf-8")
    assert "dask" not in card  # the command in it makes the same anywhere


def test_ctrl_c_ends_its_processes_too_and_nothing_is_left(tmp_path: Path) -> None:
    corpus, temporary = write_corpus(tmp_path / "corpus"), tmp_path / "temporary"
    output = tmp_path / "out" / "set"
    process = started(*export_arguments(corpus, output), temporary=temporary, start_new_session=True)
    below = family(process, 3)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to each of them
    words = process.communicate(timeout=60)[1]
    assert process.returncode == 130, words
    assert words == "analyst-app: Stopped by Ctrl+C. Nothing half written is left.\n"
    assert not psutil.wait_procs(below, timeout=10)[1]
    assert not list(temporary.iterdir())
    assert not list((tmp_path / "out").iterdir())


def test_a_call_whose_worker_ends_is_tried_once_more_and_then_given_up(tmp_path: Path) -> None:
    script = tmp_path / "calls.py"
    script.write_text(CALLS)
    temporary = tmp_path / "temporary"
    process = started("-W", "ignore", str(script), str(tmp_path / "begun"), temporary=temporary)
    answer, words = process.communicate(timeout=100)
    assert process.returncode == 0, words[-2000:]
    assert not list(temporary.iterdir())
    assert json.loads(answer) == {
        "width": 2,
        "elsewhere": True,
        "tries": 2,
        "after that": [3, 1],
        "signals": [],
    }
