"""A word to end is put off until the moment that must stay whole is over, and comes once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analyst_app.core.ending import Ended, end, uninterrupted


def test_it_is_raised_at_once_where_nothing_puts_it_off() -> None:
    with pytest.raises(Ended) as told:
        end(signal.SIGTERM)
    assert told.value.number == 15  # signal(7)
    assert isinstance(told.value, KeyboardInterrupt)  # what is not caught with Exception


def test_inside_a_moment_everything_is_done_before_it_is_raised_and_then_it_is_gone() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            end(signal.SIGTERM)
            done.append("inner")
        done.append("outer")

    with pytest.raises(Ended), uninterrupted():
        work()
    assert done == ["inner", "outer"]
    with uninterrupted():
        pass


def test_a_decorated_function_that_calls_itself_is_one_moment() -> None:
    done = []

    @uninterrupted()
    def down(depth: int) -> None:
        if depth:
            down(depth - 1)
        else:
            end(signal.SIGINT)
        done.append(depth)

    with pytest.raises(Ended):
        down(3)
    assert done == [0, 1, 2, 3]


def test_an_error_inside_a_moment_gives_way_to_it_and_is_its_cause() -> None:
    def fails() -> None:
        end(signal.SIGHUP)
        raise ValueError("full")

    with pytest.raises(Ended) as told, uninterrupted():
        fails()
    assert isinstance(told.value.__cause__, ValueError)


def test_another_thread_puts_nothing_off_and_hears_nothing() -> None:
    entered, over = threading.Event(), threading.Event()
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with uninterrupted():
                entered.set()
                over.wait(10)
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert entered.wait(10)
    with pytest.raises(Ended):
        end(signal.SIGTERM)
    over.set()
    thread.join()
    assert faults == []


_POOL = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor
from analyst_app.core.ending import end_with_the_first

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    pool = ProcessPoolExecutor(2, mp_context=context, initializer=end_with_the_first)
    print(*{pool.submit(time.sleep, 0.2).result() for _ in range(2)}, flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_workers_end_with_the_process_that_began_them_even_if_it_was_killed(tmp_path: Path) -> None:
    """Whoever waits for the output of a killed command waits until nobody can write to it any more."""
    (tmp_path / "pool.py").write_text(_POOL)
    for method in ("fork", "spawn"):
        began = subprocess.Popen([sys.executable, tmp_path / "pool.py", method], stdout=subprocess.PIPE)
        said, _ = began.communicate(timeout=20)
        assert (began.returncode, said) == (-signal.SIGKILL, b"None\n")
