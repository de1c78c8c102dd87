"""A look at an export before it is made is its beginning, and nothing is written."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import UsageError
from analyst_app.export.engine import Cancelled, Onlooker
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.preview import preview, preview_aside
from tests.export.exports import corpus, exported
from tests.export.torture import TEXTS, write_corpus, write_sidecar


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("jsonl", "data.jsonl"),
        ("csv", "spans.csv"),
        ("label-studio", "tasks.json"),
        ("doccano", "doccano-labels.jsonl"),
        ("conll", "claim.conll"),
        ("quotes", "quotes.csv"),
    ],
)
def test_the_rows_are_the_beginning_of_the_first_file(name: str, file: str) -> None:
    shown = preview(ExportRequest(corpus=corpus(), format_name=name))
    written = (exported(name)[0] / shown.file).read_text("utf-8-sig")
    assert shown.file == file
    assert len(shown.rows) > 1000
    assert written.replace("\r\n", "\n").startswith(shown.rows.replace("\r\n", "\n"))
    assert shown.losses == exported(name)[1].outcome.losses.sentences()
    assert (shown.looked_at, shown.articles) == (len(TEXTS), len(TEXTS))


@pytest.mark.parametrize(("name", "file"), [("doccano", "alice/doccano-labels.jsonl"), ("jsonl", "data.jsonl")])
def test_of_several_readings_the_rows_are_the_beginning_of_the_first_file_too(
    tmp_path: Path, name: str, file: str
) -> None:
    write_corpus(tmp_path / "corpus", {"alice": TEXTS, "bob": TEXTS})
    request = ExportRequest(tmp_path / "corpus", name, tmp_path / "out", layer="all", workers=1)
    shown = preview(request)
    export(request)
    assert shown.file == file
    assert len(shown.rows) > 1000
    assert (tmp_path / "out" / file).read_text("utf-8").startswith(shown.rows)


@pytest.mark.parametrize(("name", "like"), [("huggingface", "jsonl"), ("spacy", "jsonl"), ("xlsx", "quotes")])
def test_a_format_without_letters_is_shown_as_the_one_that_is_like_it_and_no_file_is_named(
    name: str, like: str
) -> None:
    """The workbook begins with the table of quotes."""
    shown = preview(ExportRequest(corpus=corpus(), format_name=name))
    assert (shown.file, shown.rows) == ("", preview(ExportRequest(corpus=corpus(), format_name=like)).rows)
    assert shown.losses == exported(name)[1].outcome.losses.sentences()


@pytest.mark.parametrize("name", ["report", "report-docx", "refi-qda", "uima-cas"])
def test_of_pages_and_packed_files_no_rows_are_shown_that_the_export_has_not(name: str) -> None:
    shown = preview(ExportRequest(corpus=corpus(), format_name=name))
    assert (shown.file, shown.rows) == ("", "")
    assert shown.losses == exported(name)[1].outcome.losses.sentences()


def test_the_first_twenty_articles_are_looked_at_and_4000_characters_shown(tmp_path: Path) -> None:
    for number in range(23):
        path = tmp_path / f"{number:02}.txt"
        path.write_bytes(TEXTS["emoji.txt"].encode())
        write_sidecar(path, "alice", "emoji.txt")
    (tmp_path / "none.txt").write_text("nobody read this")
    before = sorted(path.name for path in tmp_path.iterdir())
    shown = preview(ExportRequest(corpus=tmp_path))
    assert (shown.looked_at, shown.articles, len(shown.rows)) == (20, 23, 4000)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_only_articles_with_the_layer_count_and_splits_are_balanced_over_all(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"alice": TEXTS, "bob": ["emoji.txt", "nested.txt"]})
    shown = preview(ExportRequest(corpus=tmp_path, layer="bob", split="50/50", seed=3))
    assert (shown.looked_at, shown.articles) == (2, 2)
    assert any(one.startswith(f"{len(TEXTS) - 2} articles left out because they lack") for one in shown.losses)
    assert {name: counts[""] for name, counts in shown.balance.items()} == {"train": 1, "test": 1}
    total = sum(shown.balance.values(), Counter())
    assert total == {"": 2, "actor": 6, "cue": 1, "quote": 2, "claim": 4}


def test_articles_without_a_date_are_in_no_part_of_a_split_by_date() -> None:
    """Two articles have a date, of May and of June 2024."""
    shown = preview(ExportRequest(corpus=corpus(), split_date="2024-06-01"))
    assert (shown.articles, shown.beyond_parts) == (2, len(TEXTS) - 2)
    assert {name: counts[""] for name, counts in shown.balance.items()} == {"train": 1, "test": 1}


def test_the_onlooker_is_told_of_the_survey_and_can_stop_it() -> None:
    told: list[tuple[int, int]] = []
    preview(ExportRequest(corpus=corpus(), format_name="csv"), Onlooker(lambda done, total: told.append((done, total))))
    assert told[-1] == (len(TEXTS), len(TEXTS))


def test_a_large_article_is_looked_at_in_another_process_with_the_same_result() -> None:
    request = ExportRequest(corpus=corpus(), format_name="brat")
    asked: list[bool] = []
    shown = preview_aside(request, lambda: bool(asked.append(True)), large=1_000)
    assert asked, "it was waited for"
    assert shown == preview(request)
    asked.clear()
    assert preview_aside(request, lambda: bool(asked.append(True))) == shown
    assert not asked, "small articles are looked at here"


def test_what_nobody_waits_for_any_more_ends_with_its_process() -> None:
    with pytest.raises(Cancelled):
        preview_aside(ExportRequest(corpus=corpus()), lambda: True, large=1)
    assert multiprocessing.active_children() == []


def test_what_is_refused_there_is_refused_here() -> None:
    with pytest.raises(UsageError, match="No article has a layer nobody"):
        preview_aside(ExportRequest(corpus=corpus(), layer="nobody"), lambda: False, large=1)
