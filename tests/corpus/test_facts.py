"""The facts of an article survive reading and writing, unknown keys included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.corpus.facts import ArticleFacts, edit_facts, read_facts
from analyst_app.errors import ChangeRefused, SidecarInvalid
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.team_files import read_team_file
from tests.corpus.corpora import write_article


def test_no_file_means_no_facts(tmp_path: Path) -> None:
    assert read_facts(tmp_path / "a.txt") == ArticleFacts()


def test_unknown_and_odd_values_are_kept(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "x", title="T")
    facts_path(path).write_text('{"title": "T", "date": 2024, "mine": [1, {"a": null}]}')
    facts = read_facts(path)
    assert (facts.title, facts.date) == ("T", "")
    edit_facts(path, {"outlet": "Lantern"})
    data = read_team_file(facts_path(path)).data
    assert data["mine"] == [1, {"a": None}]
    assert data["date"] == 2024
    assert data["outlet"] == "Lantern"


def test_editing_changes_only_what_was_typed(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "x", title="Old", author="Nora Field")
    facts = edit_facts(path, {"title": "  New  "})
    assert (facts.title, facts.author) == ("New", "Nora Field")
    assert read_facts(path) == facts


def test_typing_nothing_writes_nothing(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "x")
    edit_facts(path, {"title": ""})
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_is_no_json_is_named_and_not_touched(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "x")
    facts_path(path).write_text("{oops")
    with pytest.raises(SidecarInvalid, match=r"a\.txt\.source\.json"):
        edit_facts(path, {"title": "T"})
    assert facts_path(path).read_text() == "{oops"


def test_a_fact_of_a_wrong_kind_gives_way_to_what_a_person_types(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    facts_path(article).write_text('{"title": 7, "date": 8, "team": 9}')
    edit_facts(article, {"title": "Depot"})
    facts = read_facts(article)
    assert (facts.title, dict(facts.extra)) == ("Depot", {"date": 8, "team": 9})


@pytest.mark.parametrize("encoding", ["punycode", "utf\0-8", True, 7, ["utf-8"]])
def test_an_encoding_that_is_none_of_text_is_kept_and_counts_for_none(tmp_path: Path, encoding: object) -> None:
    article = tmp_path / "a.txt"
    facts_path(article).write_text(json.dumps({"encoding": encoding}))
    assert read_facts(article).encoding == ""
    assert edit_facts(article, {"title": "x"}).to_data()["encoding"] == encoding


def test_zones_of_an_import_are_written_and_read_with_what_a_team_added(tmp_path: Path) -> None:
    zone = {"start": 0, "end": 4, "kind": "caption", "ours": "x"}
    facts = ArticleFacts.of(ImportedArticle("Tram\n", zones=(zone,)))
    assert facts.to_data()["zones"] == [zone]
    assert ArticleFacts.from_data(facts.to_data()) == facts
    assert ArticleFacts.from_data({"zones": [1]}).to_data()["zones"] == [1]


def test_a_date_that_a_person_types_is_written_in_iso_8601_or_refused(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Words.\n")
    assert edit_facts(article, {"date": " 5. März 2024 "}).date == "2024-03-05"
    with pytest.raises(ChangeRefused, match=r"“Spring” is no date that can be read. Write it as 2024-03-05\."):
        edit_facts(article, {"date": "Spring"})
    assert read_facts(article).date == "2024-03-05"
    assert edit_facts(article, {"date": ""}).date == ""
