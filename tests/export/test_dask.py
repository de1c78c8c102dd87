"""The same bytes from a cluster of two workers as from this process."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.torture import write_corpus

CODE = """
import json, sys
from distributed import LocalCluster

def main(corpus, folder):
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                      host="127.0.0.1", silence_logs=50) as cluster:
        from analyst_app.cli import main as run
        codes = []
        for name in ("huggingface", "jsonl"):
            codes.append(run(["export", corpus, "--format", name, "--output", f"{folder}/{name}",
                              "--engine", "dask", "--scheduler", cluster.scheduler_address]))
        print(json.dumps(codes))

if __name__ == "__main__":
    main(*sys.argv[1:])
"""


@pytest.mark.slow
def test_a_cluster_writes_the_same_shards(tmp_path: Path) -> None:
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("not installed: distributed (extra dask)")
    from analyst_app.export.exporting import ExportRequest, export

    corpus = write_corpus(tmp_path / "corpus")
    script = tmp_path / "cluster.py"
    script.write_text(CODE)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), str(corpus), str(tmp_path / "cluster")],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == [0, 0], done.stderr[-2000:]
    for name, files in (("huggingface", "data/*.parquet"), ("jsonl", "*.jsonl")):
        export(ExportRequest(corpus=corpus, format_name=name, output=tmp_path / "here" / name, workers=1))
        here = {path.name: path.read_bytes() for path in (tmp_path / "here" / name).glob(files)}
        there = {path.name: path.read_bytes() for path in (tmp_path / "cluster" / name).glob(files)}
        assert here == there
        assert here


def test_a_scheduler_that_is_not_there_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("not installed: distributed (extra dask)")
    from analyst_app.cli import main

    corpus = write_corpus(tmp_path / "corpus")
    arguments = ["--output", str(tmp_path / "out"), "--engine", "dask", "--scheduler", "nonsense"]
    assert main(["export", str(corpus), *arguments]) == 2
    assert "No Dask scheduler answers at nonsense" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
