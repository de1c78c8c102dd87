"""The linter over a folder: repeated sentences, whose work comes first, and one bad file that stops no other.

Tests of assist.checking.corpus_findings, assist.checking.repeats and corpus.record_lines, and of ``check --style``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app import resources
from analyst_app.assist.checking.corpus_findings import CheckedFile, StyleCheck
from analyst_app.cli import main
from analyst_app.corpus.record_lines import RecordLines
from analyst_app.corpus.sealing import Seal
from tests.corpus.corpora import annotate, write_article
from tests.frames import put_codebook

WIRE = "The council said on Monday that the old depot will close by the end of May. "
ONE = f"Depot to close\n\n{WIRE}Nobody was asked.\n"
TWO = f"Bad news from the council\n\n{WIRE.replace(' old ', '  old ')}Trains will stop, too.\n"
CLAIM = "the old depot will close by the end of May"


def checked(folder: Path, annotator: str = "alice") -> list[CheckedFile]:
    said: list[str] = []
    found = StyleCheck(folder / ".state", Seal(annotator, [folder]), say=said.append).of([folder])
    assert said == []
    return found


def rules(found: list[CheckedFile]) -> list[tuple[str, str, str]]:
    return [(one.article.name, one.layer_id, finding.rule) for one in found for finding in one.findings]


def answer(capsys: pytest.CaptureFixture[str], *arguments: Any) -> tuple[int, dict[str, Any]]:
    code = main(["check", "--json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)


def test_a_sentence_that_two_articles_have_is_to_be_tagged_alike(tmp_path: Path) -> None:
    annotate(write_article(tmp_path, "a.txt", ONE), "alice", ("claim", CLAIM, {"kind": "factual"}), status="done")
    annotate(write_article(tmp_path, "b.txt", TWO), "alice", ("claim", "Trains will stop"), status="done")
    (one,) = checked(tmp_path)
    (finding,) = one.findings
    assert (one.article.name, finding.rule) == ("b.txt", "unlike_repeats")
    assert finding.words.endswith("is tagged differently in a.txt (Claim there, nothing here)")
    (missing,) = finding.like
    assert TWO[missing.start : missing.end] == "the  old depot will close by the end of May"
    assert (missing.tag, missing.attribute("kind")) == ("claim", "factual")


@pytest.mark.parametrize(
    ("marks", "status"),
    [((("claim", "the  old depot will close by the end of May"),), "done"), ((), "in_progress")],
)
def test_the_same_tags_are_fine_and_so_is_an_article_that_is_not_read_yet(
    marks: Any, status: str, tmp_path: Path
) -> None:
    annotate(write_article(tmp_path, "a.txt", ONE), "alice", ("claim", CLAIM), status="done")
    annotate(write_article(tmp_path, "b.txt", TWO), "alice", *marks, ("actor", "Bad"), status=status)
    assert [rule for _, _, rule in rules(checked(tmp_path)) if rule == "unlike_repeats"] == []


def test_two_people_are_not_compared_with_one_another(tmp_path: Path) -> None:
    annotate(write_article(tmp_path, "a.txt", ONE), "alice", ("claim", CLAIM), status="done")
    annotate(write_article(tmp_path, "b.txt", TWO), "bob", ("claim", "Trains will stop"), status="done")
    assert checked(tmp_path) == []


def test_ones_own_work_comes_first(tmp_path: Path) -> None:
    for name, layer in (("a.txt", "bob"), ("b.txt", "alice"), ("c.txt", "bob")):
        annotate(write_article(tmp_path, name, ONE), layer, ("claim", "epot"))
    assert [(one.article.name, one.layer_id) for one in checked(tmp_path)] == [
        ("b.txt", "alice"), ("a.txt", "bob"), ("c.txt", "bob"),
    ]  # fmt: skip


def test_the_work_of_others_in_a_blind_corpus_and_of_programs_is_not_looked_at(tmp_path: Path) -> None:
    codebook = resources.built_in_codebook() | {"sealed": True}
    put_codebook(tmp_path, codebook)
    path = write_article(tmp_path, "a.txt", ONE)
    for layer in ("alice", "bob", "model-x"):
        annotate(path, layer, ("claim", "epot"))
    assert rules(checked(tmp_path)) == [("a.txt", "alice", "cut_word")]


def test_a_team_mutes_a_rule_in_its_codebook(tmp_path: Path) -> None:
    put_codebook(tmp_path, resources.built_in_codebook() | {"muted_checks": ["cut_word"]})
    annotate(write_article(tmp_path, "a.txt", ONE), "alice", ("claim", "epot"), ("quote", "Nobody was asked"))
    assert rules(checked(tmp_path)) == [("a.txt", "alice", "no_speaker")]


def test_check_names_slips_only_when_asked_each_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_article(tmp_path, "a.txt", ONE)
    (made,) = annotate(path, "alice", ("claim", "epot"))
    assert answer(capsys, tmp_path) == (0, {"articles": 1, "layers": 1, "problems": []})
    code, found = answer(capsys, tmp_path, "--style", "--annotator", "alice")
    (problem,) = found["problems"]
    assert code == 1
    assert problem["kind"] == "cut_word"
    assert problem["item"] == made.id
    assert problem["message"] == "“epot” is cut inside a word: “Depot”"
    lines = Path(problem["file"]).read_text("utf-8").splitlines()
    assert made.id in lines[problem["line"] - 1]


def test_one_article_alone_and_one_layer_alone_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        for layer in ("alice", "bob"):
            path = tmp_path / name
            annotate(path if path.exists() else write_article(tmp_path, name, ONE), layer, ("claim", "epot"))
    assert len(answer(capsys, "--style", tmp_path / "a.txt")[1]["problems"]) == 2
    assert len(answer(capsys, "--style", tmp_path / "a.txt.bob.annotations.json")[1]["problems"]) == 1


def test_a_damaged_layer_and_an_unreadable_article_stop_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        annotate(write_article(tmp_path, name, ONE), "alice", ("claim", "epot"))
    (tmp_path / "a.txt.alice.annotations.json").write_bytes(b'{"format": "media-annotations", "anno')
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00\xd8\x00\xd8")
    code, found = answer(capsys, tmp_path, "--style")
    assert code == 1
    assert [Path(one["file"]).name for one in found["problems"] if one["kind"] == "cut_word"] == [
        "c.txt.alice.annotations.json"
    ]
    assert {Path(one["file"]).name[:5] for one in found["problems"]} == {"a.txt", "b.txt", "c.txt"}


def test_the_line_of_a_record_is_found_by_its_id_and_an_unknown_one_has_none() -> None:
    lines = RecordLines(b'{"annotations": [\n{"id":"a","x":1},\n{"id":"b\\u00e9"}\n ]}')
    assert [lines.of(one) for one in ("a", "b\u00e9", "c")] == [2, 3, 0]
