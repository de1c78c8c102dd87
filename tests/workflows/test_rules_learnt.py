"""A difference in review becomes a rule of the codebook, with its place, and is taken back.

Tests of ui.review.rule_notes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans
from tests.workflows.test_review_workflow import SENTENCE

QUOTE, END = SENTENCE.index("“"), SENTENCE.index("”") + 1


def _article(tmp_path: Path) -> Path:
    article = write(tmp_path, "depot.txt", SENTENCE * 3)
    put_layer(article, "alice", spans("alice", ("quote", QUOTE, END)))
    put_layer(article, "bob", spans("bob", ("quote", QUOTE + 1, END)))
    return article


def _codebook(article: Path) -> Any:
    return json.loads((article.parent / "codebook.json").read_text("utf-8"))


def _quote(article: Path) -> Any:
    return next(tag for tag in _codebook(article)["tags"] if tag["id"] == "quote")


def _hashes(article: Path) -> list[str]:
    return [hashlib.sha256(sidecar(article, who).read_bytes()).hexdigest() for who in ("alice", "bob")]


def test_a_difference_becomes_a_rule_with_its_place_and_one_click_takes_it_back(tmp_path: Path) -> None:
    article = _article(tmp_path)
    before = _hashes(article)

    def script(person: Person) -> None:
        begin(person)
        person.choose("review.rule_counterexample")
        person.type("The first mark belongs to the quote")
        person.keys("Enter")
        person.wait(lambda: person.window.findChild(QWidget, "bar_rule"), "the bar")
        quote = _quote(article)
        assert quote["edges"].endswith(" The first mark belongs to the quote.")
        example = quote["counterexamples"][-1]
        assert (example["article"], example["start"], example["end"]) == ("depot.txt", QUOTE, END)
        (rule,) = quote["rules"]
        assert (rule["by"], rule["version"], rule["shows"]) == ("max", 2, "counterexample")
        bar = person.window.findChild(QWidget, "bar_rule")
        undo = next(one for one in bar.findChildren(QAbstractButton) if "Take it back" in one.text())
        person.click_widget(undo)
        person.wait(lambda: _codebook(article)["version"] == 3, "the rule is out again")
        person.wait(lambda: person.is_idle)

    at_the_window(article, "--annotator", "max", script=script)
    quote = _quote(article)
    assert "first mark" not in quote["edges"]
    assert quote["rules"] == []
    assert quote["counterexamples"] == []
    assert _hashes(article) == before, "colleagues' files are never written"


def test_a_place_alone_is_an_example_without_a_sentence(tmp_path: Path) -> None:
    article = _article(tmp_path)

    def script(person: Person) -> None:
        begin(person)
        person.choose("review.rule_example")
        person.keys("Enter")
        person.wait(lambda: (article.parent / "codebook.json").exists(), "the codebook")
        person.wait(lambda: person.is_idle)

    at_the_window(article, "--annotator", "max", script=script)
    assert _quote(article)["examples"][-1]["article"] == "depot.txt"
    assert _codebook(article)["version"] == 2
