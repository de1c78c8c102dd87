"""A reader answers in a report's page, without the app: in Chromium, from a file, and it comes back by import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.corpus.answering.answer_intake import take_answers
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.answers import answers_file
from tests.artefacts.browser import Browser
from tests.corpus.answering.reported import ACTOR, QUOTE, TEXT, Reported, layer_of, replies_of, reported

_CATCH = """
URL.createObjectURL = blob => { window.caught = blob; return "blob:none"; };
HTMLAnchorElement.prototype.click = function () { window.named = this.download; };
"""


PART = "(name => document.querySelector(`[data-part=${name}]`))"
"""JavaScript that finds a part of the form."""


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def page(sent: Reported) -> Path:
    """The page that is sent."""
    path = sent.folder.parent / "report.html"
    assert export(ExportRequest(sent.folder, "report", path, layer="alice", overwrite=True)).is_written
    return path


def shown(browser: Browser, path: Path, **window: int) -> None:
    """Open the page; one that holds its reader back, since she has not saved, is left more slowly than others."""
    browser.ask("Page.navigate", url="about:blank")
    browser.value("new Promise(done => setTimeout(done, 500))")
    browser.open(path, **window)


def choose(words: str) -> str:
    """JavaScript that selects words of the text."""
    return f"""(() => {{
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
        const at = node.data.indexOf({json.dumps(words)});
        if (at >= 0) {{ getSelection().setBaseAndExtent(node, at, node, at + {len(words)}); return true; }}
      }}
    }})()"""


def click(part: str) -> str:
    return f"""document.querySelector('[data-part="{part}"]').click()"""


def write(part: str, words: str) -> str:
    return f"""(() => {{ const one = document.querySelector('[data-part="{part}"]');
      one.value = {json.dumps(words)}; one.dispatchEvent(new Event("input")); }})()"""


def saved(browser: Browser) -> dict[str, Any]:
    browser.value(_CATCH)
    browser.value(click("save"))
    found: dict[str, Any] = json.loads(browser.value("window.caught.text()"))
    return found


def test_a_reader_answers_disagrees_and_remarks_and_all_of_it_comes_back(browser: Browser, sent: Reported) -> None:
    path = page(sent)
    shown(browser, path)
    assert browser.value("""document.querySelector("#answer-form").hidden""") is False
    browser.value("""document.querySelector('mark[data-n="2"]').click()""")
    assert "the depot will close" in browser.value("""document.querySelector('[data-part="about"]').textContent""")
    browser.value("""document.querySelector('input[value="contest"]').click()""")
    browser.value(write("words", "No: a paraphrase 🔥 <b>not bold</b>"))
    browser.value(click("give"))
    assert browser.value(choose("another line")) is True
    browser.value(click("remark"))
    browser.value(write("words", "Which line?"))
    browser.value(click("give"))
    browser.value(write("who", "Nora Vik"))
    held = saved(browser)
    assert browser.value("window.named") == "answers-Nora-Vik.json"
    assert browser.value("""document.querySelectorAll("#answer-form ol b").length""") == 2, "words are no markup"
    assert [request for request in browser.requests() if not request.startswith(("file:", "blob:"))] == []
    assert browser.complaints() == []
    sheet = answers_file.read(json.dumps(held).encode(), "answers.json")
    taken = take_answers(sheet, sent.folder)
    assert taken.in_words() == "2 answers taken in, of Nora Vik (2)."
    (reply,) = replies_of(sent.article, "nora-vik-answers")
    assert (reply["to"], reply["answer"]) == (QUOTE, "contest")
    assert reply["comment"] == "No: a paraphrase 🔥 <b>not bold</b>"
    (note,) = layer_of(sent.article, "nora-vik-answers").annotations
    assert TEXT[note.start : note.end] == "another line", "offsets count code points: an emoji stands before it"


def test_a_draft_outlives_the_page_and_a_name_is_asked_for(browser: Browser, sent: Reported) -> None:
    path = page(sent)
    shown(browser, path)
    browser.value("localStorage.clear()")
    shown(browser, path)
    assert browser.value("""document.querySelectorAll('[data-part="list"] li').length""") == 0
    browser.value(write("who", ""))
    browser.value("""document.querySelector("li[data-annotation]").click()""")
    browser.value(write("words", "Hm."))
    browser.value(click("give"))
    browser.value(click("save"))
    assert browser.value("""document.querySelector('[data-part="told"]').textContent""").startswith("Your name")
    shown(browser, path)
    assert browser.value("""document.querySelectorAll('[data-part="list"] li').length""") == 1
    assert browser.complaints() == []


def test_the_form_fits_a_narrow_window_and_is_not_printed(browser: Browser, sent: Reported, tmp_path: Path) -> None:
    shown(browser, page(sent), width=400)
    wide = browser.value("document.documentElement.scrollWidth")
    assert wide <= 400
    browser.picture(tmp_path / "form.png")
    browser.ask("Emulation.setEmulatedMedia", media="print")
    assert browser.value("""getComputedStyle(document.querySelector("#answer-form")).display""") == "none"


def fresh(browser: Browser, path: Path) -> None:
    """Open the page as if for the first time."""
    shown(browser, path)
    browser.value("localStorage.clear()")
    shown(browser, path)


def test_what_is_being_written_when_the_answers_are_saved_goes_along(browser: Browser, sent: Reported) -> None:
    fresh(browser, page(sent))
    assert browser.value(f"""{PART}("save").disabled""") is True, "nothing is said yet"
    browser.value("""document.querySelector('mark[data-n="2"]').click()""")
    browser.value(write("words", "Noted."))
    browser.value(click("give"))
    assert browser.value(choose("another line")) is True
    browser.value(click("remark"))
    browser.value(write("words", "half written"))
    browser.value(write("who", "Nora Vik"))
    (article,) = saved(browser)["articles"]
    assert [one["words"] for one in article["answers"]] == ["Noted.", "half written"]
    assert "with the answer that you were writing" in browser.value(f"""{PART}("told").textContent""")
    assert browser.value(f"""{PART}("list").children.length""") == 2


def test_words_that_were_begun_for_one_annotation_never_go_to_another(browser: Browser, sent: Reported) -> None:
    fresh(browser, page(sent))
    browser.value("""document.querySelector('mark[data-n="2"]').click()""")
    browser.value("""document.querySelector('input[value="contest"]').click()""")
    browser.value("""document.querySelector('mark[data-n="1"]').click()""")
    browser.value(write("words", "On the actor."))
    browser.value("""document.querySelector('mark[data-n="1"]').click()""")
    browser.value(write("who", "Nora Vik"))
    (article,) = saved(browser)["articles"]
    said = [(one["annotation"], one["answer"], one["words"]) for one in article["answers"]]
    assert said == [(QUOTE, "contest", ""), (ACTOR, "comment", "On the actor.")]


def test_what_is_being_written_outlives_the_page(browser: Browser, sent: Reported) -> None:
    path = page(sent)
    fresh(browser, path)
    browser.value("""document.querySelector('mark[data-n="2"]').click()""")
    browser.value(write("words", "half written"))
    shown(browser, path)
    assert browser.value(f"""{PART}("words").value""") == "half written"
    browser.value(write("who", "Nora Vik"))
    (article,) = saved(browser)["articles"]
    assert [(one["annotation"], one["words"]) for one in article["answers"]] == [(QUOTE, "half written")]
    assert browser.complaints() == []


def test_a_remark_is_neither_agreed_with_nor_not_and_a_quote_keeps_its_own_marks(
    browser: Browser, sent: Reported
) -> None:
    fresh(browser, page(sent))
    browser.value(choose("another line"))
    browser.value(click("remark"))
    assert browser.value(f"""getComputedStyle({PART}("verdicts")).display""") == "none"
    assert browser.value(f"""{PART}("about").textContent""") == "Remark on “another line”"
    browser.value("""document.querySelector('mark[data-n="2"]').click()""")
    assert browser.value(f"""getComputedStyle({PART}("verdicts")).display""") == "flex"
    assert browser.value(f"""{PART}("about").textContent""") == "2 · Quote: “the depot will close by May”"
