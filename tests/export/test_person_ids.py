"""A person's id goes out with a mention, or the report says what is lost, in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.language.known_people import with_actor
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

TEXT = "Ada Brandt met Omar Hall.\n"


@pytest.mark.parametrize("name", ["Ada Brandt", ""])
@pytest.mark.parametrize(("form", "code"), [("jsonl", 0), ("csv", 0), ("conll", 1)])
def test_the_id_of_a_person_goes_out_or_is_told(
    form: str, code: int, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    path = write_article(folder, "a.txt", TEXT)
    (made,) = annotate(path, "alice", ("actor", "Ada Brandt", {"name": name} if name else {}))
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=tmp_path / "state"
    )
    old = session.store.annotation(made.id)
    assert old is not None
    session.do("who", Change((old,), (with_actor(old, "p1"),)))
    save_now(session)
    out = tmp_path / "out"
    answer = main(["export", str(folder), "--format", form, "--output", str(out), "--strict"])
    assert answer == code
    said = capsys.readouterr()
    words = said.out + said.err
    assert ("by which the team's list of people has" in words) == bool(code)
    assert "does not know" not in words
    if form == "jsonl":
        assert json.loads(next(out.rglob("*.jsonl")).read_text().splitlines()[0])["spans"][0]["actor"] == "p1"
    elif form == "csv":
        assert any("actor/p1" in path.read_text("utf-8") for path in out.rglob("*.csv"))
