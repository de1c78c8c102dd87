"""Options that get what stands for no value: one sentence, exit code 2, and nothing is taken for something else."""

from __future__ import annotations

import json

import pytest

from analyst_app.cli import main
from tests.commands.corpora import write_article, write_layer

EMPTY = "is empty: write"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus").mkdir()
    for name in ("a.txt", "b.txt"):
        article = write_article(tmp_path / "corpus", name)
        for layer in ("alice", "bob"):
            write_layer(article, layer, ("claim", "The depot"))
    return tmp_path / "corpus"


SECONDS = "--gamma-limit is a number of seconds, more than 0; “{}” is none."
LINES = "--limit is a number of lines, 1 or more; “{}” is none."
PROCESSES = "--workers is a number of processes from 1 to 1,000; “{}” is none."
WHOLE = "--seed is a whole number; “{}” is none."
LENGTH = "--quote-length is a number of characters, 0 or more; “{}” is none."


@pytest.mark.parametrize(
    ("command", "option", "values", "sentence"),
    [
        ("agree", "--gamma-limit", ("nan", "inf", "-inf", "-1", "0", "1e400", "", "long"), SECONDS),
        ("agree", "--tags", ("", ",", " , "), EMPTY),
        ("agree", "--tags", ("clam", "claim,clam"), "The codebook has no tag clam; did you mean claim?"),
        ("agree", "--tolerance", ("nan", "inf", "-1", "1.5", "", "2 spaces"), "is no tolerance: write 2"),
        ("agree", "--layers", ("", ",", "alice", "alice,alice"), "--layers needs two or more different layers"),
        ("agree", "--layers", ("alice,bop",), "There is no layer bop here; did you mean bob?"),
        ("agree", "--annotator", ("",), EMPTY),
        ("search", "--limit", ("nan", "inf", "-1", "0", "1.5", ""), LINES),
        ("search", "--tag", ("", " "), EMPTY),
        ("search", "--person", ("",), EMPTY),
        ("search", "--since", ("",), EMPTY),
        ("search", "--until", ("",), EMPTY),
        ("search", "--outlet", ("",), EMPTY),
        ("search", "--annotator", ("", "A B"), "cannot name a layer"),
        ("export", "--workers", ("nan", "0", "-1", "5000000000", ""), PROCESSES),
        ("export", "--seed", ("nan", "1.5", ""), WHOLE),
        ("export", "--quote-length", ("nan", "-1", ""), LENGTH),
        ("export", "--split", ("",), EMPTY),
        ("export", "--split", ("nan/1/1", "0/0", "-80/20"), "is no split; write it as 80/10/10"),
        ("export", "--group-by", ("",), EMPTY),
        ("export", "--overlap", ("",), EMPTY),
        ("export", "--layer", ("",), EMPTY),
        ("export", "--output", ("", " "), EMPTY),
        ("import", "--to", ("",), EMPTY),
        ("import", "--split", ("",), EMPTY),
        ("import", "--layer", ("",), EMPTY),
        ("import", "--map", ("",), EMPTY),
        ("merge", "--output", ("",), EMPTY),
        ("merge", "--path", ("",), EMPTY),
        ("rehydrate", "--texts", ("",), EMPTY),
        ("suggest", "--encoding", ("",), EMPTY),
        ("verify", "--layer", ("",), EMPTY),
        ("verify", "--report", ("",), EMPTY),
        ("import", "--encoding", ("",), EMPTY),
        ("import", "--rules", ("",), EMPTY),
        ("compare", "--annotator", ("",), EMPTY),
        ("verify", "--annotator", ("",), EMPTY),
    ],
)
def test_what_stands_for_no_value_is_refused_in_a_sentence(corpus, tmp_path, capsys, command, option, values, sentence):
    before = {path: path.read_bytes() for path in corpus.glob("*.*") if path.is_file()}
    more = {"search": ["depot"], "export": ["--layer", "bob", "--output", str(tmp_path / "out")], "compare": []}.get(
        command, []
    )
    for value in values:
        assert main([command, str(corpus), *more, f"{option}={value}", "--json"]) == 2
        out, err = capsys.readouterr()
        said = json.loads(out)["error"]
        assert sentence.format(value) in said
        assert err.startswith("analyst-app: ")
    assert {path: path.read_bytes() for path in corpus.glob("*.*") if path.is_file()} == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--annotator", "--encoding"])
def test_a_window_is_not_opened_for_nobody_or_in_no_encoding(corpus, capsys, option):
    for words in (["open", str(corpus)], [str(corpus)]):
        assert main([*words, option, ""]) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"analyst-app: {option} {EMPTY}")
        assert told.count("\n") == 1


def test_a_value_that_is_long_is_told_by_its_beginning(corpus, capsys):
    assert main(["export", str(corpus), "--seed", "9" * 5_000]) == 2
    assert capsys.readouterr().err == f"analyst-app: --seed is a whole number; “{'9' * 40}…” is none.\n"


def test_a_search_names_the_tag_and_the_layer_that_are_nowhere(corpus, capsys):
    assert main(["search", str(corpus), "--tag", "clam", "--tag", "claim"]) == 0
    err = capsys.readouterr().err
    assert "Nothing has the tag clam, nor has the codebook; did you mean claim?" in err
    assert "tag claim," not in err
    assert main(["search", str(corpus), "--tag", "claim", "--annotator", "bop"]) == 0
    assert "There is no layer bop here; did you mean bob? There are alice, bob." in capsys.readouterr().err
    assert main(["search", str(corpus), "--tag", "quote", "--annotator", "bob"]) == 0
    assert capsys.readouterr().err == "0 hits\n"


def test_a_tag_that_only_a_layer_knows_is_found(corpus, capsys):
    write_layer(corpus / "b.txt", "carol", ("rumour", "The depot"))
    assert main(["search", str(corpus), "--tag", "rumour"]) == 0
    assert capsys.readouterr().err == "1 hit\n"


def test_a_seed_without_a_split_by_shares_is_refused_and_not_passed_over(corpus, capsys):
    for more in ([], ["--split-date", "2024"]):
        assert main(["export", str(corpus), "--output", str(corpus.parent / "out"), "--seed", "0", *more]) == 2
        assert "--seed is of a split by shares" in capsys.readouterr().err
    by_date = ["--split-date", "2024", "--group-by", "outlet"]
    assert main(["export", str(corpus), "--output", str(corpus.parent / "out"), *by_date]) == 2
    assert "--group-by does not go with --split-date" in capsys.readouterr().err
