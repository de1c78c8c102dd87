"""Tests of reading.measured_agreement: the figures of the command ``agree``, as typed values."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

import analyst_app as aa
from analyst_app.cli import main
from tests.commands.corpora import write_layer
from tests.corpus import blind
from tests.reading.samples import CLAIM, NAME, write_corpus


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ([], {}),
        (["--unfinished"], {"unfinished": True}),
        (["--unfinished", "--tolerance", "4"], {"unfinished": True, "tolerance": 4}),
        (["--unfinished", "--tolerance", "1 word", "--tags", "claim"],
         {"unfinished": True, "tolerance": "1 word", "tags": ["claim"]}),
        (["--unfinished", "--regardless-of-tag", "--layers", "bob,alice"],
         {"unfinished": True, "regardless_of_tag": True, "layers": ["bob", "alice"]}),
    ],
)  # fmt: skip
def test_it_is_what_the_command_prints(
    tmp_path: Path, options: list[str], named: dict, capsys: pytest.CaptureFixture[str]
) -> None:
    write_corpus(tmp_path)
    main(["agree", str(tmp_path), "--json", *options])
    printed = json.loads(capsys.readouterr().out)
    measured = aa.agreement(aa.open(tmp_path), **named)
    assert json.loads(json.dumps(measured.data)) == printed
    assert round(measured.value, 6) == printed["overall"]["alpha"]
    assert measured.articles == printed["articles"] == 1
    assert {tag: one.spans for tag, one in measured.tags.items()} == {
        tag: one["spans"] for tag, one in printed["tags"].items()}  # fmt: skip
    assert [one.article for one in measured.by_article] == ["depot.txt"]


def test_a_measure_is_chosen_and_one_that_is_not_defined_says_why(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    exact = aa.agreement(tmp_path, measure="f1_exact")
    assert (exact.value, exact.layers, exact.interval) == (0.0, ("alice", "bob"), None)
    assert aa.agreement(tmp_path, measure="f1_overlap", tags=["claim"]).value == 1
    assert aa.agreement(tmp_path, measure="f1_exact", tags=["claim"], tolerance=4).value == 1
    write_layer(tmp_path / "depot.txt", "carol", ("actor", NAME))
    kappa = aa.agreement(tmp_path, measure="kappa")
    assert kappa.value is None
    assert math.isnan(float(kappa))
    assert "two layers" in kappa.why


def test_gamma_is_measured_too(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    write_corpus(tmp_path)
    gamma = aa.agreement(tmp_path, measure="gamma")
    assert gamma.value is not None
    assert gamma.data["gamma"]["value"] == pytest.approx(gamma.value, abs=1e-6)


def test_what_a_program_made_counts_only_where_it_is_named(tmp_path: Path) -> None:
    write_layer(write_corpus(tmp_path) / "depot.txt", "model-x", ("claim", CLAIM))
    assert aa.agreement(tmp_path).layers == ("alice", "bob")
    assert aa.agreement(tmp_path, ["alice", "model-x"]).layers == ("alice", "model-x")


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"measure": "f2"}, "no measure f2; there are f1_exact"),
        ({"tolerance": "much"}, "“much” is no tolerance"),
        ({"layers": ["alice"]}, "two or more different layers"),
        ({"layers": "alice,bob"}, "two or more different layers"),
        ({"layers": ["alice", "bbo"]}, "no layer bbo here; did you mean bob"),
        ({"tags": ["claims"]}, "no tag claims; did you mean claim"),
    ],
)
def test_what_is_asked_wrongly_is_told(tmp_path: Path, named: dict, words: str) -> None:
    with pytest.raises(aa.AnalystError, match=words):
        aa.agreement(write_corpus(tmp_path), **named)


def test_a_corpus_that_is_read_blind_is_measured_as_far_as_it_may_be_seen(tmp_path: Path) -> None:
    blind.write_corpus(tmp_path)
    sealed = aa.agreement(aa.open(tmp_path, annotator="alice"), unfinished=True)
    assert sealed.articles == 1
    assert any("read blind" in words for words in sealed.remarks)
    assert aa.agreement(aa.open(tmp_path, annotator="alice", unseal=True), unfinished=True).articles == 4
