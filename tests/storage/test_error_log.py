"""The log of the app's own mistakes: places in the code, never words of an article.

Tests of storage.error_log and session.faults.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.errors import SidecarInvalid
from analyst_app.session import faults
from analyst_app.storage.error_log import ErrorLog, reason, state_folder, trace_of, why

SECRET = "The minister wept."


def raised(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any kind
        act()
    return caught.value


def fails_on_words() -> None:
    words: dict[str, int] = {}
    try:
        words[SECRET]
    except KeyError:
        SECRET.encode("utf-16").decode("utf-8")


def test_a_mistake_is_logged_with_its_place_and_without_words_of_the_article(tmp_path: Path) -> None:
    sentence = reason(raised(fails_on_words), "a.txt", state=tmp_path)
    log = (tmp_path / "errors.log").read_text("utf-8")
    assert sentence == (
        f"a.txt: the program made a mistake with this file (UnicodeDecodeError); details: {tmp_path / 'errors.log'}."
    )
    assert "a.txt: builtins.UnicodeDecodeError" in log
    assert "because of builtins.KeyError" in log
    assert "in fails_on_words" in log
    assert "minister" not in log
    assert "minister" not in sentence


def test_the_second_file_with_the_same_mistake_takes_one_line(tmp_path: Path) -> None:
    def divide() -> float:
        return 1 / 0

    first, second = raised(divide), raised(divide)
    reason(first, "a.txt", state=tmp_path)
    length = len((tmp_path / "errors.log").read_bytes())
    reason(second, "b.txt", state=tmp_path)
    more = (tmp_path / "errors.log").read_bytes()[length:].decode()
    assert more.count("\n") == 1
    assert "b.txt: ZeroDivisionError again" in more


def test_errors_of_ours_and_of_the_system_are_told_as_they_are_and_not_logged(tmp_path: Path) -> None:
    ours = SidecarInvalid("a.txt.alice.annotations.json is damaged: it is empty.")
    assert reason(ours, "a.txt", state=tmp_path) == "a.txt.alice.annotations.json is damaged: it is empty."
    denied = PermissionError(13, "Permission denied")
    assert reason(denied, "a.txt", state=tmp_path) == "a.txt: cannot be read: you may not read it."
    assert why(MemoryError(), "a.txt", state=tmp_path) == "needs more memory than there is"
    assert not (tmp_path / "errors.log").exists()


def test_the_words_of_our_own_errors_stand_in_a_trace() -> None:
    def fails() -> None:
        raise SidecarInvalid("it is empty.") from ValueError(SECRET)

    trace = trace_of(raised(fails))
    assert "SidecarInvalid: it is empty." in trace
    assert "builtins.ValueError" in trace
    assert SECRET not in trace


def test_where_nothing_can_be_logged_the_sentence_does_not_name_a_log(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    sentence = reason(raised(lambda: 1 / 0), "a.txt", state=tmp_path / "state")
    assert sentence == "a.txt: the program made a mistake with this file (ZeroDivisionError)."


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_the_log_is_for_its_owner_alone_and_follows_no_link(tmp_path: Path) -> None:
    faults.ErrorLog(tmp_path / "state").write("one")
    assert stat.S_IMODE((tmp_path / "state" / "errors.log").stat().st_mode) == 0o600
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "errors.log").symlink_to(tmp_path / "outside")
    assert not ErrorLog(tmp_path / "other").write("two")
    assert not (tmp_path / "outside").exists()


def test_a_log_that_grew_large_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "errors.log").write_bytes(b"x" * 1_000_001)
    ErrorLog(tmp_path).write("one")
    assert (tmp_path / "errors.log.old").exists()
    ErrorLog(tmp_path).write("two")
    assert (tmp_path / "errors.log").read_text().endswith("two\n")


def test_the_log_lies_in_the_state_folder_of_the_person() -> None:
    reason(raised(lambda: {}["x"]), "a.txt")
    assert (state_folder() / "errors.log").is_file()
