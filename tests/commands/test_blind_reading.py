"""The commands show nobody else's work on an article until one's own is done; ``--unseal`` is named in the answer.

Tests of commands.blind_reading.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.preferences import Preferences, save_preferences
from tests.corpus import blind
from tests.corpus.corpora import annotate

OTHERS = {"bob", "carol"}
AS_ALICE = ("--annotator", "alice")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_preferences(Preferences(annotator="alice"))
    return blind.write_corpus(tmp_path / "corpus")


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([*map(str, words)])
    out = capsys.readouterr()
    return code, out.out, out.err


def document(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    code, out, err = answer(capsys, *words, "--json")
    assert out, (code, err)
    return json.loads(out)


def test_search_shows_tags_of_others_only_on_the_article_that_is_done(folder, capsys):
    data = document(capsys, "search", folder, "--tag", "claim")
    assert {(hit["article"], hit["layer"]) for hit in data["hits"]} == {
        ("done.txt", "alice"), ("done.txt", "bob"), ("done.txt", "carol"), ("begun.txt", "alice"),
    }  # fmt: skip
    assert data["withheld"] == {"articles": 3, "layers": 6}
    err = answer(capsys, "search", folder, "--tag", "claim")[2]
    assert "6 layers of others are not shown" in err
    assert "--unseal" in err


@pytest.mark.parametrize("command", ["search", "agree", "compare", "export", "check"])
def test_a_folder_within_a_sealed_corpus_is_sealed_when_it_is_named_alone(folder, capsys, command):
    part = folder / "part"
    part.mkdir()
    for file in folder.glob("*.txt*"):
        file.rename(part / file.name)
    if command == "compare":
        code, _, err = answer(capsys, "compare", part / "begun.txt", "--layers", "alice,bob")
        assert (code, "read blind" in err) == (2, True)
        return
    words = {"search": ("--tag", "claim"), "export": ("--layer", "all", "--output", folder.parent / "out")}
    if command == "check":
        layer = part / "new.txt.bob.annotations.json"
        layer.write_text(layer.read_text("utf-8").replace('"claim"', '"klaim"'), "utf-8")
        assert "klaim" not in answer(capsys, "check", part)[1]
        return
    data = document(capsys, command, part, *words.get(command, ()))
    assert data["withheld"] == {"articles": 3, "layers": 6}


def test_search_of_a_layer_by_name_is_sealed_all_the_same(folder, capsys):
    data = document(capsys, "search", folder, "--annotator", "bob")
    assert {hit["article"] for hit in data["hits"]} == {"done.txt"}


def test_search_of_words_alone_shows_nobodys_work_and_says_what_it_did_not_search(folder, capsys):
    annotate(folder / "new.txt", "bob", ("actor", "Ada Brandt", {"name": "Giraffe"}))
    data = document(capsys, "search", folder, "nobody OR giraffe")
    assert [hit["kind"] for hit in data["hits"]] == ["text"] * 4
    assert data["withheld"] == {"articles": 3, "layers": 6}
    assert "6 layers of others are not shown" in answer(capsys, "search", folder, "nobody")[2]


def test_unsealed_search_says_whose_work_it_showed(folder, capsys):
    data = document(capsys, "search", folder, "--tag", "claim", "--unseal")
    assert len(data["hits"]) == 2 + 4 + 4
    assert data["unsealed"] == {"bob": 3, "carol": 3}
    _, _, err = answer(capsys, "search", folder, "--tag", "claim", "--unseal")
    assert "unsealed" in err
    assert "bob (3 articles)" in err


def test_agree_counts_only_the_article_that_is_done(folder, capsys):
    data = document(capsys, "agree", folder)
    assert (data["articles"], data["layers"]) == (1, ["alice", "bob"])
    assert data["withheld"] == {"articles": 3, "layers": 6}


def test_agree_is_refused_where_nothing_may_be_seen_and_says_why(folder, capsys):
    code, _, err = answer(capsys, "agree", folder, "--annotator", "dora")
    assert code == 2
    assert "read blind" in err
    assert "--unseal" in err
    code, _, err = answer(capsys, "agree", folder, "--layers", "bob,carol", "--annotator", "dora")
    assert code == 2
    assert "read blind" in err


def test_unsealed_agreement_names_whose_work_it_counts_and_not_what_nobody_asked_for(folder, capsys):
    data = document(capsys, "agree", folder, "--unseal", "--annotator", "dora")
    assert data["unsealed"] == {"alice": 3, "bob": 4, "carol": 4}
    data = document(capsys, "agree", folder, "--unseal", "--layers", "alice,bob", *AS_ALICE)
    assert data["unsealed"] == {"bob": 3}


def test_compare_refuses_a_sealed_layer_and_shows_it_when_done_or_unsealed(folder, capsys):
    begun = folder / "begun.txt"
    code, out, err = answer(capsys, "compare", begun, "--layers", "alice,bob")
    assert (code, out) == (2, "")
    assert "read blind" in err
    code, out, err = answer(capsys, "compare", begun)
    assert (code, out) == (2, "")
    assert "bob" not in err
    data = document(capsys, "compare", begun, "--layers", "alice,bob", "--unseal")
    assert data["unsealed"] == {"bob": 1}
    assert document(capsys, "compare", folder / "done.txt")["layers"] == ["alice", "bob"]
    annotate(begun, "alice", status="done")
    assert document(capsys, "compare", begun, "--layers", "alice,bob")["counts"]


def test_check_tells_of_sealed_layers_that_something_is_wrong_and_not_what(folder, capsys):
    for name in ("done.txt", "new.txt"):
        layer = folder / f"{name}.bob.annotations.json"
        layer.write_text(layer.read_text("utf-8").replace('"claim"', '"klaim"'), "utf-8")
    data = document(capsys, "check", folder)
    told = {(Path(one["file"]).name, one["kind"], "klaim" in one["message"]) for one in data["problems"]}
    assert told == {
        ("done.txt.bob.annotations.json", "codebook", True),
        ("new.txt.bob.annotations.json", "sealed", False),
    }
    assert data["layers"] == 11
    code, out, _ = answer(capsys, "check", folder)
    assert code == 1
    assert "read blind" in out
    data = document(capsys, "check", folder, "--unseal")
    assert sum("klaim" in one["message"] for one in data["problems"]) == 2
    assert data["unsealed"] == {"bob": 1}


def exported(capsys, folder: Path, *words: str) -> tuple[dict, list[tuple[str, str]]]:
    place = folder.parent / f"out-{len(list(folder.parent.iterdir()))}"
    data = document(capsys, "export", folder, "--output", place, *words)
    rows = [json.loads(line) for file in place.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return data, sorted((row["id"], layer["annotator"]) for row in rows for layer in row["layers"])


def test_export_of_all_layers_holds_those_of_others_where_ones_own_is_done(folder, capsys):
    data, rows = exported(capsys, folder, "--layer", "all")
    assert rows == [
        ("begun.txt", "alice"), ("done.txt", "alice"), ("done.txt", "bob"), ("done.txt", "carol"),
        ("empty.txt", "alice"),
    ]  # fmt: skip
    assert data["withheld"] == {"articles": 3, "layers": 6}
    assert data["losses"]["sealed layer"] == 6
    assert "read blind" in Path(data["report"]).read_text("utf-8")


def test_export_of_another_layer_is_what_may_be_seen_of_it(folder, capsys):
    assert exported(capsys, folder, "--layer", "bob")[1] == [("done.txt", "bob")]
    code, _, err = answer(
        capsys, "export", folder, "--output", folder.parent / "x", "--layer", "bob", "--annotator", "dora"
    )
    assert code == 2
    assert "read blind" in err


def test_ones_own_layer_is_exported_whole_and_nothing_is_lost(folder, capsys):
    data, rows = exported(capsys, folder, "--layer", "alice", "--strict")
    assert rows == [("begun.txt", "alice"), ("done.txt", "alice"), ("empty.txt", "alice")]
    assert "withheld" not in data


def test_an_unsealed_export_holds_all_and_its_command_says_so(folder, capsys):
    data, rows = exported(capsys, folder, "--layer", "bob", "--unseal")
    assert [name for name, _ in rows] == list(blind.ARTICLES)
    assert data["unsealed"] == {"bob": 3}
    assert "--unseal" in data["command"]


def test_suggestions_are_the_same_whoever_has_read_the_article(folder, tmp_path, capsys):
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "new.txt").write_bytes((folder / "new.txt").read_bytes())
    beside, without = (document(capsys, "suggest", one / "new.txt")["articles"][0] for one in (folder, alone))
    assert beside | {"path": ""} == without | {"path": ""}


@pytest.mark.parametrize("command", ["search", "agree", "compare", "check", "export"])
def test_without_a_sealed_codebook_nothing_is_said_of_seals(tmp_path, capsys, command):
    folder = blind.write_corpus(tmp_path / "open", sealed=False)
    words = {
        "search": (folder, "--tag", "claim"),
        "agree": (folder,),
        "compare": (folder / "done.txt",),
        "check": (folder,),
        "export": (folder, "--layer", "all", "--output", tmp_path / "out"),
    }[command]
    for more in ((), ("--unseal",)):
        data = document(capsys, command, *words, *more, *(("--overwrite",) if command == "export" else ()))
        assert "withheld" not in data
        assert "unsealed" not in data


def test_a_corpus_of_which_all_is_hidden_is_not_said_to_have_no_annotations(folder, capsys):
    code, _, err = answer(capsys, "export", folder, "--annotator", "zora", "--output", folder.parent / "out")
    assert code == 2
    assert "No layer of this corpus is one that you may export now." in err
    assert "are not shown: this corpus is read blind" in err
    assert "There are no annotations" not in err
