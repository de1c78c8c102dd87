"""A report in the browser of whoever gets it: the text, the width, the time, the paper, and nothing loaded.

Pictures go to ``$PICTURES``, if that names a folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from analyst_app.core.annotation import Annotation, LayerFacts, Link
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, add_layer
from tests.artefacts.browser import Browser
from tests.artefacts.programs import missing, pages
from tests.export.report.readings import CODEBOOK, decided, deep, reading
from tests.export.torture import TEXTS, write_corpus

ROOT = Path(__file__).resolve().parents[2]
TEXT_OF_PAGE = (
    "JSON.stringify([...document.querySelectorAll('article')].map(a => [a.dataset.article,"
    " [...a.querySelectorAll('.t')].map(p => p.textContent).join('')]))"
)


def kept(picture: Path) -> None:
    """Put a picture where a person looks at it."""
    if folder := os.environ.get("PICTURES"):
        shutil.copy(picture, Path(folder) / picture.name)


def page_at(path: Path, article: ExportArticle) -> Path:
    path.write_bytes(article_page(PrintedReading(article, CODEBOOK)))
    return path


def test_the_browser_has_the_very_text_of_articles_that_break_exporters(browser: Browser, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    request = ExportRequest(corpus=tmp_path / "corpus", format_name="report", output=tmp_path / "r.html", workers=1)
    export(request)
    browser.open(request.output)
    shown = dict(json.loads(browser.value(TEXT_OF_PAGE)))
    for name in TEXTS:
        sidecar = json.loads((tmp_path / "corpus" / f"{name}.alice.annotations.json").read_text("utf-8"))
        assert shown[name] == sidecar["text"]["content"], name
    assert browser.requests() == [request.output.as_uri()]
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [400, 500, 641, 800, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_fits_its_window_and_its_words_can_be_read(
    browser: Browser, tmp_path: Path, width: int, dark: bool
) -> None:
    for name, article in (("reading", decided(reading("alice", "bob", "gold-max"))), ("deep", deep())):
        _fits(browser, page_at(tmp_path / f"{name}.html", article), width, dark)


def _fits(browser: Browser, page: Path, width: int, dark: bool) -> None:
    browser.open(page, width=width, dark=dark)
    kept(browser.picture(page.with_name(f"{page.stem}-{width}{'-dark' if dark else ''}.png"), whole=True))
    assert browser.value("document.documentElement.scrollWidth") == width
    # every letter, sign for more and number can be seen, inside the window; where it is wide, beside the words
    signs = browser.value("[...document.querySelectorAll('.m, .more')].length")
    assert signs == page.read_text("utf-8").count(' data-l="') - browser.value(
        "[...document.querySelectorAll('.entries b')].length"
    )
    outside = "[...document.querySelectorAll('.m, .more')].map(m => m.getBoundingClientRect())"
    assert browser.value(f"{outside}.every(r => r.width >= 8 && r.left >= 0 && r.right <= {width})")
    left = browser.value("document.querySelector('.t').getBoundingClientRect().left")
    assert width < 641 or browser.value(f"{outside}.every(r => r.right <= {left})")
    shown = "getComputedStyle(one, '::before')"
    assert browser.value(
        f"[...document.querySelectorAll('.entries li, .t[data-p]')].every(one => {shown}.display != 'none'"
        f" && !['none', 'normal'].includes({shown}.content))"
    )
    overlaps = (
        f"(rs => rs.some((a, i) => rs.some((b, j) => i < j && a.left < b.right && b.left < a.right"
        f" && a.top < b.bottom && b.top < a.bottom)))({outside})"
    )
    assert not browser.value(overlaps)


def test_the_headings_and_landmarks_are_in_the_tree_of_a_screen_reader(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_at(tmp_path / "reading.html", reading()))
    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    told = [(one["role"]["value"], one.get("name", {}).get("value", "")) for one in nodes if not one.get("ignored")]
    assert ("main", "") in told
    assert ("article", "The depot") in told
    heads = [name for role, name in told if role == "heading"]
    own = ["The depot", "Tags", "Annotations", "People", "About this reading"]
    assert [name for name in heads if name in own] == own
    assert set(heads) - set(own) == {"Your answers"}
    assert ("link", "Quote 3") in told


@pytest.mark.skipif(bool(missing("pdftoppm")), reason=missing("pdftoppm"))
def test_the_paper_has_the_text_with_numbers_and_addresses(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_at(tmp_path / "reading.html", reading()), dark=True)
    pdf = browser.printed(tmp_path / "paper.pdf")
    for picture in pages(pdf, tmp_path):
        kept(picture)
    told = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    said = told.stdout.decode()
    assert "https://kova.example/a?b=1&c=2" in said
    assert "Ada Brandt 1" in " ".join(said.split()) or "Ada Brandt1" in said
    assert "speaker: Ada Brandt" in " ".join(said.split())


@pytest.mark.skipif(bool(missing("pdftotext")), reason=missing("pdftotext"))
def test_the_text_of_a_long_article_begins_on_the_first_sheet(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_at(tmp_path / "long.html", large(20_000, 200)))
    pdf = browser.printed(tmp_path / "long.pdf")
    told = subprocess.run(["pdftotext", "-l", "1", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    assert "summer and nobody asked" in told.stdout.decode()


def large(characters: int, annotations: int) -> ExportArticle:
    """An article of sentences with a speaker, a verb, a quote, and claims that nest in it and cross its end."""
    sentence = (
        "{name} said that “the union would not close the depot before summer and nobody asked” and drivers spoke. "
    )
    names = [f"{first} {last}" for first in ("Ada", "Omar", "Lena", "Jonas") for last in ("Brandt", "Reyes", "Weil")]
    text, spans, links = [], [], []
    at = 0
    for number in range(annotations // 5):
        words = sentence.format(name=names[number % len(names)])
        words += "x " * max(0, (characters * 5 // annotations - len(words)) // 2) + ("\n\n" if number % 2 else "")
        ends = [(0, words.index(" said")), (words.index("said"), words.index("said") + 4)]
        ends += [(words.index("“"), words.index("”") + 1), (words.index("“") + 9, words.index("before"))]
        ends += [(words.index("nobody"), words.index("drivers"))]
        ids = [f"{number:08x}-0000-4000-8000-00000000000{part}" for part in range(5)]
        tags = ("actor", "cue", "quote", "claim", "claim")
        for one, tag, (start, end) in zip(ids, tags, ends, strict=True):
            spans.append(Annotation(one, tag, at + start, at + end, (), "a note" if number % 20 == 0 else ""))
        links.append(Link(f"l{number}", "speaker", ids[2], ids[0]))
        text.append(words)
        at += len(words)
    article = ExportArticle("large.txt", "".join(text), [], [], [], reading().source, [])
    add_layer(article, "alice", annotations=spans, links=links, facts=LayerFacts())
    return article


def test_a_megabyte_with_twenty_thousand_annotations_is_made_and_opened_in_time(
    browser: Browser, tmp_path: Path
) -> None:
    article = large(1_000_000, 20_000)
    begun = time.perf_counter()
    page = page_at(tmp_path / "large.html", article)
    made = time.perf_counter() - begun
    opened = min(browser.open(page) for _ in range(3))
    print(f"made in {made:.2f} s, {page.stat().st_size / 1e6:.1f} MB, opened in {opened:.2f} s")
    assert made < 5
    assert opened < 2
    (shown,) = json.loads(browser.value(TEXT_OF_PAGE))
    assert shown[1] == article.text
    kept(browser.picture(tmp_path / "large.png"))
