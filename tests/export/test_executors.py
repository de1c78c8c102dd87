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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_process_is_forked_from_one_with_a_single_thread_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert executors._context().get_start_method() == "fork"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system binds no process to a core")
def test_only_the_cores_that_this_process_may_use_are_counted() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert executors.cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert executors.cores() == len(allowed)


@pytest.mark.parametrize(("counted", "cores"), [(6, 6), (None, 1)])
def test_where_no_process_is_bound_to_cores_all_count_and_there_is_one_at_least(
    monkeypatch: pytest.MonkeyPatch, counted: int | None, cores: int
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: counted)
    assert executors.cores() == cores
