"""Tests of commands.compare_command, commands.compared_several and commands.chosen_layers."""

from __future__ import annotations

import json

import pytest

from analyst_app.cli import main
from tests.commands.corpora import write_article, write_layer


@pytest.fixture
def article(tmp_path):
    article = write_article(tmp_path)
    write_layer(
        article,
        "alice",
        ("actor", "Ada Brandt"),
        ("quote", "“we will not leave”"),
        ("claim", "The depot will close by May"),
        links=(("speaker", 1, 0),),
    )
    write_layer(article, "bob", ("actor", "Ada Brandt"), ("quote", "we will not leave"), ("claim", "Nobody agreed"))
    return article


def answer(capsys, *words):
    code = main(["compare", *map(str, words)])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_document_holds_each_annotation_once_and_links_as_items_of_their_own(article, capsys):
    code, out, err = answer(capsys, article, "--layers", "alice,bob", "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert [item["kind"] for item in data["differences"]] == ["same", "boundary", "link", "only_a", "only_b"]
    assert data["counts"]["boundary"] == data["counts"]["only_a"] == data["counts"]["link"] == 1
    boundary, link = data["differences"][1:3]
    assert boundary["a"]["exact"] == "“we will not leave”"
    assert boundary["details"]["boundary"]["only_a"] == [[16, 17], [34, 35]]
    assert (link["a"]["role"], link["b"], link["details"]) == ("speaker", None, {"link": "missing"})
    assert (data["differences"][3]["b"], data["differences"][4]["a"]) == (None, None)


def test_without_layers_the_two_that_there_are_are_compared_and_gold_is_left_out(article, capsys):
    write_layer(article, "gold-max", ("actor", "Ada Brandt"))
    code, out, _ = answer(capsys, article)
    assert code == 0
    assert "A = alice, B = bob" in out
    assert "boundary" in out
    assert main(["compare", str(article), "--layers", "alice,gold-max"]) == 0


@pytest.fixture
def of_three(article):
    """Carl reads as alice does, without the speaker, and has another claim than either."""
    write_layer(article, "carl", ("actor", "Ada Brandt"), ("quote", "“we will not leave”"), ("claim", "The depot"))
    return article


@pytest.mark.parametrize("asked", [(), ("--layers", "alice,bob,carl")])
def test_of_three_layers_each_place_tells_what_every_one_has_and_who_says_the_same(of_three, capsys, asked):
    code, out, err = answer(capsys, of_three, *asked, "--json")
    data = json.loads(out)
    assert (code, err, data["layers"]) == (0, "", ["alice", "bob", "carl"])
    assert [item["kind"] for item in data["differences"]] == ["same", "boundary", "boundary", "only_some"]
    quote, claim, alone = data["differences"][1:]
    assert (quote["start"], quote["end"]) == (16, 35)
    assert quote["voices"] == [["alice"], ["bob"], ["carl"]], "carl has no speaker"
    assert [one["role"] for one in quote["sides"]["alice"][0]["links"]] == ["speaker"]
    assert quote["sides"]["carl"][0]["exact"] == "“we will not leave”"
    assert quote["sides"]["carl"][0]["links"] == []
    assert (claim["sides"]["bob"], claim["voices"]) == ([], [["alice"], ["bob"], ["carl"]])
    assert (alone["voices"], alone["majority"]) == ([["alice", "carl"], ["bob"]], ["alice", "carl"])
    assert {kind: count for kind, count in data["counts"].items() if count} == {
        "same": 1,
        "boundary": 2,
        "only_some": 1,
    }
    assert "scores" not in data
    alice_bob = json.loads(answer(capsys, of_three, "--layers", "alice,bob", "--json")[1])
    assert data["pairs"]["alice,bob"] == {name: alice_bob[name] for name in ("counts", "scores")}
    assert list(data["pairs"]) == ["alice,bob", "alice,carl", "bob,carl"]


def test_the_list_of_three_has_a_line_for_all_who_say_the_same(of_three, capsys):
    assert answer(capsys, of_three)[1].splitlines() == [
        "alice, bob, carl",
        "boundary     alice: quote 16–35 ““we will not leave”” (speaker → “Ada Brandt”)",
        "             bob: quote 17–34 “we will not leave”",
        "             carl: quote 16–35 ““we will not leave””",
        "boundary     alice: claim 37–64 “The depot will close by May”",
        "             bob: nothing",
        "             carl: claim 37–46 “The depot”",
        "only_some    alice+carl: nothing",
        "             bob: claim 66–79 “Nobody agreed”",
        "boundary 2, same 1, only_some 1",
    ]


def test_who_is_not_done_is_left_out_of_three_and_named(of_three, capsys):
    for layer in ("alice", "bob"):
        sidecar = of_three.with_name(f"{of_three.name}.{layer}.annotations.json")
        sidecar.write_text(sidecar.read_text("utf-8").replace('"in_progress"', '"done"'), "utf-8")
    code, out, err = answer(capsys, of_three)
    assert (code, out.splitlines()[0]) == (0, "A = alice, B = bob")
    assert "not counted: carl" in err


def test_the_list_tells_values_and_notes_that_differ(tmp_path, capsys):
    article = write_article(tmp_path)
    write_layer(article, "alice", ("quote", "“we will not leave”", {"mode": "direct", "scare": True}))
    write_layer(article, "bob", ("quote", "“we will not leave”", {"mode": "mixed"}))
    out = answer(capsys, article)[1]
    assert "mode: A direct, B mixed\n" in out
    assert "scare: A true, B not set\n" in out


def test_without_annotations_the_scores_are_undefined_and_say_why(tmp_path, capsys):
    article = write_article(tmp_path)
    write_layer(article, "alice", ("actor", "Ada Brandt"))
    for layer in ("bob", "carol"):
        empty = (tmp_path / "depot.txt.alice.annotations.json").read_text("utf-8").splitlines(keepends=True)
        lines = [line for line in empty if not line.startswith('{"id"')]
        (tmp_path / f"depot.txt.{layer}.annotations.json").write_text("".join(lines).replace("alice", layer), "utf-8")
    scores = json.loads(answer(capsys, article, "--layers", "bob,carol", "--json")[1])["scores"]
    assert scores["strict"] is scores["type"] is None
    assert scores["why"] == dict.fromkeys(("strict", "exact", "partial", "type"), "neither layer has an annotation")


def test_nothing_is_written(article, capsys):
    before = {path: path.read_bytes() for path in article.parent.iterdir() if path.is_file()}
    answer(capsys, article, "--json")
    assert {path: path.read_bytes() for path in article.parent.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("layers", "word"), [("alice,bobb", "bob"), ("alice,Böb!", "Try"), ("alice", "two"), ("alice,alice", "two")]
)
def test_a_layer_that_is_not_there_is_wrong_usage_and_the_nearest_is_named(article, capsys, layers, word):
    code, out, err = answer(capsys, article, "--layers", layers)
    assert (code, out) == (2, "")
    assert word in err


def test_a_folder_or_a_lone_layer_is_refused_with_what_to_do(tmp_path, capsys):
    assert answer(capsys, tmp_path)[0] == 2
    article = write_article(tmp_path)
    write_layer(article, "alice", ("actor", "Ada Brandt"))
    code, _, err = answer(capsys, article)
    assert code == 2
    assert "only alice" in err


def test_a_layer_of_another_text_is_re_anchored_and_says_so(article, capsys):
    article.write_text("NEW. " + article.read_text("utf-8"), "utf-8")
    code, out, err = answer(capsys, article, "--json")
    assert code == 0
    assert json.loads(out)["differences"][0]["a"]["start"] == 5
    assert "another text" in err


def test_a_damaged_layer_is_unreadable_input(article, capsys):
    (article.parent / "depot.txt.bob.annotations.json").write_bytes(b'{"format": "media-ann')
    code, _, err = answer(capsys, article)
    assert code == 2
    assert "damaged" in err


def test_a_layer_of_a_newer_format_is_refused_and_named(article, capsys):
    sidecar = article.with_name(f"{article.name}.bob.annotations.json")
    newer = sidecar.read_bytes().replace(b'"version": 1', b'"version": 2', 1)
    sidecar.write_bytes(newer)
    code, out, err = answer(capsys, article)
    assert (code, out) == (2, "")
    assert sidecar.name in err
    assert "has format version 2; that needs a newer Analyst App" in err
    assert sidecar.read_bytes() == newer
