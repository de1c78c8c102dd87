"""``analyst-app import`` makes articles, says what failed, and keeps its exit codes.

Tests of commands.import_options and importers.files.

Tests of corpus.intake.transcript_speakers, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.importers import samples


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "depot.html").write_text(samples.page(), "utf-8")
    (folder / "report.pdf").write_bytes(samples.two_columns())
    return folder


def test_a_folder_is_imported_and_the_originals_stay(
    downloads: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    assert main(["import", str(downloads), "--to", str(corpus)]) == 0
    assert sorted(path.name for path in corpus.iterdir()) == [
        "depot.txt", "depot.txt.source.json", "report.txt", "report.txt.source.json",
    ]  # fmt: skip
    assert sorted(path.name for path in downloads.iterdir()) == ["depot.html", "report.pdf"]
    assert str(corpus / "depot.txt") in capsys.readouterr().out
    assert main(["import", str(downloads), "--to", str(corpus)]) == 0
    assert "was there already" in capsys.readouterr().out


def test_json_reports_facts_and_failures(downloads: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (downloads / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["import", str(downloads), "--to", str(tmp_path / "c"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["imported"], report["failed"]) == (2, 1)
    page = next(article for article in report["articles"] if article["file"].endswith("depot.html"))
    assert (page["outlet"], page["date"]) == ("The Daily Lantern", "2024-03-05")
    assert page["original_sha256"]
    assert page["importer"].startswith("trafilatura")


def test_a_preview_writes_nothing(downloads: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(downloads / "depot.html"), "--preview"]) == 0
    out = capsys.readouterr().out
    assert "The Daily Lantern" in out
    assert samples.LAST[:60] in out
    assert not list(downloads.glob("*.txt"))


def test_a_preview_says_what_would_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Ada left.", "utf-8")
    (tmp_path / "a.ann").write_text("T1\tActor 0 3\tAda\nT2\tActor 400 403\tBen\n", "utf-8")
    assert main(["import", str(tmp_path / "a.ann"), "--preview"]) == 0
    assert "1 span whose place is not in the text; first: " in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ann", "a.txt"]


def test_facts_can_be_put_right_on_the_way(downloads: Path, tmp_path: Path) -> None:
    command = ["import", str(downloads / "depot.html"), "--to", str(tmp_path / "c"), "--date", "2024-03-06"]
    assert main([*command, "--outlet", "The Lantern"]) == 0
    facts = json.loads((tmp_path / "c" / "depot.txt.source.json").read_text("utf-8"))
    assert (facts["date"], facts["outlet"]) == ("2024-03-06", "The Lantern")


def test_an_export_of_a_news_database_is_split(tmp_path: Path) -> None:
    (tmp_path / "nexis.txt").write_text(samples.NEXIS, "utf-8")
    assert main(["import", str(tmp_path / "nexis.txt"), "--to", str(tmp_path / "c")]) == 0
    assert {path.name for path in (tmp_path / "c").glob("*.txt")} == {
        "2024-03-05 Council and union at odds.txt", "2024-03-06 Depot what next.txt",
    }  # fmt: skip
    assert main(["import", str(tmp_path / "nexis.txt"), "--to", str(tmp_path / "d"), "--split", "none"]) == 0
    assert len(list((tmp_path / "d").glob("*.txt"))) == 1


def test_an_export_that_lacks_an_article_comes_in_and_the_command_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nexis.txt").write_text(samples.NEXIS.replace("of 2 DOC", "of 3 DOC"), "utf-8")
    assert main(["import", str(tmp_path / "nexis.txt"), "--to", str(tmp_path / "c")]) == 1
    assert len(list((tmp_path / "c").glob("*.txt"))) == 2
    assert "2 articles found, the file says 3" in capsys.readouterr().err


def test_an_export_that_lacks_an_article_stays_out_where_nothing_may_be_lost(tmp_path: Path) -> None:
    (tmp_path / "nexis.txt").write_text(samples.NEXIS.replace("of 2 DOC", "of 3 DOC"), "utf-8")
    assert main(["import", str(tmp_path / "nexis.txt"), "--to", str(tmp_path / "c"), "--strict"]) == 1
    assert not list(tmp_path.glob("c/*.txt"))


def test_an_export_of_no_known_form_is_no_article_until_it_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = "".join(f"Asiakirja {n} / 2\n\nOtsikko\n\nLehti: Satama\n\nSanoja.\n\n" for n in (1, 2))
    (tmp_path / "odd.txt").write_text(units, "utf-8")
    (tmp_path / "nexis.txt").write_text(samples.NEXIS, "utf-8")
    names = [str(tmp_path / name) for name in ("odd.txt", "nexis.txt")]
    assert main(["import", *names, "--to", str(tmp_path / "c")]) == 1
    assert "looks like the export of a news database" in capsys.readouterr().err
    assert len(list((tmp_path / "c").glob("*.txt"))) == 2
    assert main(["import", names[0], "--to", str(tmp_path / "d"), "--split", "none"]) == 0
    assert [path.name for path in (tmp_path / "d").glob("*.txt")] == ["odd.txt"]


@pytest.mark.parametrize(("typed", "code"), [("5 March 2024", 0), ("Spring", 2)])
def test_a_date_that_is_typed_is_one(typed: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Depot\n\nWords.\n", "utf-8")
    assert main(["import", str(tmp_path / "a.md"), "--to", str(tmp_path / "c"), "--date", typed]) == code
    facts = tmp_path / "c" / "a.txt.source.json"
    assert not facts.exists() if code else json.loads(facts.read_text("utf-8"))["date"] == "2024-03-05"


def test_a_rule_in_a_file_is_used(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("### A\nOne.\n### B\nTwo.\n")
    rule = {"name": "own", "starts": "^### ", "fields": {"title": [r"\A(.+)$"]}, "body": {"after": [r"\A.+$"]}}
    (tmp_path / "rule.json").write_text(json.dumps(rule))
    split = ["--split", str(tmp_path / "rule.json")]
    assert main(["import", str(tmp_path / "own.txt"), "--to", str(tmp_path / "c"), *split]) == 0
    assert {path.name for path in (tmp_path / "c").glob("*.txt")} == {"A.txt", "B.txt"}


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "nothing.html")]) == 2
    assert "is not there" in capsys.readouterr().err


def test_an_original_that_is_a_text_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Старый дом у реки, где никто не жил.".encode("cp1251"))
    before = (tmp_path / "old.txt").read_bytes()
    assert main(["import", str(tmp_path / "old.txt")]) == 0
    assert (tmp_path / "old.txt").read_bytes() == before
    assert (tmp_path / "old 2.txt").read_text("utf-8").startswith("Старый дом")


@pytest.mark.parametrize("inside", [[], ["story.txt"], ["picture.xyz", "sub/other.xyz"]])
def test_a_folder_with_nothing_to_import_is_said_to_have_nothing(
    inside: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "empty"
    (folder / "sub").mkdir(parents=True)
    for name in inside:
        (folder / name).write_text("Just words.\n", "utf-8")
    assert main(["import", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"{folder} holds nothing to import.")
    assert err.count("\n") == 1


def test_beside_a_folder_with_nothing_to_import_the_others_come_in(
    downloads: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    code = main(["import", str(tmp_path / "empty"), str(downloads), "--to", str(tmp_path / "new"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert code == 1
    assert found["imported"] > 0
    assert {"file": str(tmp_path / "empty")}.items() <= found["articles"][0].items()


def test_speakers_of_a_transcript_are_tagged_as_actors_on_request(tmp_path: Path) -> None:
    cues = (
        ("01", "<v Ada Brandt>We will not leave."),
        ("05", "<v Omar Hall>🔥 Taxes fell."),
        ("09", "<v Ada Brandt>No."),
    )
    words = "".join(f"00:{at}.000 --> 00:{at}.900\n{said}\n\n" for at, said in cues)
    (tmp_path / "talk.vtt").write_text(f"WEBVTT\n\n{words}", "utf-8")
    assert main(["import", str(tmp_path / "talk.vtt"), "--to", str(tmp_path / "plain")]) == 0
    assert not list((tmp_path / "plain").glob("*.annotations.json"))
    assert (
        main(["import", str(tmp_path / "talk.vtt"), "--to", str(tmp_path / "c"), "--speakers", "--layer", "talk"]) == 0
    )
    text = (tmp_path / "c" / "talk.txt").read_text("utf-8")
    assert text == "Ada Brandt: We will not leave.\n\nOmar Hall: 🔥 Taxes fell.\n\nAda Brandt: No.\n"
    layer = json.loads((tmp_path / "c" / "talk.txt.talk.annotations.json").read_text("utf-8"))
    assert [(one["tag"], one["exact"]) for one in layer["annotations"]] == [
        ("actor", "Ada Brandt"), ("actor", "Omar Hall"), ("actor", "Ada Brandt"),
    ]  # fmt: skip
    assert all(text[one["start"] : one["end"]] == one["exact"] for one in layer["annotations"])


def test_what_of_a_table_is_lost_is_in_json_and_in_the_report_and_keeps_it_out_under_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("title,text\nA,First.\nB,\n", "utf-8")
    corpus = tmp_path / "corpus"
    command = ["import", str(tmp_path / "t.csv"), "--to", str(corpus), "--json"]
    assert main([*command, "--strict"]) == 1
    assert not corpus.exists()
    capsys.readouterr()
    assert main(command) == 0
    [loss] = json.loads(capsys.readouterr().out)["losses"]
    assert (loss["kind"], loss["count"], loss["places"]) == ("no text", 1, ["row 3"])
    assert "row 3" in (corpus / "IMPORT.md").read_text("utf-8")


@pytest.mark.parametrize(("more", "told"), [([], "apart, under a number"), (["--reanchor"], "would be joined")])
def test_a_preview_says_what_becomes_of_an_article_whose_name_is_there_with_another_text(
    more: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.txt").write_text("Updated. Kim left.\n", "utf-8")
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps({"id": "one", "text": "Kim left.\n", "label": [[0, 3, "actor"]]}) + "\n", "utf-8")
    assert main(["import", str(source), "--to", str(corpus), "--preview", "--json", *more]) == 0
    said = capsys.readouterr()
    [note] = [one for one in json.loads(said.out)["articles"][0]["notes"] if "another text" in one]
    assert told in note
    assert note in said.err
