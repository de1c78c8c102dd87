"""Tests of commands.agree_command, commands.agree_words, corpus.shared_articles, agreement.without_first,
reading.corpus_measuring and reading.compared_layers.
"""

from __future__ import annotations

import json
import shutil

import pytest

from analyst_app.cli import main
from analyst_app.resources import built_in_codebook
from tests.commands.corpora import write_article, write_layer
from tests.workflows.reviewing import mark_done

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
    assert data["tags"]["claim"]["interval"]["alpha"] is None
    assert "too few articles" in data["tags"]["claim"]["why"]["interval.alpha"]
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


def test_what_a_program_made_stays_out_unless_it_is_named_and_counts_as_it_is(corpus, capsys):
    write_layer(corpus / "a0.txt", "model-x", ("actor", "Ada Brandt"))
    mark_done(corpus / "a0.txt", "model-x")
    assert json.loads(answer(capsys, corpus, "--json")[1])["layers"] == ["alice", "bob"]
    code, out, err = answer(capsys, corpus, "--layers", "alice,model-x", "--json")
    data = json.loads(out)
    assert (code, data["layers"], data["articles"]) == (0, ["alice", "model-x"], 1)
    assert "not finished" not in err  # a program's layer that is done leaves no person's out that is not


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
    assert "no intervals of claim, actor, overall: too few articles: an interval needs 20 that have it" in out
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


def stored(path, **layer):
    """Write keys into the ``layer`` of a sidecar, as another program would."""
    data = json.loads(path.read_text("utf-8"))
    data["layer"] |= layer
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def test_a_second_reading_is_compared_with_its_readers_first_and_is_no_third_person(corpus, capsys):
    second = write_layer(corpus / "a0.txt", "alice-r2", ("actor", "Ada Brandt"), ("claim", "depot will close"))
    stored(second, reader="alice")
    data = json.loads(answer(capsys, corpus, "--json")[1])
    assert data["layers"] == ["alice", "bob"]
    herself = data["themselves"]["alice"]
    assert (herself["layers"], herself["articles"]) == (["alice", "alice-r2"], 1)
    assert herself["tags"]["actor"]["f1_exact"] == 1
    assert herself["tags"]["claim"]["f1_exact"] == 0
    assert "alice with herself or himself (alice, alice-r2), 1 article: F1 exact 0.5" in answer(capsys, corpus)[1]
    data = json.loads(answer(capsys, corpus, "--layers", "alice-r2,bob", "--json")[1])
    assert data["layers"] == ["alice-r2", "bob"]


def test_a_person_who_read_alone_is_compared_with_herself(tmp_path, capsys):
    article = write_article(tmp_path)
    write_layer(article, "alice", ("claim", "The depot"))
    stored(write_layer(article, "alice-r2", ("claim", "The depot")), reader="alice")
    data = json.loads(answer(capsys, tmp_path, "--json")[1])
    assert (data["layers"], data["overall"]["f1_exact"]) == (["alice", "alice-r2"], 1)


def test_a_second_reading_without_a_first_is_named_and_its_article_counts_for_the_others(corpus, capsys):
    (corpus / "a0.txt.alice.annotations.json").unlink()
    stored(write_layer(corpus / "a0.txt", "alice-r2", ("actor", "Ada Brandt")), reader="alice")
    write_layer(corpus / "a0.txt", "carol", ("actor", "Ada Brandt"))
    code, out, err = answer(capsys, corpus, "--json")
    data = json.loads(out)
    assert (code, data["layers"], data["articles"]) == (0, ["alice", "bob", "carol"], 3)
    assert data["second_without_first"] == [{"layer": "alice-r2", "reader": "alice", "articles": 1}]
    assert "Not compared with other people: alice-r2 in 1 article (a second reading; no first one by alice" in err
    data = json.loads(answer(capsys, corpus, "--layers", "alice-r2,bob", "--json")[1])
    assert (data["articles"], data["second_without_first"]) == (1, [])


def test_where_only_a_second_reading_without_a_first_could_be_compared_that_is_the_reason(tmp_path, capsys):
    article = write_article(tmp_path)
    write_layer(article, "bob", ("claim", "The depot"))
    stored(write_layer(article, "alice-r2", ("claim", "The depot")), reader="alice")
    code, out, err = answer(capsys, tmp_path, "--json")
    assert code == 2
    assert json.loads(out)["error"].startswith("Not compared with other people: alice-r2 in 1 article")
    assert "--layers A,B,… compares each layer by itself" in err
    assert "mend" not in err.lower()
    assert json.loads(answer(capsys, tmp_path, "--layers", "alice-r2,bob", "--json")[1])["overall"]["f1_exact"] == 1


