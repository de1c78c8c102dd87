"""That an annotation was made under a later codebook is told, and changes nothing else of an export."""

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


@pytest.mark.parametrize("form", ["jsonl", "csv", "conll", "brat"])
def test_an_export_is_the_same_with_and_without_it_and_strict_lets_it_pass(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_article(tmp_path / "corpus", "a.txt", TEXT)
    annotate(path, "alice", ("actor", "Ada Brandt"))

    def exported(name: str) -> dict[str, bytes]:
        out = tmp_path / name
        arguments = ["export", str(path.parent), "--format", form, "--output", str(out), "--strict", "--no-verify"]
        assert main(arguments) == 0
        files = (file for file in out.rglob("*") if file.is_file() and file.suffix != ".md")
        return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}

    plain = exported("plain")
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=tmp_path / "state"
    )
    (old,) = session.store.annotations
    session.do("made later", Change((old,), (old._replace(extra=(("codebook", 7),)),)))
    save_now(session)
    capsys.readouterr()
    assert exported("stamped") == plain
    said = capsys.readouterr()
    assert "made under a later codebook than its layer" in said.out + said.err
