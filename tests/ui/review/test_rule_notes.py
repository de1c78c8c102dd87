"""People who note rules at one moment, or take them out of a packet, all find theirs in the codebook.

Tests of ui.review.rule_notes and ui.files.packets.answered_rules.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

from analyst_app.core.span import Span
from analyst_app.corpus.codebook_editing import example_of
from analyst_app.resources import built_in_codebook
from analyst_app.review.codebook_rules import CodebookRule
from analyst_app.ui.files.packets.answered_rules import OfferedRules, take_in, take_out
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


def test_rules_that_came_by_mail_are_taken_in_and_out_beside_a_colleague_who_notes_others(tmp_path: Path) -> None:
    article, path = tmp_path / "depot.txt", tmp_path / "codebook.json"
    article.write_text(TEXT, "utf-8")
    path.write_text(json.dumps(built_in_codebook()), "utf-8")
    place = example_of(TEXT, Span(0, 9), "depot.txt")
    failed: list[Exception] = []
    both = threading.Barrier(2)

    def take(number: int) -> None:
        rule = CodebookRule("claim", f"Rule {number} of max.", place, "", "max", "2026-11-30T10:00:00Z")
        offered = OfferedRules(path, "max", [rule], {"claim": "Claim"})
        take_in(offered)
        if number % 2:
            take_out(offered)

    def note(number: int) -> None:
        asked = RuleAsked("claim", f"Rule {number} of ada.", Span(0, 9), "")
        note_rule(article, tmp_path, asked, text=TEXT, by="ada")

    def work(act: Callable[[int], object]) -> None:
        for number in range(EACH):
            both.wait()
            try:
                act(number)
            except Exception as error:
                failed.append(error)

    people = [threading.Thread(target=work, args=(act,)) for act in (take, note)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failed == []
    claim = next(tag for tag in json.loads(path.read_text("utf-8"))["tags"] if tag["id"] == "claim")
    wanted = [f"Rule {n} of ada." for n in range(EACH)] + [f"Rule {n} of max." for n in range(0, EACH, 2)]
    assert sorted(rule["text"] for rule in claim["rules"] if rule["by"] in ("ada", "max")) == sorted(wanted)
