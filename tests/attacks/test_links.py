"""A cloned corpus full of links, given to every command: nothing outside is read, written or made, and each is named.

Tests of storage.containment, storage.held_folder and corpus.folder_check.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from analyst_app import cli
from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.corpus.articles import articles_in, codebook_for, listed
from analyst_app.errors import ChangeRefused
from analyst_app.session.session import Session
from analyst_app.storage import containment
from tests.attacks.planted import PLAIN, SECRET, fingerprint, home, layer_bytes, links_and_bobs, planted
from tests.ten_articles import ten

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="clones a repository"),
    pytest.mark.timeout(120),
]

REFUSED = {
    "depot.txt.alice.annotations.json": "it leads nowhere",
    "harbour.txt.alice.annotations.json": "it leads out of the opened folder",
    "market.txt.alice.annotations.json": "another layer's file",
    "square.txt.alice.annotations.json": "it is bob's file under a second name",
    "quay.txt.alice.annotations.json": "it leads to no layer's file",
    "passwd.txt": "it leads out of the opened folder, to /etc",
    "zero.txt": "it leads out of the opened folder, to /dev",
    "loop.txt": "it leads in a circle",
    "nowhere.txt": "it leads nowhere",
    "old1.txt": "it leads out of the opened folder",
    "linked": "it leads out of the opened folder",
    "note.txt.source.json": "it leads out of the opened folder",
    "actors.json": "it leads out of the opened folder",
    "sub/codebook.json": "it leads out of the opened folder",
}


@pytest.fixture
def corpus() -> Path:
    return planted()


@pytest.fixture(autouse=True)
def nothing_happens(corpus: Path):  # type: ignore[no-untyped-def]
    """The home outside, the links and what they lead to are the same after as before."""
    before, links = fingerprint(), links_and_bobs(corpus)
    yield
    assert fingerprint() == before
    assert links_and_bobs(corpus) == links


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    containment.forget_all()  # as in a process of its own
    code = cli.main([str(word) for word in words])
    told = capsys.readouterr()
    said = told.out + told.err
    assert SECRET not in said
    assert "root:" not in said, "a line of /etc/passwd"
    assert "Something went wrong" not in said
    return code, said


def test_check_names_every_link_that_is_not_used_with_the_reason(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "check", "--json", corpus)
    problems = json.loads(said)["problems"]
    told = {str(Path(one["file"]).relative_to(corpus)): one["message"] for one in problems}
    for name, reason in REFUSED.items():
        assert reason in told.get(name, ""), (name, told.get(name))
    assert not {"same.txt", "note.txt.alice.annotations.json", "note.txt.bob.annotations.json"} & told.keys()
    assert code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["search", "CORPUS", SECRET],
        ["search", "CORPUS", "root"],
        ["search", "CORPUS", "harbour"],
        ["agree", "CORPUS", "--layers", "alice,bob"],
        ["compare", "CORPUS/market.txt", "--layers", "alice,bob"],
        ["compare", "CORPUS/passwd.txt"],
        ["suggest", "CORPUS"],
        ["check", "CORPUS/depot.txt"],
        ["check", "CORPUS/harbour.txt.alice.annotations.json"],
    ],
)
def test_commands_that_read_go_on_without_what_leads_outside(
    corpus: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    _, said = run(capsys, *(word.replace("CORPUS", str(corpus)) for word in words))
    assert said


@pytest.mark.parametrize("layer", ["alice", "all"])
def test_an_export_names_what_it_would_have_to_leave_out_and_can_go_on_without(
    corpus: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, layer: str
) -> None:
    out = tmp_path / "out"
    code, said = run(capsys, "export", corpus, "--format", "jsonl", "--layer", layer, "--output", out)
    assert code == 2
    assert not out.exists()
    assert "annotations.json" in said
    run(capsys, "export", corpus, "--format", "jsonl", "--layer", layer, "--output", out, "--skip-damaged")
    written = "".join(path.read_text("utf-8") for path in out.rglob("*") if path.is_file())
    assert SECRET not in written


def test_a_merge_writes_through_no_link_and_reads_through_none(
    corpus: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copies = []
    for number in (1, 2):
        copies.append(tmp_path / f"copy{number}.json")
        copies[-1].write_bytes(layer_bytes("depot.txt", "alice"))
    for name in ("depot.txt", "harbour.txt", "market.txt"):
        code, said = run(capsys, "merge", *copies, "--output", corpus / f"{name}.alice.annotations.json")
        assert code == 2, said
    code, said = run(
        capsys, "merge", corpus / "harbour.txt.alice.annotations.json", copies[0], "--output", tmp_path / "c"
    )
    assert code == 2
    assert "leads out of the opened folder" in said


def test_an_import_of_a_folder_skips_what_leads_outside_and_says_so(
    corpus: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, said = run(capsys, "import", corpus / "inbox", "--to", tmp_path / "new")
    assert "page.html is not used: it leads nowhere" in said
    assert "other.html is not used: it leads out of the opened folder, to /etc" in said
    assert not list(tmp_path.glob("new/*"))


@pytest.mark.parametrize("name", ["depot", "harbour", "market", "square", "quay"])
def test_no_tag_is_written_through_a_link_that_is_not_this_layers_own(corpus: Path, name: str) -> None:
    """On the version before, the words of depot.txt went into a new shell's start-up file."""
    containment.open_border(corpus)
    article = corpus / f"{name}.txt"
    found = codebook_for(article, corpus, home() / "state")
    session = Session.load(
        article, Session.read_article(article), layer_id="alice", codebook=found.codebook, state=home() / "state"
    )
    with pytest.raises(ChangeRefused):
        session.do("Tag", edits.tag_spans("claim", [Span(0, 7)]))
    assert not session.store.annotations
    assert REFUSED[f"{name}.txt.alice.annotations.json"] in session.read_only