def test_a_second_reading_with_nobody_to_compare_it_with_is_not_spoken_of(corpus, capsys):
    stored(write_layer(corpus / "alone.txt", "alice-r2", ("quote", "we will not leave")), reader="alice")
    code, out, err = answer(capsys, corpus, "--json")
    assert (code, err, json.loads(out)["second_without_first"]) == (0, "", [])


def test_tolerance_tags_and_regardless_of_tag_are_told_and_count(corpus, capsys):
    data = json.loads(answer(capsys, corpus, "--json", "--tolerance", "2 words", "--tags", "claim")[1])
    assert list(data["tags"]) == ["claim"]
    assert data["overall"]["f1_exact"] == 1, "“depot will close” lies two words within on the right, one on the left"
    assert data["rule"]["tolerance"] == {"unit": "words", "number": 2}
    out = answer(capsys, corpus, "--regardless-of-tag", "--tolerance", "space")[1]
    assert "rule: edges count as the same where only white space lies between them; spans count regardless" in out
    assert "\nany " in out


def test_what_is_no_tolerance_and_no_tag_is_refused_in_a_sentence(corpus, capsys):
    code, _, err = answer(capsys, corpus, "--tolerance", "much")
    assert code == 2
    assert "“much” is no tolerance: write 2 (characters)" in err
    code, _, err = answer(capsys, corpus, "--tags", "clam")
    assert code == 2
    assert "The codebook has no tag clam; did you mean claim?" in err


def test_layers_that_are_not_done_are_marked(corpus, capsys):
    data = json.loads(answer(capsys, corpus, "--json")[1])
    assert data["not_done"] == {"alice": 3, "bob": 3}
    assert "Not done yet: alice in 3 articles, bob in 3 articles." in answer(capsys, corpus)[1]
    for sidecar in corpus.glob("a?.txt.*.json"):
        stored(sidecar, status="done")
    assert json.loads(answer(capsys, corpus, "--json")[1])["not_done"] == {}
    assert "Not done yet" not in answer(capsys, corpus)[1]


def test_articles_worst_first_tags_that_met_and_one_measure(corpus, capsys):
    out = answer(capsys, corpus, "--by-article", "--confusion", "--measure", "alpha")[1]
    assert "F1 exact" not in out.splitlines()[2]
    lines = out.splitlines()
    first = lines.index("the articles, the least alpha first:") + 2
    assert lines[first - 1].split() == ["alpha"]
    assert [line.split()[0] for line in lines[first:]] == ["a0.txt", "a1.txt", "a2.txt"]
    assert "which tag of alice met which of bob:" in lines
    assert "  claim: claim 3" in lines
    assert lines[-1].split() == ["a2.txt", "1.000"]


def test_the_articles_are_sorted_by_the_measure_that_is_printed_and_every_table_has_heads(tmp_path, capsys):
    words = "One two three four five six seven eight nine ten."
    for name, hers, his in (
        ("edge.txt", ("One two three four",), ("One two three",)),  # no span is identical, most characters are
        ("more.txt", ("One", "three four five six seven eight"), ("One",)),
    ):
        article = write_article(tmp_path, name, words)
        write_layer(article, "alice", *(("claim", one) for one in hers))
        write_layer(article, "bob", *(("claim", one) for one in his))
    lines = answer(capsys, tmp_path, "--by-article", "--over-time", "week")[1].splitlines()
    heads = ["F1", "exact", "F1", "overlap", "kappa", "alpha", "u-alpha", "AC1"]
    assert [line.split() for line in lines].count(heads) == 2, "of the weeks and of the articles"
    assert [line.split()[0] for line in lines[-2:]] == ["more.txt", "edge.txt"]
    lines = answer(capsys, tmp_path, "--by-article", "--measure", "f1_exact")[1].splitlines()
    first = lines.index("the articles, the least F1 exact first:") + 1
    assert [line.split() for line in lines[first:]] == [["F1", "exact"], ["edge.txt", "0.000"], ["more.txt", "0.667"]]


