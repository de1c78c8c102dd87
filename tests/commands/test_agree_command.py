"""Tests of commands.agree_command and corpus.shared_articles."""

from __future__ import annotations

import json
import shutil

import pytest

from analyst_app.cli import main
from tests.commands.corpora import write_article, write_layer

TEXT = "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"


@pytest.fixture
def corpus(tmp_path):
    for number in range(3):
        article = write_article(tmp_path, f"a{number}.txt", TEXT + "x" * number)
        write_layer(
            article, "alice", ("actor", "Ada Brandt", {"kind": "person"}), ("claim", "The depot will close by May")
        )
        claim = "The depot will close by May" if number else "depot will close"
        write_layer(article, "bob", ("actor", "Ada Brandt", {"kind": "person"}), ("claim", claim))
    write_layer(write_article(tmp_path, "alone.txt"), "alice", ("quote", "we will not leave"))
    return tmp_path


def answer(capsys, *words):
    code = main(["agree", *map(str, words)])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_document_tells_tags_overall_attributes_links_and_pairs(corpus, capsys):
    code, out, err = answer(capsys, corpus, "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert (data["layers"], data["articles"]) == (["alice", "bob"], 3)
    assert data["tags"]["actor"]["f1_exact"] == 1
    assert data["tags"]["claim"]["f1_exact"] == pytest.approx(2 / 3, abs=1e-6)
    assert data["tags"]["claim"]["spans"] == {"alice": 3, "bob": 3}
    assert len(data["tags"]["claim"]["interval"]["alpha"]) == 2
    assert data["tags"]["quote"]["kappa"] is None
    assert data["tags"]["quote"]["why"]["kappa"]
    assert data["attributes"]["actor"]["kind"]["why"]["alpha"].startswith("one value only")
    assert set(data["pairs"]) == {"alice,bob"}


def test_gold_layers_stay_out_unless_they_are_named(corpus, capsys):
    write_layer(corpus / "a0.txt", "gold-max", ("actor", "Ada Brandt"))
    assert json.loads(answer(capsys, corpus, "--json")[1])["layers"] == ["alice", "bob"]
    data = json.loads(answer(capsys, corpus, "--layers", "alice,gold-max", "--json")[1])
    assert (data["layers"], data["articles"]) == (["alice", "gold-max"], 1)
    assert "interval.f1_exact" in data["tags"]["actor"]["why"]


def test_a_sync_tools_copy_is_no_annotator_but_a_name_that_looks_like_one_is(corpus, capsys):
    bob = corpus / "a0.txt.bob.annotations.json"
    shutil.copyfile(bob, corpus / "a0.txt.bob-laptop7.annotations.json")
    write_layer(corpus / "a0.txt", "alice-2", ("actor", "Ada Brandt"))
    code, out, err = answer(capsys, corpus, "--json")
    assert (code, json.loads(out)["layers"]) == (0, ["alice", "alice-2", "bob"])
    assert err.count("left out") == 1
    assert "bob-laptop7" in err
    (corpus / "a0.txt.alice-2.annotations.json").unlink()
    assert main(["compare", str(corpus / "a0.txt")]) == 0
    assert "A = alice, B = bob" in capsys.readouterr().out


def test_three_layers_give_a_matrix_of_pairs(corpus, capsys):
    write_layer(corpus / "a0.txt", "carol", ("actor", "Ada Brandt"))
    data = json.loads(answer(capsys, corpus, "--json")[1])
    assert data["layers"] == ["alice", "bob", "carol"]
    assert set(data["pairs"]) == {"alice,bob", "alice,carol", "bob,carol"}
    assert data["overall"]["alpha"] is not None
    code, out, _ = answer(capsys, corpus)
    assert code == 0
    assert "alice,carol" in out


def test_the_table_names_the_tags_in_use_and_those_that_nobody_used(corpus, capsys):
    code, out, _ = answer(capsys, corpus)
    assert code == 0
    assert "claim" in out
    assert "used by nobody: quote" in out


def test_a_damaged_layer_is_named_and_left_out(corpus, capsys):
    (corpus / "a0.txt.bob.annotations.json").write_bytes(b"{")
    code, out, err = answer(capsys, corpus, "--json")
    assert code == 1
    assert json.loads(out)["articles"] == 2
    assert "a0.txt.bob" in err


def test_a_damaged_layer_is_named_though_its_article_has_no_other(corpus, capsys):
    (corpus / "alone.txt.alice.annotations.json").write_bytes(b"{")
    code, out, err = answer(capsys, corpus, "--json")
    data = json.loads(out)
    assert (code, data["articles"]) == (1, 3)
    assert [words.count("alone.txt.alice.annotations.json") for words in data["problems"]] == [1]
    assert err.count("alone.txt.alice.annotations.json") == 1


def test_a_damaged_layer_that_is_not_asked_for_is_not_looked_at(corpus, capsys):
    (write_layer(corpus / "a0.txt", "carol", ("actor", "Ada Brandt"))).write_bytes(b"{")
    write_layer(write_article(corpus, "more.txt"), "carol", ("quote", "we will not leave")).write_bytes(b"{")
    assert answer(capsys, corpus, "--layers", "alice,bob")[0] == 0


def test_an_undefined_figure_of_the_edges_says_why_under_its_own_name(corpus, capsys):
    data = json.loads(answer(capsys, corpus, "--json")[1])
    row = data["tags"]["quote"]
    assert row["boundaries"]["mean"] is row["boundaries"]["exact"] is None
    assert row["why"]["boundaries.mean"] == row["why"]["boundaries.exact"] == "no spans were matched"


def test_the_table_says_why_a_figure_is_missing(corpus, capsys):
    write_layer(corpus / "a0.txt", "carol", ("actor", "Ada Brandt"))
    out = answer(capsys, corpus)[1]
    assert "no kappa of claim, actor, overall: Cohen's kappa is for two layers" in out
    assert "actor, kind: alpha – (one value only" in out
    out = answer(capsys, corpus / "a0.txt", "--layers", "alice,bob")[1]
    assert out.startswith("1 article, layers alice, bob\n")
    assert "no intervals of claim, actor, overall: only one article" in out
    assert "claim, edges of 1 pair: differ by 11.0 characters on average, 0 % do not" in out


@pytest.mark.parametrize("what", ["article", "layer"])
def test_if_nothing_can_be_read_there_is_no_answer_and_no_reason_is_made_up(tmp_path, capsys, what):
    article = write_article(tmp_path)
    for layer in ("alice", "bob"):
        path = write_layer(article, layer, ("actor", "Ada Brandt"))
    if what == "article":
        article.unlink()
    else:
        path.write_bytes(b"{")
    code, out, err = answer(capsys, tmp_path, "--json")
    assert (code, [*json.loads(out)]) == (2, ["error"])
    assert "left out: " in err
    assert "Nothing could be compared" in err


def test_with_nothing_to_compare_it_says_so(tmp_path, capsys):
    code, _, err = answer(capsys, tmp_path)
    assert code == 2
    assert "Two layers are needed" in err


def test_a_layer_of_a_newer_format_is_named_and_not_measured(corpus, capsys):
    _, before, _ = answer(capsys, corpus, "--json")
    sidecar = corpus / "a1.txt.bob.annotations.json"
    newer = sidecar.read_bytes().replace(b'"version": 1', b'"version": 2', 1)
    sidecar.write_bytes(newer)
    _, after, err = answer(capsys, corpus, "--json")
    assert (json.loads(before)["articles"], json.loads(after)["articles"]) == (3, 2)
    assert sidecar.name in err
    assert "has format version 2; that needs a newer Analyst App" in err
    assert sidecar.read_bytes() == newer
