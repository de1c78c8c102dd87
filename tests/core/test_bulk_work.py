from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from analyst_app.core.bulk_work import bulk_work


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    (gc.enable if was_on else gc.disable)()


def test_the_collector_rests_during_bulk_work_and_comes_back() -> None:
    with bulk_work():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_few_objects_are_not_worth_it() -> None:
    with bulk_work(10):
        assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with bulk_work():
        pass
    assert not gc.isenabled()


def test_bulk_work_inside_bulk_work_ends_with_the_outer_one() -> None:
    with bulk_work():
        with bulk_work():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_gives_the_collector_back() -> None:
    with pytest.raises(ValueError, match="x"), bulk_work():
        raise ValueError("x")
    assert gc.isenabled()


def test_the_collector_comes_back_with_the_last_of_several_threads() -> None:
    entered, may_leave = threading.Event(), threading.Event()

    def work() -> None:
        with bulk_work():
            entered.set()
            may_leave.wait(10)

    thread = threading.Thread(target=work)
    with bulk_work():
        thread.start()
        assert entered.wait(10)
    assert not gc.isenabled(), "the thread is still at it"
    may_leave.set()
    thread.join()
    assert gc.isenabled()


def test_what_stays_is_passed_over_by_later_collections() -> None:
    gc.unfreeze()
    with bulk_work(stays=True):
        made = [[number] for number in range(100)]
    assert gc.get_freeze_count() >= len(made)


def test_what_is_not_said_to_stay_is_collected_as_ever() -> None:
    gc.unfreeze()
    with bulk_work():
        made = [[number] for number in range(100)]
    assert len(made) == 100
    assert gc.get_freeze_count() == 0