def test_a_layer_of_another_text_is_no_reader_who_tagged_nothing(corpus, capsys):
    figures = json.loads(answer(capsys, corpus, "--json")[1])
    layer = write_article(corpus, "elsewhere.txt", "Something else was written here, at length.\n")
    moved = write_layer(layer, "bob", ("claim", "written here"), ("claim", "at length"))
    article = write_article(corpus, "z.txt", "Ada Brandt spoke. The depot will close by May.\n")
    write_layer(article, "alice", ("claim", "The depot will close by May."))
    moved.rename(corpus / "z.txt.bob.annotations.json")
    layer.unlink()
    code, out, err = answer(capsys, corpus, "--json")
    found = json.loads(out)
    assert (code, found["articles"], found["overall"]) == (1, figures["articles"], figures["overall"])
    (problem,) = found["problems"]
    assert problem.startswith("z.txt.bob.annotations.json: none of its 2 annotations was found in this text")
    assert (found["remarks"], problem in err) == ([], True)


def test_what_of_a_layer_is_not_found_is_told_in_the_document_too(corpus, capsys):
    article = corpus / "a0.txt"
    article.write_text(article.read_text("utf-8").replace("Ada Brandt", "Somebody"), "utf-8")
    code, out, err = answer(capsys, corpus, "--json")
    remarks = json.loads(out)["remarks"]
    assert code == 0
    assert remarks
    assert all("made on another text" in words and words in err for words in remarks)


def test_agree_writes_nothing_into_the_layers(corpus, capsys):
    before = {path: path.read_bytes() for path in corpus.glob("*.*") if path.is_file()}
    answer(capsys, corpus, "--tolerance", "1 word", "--by-article", "--confusion")
    assert {path: path.read_bytes() for path in corpus.glob("*.*") if path.is_file()} == before


def test_gamma_is_measured_only_where_it_is_asked_for(corpus, capsys):
    pytest.importorskip("scipy")
    assert json.loads(answer(capsys, corpus, "--json")[1])["gamma"] is None
    code, out, _ = answer(capsys, corpus, "--gamma", "--json")
    found = json.loads(out)["gamma"]
    assert code == 0
    assert (found["articles"], found["draws"], found["why"]) == (3, 30, {})
    assert 0 < found["value"] < 1
    assert found["error"] > 0
    assert f"gamma {found['value']:.3f}, of 3 articles" in answer(capsys, corpus, "--gamma")[1]


def test_gamma_that_takes_too_long_gives_a_reason_and_all_other_figures(corpus, capsys):
    pytest.importorskip("scipy")
    code, out, _ = answer(capsys, corpus, "--gamma", "--gamma-limit", "0.001")
    assert code == 0
    assert "no gamma: it took longer than 0 seconds" in out
    assert "overall" in out


def test_without_the_solver_gamma_says_how_to_install_it(corpus, capsys, monkeypatch):
    monkeypatch.setattr("analyst_app.commands.agree_command.find_spec", lambda name: None)
    code, out, err = answer(capsys, corpus, "--gamma")
    assert (code, out) == (3, "")
    assert "pip install 'analyst-app[gamma]'" in err


def test_over_time_is_told_by_month_or_week(corpus, capsys):
    data = json.loads(answer(capsys, corpus, "--over-time", "week", "--json")[1])
    assert data["over_time"]["by"] == "week"
    assert sum(one["articles"] for one in data["over_time"]["periods"]) == data["articles"]
    out = answer(capsys, corpus, "--over-time", "month")[1]
    assert "by the time at which the tags were last changed:" in out
    assert "by the time" not in answer(capsys, corpus)[1]


def test_one_time_that_cannot_be_read_takes_no_article_out_of_its_month(corpus, capsys):
    path = corpus / "a0.txt.bob.annotations.json"
    data = json.loads(path.read_text("utf-8"))
    data["annotations"][0]["modified"] = "yesterday"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    code, out, err = answer(capsys, corpus, "--over-time", "month")
    assert code == 0
    assert "no time" not in out
    assert "1 tag has a time that cannot be read (a0.txt)" in err
    told = json.loads(answer(capsys, corpus, "--json")[1])["over_time"]
    assert told["unreadable_times"] == {"a0.txt": 1}
    assert all(one["period"] for one in told["periods"])


@pytest.mark.parametrize("version", [-1, 10**30, 2**53])
def test_a_version_that_no_codebook_has_is_told_by_agree_as_by_check(corpus, capsys, version):
    book = built_in_codebook() | {"version": version}
    (corpus / "codebook.json").write_text(json.dumps(book), "utf-8")
    words = 'the codebook has a "version" that is no number from 0 to 9007199254740990; give it a small one'
    code, out, err = answer(capsys, corpus, "--json")
    assert code == 1
    assert [told for told in json.loads(out)["problems"] if words in told]
    assert words in err
    assert main(["check", str(corpus)]) == 1
    assert words in "".join(capsys.readouterr())
