"""In a corpus that is read blind, nobody's work on an article is shown to another before her own is done.

Tests of corpus.sealing, and of what corpus.corpus_index lets be seen.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.corpus.articles import built_in
from analyst_app.corpus.codebook_fit import affected
from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.listing import known_articles, known_lines
from analyst_app.corpus.overview import layer_choices, overview
from analyst_app.corpus.sealing import Seal, reason_sealed
from analyst_app.resources import built_in_codebook
from tests.calls import calls_counted
from tests.corpus import blind
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return blind.write_corpus(tmp_path / "corpus")


def seal_of(folder: Path, annotator: str = "alice", **how: bool) -> Seal:
    return Seal(annotator, [folder], **how)


def index_for(folder: Path, annotator: str = "alice", **how: bool) -> CorpusIndex:
    index = CorpusIndex(folder, folder.parent / "cache", lambda: seal_of(folder, annotator, **how))
    index.refreshed()
    return index


def found(index: CorpusIndex, query: Query) -> set[tuple[str, str]]:
    return {(hit.article, hit.layer) for hit in hits(index, query)}


def test_the_reason_says_what_to_do_and_goes_when_it_is_done():
    assert "done" in reason_sealed({"sealed": True}, "in_progress")
    assert reason_sealed({"sealed": True}, "done") == ""
    assert reason_sealed({}, "in_progress") == ""
    assert reason_sealed({"sealed": "yes"}, "") == ""


@pytest.mark.parametrize(
    ("article", "seen"),
    [
        ("done.txt", ["alice", "bob", "carol"]),
        ("begun.txt", ["alice"]),
        ("empty.txt", ["alice"]),
        ("new.txt", []),
    ],
)
def test_others_are_seen_where_ones_own_is_done_and_nowhere_else(folder: Path, article: str, seen: list[str]):
    layers = ["alice", "bob", "carol"] if article != "new.txt" else ["bob", "carol"]
    assert seal_of(folder).seen(folder / article, layers) == seen


def test_a_part_of_a_corpus_that_is_opened_alone_is_sealed_like_the_whole(folder: Path):
    part = folder / "week" / "monday"
    part.mkdir(parents=True)
    article = write_article(part, "new.txt", blind.TEXT)
    annotate(article, "bob", ("claim", blind.CLAIM), status="done")
    elsewhere = folder.parent / "link"
    elsewhere.symlink_to(part)
    for opened in (folder, folder / "week", part, article):
        assert Seal("alice", [opened]).seen(article, ["bob"]) == [], opened
    assert Seal("alice", [elsewhere]).seen(elsewhere / "new.txt", ["bob"]) == []
    (folder / "week" / "codebook.json").write_text(json.dumps(built_in_codebook()), "utf-8")
    assert Seal("alice", [part]).seen(article, ["bob"]) == ["bob"]  # the nearer codebook counts


def test_everybody_has_her_own_seal(folder: Path):
    assert seal_of(folder, "bob").seen(folder / "new.txt", ["alice", "bob", "carol"]) == ["alice", "bob", "carol"]
    assert seal_of(folder, "carol").seen(folder / "done.txt", ["alice", "bob", "carol"]) == ["carol"]
    assert seal_of(folder, "dora").seen(folder / "done.txt", ["alice", "bob", "carol"]) == []
    assert seal_of(folder, "").seen(folder / "done.txt", ["alice", "gold-alice"]) == []


def test_ones_own_gold_is_seen_and_that_of_others_is_their_work(folder: Path):
    layers = ["alice", "gold-alice", "gold-bob"]
    assert seal_of(folder).seen(folder / "begun.txt", layers) == ["alice", "gold-alice"]


def test_without_the_word_in_the_codebook_nothing_is_sealed(tmp_path: Path):
    folder = blind.write_corpus(tmp_path / "open", sealed=False)
    seal = seal_of(folder, "dora")
    assert seal.seen(folder / "new.txt", ["bob", "carol"]) == ["bob", "carol"]
    assert seal.withheld.words == ""


def test_a_broken_seal_shows_all_and_names_whose_work_it_showed(folder: Path):
    seal = seal_of(folder, is_broken=True)
    for name in blind.ARTICLES:
        assert seal.seen(folder / name, ["alice", "bob"]) == ["alice", "bob"]
    assert seal.unsealed == {"bob": 3}
    assert seal.withheld.layers == 0


def test_what_is_withheld_is_counted_and_names_nobody(folder: Path):
    seal = seal_of(folder)
    for name in blind.ARTICLES:
        seal.seen(folder / name, ["bob", "carol"])
    assert (seal.withheld.articles, seal.withheld.layers) == (3, 6)
    assert "6 layers of others" in seal.withheld.words
    assert "3 articles" in seal.withheld.words
    assert "bob" not in seal.withheld.words


def test_the_nearest_codebook_decides_also_in_a_folder_inside(folder: Path):
    (folder / "inside").mkdir()
    (folder / "open").mkdir()
    (folder / "open" / "codebook.json").write_text(json.dumps(built_in().raw), "utf-8")
    seal = seal_of(folder)
    assert seal.hides(folder / "inside" / "one.txt", "bob")
    assert not seal.hides(folder / "open" / "one.txt", "bob")


def test_a_codebook_that_broke_keeps_the_seal(folder: Path):
    file = folder / "codebook.json"
    file.write_text(file.read_text("utf-8")[:-1] + ",,,", "utf-8")
    assert seal_of(folder).hides(folder / "new.txt", "bob")


def test_the_search_finds_tags_of_others_only_where_ones_own_is_done(folder: Path):
    index = index_for(folder)
    assert found(index, Query(tags=("claim",))) == {
        ("done.txt", "alice"), ("done.txt", "bob"), ("done.txt", "carol"), ("begun.txt", "alice"),
    }  # fmt: skip
    assert found(index, Query("nobody", tags=("claim",))) == {("done.txt", "carol")}
    assert found(index, Query(annotators=("bob",))) == {("done.txt", "bob")}
    assert found(index, Query(attributes=(("mode", "direct"),))) == {("done.txt", "alice"), ("done.txt", "bob")}
    assert len(list(hits(index, Query("nobody")))) == 4, "the words of articles are nobody's work"


def test_the_numbers_of_the_overview_count_what_may_be_seen(folder: Path):
    index = index_for(folder)
    assert layer_choices(index) == [("alice", 3), ("bob", 1), ("carol", 1)]
    tables = {table.title: table for table in overview(index, built_in())}
    by_article = {row[0].value: [cell.value for cell in row[2:]] for row in tables["Tags by article"].rows}
    assert by_article == {
        "begun.txt": [1, 0, 0], "done.txt": [3, 2, 0], "empty.txt": [0, 0, 0], "new.txt": [0, 0, 0],
    }  # fmt: skip
    assert [row[1].value for row in tables["Articles"].rows] == [1, 2, 1]


def test_the_list_does_not_tell_who_else_has_read_an_article_before_it_is_done(folder: Path):
    others = {line.name: line.others for line in known_lines(index_for(folder), "alice")}
    assert others == {"begun.txt": (), "done.txt": ("bob", "carol"), "empty.txt": (), "new.txt": ()}


def test_the_codebook_editor_counts_no_sealed_annotations(folder: Path):
    affects = affected(index_for(folder), "claim")
    assert [(one.article, one.layer) for one in affects if one.layer != "alice"] == [
        ("done.txt", "bob"),
        ("done.txt", "carol"),
    ]


def test_marking_an_article_as_done_opens_it_at_the_next_question(folder: Path):
    index = index_for(folder)
    assert ("begun.txt", "bob") not in found(index, Query(tags=("quote",)))
    annotate(folder / "begun.txt", "alice", status="done")
    index.refreshed()
    assert ("begun.txt", "bob") in found(index, Query(tags=("quote",)))


def test_a_status_that_is_known_and_not_saved_yet_counts(folder: Path):
    """In the window she marks the article as done, and asks before it is on the disk."""

    def seal(status: str) -> Seal:
        return Seal("alice", [folder], statuses={folder / "begun.txt": status})

    assert not seal("done").hides(folder / "begun.txt", "bob")
    assert Seal("alice", [folder], statuses={folder / "done.txt": "in_progress"}).hides(folder / "done.txt", "bob")
    index = CorpusIndex(folder, folder.parent / "cache", lambda: seal("done"))
    index.refreshed()
    assert ("begun.txt", "bob") in found(index, Query(tags=("claim",)))


def test_an_index_keeps_all_layers_whoever_looks(folder: Path):
    assert found(index_for(folder), Query(annotators=("carol",))) == {("done.txt", "carol")}
    assert len(found(index_for(folder, "bob"), Query(annotators=("carol",)))) == 4
    whole = CorpusIndex(folder, folder.parent / "cache")
    assert [sorted(one.layers) for one in known_articles(whole) if one.path == "new.txt"] == [["bob", "carol"]]


def test_an_index_says_what_it_withholds(folder: Path):
    assert "6 layers of others are not shown" in index_for(folder).withheld()
    assert index_for(folder, "bob").withheld() == ""
    assert CorpusIndex(folder, folder.parent / "cache").withheld() == ""


def test_a_folder_named_by_its_place_here_is_sealed_too(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder.parent)
    write_article(folder / "inside", "one.txt", blind.TEXT)
    annotate(folder / "inside" / "one.txt", "bob", ("claim", blind.CLAIM))
    seal = Seal("alice", [Path("corpus")])
    assert seal.hides(Path("corpus/inside/one.txt"), "bob")


def test_a_question_asks_for_the_rule_once_a_folder(folder: Path):
    for number in range(40):
        write_article(folder, f"{number}.txt", blind.TEXT)
    write_article(folder, "depot/a.txt", blind.TEXT)
    annotate(folder / "depot" / "a.txt", "bob", ("claim", blind.CLAIM))
    index = index_for(folder)
    with calls_counted() as calls, index.connected():
        pass
    assert calls["is_read_blind"] == 2


def test_where_nobody_else_has_a_layer_no_article_is_looked_at(tmp_path: Path):
    folder = tmp_path / "alone"
    folder.mkdir()
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook() | {"sealed": True}), "utf-8")
    for number in range(20):
        write_article(folder, f"{number}.txt", blind.TEXT)
    annotate(folder / "0.txt", "alice", ("claim", blind.CLAIM))
    index = index_for(folder)
    with calls_counted() as calls, index.connected() as connection:
        assert connection.execute("SELECT count(*) FROM layers").fetchone() == (1,)
    assert calls["is_read_blind"] == 0
