"""Searches in articles of many scripts, from the typed words to the hits: ``tests/data/search``."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex

ARTICLES = Path(__file__).parent.parent / "data" / "search"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> CorpusIndex:
    index = CorpusIndex(ARTICLES, tmp_path_factory.mktemp("cache"))
    index.refreshed()
    return index


@pytest.mark.parametrize(("words", "found"), [
    ("dépôt", ["depot", "depot", "dépôt", "depot", "depot"]),
    ("l'Élysée", ["L’Élysée"]),
    ("oeuvre", ["œuvre"]),
    ("coeur", ["Cœur"]),
    ("strasse", ["Straße", "STRASSE"]),
    ("Straße", ["Straße", "STRASSE"]),
    ("finance", ["ﬁnance", "finance"]),
    ("*ministerin", ["Bundesverkehrsministerin"]),
    ("*verkehr*", ["Verkehrsministerium", "Bundesverkehrsministerin"]),
    ("Ost-West-Konflikt", ["Ost-West-Konflikt"]),
    ("Королев", ["Королёв", "Королев"]),
    ("احمد", ["أحمد", "أَحْمَدُ", "احمد"]),
    ("ابراهيم", ["وإبراهيم", "وابراهيم"]),
    ("حكومة", ["الحكومة", "الـــحكومة"]),
    ("ממשלה", ["הממשלה"]),
    ("정부", ["정부가", "정부는", "정부의"]),
    ("トウキョウ", ["トウキョウ", "ﾄｳｷｮｳ"]),
    ("市长", ["市长"]),
    ("นายกรัฐมนตรี", ["นายกรัฐมนตรี"]),
    ("काला", ["काला"]),
    ("ঢাকা", ["ঢাকা"]),
    ("nguyen", ["Nguyễn"]),
    ("lodz", ["Łódź", "Lodz"]),
    ("οδυσσεας", ["Οδυσσέας", "ΟΔΥΣΣΕΑΣ"]),
    ("isik", ["IŞIK", "ışık"]),
    ("softhyphen", ["soft\u00adhyphen"]),
    ("eclair", ["e\u0301clair", "éclair"]),
    ('"phrase second"', []),
    ("first second", []),
    ("union depot", ["Union leaders will\nstay at the depot"]),
    ("union OR mayor", ["union", "mayor", "Union"]),
    ("stay NEAR depot", ["stay at the depot", "stay\u00a0at the depot"]),
    ('"sta* at"', ["stay at", "stay at", "stay\u00a0at"]),
    ("union NOT friday", ["union"]),
    ("/[A-Z]&[A-Z]/", ["T&T"]),
    ("/\\d+%/", ["5%"]),
])  # fmt: skip
def test_each_question_finds_its_places(index: CorpusIndex, words: str, found: list[str]) -> None:
    assert [hit.text for hit in hits(index, Query(words))] == found
