"""Tests of export.evidence.evidence_report."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analyst_app.assist.verifying.checked_quotes import CheckedQuote
from analyst_app.assist.verifying.judgement import judged
from analyst_app.assist.verifying.source_places import SourceText
from analyst_app.core.document import Document
from analyst_app.core.edits import new_annotation
from analyst_app.core.span import Span
from analyst_app.corpus.sourcing.attached_sources import AttachedSource
from analyst_app.errors import UsageError
from analyst_app.export.evidence.evidence_report import (
    Evidence,
    as_csv,
    as_page,
    as_row,
    quote_marked,
    report_of,
    source_marked,
    write_report,
)

HOSTILE = '<script>alert(1)</script> <img src="file:///etc/passwd"> "x" &amp; \u202egnp.exe'


def evidence(quote: str, source: str, *, speaker: str = "Ada Brandt", file: str = "speech.txt") -> Evidence:
    text = Document.from_bytes(source.encode(), name=file)
    row = CheckedQuote(
        new_annotation("quote", Span(0, len(quote))),
        quote,
        quote,
        speaker,
        AttachedSource("s1", file, text.sha256, (), False),
        text,
        judged(quote, SourceText(text.text), "en"),
    )
    return Evidence("depot.txt", "alice", row)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_runs_and_loads_nothing_whatever_the_words_are() -> None:
    one = evidence(f"We stay {HOSTILE}", f"We leave {HOSTILE}", speaker=HOSTILE, file="speech.txt")
    page = _Page()
    data = as_page([one], "2026-11-30", title=HOSTILE, notes=[HOSTILE]).decode()
    page.feed(data)
    assert {tag for tag, _ in page.elements} <= {
        *["html", "head", "meta", "title", "style", "body", "main", "h1", "p", "section", "div", "span", "del", "ins"]
    }
    assert not [name for _, attributes in page.elements for name, _ in attributes if name in ("src", "href", "onload")]
    assert "\u202e" not in data
    assert page.words.count("alert(1)") >= 5
    assert "default-src 'none'" in data


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    row = evidence("We got 13 million crowns", "Today we got, uh, 12 million crowns.").quote
    assert [one.words for one in quote_marked(row) if one.kind == "other"] == ["13"]
    assert [one.words for one in source_marked(row) if one.kind == "other"] == ["uh, 12"]
    assert "".join(one.words for one in quote_marked(row)) == row.said
    assert source_marked(evidence("Quite another thing", "We stay.").quote) == []


def test_the_table_has_a_line_each_and_no_formula() -> None:
    rows = [evidence("=1+1 we stay", "We stay."), evidence("We stay", "We stay.", speaker="@x")]
    table = list(csv.reader(io.StringIO(as_csv(rows, "2026-11-30").decode("utf-8-sig"))))
    assert len(table) == 3
    head, first, second = table
    assert first[head.index("quote")] == "'=1+1 we stay"
    assert second[head.index("speaker")] == "'@x"
    assert second[head.index("verdict")] == "verbatim"
    assert second[head.index("date")] == "2026-11-30"


def test_a_row_has_the_place_and_the_words_that_differ() -> None:
    row = as_row(evidence("We got 13 million", "Today we got 12 million crowns."))
    assert (row["verdict"], row["doubts"], row["place"]["exact"]) == ("changed", ["number"], "we got 12 million")
    (other,) = [one for one in row["diff"] if not one["fair"]]
    assert other == {
        "kind": "changed",
        "fair": False,
        "said": {"start": 7, "end": 9},
        "source": {"start": 13, "end": 15},
    }


def test_a_report_replaces_no_file_unless_it_is_said_and_no_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(path, report_of(path, [], "2026-11-30", title="corpus"))
    with pytest.raises(UsageError, match="there already"):
        write_report(path, b"x")
    again = report_of(path, [], "2026-12-01", title="corpus")
    write_report(path, again, overwrite=True)
    assert path.read_bytes() == again
    with pytest.raises(UsageError, match=r"\.html or \.csv"):
        write_report(tmp_path / "depot.txt", b"x", overwrite=True)
    assert report_of(tmp_path / "r.CSV", [], "", title="").startswith(b"\xef\xbb\xbfarticle,")


@pytest.mark.parametrize("name", ["rep.html", "rep.csv"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_report_is_never_written_through_a_link_nor_over_what_is_none(
    tmp_path: Path, name: str, overwrite: bool
) -> None:
    article, link, page = tmp_path / "depot.txt", tmp_path / name, tmp_path / f"page.{name[4:]}"
    article.write_bytes(b"We stay.\n")
    page.write_bytes(b"<!DOCTYPE html>\n<html><head><title>Depot to close</title>")
    link.symlink_to(article)
    (tmp_path / f"hanging.{name[4:]}").symlink_to(tmp_path / "nothing.txt")
    data = report_of(link, [], "2026-11-30", title="corpus")
    for target in (link, page, tmp_path / f"hanging.{name[4:]}"):
        before = page.read_bytes()
        with pytest.raises(UsageError, match="is a link" if target is not page else "no earlier report|there already"):
            write_report(target, data, overwrite=overwrite)
        assert (article.read_bytes(), page.read_bytes(), link.is_symlink()) == (b"We stay.\n", before, True)
    assert not (tmp_path / "nothing.txt").exists()


def test_no_sign_of_the_table_ends_the_file_or_turns_the_words_beside_it() -> None:
    raw = as_csv([evidence("We\x00 \x1b[2Jstay \u202egnp\tand\nleave", "We stay.")], "2026-11-30")
    assert not any(sign in raw.decode("utf-8-sig") for sign in "\x00\x1b\u202e")
    head, first = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert first[head.index("quote")] == "We\\x00 \\x1b[2Jstay \\u202egnp\tand\nleave"
