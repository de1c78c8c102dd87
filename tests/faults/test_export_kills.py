"""Exports killed at any moment: the earlier one is there whole, or the new one, and the next run cleans up.

``FAULTS=200`` sets the number of kills; ``./check --faults`` does so.

Tests of export.placing.one_step and export.placing.under_way.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from analyst_app.export.placing.under_way import leftovers
from tests.commands.corpora import write_article, write_layer
from tests.export.exports import need
from tests.faults.exporting import KINDS
from tests.faults.striking import Server, snapshot
from tests.faults.struck_folders import server_of

KILLS = int(os.environ.get("FAULTS", "8"))
ARTICLES = 12

pytestmark = [pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"), pytest.mark.timeout(3_000)]


server = server_of("tests.faults.exporting", ready=lambda: need("spacy"))


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_export_that_is_killed_leaves_the_earlier_one_or_the_new_one(
    server: Server, tmp_path: Path, kind: str
) -> None:
    for name in ("corpus", "exports", "state"):
        (tmp_path / name).mkdir()
    for number in range(ARTICLES):
        article = write_article(tmp_path / "corpus", f"n{number}.txt")
        write_layer(article, "alice", ("claim", "The depot", {}))
        write_layer(article, "bob", ("actor", "Ada Brandt", {}))
    exports, state, whole = tmp_path / "exports", tmp_path / "state", {}
    for layer in ("bob", "alice"):
        assert server.do(f"{kind}-{layer}", tmp_path) == "done"
        whole[layer] = snapshot(exports)
    assert whole["alice"] != whole["bob"]
    chance = random.Random(int(os.environ.get("FAULTS_SEED", "11")))
    for number in range(KILLS):
        seconds = chance.uniform(0.02, 0.3)
        told = (kind, number, seconds)
        assert server.kill(f"{kind}-endless", tmp_path, seconds) == "", told
        hidden = {path for path in exports.iterdir() if path.name.startswith(".")}
        assert hidden <= {one.path for one in leftovers(state)}, told
        now = {name: data for name, data in snapshot(exports).items() if not name.startswith(".")}
        if kind == "file":  # each of the data file and its reports: the next run makes them one again
            for name, data in now.items():
                assert data in (whole["alice"][name], whole["bob"][name]), (told, name)
            assert now.keys() == whole["alice"].keys(), told
        else:
            assert now in whole.values(), told
        layer = chance.choice(["alice", "bob"])
        assert server.do(f"{kind}-{layer}", tmp_path) == "done", told
        assert snapshot(exports) == whole[layer], told
        assert not list(state.rglob("*.json")), told
