"""``analyst-app verify`` holds the quotes of a folder against the sources attached to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.assist.verifying.corpus_of_quotes import FAIR, corpus_with_speech
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_with_speech(tmp_path / "corpus")


def test_each_quote_is_a_line_and_a_changed_number_answers_no(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(corpus)]) == 1
    out, err = capsys.readouterr()
    assert [line.split("  ")[2] for line in out.splitlines()] == [
        "trimmed",
        "words changed (a number differs)",
        "not comparable (indirect speech has no words to compare)",
    ]
    assert "changed 1" in err


def test_json_is_one_document_and_0_where_every_quote_stands(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(corpus / "depot.txt", "bob", ("quote", FAIR, {"mode": "direct"}))
    assert main(["verify", str(corpus), "--layer", "bob", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"trimmed": 1}
    assert (found["unsourced"], found["problems"]) == (0, [])
    assert found["quotes"][0]["source"]["file"] == "speeches/speech.txt"


def test_a_bad_article_layer_or_source_never_stops_the_others(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_article(corpus, "a.txt", "Ada.\n")
    (corpus / "a.txt").write_bytes(b"\xff\xfe\x00")
    (corpus / "a.txt.alice.annotations.json").write_bytes(b"{")
    (corpus / "depot.txt.bob.annotations.json").write_bytes(b"{")
    assert main(["verify", str(corpus), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert len(found["quotes"]) == 3
    assert len(found["problems"]) == 2


@pytest.mark.parametrize("name", ["report.html", "report.csv"])
def test_the_report_is_written_once_and_replaced_only_on_request(
    corpus: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / name
    assert main(["verify", str(corpus), "--report", str(report)]) == 1
    assert "million crowns" in report.read_text("utf-8")
    assert main(["verify", str(corpus), "--report", str(report)]) == 2
    assert "there already" in capsys.readouterr().err
    assert main(["verify", str(corpus), "--report", str(report), "--overwrite"]) == 1


def test_a_wrong_command_line_is_2_and_says_what_is_right(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(corpus / "nowhere")]) == 2
    assert main(["verify", str(corpus / "sources.json")]) == 2
    assert main(["verify", str(corpus), "--report", "x.txt"]) == 2
    assert ".html or .csv" in capsys.readouterr().err
    assert main(["verify", str(corpus / "depot.txt")]) == 1


def test_of_a_sealed_corpus_others_quotes_are_withheld(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codebook = {"format": "media-codebook", "id": "m", "name": "M", "version": 1, "sealed": True}
    tags = [{"id": "quote", "name": "Quote", "plays": "quotation", "key": "Q", "color": "#335577"}]
    (corpus / "codebook.json").write_text(json.dumps(codebook | {"tags": tags}), "utf-8")
    main(["verify", str(corpus), "--annotator", "bob", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["quotes"] == []
    assert found["withheld"]["layers"] == 1
    main(["verify", str(corpus), "--annotator", "bob", "--unseal", "--json"])
    assert json.loads(capsys.readouterr().out)["unsealed"] == {"alice": 1}


def test_a_layer_that_is_nowhere_is_named_with_those_that_are(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(corpus), "--layer", "alica"]) == 2
    assert "There is no layer alica here; did you mean alice?" in capsys.readouterr().err


def test_a_source_whose_text_is_another_by_now_is_told(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", str(corpus)])
    out, err = capsys.readouterr()
    assert "has changed since" not in err
    assert "““" not in out
    speech = corpus / "speeches" / "speech.txt"
    speech.write_text(speech.read_text("utf-8") + "Goodbye.\n", "utf-8")
    main(["verify", str(corpus)])
    assert "speeches/speech.txt has changed since it was attached." in capsys.readouterr().err
    report = corpus.parent / "report.html"
    main(["verify", str(corpus), "--json", "--report", str(report)])
    assert all(row["source_changed"] for row in json.loads(capsys.readouterr().out)["quotes"])
    page = report.read_text("utf-8")
    assert "speech.txt has changed since it was attached." in page
    assert (page.count("Nothing was compared."), page.count("no such place")) == (1, 0)
