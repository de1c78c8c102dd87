"""One objection of a colleague is one contested decision, however many readers and differences it touches.

Tests of ui.review.review_opening.
"""

from __future__ import annotations

from pathlib import Path

from analyst_app.review.progress import corpus_progress
from analyst_app.review.returned.return_to_sender import reply, returned
from analyst_app.ui.review.review_opening import progress_of
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, load, mark_done, put_layer, spans, waiting
from tests.workflows.test_review_seen import TEXT


def contest_all(article: Path, layer: str) -> int:
    """A colleague contests every decision on her tags; their number."""
    own, gold = load(article, layer), load(article, "gold-max")
    found = returned(gold.store, own.store, layer, own.document.text)
    for one in found:
        own.do("Contest the decision", reply(one, layer, "contest", "the mark belongs to it"))
    save_now(own)
    return len(found)


def test_one_contested_decision_among_three_readers_is_counted_once_in_the_overview(tmp_path: Path) -> None:
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    for layer, end in (("alice", 9), ("bob", 12), ("carl", 15)):
        put_layer(article, layer, spans(layer, ("quote", 0, end)))
        mark_done(article, layer)

    def script(person: Person) -> None:
        begin(person)  # alice and bob
        person.keys("2")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert contest_all(article, "alice") == 1
    found = progress_of(article, tmp_path, "max")
    assert sorted(pair.contested for pair in found.pairs) == [0, 1, 1], "she stands in two of the three pairs"
    assert corpus_progress([found]).contested == 1
