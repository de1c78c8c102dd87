"""What ``check`` finds, and that it finds nothing where nothing is.

Tests of corpus.codebook_fit and corpus.verification.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from analyst_app.cli import main
from analyst_app.commands.check_command import verify
from analyst_app.core.annotation import Annotation
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.corpus import folder_check
from analyst_app.corpus.quick_check import QuickCheck
from analyst_app.corpus.verification import Verification, Verifier
from analyst_app.storage import sidecar
from analyst_app.storage.layer import Layer
from tests import frames
from tests.commands.corpora import write_article, write_layer
from tests.session.test_session import CODEBOOK
from tests.storage.layers import EXAMPLES, TEXT, TIMES, document, empty, encoded, layers

NAME = "a1.txt.alice.annotations.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a1.txt", NAME):
        shutil.copyfile(EXAMPLES / name, tmp_path / name)
    return tmp_path


def kinds(*paths: Path) -> list[str]:
    return [finding.kind for finding in verify(paths).findings]


def damage(folder: Path, old: str, new: str) -> None:
    data = (folder / NAME).read_bytes()
    assert old.encode() in data
    (folder / NAME).write_bytes(data.replace(old.encode(), new.encode(), 1))


def test_a_good_folder_has_no_problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out) == {"articles": 1, "layers": 1, "problems": []}


def test_a_problem_is_named_with_its_file_line_and_item(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(folder, '"exact":"Lena Ortiz"', '"exact":"Lina Ortiz"')
    assert main(["check", "--json", str(folder)]) == 1
    (problem, link) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["file"] == str(folder / NAME)
    assert problem["line"] == 10
    assert problem["item"] == "b2867e79-6979-51be-be5e-6abf8cb04571"
    assert problem["kind"] == "invalid"
    assert "Lina Ortiz" in problem["message"]
    assert link["kind"] == "end_missing"
    assert main(["check", str(folder)]) == 1
    assert f"{NAME}:10: invalid" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('"prefix":"🔥 Mayor "', '"prefix":"Mayor "', "context"),
        ('"tag":"claim"', '"tag":"frame"', "codebook"),
        ('"kind":"person"', '"kind":"ghost"', "codebook"),
        ('"kind":"person"', '"colour":"red"', "codebook"),
        ('"role":"speaker"', '"role":"owner"', "codebook"),
        ('"id":"6eb28645', '"id":"b2867e79-6979-51be-be5e-6abf8cb04571","x":"', "invalid"),
        ('"to":"b2867e79', '"to":"x2867e79', "end_missing"),
        ('"annotator": "alice"', '"annotator": "bob"', "annotator"),
        ('"version": 1', '"version": 2', "version"),
        ('"version": 1', '"version": 3', "version"),
        ('"length": 109, "sha256": "0', '"length": 109, "sha256": "1', "text"),
        (' "links": [', ' "links": ', "damaged"),
        ('"deleted": {\n', '"deleted": {\n"b2867e79-6979-51be-be5e-6abf8cb04571":1\n', "deleted"),
    ],
)
def test_every_kind_of_problem_is_found(folder: Path, old: str, new: str, kind: str) -> None:
    damage(folder, old, new)
    assert kind in kinds(folder)


def test_a_changed_a_gone_and_an_unreadable_article_are_told(folder: Path) -> None:
    (folder / "a1.txt").write_text("Before. " + TEXT)
    assert kinds(folder) == ["text"]
    (folder / "a1.txt").write_bytes(b"\xff\xfe\xfd")
    assert kinds(folder) == ["source_unreadable"]
    (folder / "a1.txt").unlink()
    assert kinds(folder) == ["source_missing"]


@pytest.mark.parametrize("with_layer", [False, True])
def test_a_nul_in_an_article_is_told_once_and_the_article_is_text_all_the_same(
    tmp_path: Path, with_layer: bool
) -> None:
    article = write_article(tmp_path, "n.txt", "Ada Brandt said\0 no.\n")
    if with_layer:
        write_layer(article, "alice", ("actor", "Ada Brandt"))
        write_layer(article, "bob", ("actor", "Ada Brandt"))
    (finding,) = verify([tmp_path]).findings
    assert (finding.kind, Path(finding.file).name) == ("source_nul", "n.txt")
    assert "1 NUL character stands in it, at 15" in finding.message


def test_utf_16_without_a_mark_is_told_of_until_its_facts_say_so(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_bytes("Ada Brandt said no.\n".encode("utf-16-le"))
    assert kinds(tmp_path) == ["source_nul"]
    (tmp_path / "n.txt.source.json").write_text('{"encoding": "utf-16-le"}')
    assert kinds(tmp_path) == []


def test_what_waits_is_listed(folder: Path) -> None:
    item = '{"why":"reading","text_sha256":"","record":{"id":"x","rev":1}}'
    damage(folder, '"unplaced": [\n', f'"unplaced": [\n{item}\n')
    assert kinds(folder) == ["reading"]


def test_conflict_copies_are_named_and_count_as_no_layer(folder: Path) -> None:
    shutil.copyfile(folder / NAME, folder / "a1.txt.alice-laptop7.annotations.json")
    shutil.copyfile(folder / NAME, folder / "a1.txt.alice.annotations (1).json")
    found = verify([folder])
    assert found.layers == 1
    assert [finding.kind for finding in found.findings] == ["conflict_copy", "conflict_copy"]


def test_the_codebook_of_the_folder_applies_and_a_broken_one_is_told_once(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("a1.txt", NAME):
        shutil.copyfile(folder / name, folder / "sub" / name)
    (folder / "codebook.json").write_text("{")
    assert kinds(folder).count("codebook") == 1


def test_an_article_or_a_sidecar_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copyfile(folder / NAME, folder / "a1.txt.bob.annotations.json")
    assert verify([folder / "a1.txt"]).layers == 2
    assert verify([folder / NAME]).layers == 1
    assert main(["check", str(folder / "nowhere")]) == 2
    (folder / "image.png").write_bytes(b"x")
    assert main(["check", str(folder / "image.png")]) == 2
    assert "neither" in capsys.readouterr().err


def test_many_articles_are_checked_by_several_processes_with_the_same_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_check, "MANY", 500)
    for number in range(520):
        shutil.copyfile(EXAMPLES / "a1.txt", tmp_path / f"{number:03}.txt")
        data = (EXAMPLES / NAME).read_bytes().replace(b'"a1.txt"', b'"%03d.txt"' % number)
        if number % 100 == 7:
            data = data.replace(b"Lena Ortiz", b"Lina Ortiz", 1)
        (tmp_path / f"{number:03}.txt.alice.annotations.json").write_bytes(data)
    found = verify([tmp_path])
    assert (found.articles, found.layers) == (520, 520)
    assert {Path(finding.file).name[:3] for finding in found.findings} == {"007", "107", "207", "307", "407", "507"}


@given(layers())
@settings(max_examples=60)
def test_the_quick_way_never_passes_what_the_full_one_would_not(layer: Layer) -> None:
    compare(encoded(layer))


def compare(data: bytes) -> None:
    source = TEXT.encode()
    if not QuickCheck(CODEBOOK).is_fine(source, "a1.txt", data, "alice"):
        return
    full: Any = Verification()
    Verifier(CODEBOOK, full)._verify(Path(NAME), data, document(), "alice")
    assert full.findings == []


def test_the_quick_way_passes_good_layers() -> None:
    made = (Annotation("a", "claim", 2, 7), Annotation("b", "quote", 24, 52, (("mode", "direct"),)))
    layer = empty().applied(Change((), made), TIMES[0]).applied(Change((made[0],), ()), TIMES[1])
    assert layer.deleted
    quick = QuickCheck(CODEBOOK)
    assert quick.is_fine(TEXT.encode(), "a1.txt", encoded(layer), "alice")
    assert quick.is_fine(TEXT.encode(), "a1.txt", (EXAMPLES / NAME).read_bytes(), "alice")


@pytest.mark.parametrize("at", range(0, 1_867, 7))
def test_the_quick_way_notices_any_byte_that_matters(at: int) -> None:
    data = (EXAMPLES / NAME).read_bytes()
    for byte in (b"x", b"0", b'"'):
        compare(data[:at] + byte + data[at + 1 :])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_articles_in_any_encoding_pass_the_quick_way(encoding: str, newline: str) -> None:
    chosen = encoding if encoding.startswith("cp") else None
    data = f"Привет{newline}Ada Brandt{newline}".encode(encoding)
    article = Document.from_bytes(data, name="a1.txt", encoding=chosen)
    layer = sidecar.new_layer(article, "alice", (("id", "media"), ("version", 1)))
    layer = layer.applied(Change((), (Annotation("a", "actor", 7, 17),)), TIMES[0])
    assert QuickCheck(CODEBOOK).is_fine(data, "a1.txt", encoded(layer), "alice")


def test_the_encoding_that_gives_the_text_a_layer_was_made_on_goes_before_the_noted_one(folder: Path) -> None:
    data = "Привет, Ada Brandt\n".encode("cp1251")
    (folder / "a1.txt").write_bytes(data)
    article = Document.from_bytes(data, name="a1.txt", encoding="koi8-r")
    layer = sidecar.new_layer(article, "alice", (("id", "media"), ("version", 1)))
    (folder / NAME).write_bytes(encoded(layer))
    assert kinds(folder) == []
    (folder / "a1.txt.source.json").write_text('{"format": "media-source", "version": 1, "encoding": "cp1251"}')
    assert kinds(folder) == []


def test_an_unknown_part_of_the_codebook_is_named_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = frames.frames()
    data["tags"][0]["plays"] = "narrator"
    path = frames.put_codebook(folder, data)
    (folder / NAME).unlink()
    assert main(["check", "--json", str(folder)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["kind"]) == (str(path), "codebook")
    assert problem["message"].startswith("tag frame plays 'narrator', which is none of claim, quotation, actor, cue")
