"""An import to which a word to end comes while its files are given out ends: no thread waits for a lock for ever.

Tests of analyst_app.importers.files.
"""

from __future__ import annotations

import subprocess
import sys

STEPS = """
import concurrent.futures.thread, os, signal, sys, threading
from pathlib import Path
from analyst_app.core import ending
from analyst_app.importers.files import read_files

FOLLOWED = (concurrent.futures.thread.__file__, threading.__file__)
ended = 0


def is_submitting(frame):
    while frame is not None and frame.f_code.co_name != "submit":
        frame = frame.f_back
    return frame is not None


for step in range(1, 2000, 2):
    left = step

    def trace(frame, event, argument):
        global left
        if frame.f_code.co_filename not in FOLLOWED:
            return trace
        if event == "line" and is_submitting(frame):
            left -= 1
            if left == 0:
                sys.settrace(None)
                ending.end(signal.SIGINT)
        return trace

    sys.settrace(trace)
    try:
        for path, found in read_files([Path("nowhere-1.txt"), Path("nowhere-2.txt")]):
            pass
    except ending.Ended:
        ended += 1
    else:
        break
    finally:
        sys.settrace(None)
print(ended)
sys.stdout.flush()
os._exit(0)  # as a command that was ended does
"""


def test_a_word_to_end_while_files_are_given_out_leaves_nobody_waiting() -> None:
    done = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10
