"""Search finds words, phrases and tags, with every filter, and centres each hit."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.span import Span
from analyst_app.corpus.concordance import Query, _first_touched, _Tagged, attribute_pair, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.errors import UsageError
from tests.corpus.corpora import annotate, write_article


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> CorpusIndex:
    folder = tmp_path_factory.mktemp("corpus")
    write_article(
        folder, "a.txt", "The DÉPÔT will close.\n\nAda Brandt said “we stay at the depot”. Others left the harbour.\n",
        title="Depot", outlet="The Daily Lantern", date="2024-03-05",
    )  # fmt: skip
    write_article(folder, "b.txt", "The harbour.\n\nA depot far away.\n", outlet="Évening Post", date="2025-01-01")
    write_article(folder, "c.txt", "市长说税收下降了。\n")
    annotate(
        folder / "a.txt", "alice", ("quote", "“we stay at the depot”", {"mode": "direct", "speaker_not_stated": True}),
        ("actor", "Ada Brandt"), links=((0, "speaker", 1),),
    )  # fmt: skip
    annotate(folder / "a.txt", "bob", ("quote", "“we stay at the depot”", {"mode": "mixed"}))
    index = CorpusIndex(folder, tmp_path_factory.mktemp("cache"))
    index.refreshed()
    return index


def found(index: CorpusIndex, words: str = "", **filters: object) -> list[tuple[str, str]]:
    return [(hit.article, hit.text) for hit in hits(index, Query(words, **filters))]  # type: ignore[arg-type]


def in_text(index: CorpusIndex, words: str) -> list[tuple[str, str]]:
    return [(hit.article, hit.text) for hit in hits(index, Query(words)) if hit.is_in_text]


def test_case_and_accents_do_not_matter(index: CorpusIndex) -> None:
    assert in_text(index, "depot") == [("a.txt", "DÉPÔT"), ("a.txt", "depot"), ("b.txt", "depot")]


def test_a_phrase_stands_in_a_row(index: CorpusIndex) -> None:
    assert found(index, '"stay at the depot"') == [("a.txt", "stay at the depot")]
    assert found(index, '"stay the depot"') == []


def test_words_must_stand_in_one_paragraph(index: CorpusIndex) -> None:
    assert found(index, "depot harbour") == [("a.txt", "depot”. Others left the harbour")]


def test_the_beginning_of_a_word_is_enough_with_a_star(index: CorpusIndex) -> None:
    assert found(index, "harb*") == [("a.txt", "harbour"), ("b.txt", "harbour")]


def test_a_script_without_spaces_is_searched(index: CorpusIndex) -> None:
    assert found(index, "税收") == [("c.txt", "税收")]


def test_the_hit_stands_in_the_middle_of_its_context(index: CorpusIndex) -> None:
    hit = next(hits(index, Query("Brandt")))
    assert (hit.before[-4:], hit.text, hit.after[:5]) == ("Ada ", "Brandt", " said")
    assert hit.title == "Depot"


def test_a_tag_alone_lists_its_annotations(index: CorpusIndex) -> None:
    assert found(index, tags=("actor",)) == [("a.txt", "Ada Brandt")]


@pytest.mark.parametrize(("filters", "count"), [
    ({"tags": ("quote",)}, 2),
    ({"tags": ("quote",), "annotators": ("bob",)}, 1),
    ({"tags": ("quote",), "attributes": (("mode", "direct"),)}, 1),
    ({"attributes": (("mode", ""),)}, 2),
    ({"attributes": (("speaker_not_stated", "true"),)}, 1),
    ({"tags": ("claim",)}, 0),
])  # fmt: skip
def test_annotations_are_filtered(index: CorpusIndex, filters: dict[str, object], count: int) -> None:
    assert len(found(index, **filters)) == count


def test_words_in_a_tag_must_touch_an_annotation(index: CorpusIndex) -> None:
    assert found(index, "depot", tags=("quote",)) == [("a.txt", "depot")]


@pytest.mark.parametrize(("filters", "articles"), [
    ({"outlet": "evening"}, ["b.txt"]),
    ({"since": "2025"}, ["b.txt"]),
    ({"until": "2024"}, ["a.txt"]),
    ({"since": "2024-03-05", "until": "2024-03-05"}, ["a.txt"]),
    ({"paths": frozenset(("b.txt",))}, ["b.txt"]),
])  # fmt: skip
def test_articles_are_filtered(index: CorpusIndex, filters: dict[str, object], articles: list[str]) -> None:
    assert sorted({article for article, _ in found(index, "the", **filters)}) == articles


@pytest.mark.parametrize("words", ["body:x", "^xyz", "- -", "{a b}", "xyz+", "words MATCH x", "x; DROP TABLE words"])
def test_words_that_mean_something_to_the_database_mean_themselves(index: CorpusIndex, words: str) -> None:
    query = Query(words)
    if query.asked is not None:
        assert list(hits(index, query)) == []
    else:
        with pytest.raises(UsageError, match="Say what to look for"):
            list(hits(index, query))


def test_a_condition_has_a_name() -> None:
    assert attribute_pair("mode=direct") == ("mode", "direct")
    with pytest.raises(UsageError):
        attribute_pair("=x")


def test_an_article_that_changed_since_is_searched_as_it_is_now(index: CorpusIndex, tmp_path: Path) -> None:
    path = write_article(tmp_path / "corpus", "x.txt", "first depot\n")
    own = CorpusIndex(tmp_path / "corpus", tmp_path / "cache")
    own.refreshed()
    path.write_text("a line\nfirst depot\n")
    assert [hit.span for hit in hits(own, Query("depot"))] == [Span(13, 18)]


def test_the_first_annotation_that_a_hit_touches_is_found_without_asking_them_all() -> None:
    tagged = [_Tagged(0, 3, "a", "x", "1"), _Tagged(1, 90, "b", "x", "2"), _Tagged(5, 8, "c", "x", "3"),
              _Tagged(100, 101, "d", "x", "4")]  # fmt: skip
    ends = [3, 90, 90, 101]
    for start in range(110):
        for end in (start + 1, start + 4):
            touched = next((one for one in tagged if one.start < end and start < one.end), None)
            assert _first_touched(tagged, ends, Span(start, end)) == touched, (start, end)
