"""The command search: its language, and each hit as what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate, write_article

TEXT = "The union will stay at the depot.\n\nThe mayor met Verkehrsministerin Adler.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    article = write_article(folder, "a.txt", TEXT, title="Quiet harbour", outlet="The Bell")
    annotate(article, "alice", ("actor", "union", {"name": "Dockers of Bell Street"}))
    write_article(folder, "b.txt", "A union of depots.\n")
    return folder


def found(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    code = main(["search", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


@pytest.mark.parametrize(("words", "texts"), [
    (["union depot"], ["union will stay at the depot"]),
    (["union", "depot"], ["union will stay at the depot"]),
    (['"stay at the depot"'], ["stay at the depot"]),
    (["union OR mayor"], ["union", "mayor", "union"]),
    (["union", "NOT", "stay"], ["union"]),
    (["stay NEAR/2 depot"], ["stay at the depot"]),
    (["*ministerin"], ["Verkehrsministerin"]),
    (["/dep[a-z]+/"], ["depot", "depots"]),
])  # fmt: skip
def test_arguments_are_one_question(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], texts: list[str]
) -> None:
    code, data, _ = found(capsys, folder, *words)
    assert (code, [hit["text"] for hit in data["hits"]]) == (0, texts)


def test_each_hit_says_what_it_stands_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, data, _ = found(capsys, folder, "bell OR union")
    kinds = [(hit["kind"], hit["text"], hit["start"], hit["layer"]) for hit in data["hits"]]
    assert kinds == [
        ("text", "union", 4, ""), ("outlet", "Bell", 0, ""), ("actor", "Bell", 4, "alice"), ("text", "union", 2, ""),
    ]  # fmt: skip
    assert main(["search", str(folder), "bell"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [["a.txt:0-0", "outlet"], ["a.txt:4-9", "actor, actor (alice)"]]


@pytest.mark.parametrize(("words", "named"), [
    ("a XOR b", "XOR"), ("union AND", "AND"), ('"union', "quotation mark"), ("**", "**"), ("/(a/", "/(a/"),
    ("…", "Say what to look for"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_and_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, named: str
) -> None:
    code, data, err = found(capsys, folder, words)
    assert (code, err) == (2, f"analyst-app: {data['error']}\n")
    assert named in err
    assert len(err.splitlines()) == 1


def test_an_expression_that_takes_too_long_is_said_and_the_rest_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyst_app.corpus.searching.regular_expression.SECONDS", 0.2)
    write_article(folder, "slow.txt", "a" * 5_000 + "b\n")
    write_article(folder, "z.txt", "it ends in aaa\n")
    code, data, err = found(capsys, folder, "/(a|aa)+$/")
    assert (code, [hit["text"] for hit in data["hits"]]) == (1, ["aaa"])
    (problem,) = data["problems"]
    assert problem.startswith("slow.txt: The regular expression /(a|aa)+$/ takes too long")
    assert "slow.txt" in err
    for number in range(3):
        write_article(folder, f"slow{number}.txt", "a" * 5_000 + "b\n")
    code, data, err = found(capsys, folder, "/(a|aa)+$/")
    assert code == 1
    *named, stopped = data["problems"]
    assert [problem.partition(":")[0] for problem in named] == ["slow.txt", "slow0.txt", "slow1.txt"]
    assert stopped.startswith("The search stopped")
    assert stopped.endswith("1 article was not looked at.")
    assert stopped in err.splitlines()
    (folder / "slow2.txt").unlink()
    problems = found(capsys, folder, "/(a|aa)+$/")[1]["problems"]
    assert len(problems) == 3, "none is left that was not looked at"
