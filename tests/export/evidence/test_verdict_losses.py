"""A verdict that an export's format has no place for is named as one."""

from __future__ import annotations

from pathlib import Path

from analyst_app.cli import main
from tests.assist.verifying.corpus_of_quotes import corpus_with_speech
from tests.corpus.sourcing.test_verified_sources import verdict


def test_an_export_names_the_verdicts_that_it_leaves_out(tmp_path: Path) -> None:
    folder = corpus_with_speech(tmp_path / "corpus")
    verdict(folder, source="x")
    out = tmp_path / "out"
    assert main(["export", str(folder), "--format", "conll", "--output", str(out)]) == 0
    losses = "\n".join(path.read_text("utf-8") for path in out.rglob("LOSSES.md"))
    assert "verdict on a quote that was held against its source" in losses
    assert "does not know" not in losses
