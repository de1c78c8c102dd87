"""The form of a report's page: one script, allowed by its hash, that loads nothing and makes no markup of words.

What it does in a browser is shown by tests/artefacts/test_answer_form_in_a_browser.py.

Tests of export.report.answer_form and export.report.answer_script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from analyst_app.export.report.answer_form import FORM_STYLE, answer_form
from analyst_app.export.report.answer_script import SCRIPT, script_source


class Elements(HTMLParser):
    """The elements of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._is_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.script += data


def elements() -> Elements:
    seen = Elements()
    seen.feed(answer_form())
    return seen


def test_there_is_one_script_and_the_policy_allows_just_that() -> None:
    seen = elements()
    assert [tag for tag, _ in seen.found].count("script") == 1
    assert seen.script == SCRIPT
    digest = base64.b64encode(hashlib.sha256(seen.script.encode()).digest()).decode()
    assert script_source() == f"'sha256-{digest}'"


def test_no_element_runs_or_loads_anything_by_itself() -> None:
    names = {name for _, attributes in elements().found for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "href", "style", "action")]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|XMLHttp|import\(", SCRIPT)
    assert "url(" not in FORM_STYLE


def test_without_scripts_the_form_is_not_there_and_every_field_has_a_label() -> None:
    seen = elements()
    tag, attributes = seen.found[0]
    assert (tag, "hidden" in attributes) == ("section", True)
    fields = [tag for tag, _ in seen.found if tag in ("textarea", "input")]
    assert len(fields) == [tag for tag, _ in seen.found].count("label") == 5


def test_every_word_that_the_script_says_stands_in_the_form_and_what_is_hidden_stays_so() -> None:
    keys = set(re.findall(r'said\((?:\w+ \? )?"(\w+)"(?: : "(\w+)")?\)', SCRIPT))
    said = {re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", key) for pair in keys for key in pair if key}
    assert {"saved", "saved-with", "say-first"} <= said
    _, form = elements().found[0]
    assert all(form.get(f"data-{key}") for key in said)
    assert "#answer-form [hidden]{display:none!important}" in FORM_STYLE, "a row of the form has another display"
