"""What comes with each call that is sent to a worker of a cluster."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from analyst_app.export.cluster import cluster_calls


def test_work_on_a_cluster_has_the_borders_of_the_process_that_sent_it(tmp_path: Path) -> None:
    """Without them each file had the border of its own folder there, and links inside the corpus led nowhere."""
    script = (
        "import pickle, sys; from analyst_app.storage import containment\n"
        "call, borders = pickle.loads(bytes.fromhex(sys.argv[1]))\n"
        "print(call(borders, containment.opened_borders))"
    )
    sent = pickle.dumps((cluster_calls._within, (str(tmp_path),))).hex()
    done = subprocess.run([sys.executable, "-c", script, sent], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == str((str(tmp_path.resolve()),))