def test_every_article_is_listed_and_says_why_it_is_not_used(corpus: Path) -> None:
    containment.open_border(corpus)
    lines = {path.name: listed(path, corpus, "alice") for path in articles_in(corpus)}
    for name in ("passwd.txt", "zero.txt", "loop.txt", "nowhere.txt", "old1.txt"):
        assert REFUSED[name] in lines[name].problem
    assert "same.txt is not used" not in lines["same.txt"].problem  # the actors beside it are told of, though
    assert "secret.txt" not in lines


def test_the_codebook_of_somebody_else_is_not_taken(corpus: Path) -> None:
    containment.open_border(corpus)
    found = codebook_for(corpus / "sub" / "school.txt", corpus, home() / "state")
    assert "it leads out of the opened folder" in found.problem
    assert found.codebook.name != SECRET
    assert found.leads_to == str((home() / "private").resolve())


def test_an_allowed_folder_is_used_by_every_command_and_no_other(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "search", corpus, "news")
    assert "old1.txt:" not in said.partition("left out")[0]
    containment.allow(home() / "archive")
    code, said = run(capsys, "search", corpus, "Old news")
    assert "old1.txt" in said
    code, said = run(capsys, "check", corpus)
    assert code == 1
    assert "old1.txt" not in said
    assert "passwd.txt: link" in said


def test_an_article_through_a_link_inside_is_annotated_beside_the_link(corpus: Path) -> None:
    containment.open_border(corpus)
    article = corpus / "same.txt"
    assert Session.read_article(article).text == PLAIN


def test_a_link_planted_as_a_layer_is_no_annotator_in_the_agreement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ten(tmp_path / "corpus")
    before = agreement_of(folder, capsys)
    (folder / "a1.txt.carol.annotations.json").symlink_to(tmp_path / "nowhere")
    os.link(folder / "a2.txt.alice.annotations.json", folder / "a2.txt.eve.annotations.json")
    after = agreement_of(folder, capsys)
    assert after["layers"] == ["alice", "bob"]
    assert after["overall"] == before["overall"]
    assert not (tmp_path / "nowhere").exists()


def agreement_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    cli.main(["agree", str(folder), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("actors.json", "/dev/zero"),
        ("actors.json", "/etc/passwd"),
        ("codebook.json", "/etc/passwd"),
        ("a1.txt.source.json", "/etc/passwd"),
    ],
)
def test_check_names_a_team_file_that_leads_outside_as_a_link_with_its_target(
    tmp_path: Path, name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ten(tmp_path / "corpus")
    (folder / name).symlink_to(target)
    code, said = run(capsys, "check", "--json", folder)
    assert code == 1
    (problem,) = json.loads(said)["problems"]
    assert problem["kind"] == "link"
    assert problem["file"] == str(folder / name)
    assert problem["message"] == f"is not used: it leads out of the opened folder, to {target}"
