"""Jupyter runs docs/notebook.ipynb in a real kernel, and what it prints is what the page in docs shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.artefacts.programs import SPARK_PYTHON, missing
from tests.reading.test_notebook import NOTEBOOK, code_cells

RUN = """
import sys, nbclient, nbformat
book = nbformat.read(sys.argv[1], as_version=4)
where = {"metadata": {"path": sys.argv[3]}}
nbclient.NotebookClient(book, timeout=100, kernel_name="python3", resources=where).execute()
nbformat.write(book, sys.argv[2])
"""


@pytest.mark.skipif(bool(missing("nbclient", "ipykernel")), reason=missing("nbclient", "ipykernel"))
def test_a_kernel_runs_the_notebook(tmp_path: Path) -> None:
    done = tmp_path / "done.ipynb"
    theirs = next(SPARK_PYTHON.parents[1].glob("lib/python*/site-packages"))
    environment = os.environ | {"PYTHONPATH": str(theirs), "JUPYTER_PLATFORM_DIRS": "1", "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-W", "ignore", "-c", RUN, str(NOTEBOOK), str(done), str(NOTEBOOK.parent)]
    found = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=110)
    assert found.returncode == 0, found.stderr
    shown = json.loads(done.read_text("utf-8"))
    displayed = ["".join(one["data"].get("text/html", "")) for cell in shown["cells"] for one in cell.get("outputs", ())
                 if "data" in one]  # fmt: skip
    assert sum(words.startswith('<iframe title="depot.txt"') for words in displayed) == 1
    assert code_cells(shown) == code_cells(json.loads(NOTEBOOK.read_text("utf-8")))
