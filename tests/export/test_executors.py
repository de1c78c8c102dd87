"""Executors: in this process for little work, in a pool for much, and how the pool's processes begin."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from analyst_app.export import executors
from analyst_app.export.executors import WORTH_A_POOL, executor_for


def test_little_work_is_done_in_this_very_process() -> None:
    with executor_for(WORTH_A_POOL - 1) as executor:
        assert executor.width == 1
        assert executor.submit(os.getpid).result() == os.getpid()


def test_so_many_workers_as_are_asked_for_work_elsewhere() -> None:
    with executor_for(1, workers=2) as executor:
        assert executor.width == 2
        assert executor.submit(os.getpid).result() != os.getpid()
        assert executor.submit(divmod, 7, 2).result() == (3, 1)


def test_a_process_is_forked_only_from_one_with_a_single_thread_and_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert executors._context().get_start_method() == "spawn"
    finally:
        done.set()
        other.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert executors._context().get_start_method() == "spawn"
