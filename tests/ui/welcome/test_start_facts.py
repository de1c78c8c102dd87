"""The facts of the start page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from analyst_app.ui.files.session_memory import Memory
from analyst_app.ui.welcome.start_facts import day_of, last_article, missing, visited_folders

NOW = datetime(2026, 11, 30, 14, 2, tzinfo=UTC)


def test_the_last_article_is_told_by_title_folder_paragraph_and_what_is_left() -> None:
    memory = Memory(
        folder="/c/Mill Lane study",
        article="/c/Mill Lane study/a.txt",
        bookmark=("/c/Mill Lane study/a.txt", "Union and council", "11", "4"),
        folders={"/c/Mill Lane study": (8, 2, 0)},
    )
    last = last_article(memory)
    assert last is not None
    assert (last.title, last.share) == ("Union and council", 0.25)
    assert last.place == "Mill Lane study · ¶ 11 · 4 quotations left"


def test_an_arabic_folder_keeps_its_own_direction_and_turns_no_number_round() -> None:
    memory = Memory(folder="/c/دراسة", article="/c/دراسة/a.txt", bookmark=("/c/دراسة/a.txt", "عنوان", "11", "4"))
    last = last_article(memory)
    assert last is not None
    assert last.place == "\u2068دراسة\u2069 · ¶ 11 · 4 quotations left"


def test_a_bookmark_of_another_article_tells_nothing_of_this_one() -> None:
    last = last_article(Memory(article="/c/b.txt", bookmark=("/c/a.txt", "Title", "3", "1")))
    assert last is not None
    assert (last.title, last.place) == ("b.txt", "c")
    assert last_article(Memory()) is None


def test_an_article_of_another_folder_than_the_opened_one_is_not_gone_on_with() -> None:
    assert last_article(Memory(folder="/c/empty", article="/c/full/a.txt")) is None


def test_articles_that_were_moved_are_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    there, gone = tmp_path / "a.txt", tmp_path / "b.txt"
    assert missing([tmp_path], [there, gone]) == {gone}


def test_days_are_told_as_one_speaks_of_them() -> None:
    assert day_of(int(NOW.timestamp()), NOW) == "today, 14:02"
    assert day_of(int((NOW - timedelta(hours=20)).timestamp()), NOW) == "yesterday"
    assert day_of(int((NOW - timedelta(days=30)).timestamp()), NOW) == "2026-10-31"


def test_the_last_opened_folder_is_first_and_no_more_are_kept_than_are_shown(tmp_path: Path) -> None:
    memory = Memory()
    for number in range(9):
        memory = memory.with_folder(f"/c/{number}", 4, 1, number)
    assert [folder.path.name for folder in visited_folders(memory)] == ["8", "7", "6", "5", "4", "3"]
    assert visited_folders(memory.without_folder("/c/8"))[0].path == Path("/c/7")
    assert missing([tmp_path, tmp_path / "gone"]) == {tmp_path / "gone"}
