"""``agree`` and ``compare`` count finished work and say what they left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.corpus import blind
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two who agree fully on three articles, and a third with an undone stray tag in each."""
    for name in ("one.txt", "three.txt", "two.txt"):
        article = write_article(tmp_path, name, blind.TEXT)
        for layer in ("alice", "bob"):
            annotate(article, layer, ("claim", blind.CLAIM), ("quote", blind.QUOTE), status="done")
        annotate(article, "carol", ("claim", blind.STRAY))
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([*map(str, words)])
    out = capsys.readouterr()
    return code, out.out, out.err


def document(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    code, out, err = answer(capsys, *words, "--json")
    assert (code, bool(out)) == (0, True), err
    return json.loads(out)


def test_an_undone_stray_tag_moves_no_figure_and_is_named(folder, capsys):
    data = document(capsys, "agree", folder)
    assert data["layers"] == ["alice", "bob"]
    assert data["overall"]["alpha"] == 1
    assert data["unfinished"] == {"carol": {"in progress": 3}}
    _, _, err = answer(capsys, "agree", folder)
    assert "carol (in progress in 3 articles)" in err
    assert "--unfinished" in err


def test_unfinished_work_counts_when_it_is_asked_for(folder, capsys):
    data = document(capsys, "agree", folder, "--unfinished")
    assert data["layers"] == ["alice", "bob", "carol"]
    assert data["overall"]["alpha"] < 1
    assert "unfinished" not in data


def test_where_nobody_is_done_those_who_have_begun_are_compared(tmp_path, capsys):
    article = write_article(tmp_path, "one.txt", blind.TEXT)
    for layer in ("alice", "bob"):
        annotate(article, layer, ("claim", blind.CLAIM))
    annotate(article, "carol", ("claim", blind.CLAIM))
    blind.take_all_away(article, "carol")
    data = document(capsys, "agree", tmp_path)
    assert data["layers"] == ["alice", "bob"]
    assert data["unfinished"] == {"carol": {"empty": 1}}


def test_if_no_two_are_finished_it_is_said_and_how_to_count_all_the_same(folder, capsys):
    code, _, err = answer(capsys, "agree", folder, "--layers", "alice,carol")
    assert code == 2
    assert "carol (in progress in 3 articles)" in err
    assert "--unfinished" in err
    assert document(capsys, "agree", folder, "--layers", "alice,carol", "--unfinished")["articles"] == 3


def test_compare_takes_the_two_that_are_done_and_says_who_is_not(folder, capsys):
    data = document(capsys, "compare", folder / "one.txt")
    assert data["layers"] == ["alice", "bob"]
    assert data["unfinished"] == {"carol": "in progress"}
    _, _, err = answer(capsys, "compare", folder / "one.txt")
    assert "not counted: carol (in progress)" in err


def test_compare_of_layers_that_are_named_compares_them_and_says_who_is_not_done(folder, capsys):
    data = document(capsys, "compare", folder / "one.txt", "--layers", "alice,carol")
    assert data["layers"] == ["alice", "carol"]
    assert data["unfinished"] == {"carol": "in progress"}
    assert (
        "not finished: carol (in progress)"
        in answer(capsys, "compare", folder / "one.txt", "--layers", "alice,carol")[2]
    )


def test_the_card_of_an_export_counts_finished_work(folder, tmp_path_factory, capsys):
    place = tmp_path_factory.mktemp("out") / "data"
    assert answer(capsys, "export", folder, "--layer", "all", "--output", place)[0] == 0
    lines = (place / "README.md").read_text("utf-8").splitlines()
    assert "| claim | f1_exact | 1.00 | 6 |" in lines
