"""Tests of corpus.sourcing.verified_sources."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.corpus.sourcing.attached_sources import Attachment, attached, read_sources
from analyst_app.corpus.sourcing.verified_sources import VerdictCheck, faults_of_sources
from analyst_app.errors import UsageError
from tests.assist.verifying.corpus_of_quotes import corpus_with_speech

SIDECAR = "depot.txt.alice.annotations.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpus_with_speech(tmp_path / "corpus")


def verdict(folder: Path, **parts: str) -> None:
    """Give the first quote of the layer a verdict, by hand."""
    path = folder / SIDECAR
    text = path.read_text("utf-8")
    value = json.dumps({"verdict": "verbatim", **parts}, separators=(",", ":"))
    head, mark, tail = text.partition('"modified":"')
    time, _, rest = tail.partition('"')
    path.write_text(f'{head}{mark}{time}","verified":{value}{rest}', "utf-8")


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    code = main(["check", str(folder), "--json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert code == (1 if problems else 0)
    return [one["message"] for one in problems]


def test_check_names_a_verdict_by_a_source_that_nobody_attached(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict(folder, source="nobody")
    (words,) = checked(folder, capsys)
    assert words.endswith("has a verdict by a source that is not there: nobody")


def test_check_names_a_verdict_on_a_text_that_its_source_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record,) = json.loads((folder / "sources.json").read_text("utf-8"))["sources"]
    verdict(folder, source=record["id"], text_sha256=record["sha256"])
    assert checked(folder, capsys) == []
    text = (folder / SIDECAR).read_text("utf-8")
    (folder / SIDECAR).write_text(text.replace(record["sha256"], "0" * 64), "utf-8")
    (words,) = checked(folder, capsys)
    assert words.endswith("has a verdict on a text that its source is not: speeches/speech.txt")


def test_check_names_what_is_wrong_with_the_file_of_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sources.json").write_text('{"format":"media-sources","version":1,"sources":[\n7],"deleted":{}}', "utf-8")
    assert checked(folder, capsys) == ["holds a source that is no object in { }"]
    assert list(faults_of_sources(folder / "nowhere.json")) == []
    assert list(VerdictCheck(folder).faults(folder / "depot.txt", [])) == []


@pytest.mark.parametrize("file", ["../../etc/passwd", "/etc/passwd", "src\\a.txt", "gone.txt", ""])
def test_check_names_a_source_that_cannot_be_read(folder: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "sources.json"
    path.write_text(path.read_text("utf-8").replace('"speeches/speech.txt"', json.dumps(file)), "utf-8")
    (words,) = checked(folder, capsys)
    assert words.startswith("names a source that cannot be read: ")


@pytest.mark.parametrize("of", ["[7]", "[{}]", '[{"article": null}]', '"x"'])
def test_check_names_a_source_that_is_attached_to_nothing(
    folder: Path, of: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "sources.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('[{"article":"depot.txt"}]', of), "utf-8")
    assert path.read_text("utf-8") != text
    (words,) = checked(folder, capsys)
    assert words.endswith('with an "of" that names no article, quote or actor')


def test_check_names_a_source_that_has_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(folder, capsys) == []
    speech = folder / "speeches" / "speech.txt"
    speech.write_text(speech.read_text("utf-8") + "Thank you.\n", "utf-8")
    (words,) = checked(folder, capsys)
    assert words.startswith("names a source that has changed since it was attached: speeches/speech.txt")


def test_check_names_an_article_that_is_its_own_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = folder / "sources.json"
    sources.write_text(sources.read_text("utf-8").replace("speeches/speech.txt", "depot.txt"), "utf-8")
    (words,) = checked(folder, capsys)
    assert words.startswith("attaches an article to itself: depot.txt")


def test_a_source_that_is_gone_is_named_with_its_folder_and_nobody_is_told_to_attach_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rapidfuzz")
    (folder / "speeches" / "speech.txt").unlink()
    assert main(["verify", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["the source “speeches/speech.txt” cannot be opened: it is not there.", "No quote was compared."]


def _attach_instead(folder: Path, file: str) -> None:
    path = folder / "sources.json"
    text = path.read_text("utf-8").replace('"speeches/speech.txt"', json.dumps(file))
    path.write_text(re.sub(r'"sha256":"\w+"', '"sha256":""', text), "utf-8")


def _copied(folder: Path, file: str) -> None:
    """Make the file a link to the article, or a copy of it, by its name."""
    article = folder / "depot.txt"
    if file == "soft.txt":
        (folder / file).symlink_to(article)
    elif file == "hard.txt":
        (folder / file).hardlink_to(article)
    elif file == "copy.txt":
        (folder / file).write_bytes(article.read_bytes())


@pytest.mark.parametrize(
    "file", ["depot.txt", "./depot.txt", "speeches/.././depot.txt", "soft.txt", "hard.txt", "copy.txt"]
)
def test_an_article_is_no_source_of_its_own_quotes_by_any_spelling_link_or_copy(
    folder: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rapidfuzz")
    _copied(folder, file)
    _attach_instead(folder, file)
    (words,) = checked(folder, capsys)
    assert words.startswith(f"attaches an article to itself: {file}")
    assert main(["verify", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"the source “{file}” is not used: it is the article itself; attach the text that it quotes."
    assert lines[1:] == ["No quote was compared."]


@pytest.mark.parametrize("file", ["soft.txt", "hard.txt", "copy.txt"])
def test_the_window_attaches_no_article_to_itself_by_a_link_or_copy(folder: Path, file: str) -> None:
    _copied(folder, file)
    with pytest.raises(UsageError, match="is this article itself"):
        attached(read_sources(folder / "depot.txt", folder), folder / file, Attachment("depot.txt"))


@pytest.mark.parametrize(
    "file", [SIDECAR, SIDECAR.upper(), "codebook.json", "actors.json", "depot.txt.source.json", "link.txt"]
)
def test_a_file_of_the_program_is_no_source(folder: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rapidfuzz")
    if file == "link.txt":
        (folder / file).symlink_to(folder / SIDECAR)
    why = f"the source “{file}” is not used: it is a file of this program, not a text; attach the text that is quoted."
    with pytest.raises(UsageError) as refused:
        attached(read_sources(folder / "depot.txt", folder), folder / file, Attachment("depot.txt"))
    assert str(refused.value) == why
    _attach_instead(folder, file)
    assert [str(words) for words in faults_of_sources(folder / "sources.json")] == [
        f"names a source that cannot be read: {why}"
    ]
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().err.splitlines() == [why, "No quote was compared."]
