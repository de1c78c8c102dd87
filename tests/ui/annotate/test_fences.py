"""Where nothing is proposed."""

from __future__ import annotations

import json

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.annotate.fences import why_nothing_proposed
from tests.ui.conftest import OpenText


def test_a_reading_in_an_open_corpus_is_helped_and_a_blind_one_is_not(open_text: OpenText) -> None:
    session = open_text("Ada Brandt said “we stay”.\n").bridge.session
    assert why_nothing_proposed(session) == ""
    session.is_read_blind = True
    assert "read blind" in why_nothing_proposed(session)
    session.is_read_blind = False
    session.use(Codebook.from_data(json.loads(json.dumps(resources.built_in_codebook())) | {"sealed": True}))
    assert "read blind" in why_nothing_proposed(session)


def test_gold_is_the_reviewers_work(open_text: OpenText) -> None:
    session = open_text("Ada Brandt said “we stay”.\n").bridge.session
    session.layer_id = "gold-alice"
    assert "review" in why_nothing_proposed(session)
    assert why_nothing_proposed(None) == "No article is open."
