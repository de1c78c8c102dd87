"""Tests of ui.assigning.team_reading: the progress of a team as it stands in the files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.assigning.assignments_file import Assignment, read_assignments, write_assignments
from analyst_app.corpus.sealing import Seal
from analyst_app.review.replies import Reply
from analyst_app.session.session import Session
from analyst_app.ui.assigning.team_reading import TeamFound, team_found
from analyst_app.ui.widgets.long_work import LongWork
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

TEXT = "Ada Brandt spoke. X\n"  # 20 characters


def found(folder: Path, annotator: str = "max") -> TeamFound:
    return team_found(folder, built_in(), LongWork("", ""), Seal(annotator, [folder]))


def rows(team: TeamFound, title: str) -> list[tuple[object, ...]]:
    table = next(table for table in team.tables if table.title == title)
    return [tuple(cell.value for cell in row) for row in table.rows]


def corpus(folder: Path) -> Path:
    """Of one article ada has marked 10 characters, ben the first 5 of them, and cem is not done."""
    path = write_article(folder, "a.txt", TEXT)
    annotate(path, "ada", ("claim", "Ada Brandt"), status="done")
    annotate(path, "ben", ("claim", "Ada B"), status="done")
    annotate(path, "cem", ("claim", "spoke"))
    return folder


def test_agreement_is_alpha_over_characters_with_those_who_are_done(tmp_path: Path) -> None:
    # By hand (Krippendorff 2011, nominal): 5 of 20 units differ, so Do = .25; of the 40 values 15 are marked,
    # so De = 2 · 15 · 25 / (40 · 39) = .4808 and alpha = 1 − .25 / .4808 = .48.
    team = found(corpus(tmp_path / "corpus"))
    assert rows(team, "By person") == [
        ("ada", 1, None, None, None, 0, 0.48),
        ("ben", 1, None, None, None, 0, 0.48),
        ("cem", 0, None, None, None, 0, None),
    ]
    assert rows(team, "Agreement by week") == [("2026-W47", 0.48, 0.48, None)]


def test_a_damaged_layer_takes_nobody_elses_work_away(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    layer = folder / "a.txt.cem.annotations.json"
    layer.write_bytes(layer.read_bytes()[:100])
    team = found(folder)
    assert [row[:2] + row[-1:] for row in rows(team, "By person")] == [("ada", 1, 0.48), ("ben", 1, 0.48)]
    assert any("cem" in note for note in team.notes)


def test_a_week_is_told_by_offsets_and_without_the_times_that_cannot_be_read(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    layer = folder / "a.txt.ada.annotations.json"
    head, line, rest = layer.read_text("utf-8").partition('"modified":"')
    layer.write_text(head + line + "2026-11-30T05:00:00+14:00" + rest[rest.index('"') :], "utf-8")  # Sunday in UTC
    layer = folder / "a.txt.ben.annotations.json"
    head, line, rest = layer.read_text("utf-8").partition('"modified":"')
    layer.write_text(head + line + "soon" + rest[rest.index('"') :], "utf-8")
    team = found(folder)
    assert rows(team, "Done by week") == [("(not stated)", 1, 0, 1, 0), ("2026-W48", 1, 1, 0, 0)]
    assert team.notes == ("a.txt: 1 tag of ben has a time that cannot be read; the week is told without it.",)


def test_a_second_reading_is_no_other_person(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    first = folder / "a.txt.ada.annotations.json"
    again = json.loads(first.read_text("utf-8")) | {"annotator": "ada-r2", "reader": "ada"}
    (folder / "a.txt.ada-r2.annotations.json").write_text(json.dumps(again), "utf-8")
    assert [row[0] for row in rows(found(folder), "By person")] == ["ada", "ben", "cem"]
    assert rows(found(folder), "By person")[0][-1] == 0.48


def test_the_minutes_of_a_second_reading_are_its_readers_and_lead_to_her_tags_in_it(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    first = folder / "a.txt.ada.annotations.json"
    data = json.loads(first.read_text("utf-8"))
    data["activity"] = {"2026-11-20": 12}
    first.write_text(json.dumps(data), "utf-8")
    data |= {"annotator": "ada-r2", "activity": {"2026-11-24": 7.5}, "reader": "ada"}
    (folder / "a.txt.ada-r2.annotations.json").write_text(json.dumps(data), "utf-8")
    data |= {"annotator": "dee-r2", "activity": {"2026-11-24": 3}, "reader": "dee"}  # whose first reading is not there
    (folder / "a.txt.dee-r2.annotations.json").write_text(json.dumps(data), "utf-8")
    team = found(folder)
    minutes = {row[0]: row[-1] for row in rows(team, "By person")}
    assert minutes == {"ada": 20, "ben": None, "cem": None, "dee": 3}
    assert [row[1] for row in rows(team, "By person")] == [1, 1, 0, 0], "a second reading is no other one that is done"
    assert rows(team, "Minutes by week") == [("2026-W47", 12, 12, None), ("2026-W48", 10, 8, 3)]
    table = next(table for table in team.tables if table.title == "Minutes by week")
    query = table.rows[1][2].query
    assert query is not None
    assert (query.annotators, query.paths) == (("ada-r2",), frozenset({"a.txt"}))


def test_only_the_last_answer_to_a_decision_counts_as_contested(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    path = folder / "a.txt"
    session = Session.load(
        path, Session.read_article(path), layer_id="ada", codebook=built_in(), state=folder / ".state"
    )
    replies = [
        Reply("r1", "ada", "d1", 1, "contest", when="2026-11-24T09:00:00Z", number=1),
        Reply("r2", "ada", "d2", 1, "contest", when="2026-11-24T09:00:00Z", number=1),
        Reply("r3", "ada", "d2", 1, "accept", when="2026-11-25T09:00:00Z", number=2),
    ]
    session.do("answer", Change((), tuple(reply.to_entry() for reply in replies)))
    save_now(session)
    team = found(folder)
    assert rows(team, "Contested by week") == [("2026-W48", 1, 1, 0, 0)]


def test_figures_over_calibration_articles_stand_apart(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    write_assignments(read_assignments(folder), [Assignment("a.txt", ("ada", "ben", "cem"), calibrates=True)])
    assert [row[-1] for row in rows(found(folder), "By person")] == [0.48, 0.48, None]


def test_a_broken_layer_and_a_broken_file_are_named_and_the_rest_counts_and_nothing_is_written(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    write_article(folder, "b.txt", TEXT)
    (folder / "b.txt.ada.annotations.json").write_text("{", "utf-8")
    (folder / "assign.json").write_text("{", "utf-8")
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.*n")}
    team = found(folder)
    assert rows(team, "By person")[0][:2] == ("ada", 1)
    assert len(team.notes) == 2
    assert "assign.json is damaged" in team.notes[0]
    assert team.notes[1].startswith("b.txt")
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.*n")} == before


def test_in_a_corpus_that_is_read_blind_nobody_s_progress_is_shown_before_ones_own_work_is_done(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    (folder / "codebook.json").write_text('{"id": "x", "version": 1, "sealed": true, "tags": []}', "utf-8")
    team = found(folder, "cem")
    assert [row[0] for row in rows(team, "By person")] == ["cem"]
    assert "2 layers of others are not shown" in team.notes[0]
