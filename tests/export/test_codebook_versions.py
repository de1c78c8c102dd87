"""That an annotation was made under a later codebook is kept by every format, or named as lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

TEXT = "Ada Brandt met Omar Hall.\n"


VALUE = b"codebook/7"


@pytest.mark.parametrize(("form", "place"), [("jsonl", b'"extra":{"codebook":7}'), ("csv", VALUE), ("brat", VALUE)])
def test_it_stands_in_the_export(form: str, place: bytes, tmp_path: Path) -> None:
    files = exported(stamped(tmp_path), form, tmp_path / "out", "--strict")
    assert any(place in data for data in files.values())


def test_where_there_is_no_place_it_is_a_loss_that_strict_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = stamped(tmp_path)
    arguments = ["export", str(corpus), "--format", "conll", "--output", str(tmp_path / "out")]
    assert main([*arguments, "--strict"]) == 1
    said = capsys.readouterr()
    assert "made under a later codebook than its layer" in said.out + said.err
    assert main(arguments) == 0


def stamped(folder: Path) -> Path:
    """A corpus of one annotation that was made under version 7 of the codebook."""
    path = write_article(folder / "corpus", "a.txt", TEXT)
    annotate(path, "alice", ("actor", "Ada Brandt"))
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=folder / "state"
    )
    (old,) = session.store.annotations
    session.do("made later", Change((old,), (old._replace(extra=(("codebook", 7),)),)))
    save_now(session)
    return path.parent


def exported(corpus: Path, form: str, out: Path, *more: str) -> dict[str, bytes]:
    assert main(["export", str(corpus), "--format", form, "--output", str(out), *more]) == 0
    files = (file for file in out.rglob("*") if file.is_file() and file.suffix != ".md")
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}
