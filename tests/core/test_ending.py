"""A word to end is put off until the moment that must stay whole is over, and comes once."""

from __future__ import annotations

import signal
import threading

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
