"""A fence round each file: whatever one of ten articles is, the commands bring out the other nine and name it.

Tests of corpus.folder_check, corpus.indexing.index_intake, corpus.listing and review.entry_problems.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from analyst_app.agreement.corpus_agreement import ArticleCounting
from analyst_app.cli import main
from analyst_app.commands import check_command, compare_command
from analyst_app.core.annotation import Entry, pairs
from analyst_app.corpus import concordance, folder_check, other_layers, quick_check
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing import index_intake
from analyst_app.corpus.listing import known_lines
from analyst_app.corpus.sealing import Seal
from analyst_app.corpus.verification import Verification
from analyst_app.corpus.word_folding import fold
from analyst_app.review.entry_problems import entry_problem
from analyst_app.ui.review import agreement_reading, review_opening
from analyst_app.ui.review.review_opening import progress_of
from analyst_app.ui.widgets.long_work import LongWork
from tests.ten_articles import NAMES, ODD, SECRET, SOUND, SPOILERS, SPOILT, bug_in_reading, spoil, ten


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


def log() -> str:
    return (Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "errors.log").read_text("utf-8")


def fail_once(monkeypatch: pytest.MonkeyPatch, module: ModuleType | type, name: str) -> None:
    """Let a step of the app fail the first time that it is taken, with words of an article in the exception."""
    real, left = getattr(module, name), [True]

    def step(*arguments: Any, **more: Any) -> Any:
        if left:
            left.pop()
            raise KeyError(SECRET)
        return real(*arguments, **more)

    monkeypatch.setattr(module, name, step)


def answer(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any, str]:
    """Exit code, the JSON document, and what was said on stderr."""
    code = main([str(word) for word in words] + ["--json"])
    out, err = capsys.readouterr()
    assert out, (code, err)
    return code, json.loads(out), err


# -- check -------------------------------------------------------------------------


@pytest.mark.parametrize("how", [*SPOILERS, "link without a target", "facts that are no object"])
def test_check_names_the_spoilt_file_alone(folder: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, how)
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    assert (found["articles"], found["layers"]) == (10, 20)
    assert {Path(problem["file"]).name.startswith(SPOILT) for problem in found["problems"]} == {True}


@pytest.mark.parametrize("how", ODD)
def test_check_comes_through_odd_values(folder: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, how)
    code, found, _ = answer(capsys, "check", folder)
    assert code in (0, 1)
    assert (found["articles"], found["layers"]) == (10, 20)
    assert all(Path(problem["file"]).name.startswith(SPOILT) for problem in found["problems"])


def test_check_names_the_file_at_which_the_program_fails_and_logs_it_without_words(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bug_in_reading(monkeypatch)
    monkeypatch.setattr(quick_check.QuickCheck, "files_are_fine", lambda *_: False)
    monkeypatch.setattr(quick_check.QuickCheck, "is_fine", lambda *_: 1 / 0)
    code, found, err = answer(capsys, "check", folder)
    assert code == 1
    assert {Path(problem["file"]).name for problem in found["problems"]} == {SPOILT}
    assert "KeyError" in found["problems"][0]["message"]
    assert "errors.log" in found["problems"][0]["message"]
    assert "in from_bytes" in log()
    assert SECRET not in log() + err + json.dumps(found)


def test_check_names_every_bad_object_of_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sidecar = folder / f"{SPOILT}.alice.annotations.json"
    data = json.loads(sidecar.read_bytes())
    stamps = {"created": "2026-11-22T09:00:00Z", "modified": "2026-11-22T09:00:00Z"}
    bad = {
        "annotations": [{"id": "an-1", "tag": "actor"}, {"id": "an-2", "tag": 7, "start": 0, "end": 3, "exact": "Ada"}],
        "links": [
            {"id": "li-1", "role": "speaker", "from": "", "to": ""},
            {"id": "li-2", "from": "a", "to": "b"},
            "li-3",
        ],
        "unplaced": [{"id": "un-1", "why": "nothing"}, {"why": "orphan", "record": {"id": "un-2"}}],
        "decisions": [{"id": "de-1", "rev": 0}, {"id": "de-2", "verdict": "maybe", "origins": [], **stamps}],
        "replies": [{"rev": 1}, {"id": "re-2", "to": "de-2", "round": "first", "answer": "accept", **stamps}],
    }
    for key, records in bad.items():
        data[key] = [*data.get(key, []), *records]
    data["deleted"] = {"to-1": 0, "to-2": "x", "to-3": 3}
    sidecar.write_text(json.dumps(data, indent=1), "utf-8")
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    assert {Path(problem["file"]).name for problem in found["problems"]} == {sidecar.name}
    items = [problem["item"] for problem in found["problems"]]
    named = ["an-1", "an-2", "li-1", "li-2", "un-1", "un-2", "de-1", "de-2", "re-2", "to-1", "to-2"]
    assert [item for item in named if item not in items] == []
    assert "to-3" not in items
    assert len([item for item in items if item == ""]) == 2  # the link that is no object, the reply without an id


def test_check_names_each_line_of_a_broken_file_that_holds_no_record(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar = folder / f"{SPOILT}.alice.annotations.json"
    lines = sidecar.read_bytes().split(b"\n")
    broken = [number for number, line in enumerate(lines) if b'"tag":"' in line]
    assert len(broken) == 2
    lines[broken[0]] = lines[broken[0]].replace(b'"tag":', b'"tag"')
    lines[broken[1]] = b"\xff" + lines[broken[1]]
    sidecar.write_bytes(b"\n".join(lines))
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    named = {problem["line"]: problem["message"] for problem in found["problems"] if problem["kind"] == "invalid"}
    assert "holds no whole record" in named[broken[0] + 1]
    assert "is no UTF-8" in named[broken[1] + 1]
    ends = [problem for problem in found["problems"] if problem["kind"] == "end_missing"]
    assert len(ends) == 2  # the link that was salvaged led to both


def test_check_names_a_folder_that_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "closed").mkdir()
    real = os.scandir

    def scandir(place: Any) -> Any:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied")  # the tests may run as one who may read everything
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    (problem,) = found["problems"]
    assert (Path(problem["file"]).name, problem["kind"]) == ("closed", "unreadable")
    assert "you may not read it" in problem["message"]


def test_check_names_a_file_of_actors_that_is_no_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "actors.json").write_text("[]")
    code, found, _ = answer(capsys, "check", folder)
    assert code == 1
    (problem,) = found["problems"]
    assert (Path(problem["file"]).name, problem["kind"]) == ("actors.json", "registry")


def dies_at_the_spoilt(state: str, problem: Any, borders: Any, batch: folder_check.Batch) -> Verification:
    """Ends its process at one article, as the system does where memory runs out."""
    if any(article.name == SPOILT for article in batch.articles):
        os._exit(9)
    return real_verify(state, problem, borders, batch)


real_verify = folder_check._verify


def test_an_article_that_ends_the_worker_process_is_found_and_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_check, "MANY", 1)
    monkeypatch.setattr(folder_check, "_BATCH", 5)
    monkeypatch.setattr(folder_check, "_verify", dies_at_the_spoilt)
    found = folder_check.verify([folder], folder, entry_problem)
    assert (found.articles, found.layers) == (10, 20)
    (finding,) = found.findings
    assert Path(finding.file).name == SPOILT
    assert "ended the process" in finding.message


def test_a_record_at_which_the_program_fails_bars_its_layer_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analyst_app.storage import layer_builder

    real = layer_builder.link_from_line

    def fails(line: Any, shared: Any) -> Any:
        if fails.left:  # type: ignore[attr-defined]
            fails.left -= 1  # type: ignore[attr-defined]
            raise IndexError(SECRET)
        return real(line, shared)

    fails.left = 1  # type: ignore[attr-defined]
    monkeypatch.setattr(layer_builder, "link_from_line", fails)
    monkeypatch.setattr(quick_check.QuickCheck, "files_are_fine", lambda *_: False)
    monkeypatch.setattr(quick_check.QuickCheck, "is_fine", lambda *_: False)
    code, found, _ = answer(capsys, "check", folder / SPOILT)
    assert code == 1
    first = found["problems"][0]
    assert (first["kind"], first["item"] != "") == ("invalid", True)
    assert "IndexError" in first["message"]
    assert SECRET not in log() + json.dumps(found)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("d", "decisions", pairs({"verdict": "take", "origins": [{"ref": 1}]})),
        Entry("d", "decisions", pairs({"verdict": "later", "origins": []})),
        Entry("d", "decisions"),
        Entry("r", "replies", pairs({"to": "d", "round": 1, "answer": "perhaps"})),
        Entry("r", "replies"),
    ],
)
def test_a_decision_or_reply_that_is_not_understood_has_a_problem(entry: Entry) -> None:
    assert "this version understands" in entry_problem(entry)


def test_a_sound_decision_and_reply_have_none() -> None:
    origin = {"ref": "alice:x", "digest": "d", "tag": "quote", "start": 0, "end": 3}
    assert entry_problem(Entry("d", "decisions", pairs({"verdict": "take", "origins": [origin]}))) == ""
    assert entry_problem(Entry("r", "replies", pairs({"to": "d", "round": 1, "answer": "accept"}))) == ""


# -- search ------------------------------------------------------------------------


def articles_of(hits: list[dict[str, Any]]) -> set[str]:
    return {hit["article"] for hit in hits}


@pytest.mark.parametrize("how", [how for how in SPOILERS if "sidecar" in how])
def test_search_finds_the_words_of_all_and_names_the_spoilt_layer(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, how)
    code, found, err = answer(capsys, "search", folder, "depot")
    assert code == 1
    assert articles_of(found["hits"]) == set(NAMES)
    assert len(found["problems"]) == 1
    assert SPOILT in found["problems"][0]
    assert SPOILT in err
    code, found, _ = answer(capsys, "search", folder, "--tag", "quote", "--annotator", "bob")
    assert articles_of(found["hits"]) == set(NAMES)


def test_search_goes_on_without_an_article_that_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "article that is no text")
    code, found, _ = answer(capsys, "search", folder, "depot")
    assert code == 1
    assert articles_of(found["hits"]) == set(SOUND)
    assert [SPOILT in problem for problem in found["problems"]] == [True]
    code, found, _ = answer(capsys, "search", folder / "a1.txt", "depot")
    assert (code, found["problems"]) == (0, [])  # it was not asked for


@pytest.mark.parametrize("how", ODD)
def test_search_comes_through_odd_values(folder: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, how)
    _, found, _ = answer(capsys, "search", folder, "depot")
    assert articles_of(found["hits"]) >= set(SOUND)


def test_search_goes_on_without_the_article_at_which_the_program_fails(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(text: str) -> str:
        if SPOILT in text:
            raise KeyError(text)
        return text

    with monkeypatch.context() as patched:
        patched.setattr(index_intake, "fold", lambda text: fold(fails(text)))
        code, found, err = answer(capsys, "search", folder, "depot")
    assert code == 1
    assert articles_of(found["hits"]) == set(SOUND)
    assert "KeyError" in found["problems"][0]
    assert SECRET not in log() + err
    code, found, _ = answer(capsys, "search", folder, "depot")  # mended: it is tried again
    assert (code, articles_of(found["hits"])) == (0, set(NAMES))
    monkeypatch.setattr(concordance, "places", lambda asked, page: fails(page.text) and [])
    code, found, _ = answer(capsys, "search", folder, "depot")
    assert (code, len(found["problems"])) == (1, 1)


def test_a_value_that_no_table_takes_spoils_its_layer_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sidecar = folder / f"{SPOILT}.alice.annotations.json"
    data = sidecar.read_bytes()
    assert b'"attributes":{}' in data
    sidecar.write_bytes(data.replace(b'"attributes":{}', b'"attributes":{"mode":"\\ud800"}', 1))
    code, found, _ = answer(capsys, "search", folder, "--tag", "actor")
    assert (SPOILT, "bob") in {(hit["article"], hit["layer"]) for hit in found["hits"]}
    assert articles_of(found["hits"]) == set(NAMES)
    assert code in (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_utf8_stops_no_search(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text("The depot closes.\n")
    _, found, _ = answer(capsys, "search", folder, "depot")
    assert articles_of(found["hits"]) >= set(NAMES)


# -- the list ----------------------------------------------------------------------


@pytest.mark.parametrize("how", SPOILERS | ODD)
def test_the_list_has_all_articles_whatever_one_is(folder: Path, how: str) -> None:
    spoil(folder, how)
    index = CorpusIndex(folder, folder.parent / "cache")
    index.refreshed()
    lines = {line.name: line for line in known_lines(index, "bob")}
    assert set(lines) == set(NAMES)
    assert {lines[name].count for name in SOUND} == {2}
    assert {lines[name].problem for name in SOUND} == {""}
    assert index.refreshed().read == 0 or how == "article that is no text"


# -- agree and compare -------------------------------------------------------------


@pytest.mark.parametrize("how", SPOILERS)
def test_agree_measures_the_other_nine_and_names_the_spoilt_one(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, how)
    code, found, err = answer(capsys, "agree", folder)
    assert (code, found["articles"]) == (1, 9)
    assert [SPOILT in problem for problem in found["problems"]] == [True]
    assert f"left out: {found['problems'][0]}" in err


@pytest.mark.parametrize("how", ODD)
def test_agree_comes_through_odd_values(folder: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, how)
    _, found, _ = answer(capsys, "agree", folder)
    assert found["articles"] >= 9


@pytest.mark.parametrize("step", ["Document.from_bytes", "plain_layer", "anchored", "ArticleCounting.of"])
def test_agree_goes_on_without_the_article_at_which_the_program_fails(
    folder: Path, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "Document.from_bytes":
        bug_in_reading(monkeypatch)
    else:
        monkeypatch.setattr(other_layers, "_QUICK", 0 if step == "anchored" else other_layers._QUICK)
        is_count = step == "ArticleCounting.of"
        fail_once(monkeypatch, ArticleCounting if is_count else other_layers, "of" if is_count else step)
    code, found, err = answer(capsys, "agree", folder)
    assert (code, found["articles"], len(found["problems"])) == (1, 9, 1)
    assert "errors.log" in found["problems"][0]
    assert SECRET not in log() + err


def test_agree_names_a_codebook_that_is_damaged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "codebook.json").write_text("{oops")
    code, found, _ = answer(capsys, "agree", folder)
    assert (code, found["articles"]) == (1, 10)
    assert "codebook.json" in found["problems"][0]


@pytest.mark.parametrize("how", SPOILERS)
def test_compare_of_the_spoilt_article_is_one_sentence(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, how)
    assert main(["compare", str(folder / SPOILT)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert SPOILT in err
    assert "Traceback" not in err


@pytest.mark.parametrize("step", ["Document.from_bytes", "plain_layer", "anchored", "compare"])
def test_compare_says_in_a_sentence_that_the_program_fails(
    folder: Path, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "Document.from_bytes":
        bug_in_reading(monkeypatch)
    else:
        monkeypatch.setattr(other_layers, "_QUICK", 0 if step == "anchored" else other_layers._QUICK)
        fail_once(monkeypatch, compare_command if step == "compare" else other_layers, step)
    assert main(["compare", str(folder / SPOILT)]) == 2
    _, err = capsys.readouterr()
    assert SPOILT in err
    assert "errors.log" in err
    assert SECRET not in log() + err


def test_a_mistake_outside_any_file_is_a_sentence_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, check_command, "verify")
    assert main(["check", str(folder)]) == 2
    _, err = capsys.readouterr()
    assert "Something went wrong in the program (KeyError). Details: " in err
    assert SECRET not in log() + err


# -- review ------------------------------------------------------------------------


@pytest.mark.parametrize("how", SPOILERS | ODD)
def test_the_queue_counts_the_other_nine(folder: Path, how: str) -> None:
    spoil(folder, how)
    found = [progress_of(folder / name, folder, "carol") for name in NAMES]
    assert [one.is_unreadable for one in found if one.name != SPOILT] == [False] * 9
    assert {len(one.pairs) for one in found if one.name != SPOILT} == {1}
    assert how in ODD or found[4].is_unreadable


def test_the_queue_goes_on_without_the_article_at_which_the_program_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, review_opening, "AnnotationStore")
    found = [progress_of(folder / name, folder, "carol") for name in NAMES]
    assert [one.is_unreadable for one in found] == [True] + [False] * 9
    assert SECRET not in log()


# -- the agreement window ----------------------------------------------------------


@pytest.mark.parametrize("how", SPOILERS)
def test_the_agreement_window_measures_the_other_nine(folder: Path, how: str) -> None:
    spoil(folder, how)
    found = agreement_reading.measured(folder, None, built_in(), LongWork("", ""), Seal("carol", [folder]))
    assert found.made is not None
    assert found.made.agreement.articles == 9
    assert [SPOILT in words for words in found.left_out] == [True]


def test_the_agreement_window_goes_on_where_the_program_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bug_in_reading(monkeypatch)
    found = agreement_reading.measured(folder, None, built_in(), LongWork("", ""), Seal("carol", [folder]))
    assert found.made is not None
    assert found.made.agreement.articles == 9
    assert "errors.log" in found.left_out[0]
