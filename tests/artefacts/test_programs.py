"""The programs that judge what we write are themselves at work."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.artefacts.browser import Browser
from tests.artefacts.programs import SPARK_PYTHON, converted, missing, pages


def test_the_browser_shows_a_page_at_each_width_and_says_what_it_loads(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>T</title><p>One<img src='gone.png'>", encoding="utf-8")
    browser.open(page, width=400)
    assert browser.value("innerWidth") == 400
    assert browser.value("document.body.innerText") == "One"
    assert browser.requests() == [page.as_uri(), (tmp_path / "gone.png").as_uri()]
    browser.open(page, width=1400, dark=True)
    assert browser.value("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [1400, True]
    assert len(pages(browser.printed(tmp_path / "page.pdf"), tmp_path)) == 1


@pytest.mark.skipif(bool(missing("soffice")), reason=missing("soffice"))
def test_the_office_program_saves_what_it_opened(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>One word", encoding="utf-8")
    text = converted(tmp_path / "page.html", "txt", tmp_path)
    assert "One word" in text.read_text("utf-8-sig")


@pytest.mark.skipif(bool(missing("java", "pyspark")), reason=missing("java", "pyspark"))
def test_spark_counts_to_three() -> None:
    program = (
        "from pyspark.sql import SparkSession as S; s = S.builder.master('local[1]').getOrCreate(); "
        "print(s.range(3).count()); s.stop()"
    )
    said = subprocess.run([SPARK_PYTHON, "-c", program], capture_output=True, text=True, timeout=110, check=True)
    assert said.stdout.split() == ["3"]
