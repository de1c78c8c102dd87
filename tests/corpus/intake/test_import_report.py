"""``IMPORT.md`` says what was left out, adds to what earlier imports said, and never writes over another file."""

from pathlib import Path

from analyst_app.corpus.intake.import_report import ImportReport, write_report
from analyst_app.importers.import_losses import ImportLosses


def report(*places: str) -> ImportReport:
    losses, made = ImportLosses(), ImportReport()
    for place in places:
        losses.add("relation end", place)
    made.add("all.jsonl", "3 articles, bob (4)", losses)
    return made


def test_nothing_left_out_writes_nothing(tmp_path: Path) -> None:
    assert write_report(report(), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_each_import_adds_its_part(tmp_path: Path) -> None:
    write_report(report("speaker q1 → a9"), tmp_path)
    path = write_report(report("line 7", "<b>line</b> 9\nx"), tmp_path)
    assert path == tmp_path / "IMPORT.md"
    text = path.read_text("utf-8")
    assert text.count("# What imports left out") == 1
    said = "- `all.jsonl`: 3 articles, bob (4)\n  - 1 relation without one of its ends.\n    - speaker q1 → a9\n"
    assert said in text
    assert "    - &lt;b>line&lt;/b> 9 x\n" in text


def test_a_file_of_that_name_that_is_no_report_stays(tmp_path: Path) -> None:
    (tmp_path / "IMPORT.md").write_text("# My notes\n", "utf-8")
    path = write_report(report("x"), tmp_path)
    assert path == tmp_path / "IMPORT 2.md"
    assert (tmp_path / "IMPORT.md").read_text("utf-8") == "# My notes\n"


def test_what_the_disk_did_not_take_is_no_lasting_loss(tmp_path: Path) -> None:
    losses, made = ImportLosses(), ImportReport()
    losses.add("not written", "one.txt was not saved: the disk is full.")
    made.add("all.jsonl", "3 articles", losses)
    assert made.losses().counts == {"not written": 1}
    assert write_report(made, tmp_path) is None
    losses.add("relation end", "line 7")
    path = write_report(made, tmp_path)
    assert path is not None
    assert "disk is full" not in path.read_text("utf-8")
