"""Tests of ui.review.rule_notes: people who note rules at one moment all find theirs in the codebook."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.ui.review.rule_notes import Noted, RuleAsked, note_rule, take_back

TEXT = "The depot will close by May. Nobody agreed.\n"
EACH = 8


def test_two_people_who_note_rules_at_once_lose_none_of_them(tmp_path: Path) -> None:
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    (tmp_path / "codebook.json").write_text(json.dumps(built_in_codebook()), "utf-8")
    noted: dict[str, list[Noted]] = {"ada": [], "ben": []}
    failed: list[Exception] = []
    both = threading.Barrier(2)

    def notes(who: str) -> None:
        for number in range(EACH):
            both.wait()
            try:
                asked = RuleAsked("claim", f"Rule {number} of {who}.", Span(0, 9), "example")
                noted[who].append(note_rule(article, tmp_path, asked, text=TEXT, by=who))
            except Exception as error:
                failed.append(error)

    people = [threading.Thread(target=notes, args=(who,)) for who in noted]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failed == []
    claim = next(
        tag for tag in json.loads((tmp_path / "codebook.json").read_text("utf-8"))["tags"] if tag["id"] == "claim"
    )
    assert sorted(rule["text"] for rule in claim["rules"] if rule["by"] in noted) == sorted(
        f"Rule {number} of {who}." for who in noted for number in range(EACH)
    )
    for one in (*noted["ada"], *noted["ben"]):
        take_back(one)
    tags = json.loads((tmp_path / "codebook.json").read_text("utf-8"))["tags"]
    assert not any(tag.get("rules") for tag in tags)
