"""What the commands on the corpus take is there before they are asked for, and without Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.bench_start import modules_at
from tests.workflows.person import write

WINDOWS = ("importing.import_dialog", "corpus.search_panel", "corpus.facts_dialog")

LEARNED_THEN_ASKED = """
import sys
import analyst_app.ui.furnishing.furnish
from analyst_app.ui.corpus.learning import learn_at_rest
at_first = set(sys.modules)
learn_at_rest()
learned = set(sys.modules)
from importlib import import_module
for name in sys.argv[1:]:
    import_module(f"analyst_app.ui.{name}")
print(*(learned - at_first))
print(*(set(sys.modules) - learned))
"""


def test_a_window_that_is_asked_for_imports_nothing_but_windows() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", LEARNED_THEN_ASKED, *WINDOWS], check=True, capture_output=True, text=True
    )
    learned, made = (
        {name for name in line.split() if name.startswith("analyst_app.")} for line in asked.stdout.splitlines()
    )
    assert len(learned) > 50
    assert {name for name in learned if name.startswith("analyst_app.ui")} == set()
    assert {f"analyst_app.ui.{name}" for name in WINDOWS} <= made
    assert {name for name in made if not name.startswith("analyst_app.ui")} == set()


def test_they_are_learned_at_rest_and_not_before_all_is_there(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    taken = {"analyst_app.corpus.concordance", "analyst_app.importers.files", "analyst_app.corpus.facts"}
    assert taken & modules_at("furniture's modules", tmp_path, article) == set()
    found = modules_at("rest's modules", tmp_path, article)
    assert taken <= found
    assert {f"analyst_app.ui.{name}" for name in WINDOWS} & found == set()
