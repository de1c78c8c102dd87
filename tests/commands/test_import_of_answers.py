"""``analyst-app import`` takes answers to a report, says from whom, and never makes an article of a report.

Tests of commands.import_said, corpus.answering.answers_only, corpus.intake.answer_files,
importers.answers.report_page and importers.answers.saved_otherwise.
"""

from __future__ import annotations

import gzip
import io
import json
import quopri
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import analyst_app as aa
from analyst_app.cli import main
from analyst_app.storage.file_names import sidecar_path
from tests.corpus.answering.reported import QUOTE, TEXT, Reported, annotation, hashes, reported, write_layer
from tests.importers.answers.word_shapes import Reply, by_word, edited


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    return reported(tmp_path / "corpus")


def answers(sent: Reported, *replies: Reply) -> Path:
    path = sent.folder.parent / "answers.docx"
    path.write_bytes(by_word(sent.report, *replies))
    return path


REPLY = Reply("Nora Vik", "I do not think so.", to="2 · Quote")


def test_answers_are_taken_in_and_it_is_said_from_whom(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    path = answers(sent, REPLY)
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    assert capsys.readouterr().out == f"{path}: 1 answer taken in, of Nora Vik (1).\n"
    assert main(["import", str(path), "--to", str(sent.folder), "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)["articles"]
    assert (said["answers"], said["there"]) == (0, 1)
    assert main(["check", str(sent.folder)]) == 0


@pytest.mark.parametrize("name", ["report.docx", "report.doc", "report.txt", "report"])
def test_a_report_never_becomes_an_article_by_accident_whatever_it_is_named(
    sent: Reported, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashes(sent.folder)
    report = sent.folder.parent / "mail" / name
    report.parent.mkdir()
    report.write_bytes(sent.report)
    assert main(["import", str(report), "--to", str(sent.folder)]) == 1, "a file had to be left out"
    assert "a report of this app in which nobody has answered" in capsys.readouterr().err
    assert hashes(sent.folder) == before


def pages(sent: Reported) -> dict[str, bytes]:
    """The pages that a report can have, by a name for each."""
    from analyst_app.export.exporting import ExportRequest, export

    made = {}
    (sent.folder / "yard.txt").write_text("The yard is shut.\n", "utf-8")
    write_layer(sent.folder / "yard.txt", "alice", [])
    for name, what in (("article", sent.article), ("corpus", sent.folder)):
        place = sent.folder.parent / f"{name}.html"
        assert export(ExportRequest(what, "report", place, layer="alice")).is_written
        made[name] = place.read_bytes()
    place = sent.folder.parent / "pages"
    assert export(ExportRequest(sent.folder, "report", place, layer="alice")).is_written
    made |= {path.name: path.read_bytes() for path in sorted(place.rglob("*.html"))}
    return made


def test_no_page_of_a_report_becomes_an_article_renamed_saved_again_or_packed(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    found = pages(sent)
    assert {"article", "corpus", "index.html", "depot.html"} <= found.keys()
    mail = sent.folder.parent / "mail"
    mail.mkdir()
    for name, data in found.items():
        (mail / f"{name}.html").write_bytes(data)
    article = found["article"]
    (mail / "sent.txt").write_bytes(article)
    (mail / "unnamed").write_bytes(b"\xef\xbb\xbf\r\n" + article)
    generator = re.search(rb"<meta name=.generator.[^>]*>", article)
    assert generator is not None
    (mail / "by another program.htm").write_bytes(article.replace(generator[0], b""))
    (mail / "saved.mhtml").write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(article)
    )
    (mail / "packed.html.gz").write_bytes(gzip.compress(article))
    before = hashes(sent.folder)
    files = sorted(mail.iterdir())
    assert main(["import", *map(str, files), "--to", str(sent.folder)]) == 1
    said = capsys.readouterr().err
    assert said.count("is a report of this app and no article: nothing was imported") == len(files)
    assert "“Save the answers as a file…”" in said
    assert "--kind html" in said
    assert hashes(sent.folder) == before


SAVED = {
    "a.rtf": rb"{\rtf1\ansi {\*\bkmkstart at_%s}Depot to close{\*\bkmkend at_%s}}" % (b"0a" * 16, b"0a" * 16),
    "a.html": b'<html><body><p><a name="aa_%s_%s"></a>Depot to close</p></body></html>' % (b"0a" * 12, b"1b" * 4),
    "a.pdf": b"%PDF-1.4\n1 0 obj\n<<\n/Title (\xfe\xff)\n/Creator (\xfe\xff"
    + "Analyst App 0.2.0".encode("utf-16-be")
    + b")\n>>",
}
"""The head of a report as LibreOffice 7.4 saves it in its other formats, and of a PDF as Qt writes it."""


def test_no_report_that_another_program_saved_in_its_own_format_becomes_an_article(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.importers import samples

    mail = sent.folder.parent / "mail"
    mail.mkdir()
    mark = f'<text:bookmark-start text:name="at_{"0a" * 16}"/>'
    with zipfile.ZipFile(io.BytesIO(samples.odt())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"<text:p>", b"<text:p>" + mark.encode(), 1)
    for name, data in (SAVED | {"a.odt": samples.zipped(parts)}).items():
        (mail / name).write_bytes(data)
    before = hashes(sent.folder)
    files = sorted(mail.iterdir())
    assert main(["import", *map(str, files), "--to", str(sent.folder)]) == 1
    said = capsys.readouterr().err
    for kind in ("odt", "rtf", "html", "pdf"):
        assert f"a.{kind} is a report of this app, saved as {kind.upper()}" in said
        assert f"--kind {kind})" in said
    assert hashes(sent.folder) == before
    assert main(["import", str(mail / "a.odt"), "--to", str(sent.folder), "--kind", "odt"]) == 0
    (mail / "b.odt").write_bytes(samples.odt())
    assert main(["import", str(mail / "b.odt"), "--to", str(sent.folder)]) == 0, "another one is an article as ever"


def test_a_page_of_a_report_becomes_an_article_if_one_says_so_and_other_pages_as_ever(sent: Reported) -> None:
    page = sent.folder.parent / "page.html"
    page.write_bytes(pages(sent)["article"])
    assert main(["import", str(page), "--to", str(sent.folder), "--kind", "html"]) == 0
    other = sent.folder.parent / "news.html"
    words = "The board met on Tuesday and agreed on the new line, said Ada Brandt, who chairs it. " * 6
    other.write_text(f"<!DOCTYPE html><html><head><title>News</title></head><body><article><p>{words}</p></article>")
    before = len(list(sent.folder.glob("*.txt")))
    assert main(["import", str(other), "--to", str(sent.folder)]) == 0
    assert len(list(sent.folder.glob("*.txt"))) == before + 1


def test_another_word_document_is_an_article_as_ever_also_beside_answers(sent: Reported) -> None:
    from tests.importers import samples

    folder = sent.folder.parent / "mail"
    folder.mkdir()
    (folder / "minutes.docx").write_bytes(samples.docx())
    answers(sent, REPLY).rename(folder / "answers.docx")
    assert main(["import", str(folder), "--to", str(sent.folder)]) == 0
    names = {one.name for one in sent.folder.iterdir()}
    assert {"minutes.txt", "depot.txt.nora-vik-answers.annotations.json"} <= names
    assert "answers.txt" not in names


def test_what_has_no_place_is_listed_beside_the_articles_and_under_strict_nothing_is_written(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answers(sent, REPLY)
    path.write_bytes(edited(path.read_bytes(), lambda body: body.replace("has not answered", "answered")))
    before = hashes(sent.folder)
    assert main(["import", str(path), "--to", str(sent.folder), "--strict"]) == 1
    assert hashes(sent.folder) == before
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    listed = (sent.folder / "IMPORT.md").read_text("utf-8")
    assert "1 paragraph that was changed in the document; the article stays as it is.\n" in listed
    assert "    - depot.txt: “The council answered.” in the place of “The council has not answered.”\n" in listed
    assert "changed in the document" in capsys.readouterr().err


def test_a_preview_writes_nothing(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    before = hashes(sent.folder)
    assert main(["import", str(answers(sent, REPLY)), "--to", str(sent.folder), "--preview"]) == 0
    assert "1 answer to take in, of Nora Vik (1)." in capsys.readouterr().out
    assert hashes(sent.folder) == before


def test_the_form_of_a_page_comes_back_too(sent: Reported, capsys: pytest.CaptureFixture[str]) -> None:
    item = {"layer": "alice", "annotation": "10000000-0000-4000-8000-000000000000", "exact": "x", "answer": "accept"}
    article = {"name": "depot.txt", "text_sha256": "0" * 64, "answers": [item]}
    path = sent.folder.parent / "answers.json"
    held = {"format": "media-reading-answers", "version": 1, "who": "Nora Vik", "articles": [article]}
    path.write_text(json.dumps(held))
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0
    assert "1 answer taken in, of Nora Vik (1)." in capsys.readouterr().out


def test_answers_that_find_no_article_are_no_success_and_leave_nothing_in_the_wrong_folder(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = sent.folder.parent / "wrong"
    wrong.mkdir()
    (wrong / "other.txt").write_text("Another text.\n", "utf-8")
    before = hashes(wrong)
    path = answers(sent, REPLY)
    assert main(["import", str(path), "--to", str(wrong)]) == 1
    assert "No answer was taken in. Are the articles in another folder?" in capsys.readouterr().err
    assert hashes(wrong) == before
    assert main(["import", str(path), "--to", str(wrong), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["failed"], said["articles"][0]["answers"]) == (1, 0)


def test_where_one_of_several_answers_has_no_place_the_others_come_in_and_the_code_says_it(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answers(sent, REPLY, Reply("Nora Vik", "Which?", on="another line"))
    sent.article.write_text(TEXT.replace("another line", "a new line"), "utf-8")
    assert main(["import", str(path), "--to", str(sent.folder)]) == 1
    said = capsys.readouterr()
    assert "1 answer taken in, of Nora Vik (1)." in said.out
    assert "depot.txt, Nora Vik: “Which?”" in said.err


def test_of_two_copies_of_the_article_none_is_written_until_it_is_said_which_is_meant(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    above = sent.folder.parent
    shutil.copytree(sent.folder, above / "copy")
    before = hashes(sent.folder), hashes(above / "copy")
    path = answers(sent, REPLY)
    assert main(["import", str(path), "--to", str(above)]) == 1
    said = capsys.readouterr().err
    assert "Several articles of the folder have this text: choose the folder of the one that is meant" in said
    assert "copy/depot.txt | corpus/depot.txt, Nora Vik: “I do not think so.”" in said
    assert (hashes(sent.folder), hashes(above / "copy")) == before
    assert not (above / "IMPORT.md").exists()
    assert main(["import", str(path), "--to", str(sent.folder)]) == 0


def test_where_all_came_in_the_report_does_not_say_that_something_was_left_out(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    remarks = Reply("Nora Vik", "Which?", on="another line"), Reply("Nora Vik", "Who?", on="Nobody")
    assert main(["import", str(answers(sent, *remarks)), "--to", str(sent.folder)]) == 0
    assert "left out" not in capsys.readouterr().err
    listed = (sent.folder / "IMPORT.md").read_text("utf-8")
    assert listed.startswith("# What imports left out, or took in otherwise\n")
    assert "    - depot.txt, Nora Vik: “Who?”\n    - depot.txt, Nora Vik: “Which?”\n" in listed


def test_who_has_only_answered_has_read_nothing_and_an_export_takes_the_one_reading(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar_path(sent.article, "bob").unlink()
    remark = Reply("Nora Vik", "Which?", on="another line")
    assert main(["import", str(answers(sent, REPLY, remark)), "--to", str(sent.folder)]) == 0
    out = sent.folder.parent / "set.jsonl"
    assert main(["export", str(sent.folder), "--format", "jsonl", "--output", str(out)]) == 0
    (line,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert {one["annotator"] for one in line["spans"]} == {"alice"}
    assert main(["export", str(sent.article), "--output", str(sent.folder.parent / "one")]) == 0
    everything = sent.folder.parent / "all.jsonl"
    whole = ["--layer", "all", "--output", str(everything)]
    assert main(["export", str(sent.folder), "--format", "jsonl", *whole]) == 0
    (line,) = map(json.loads, everything.read_text("utf-8").splitlines())
    assert {one["annotator"] for one in line["spans"]} == {"alice"}, "all readings; she has read nothing"
    assert "`nora-vik-answers`" in (everything.parent / "all.LOSSES.md").read_text("utf-8")
    assert "to know: 1 layer that holds only answers to a report" in capsys.readouterr().err
    hers = sent.folder.parent / "hers.jsonl"
    named = ["--layer", "nora-vik-answers", "--output", str(hers), "--strict"]
    assert main(["export", str(sent.folder), "--format", "jsonl", *named]) == 0
    (line,) = map(json.loads, hers.read_text("utf-8").splitlines())
    assert {one["annotator"] for one in line["spans"]} == {"nora-vik-answers"}
    page = sent.folder.parent / "page.html"
    shown = ["--format", "report", "--layer", "all", "--output", str(page)]
    assert main(["export", str(sent.folder), *shown]) == 0
    assert "nora-vik-answers" in page.read_text("utf-8"), "people see what was answered"
    assert set(aa.open(sent.folder).to_pandas().spans["layer"]) == {"alice"}
    everyone = aa.open(sent.folder).to_pandas(layers=["alice", "nora-vik-answers"])
    assert set(everyone.spans["layer"]) == {"alice", "nora-vik-answers"}
    write_layer(sent.article, "nora-vik-answers", [annotation(QUOTE, "claim", "Nobody agreed.")])
    capsys.readouterr()
    assert main(["export", str(sent.folder), "--output", str(sent.folder.parent / "two")]) == 2
    assert "several layers" in capsys.readouterr().err


def test_who_has_only_answered_is_no_reader_to_be_compared_with(
    sent: Reported, capsys: pytest.CaptureFixture[str]
) -> None:
    for layer, spans in (
        ("alice", [(QUOTE, "claim", "Nobody agreed.")]),
        ("bob", [(QUOTE, "quote", "Nobody agreed.")]),
    ):
        made = write_layer(sent.article, layer, [annotation(*one) for one in spans])
        made.write_text(made.read_text("utf-8").replace('"status": "done"', '"status": "in_progress"'), "utf-8")
    remark = Reply("Nora Vik", "Which?", on="another line")
    assert main(["import", str(answers(sent, remark)), "--to", str(sent.folder)]) == 0
    capsys.readouterr()
    assert main(["agree", str(sent.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"] == ["alice", "bob"], "nobody is done: who has begun counts"
    assert main(["compare", str(sent.article), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"] == ["alice", "bob"]
