"""The lines of docs/export.md for Spark and polars, as they stand there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.artefacts.programs import SPARK_PYTHON, missing
from tests.export.formats.test_parquet_tables import asked_for, dataset, lines_for

PROGRAMS = {"pyspark": ("java", "pyspark"), "polars": ("polars",)}


@pytest.mark.parametrize("split", [None, "50/25/25"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_lines_of_the_page_answer(program: str, split: str | None, tmp_path: Path) -> None:
    if lacking := missing(*PROGRAMS[program]):
        pytest.skip(lacking)
    corpus = dataset(tmp_path, split)
    script = f"{lines_for(program)}\nimport json\nprint(json.dumps([list(row) for row in found]))"
    said = subprocess.run(
        [SPARK_PYTHON, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=110, check=False
    )
    assert said.returncode == 0, said.stderr[-2000:]
    assert [tuple(row) for row in json.loads(said.stdout)] == asked_for(corpus)
