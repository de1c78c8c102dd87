"""Tests of corpus.assigning.assignments_file: the file is read, written, merged and taken back a record a line.

Tests of corpus.assigning.article_spelling, too.
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.assigning.assignments_file import (
    Assignment,
    AssignmentsFile,
    faults_of_assignments,
    read_assignments,
    take_back,
    write_assignments,
)
from analyst_app.errors import SidecarConflict
from analyst_app.storage.shared.record_file import encoded, records_in
from analyst_app.storage.shared.record_kinds import ASSIGNMENTS
from analyst_app.storage.shared.records import merged

DEPOT = Assignment("depot.txt", ("ada", "ben"), "2026-11-30", "2026-12-24", calibrates=True)
STORM = Assignment("week/storm.txt", ("ada",), "2026-11-30")


def written(folder: Path, *wanted: Assignment) -> AssignmentsFile:
    return write_assignments(read_assignments(folder), wanted).after


def test_a_record_stands_on_a_line_and_an_empty_fact_is_absent(tmp_path: Path) -> None:
    written(tmp_path, DEPOT, STORM)
    lines = (tmp_path / "assign.json").read_text("utf-8").splitlines()
    records = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"id"')]
    by_article = {record["article"]: {k: v for k, v in record.items() if k != "id"} for record in records}
    assert lines[0] == '{"format": "media-assignments",'
    assert by_article == {
        "depot.txt": {
            "rev": 1, "article": "depot.txt", "who": ["ada", "ben"], "since": "2026-11-30", "until": "2026-12-24",
            "calibrates": True,
        },
        "week/storm.txt": {"rev": 1, "article": "week/storm.txt", "who": ["ada"], "since": "2026-11-30"},
    }  # fmt: skip


def _raw(*records: dict[str, object]) -> bytes:
    held = [{"id": f"id-{number}", "rev": 1, **record} for number, record in enumerate(records)]
    return json.dumps({"format": "media-assignments", "version": 1, "assignments": held, "deleted": {}}).encode()


def test_a_record_with_more_readers_than_an_article_has_is_told_and_the_others_count(tmp_path: Path) -> None:
    crowd = {"article": "depot.txt", "who": [f"p{number}" for number in range(10_000)]}
    (tmp_path / "assign.json").write_bytes(_raw(crowd, {"article": "storm.txt", "who": ["ada"]}))
    found = read_assignments(tmp_path)
    assert found.people == ["ada"]
    assert 'has "who" with 10,000 names, and at most 200 people read one article' in found.trouble
    assert "It is kept; the other assignments count." in found.trouble


def test_a_file_with_more_records_than_can_be_worked_with_is_told_at_once_and_never_written(tmp_path: Path) -> None:
    path = tmp_path / "assign.json"
    path.write_bytes(_raw(*({"article": f"a{number}.txt", "who": ["ada"]} for number in range(200_000))))
    began, before = time.monotonic(), path.read_bytes()
    found = read_assignments(tmp_path)
    assert time.monotonic() - began < 3
    assert found.by_article == {}
    assert found.trouble == (
        "assign.json holds more than 100,000 assignments, which is more than can be worked with; take out what does "
        "not belong there. Until then it is only read."
    )
    with pytest.raises(SidecarConflict, match="was not saved: the file holds more than 100,000 assignments"):
        write_assignments(found, [DEPOT])
    assert path.read_bytes() == before


def test_what_each_of_thousands_of_people_reads_is_found_without_a_look_at_every_article() -> None:
    records = [{"article": f"a{n}.txt", "who": [f"p{n * 200 + m}" for m in range(200)]} for n in range(100)]
    file = AssignmentsFile(Path("assign.json"), records_in(_raw(*records), ASSIGNMENTS))
    began = time.monotonic()
    assert sum(len(file.of_person(person)) for person in file.people) == 20_000
    assert time.monotonic() - began < 2


def test_two_leads_who_assign_one_article_at_once_write_one_record_and_both_readings_stay(tmp_path: Path) -> None:
    copies = []
    for name, readers in (("one", ("ada",)), ("two", ("ben",))):
        (tmp_path / name).mkdir()
        copies.append(written(tmp_path / name, Assignment("depot.txt", readers)).file.records)
    whole = merged(*copies)
    assert merged(*reversed(copies)) == whole
    assert len(whole.records) == 1
    path = tmp_path / "assign.json"
    path.write_text(json.dumps(encoded(whole, ASSIGNMENTS)), "utf-8")
    file = read_assignments(tmp_path)
    assert file.trouble.endswith("two people have assigned 1 article at once; assign anew to settle it.")
    settled = write_assignments(file, [Assignment("depot.txt", ("ada", "ben"))]).after
    assert settled.trouble == ""
    assert settled.by_article["depot.txt"].who == ("ada", "ben")


def test_the_merge_command_merges_it_as_it_does_the_list_of_people(tmp_path: Path) -> None:
    for name, one in (("a.json", DEPOT), ("b.json", STORM)):
        written(tmp_path, one)
        (tmp_path / "assign.json").rename(tmp_path / name)
    assert (
        cli.main(
            ["merge", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--output", str(tmp_path / "assign.json")]
        )
        == 0
    )
    assert set(read_assignments(tmp_path).by_article) == {"depot.txt", "week/storm.txt"}


def test_an_act_is_taken_back_but_for_what_a_colleague_has_assigned_since(tmp_path: Path) -> None:
    written(tmp_path, DEPOT)
    before = (tmp_path / "assign.json").read_bytes()
    step = write_assignments(read_assignments(tmp_path), [DEPOT._replace(who=("cem",)), STORM])
    assert step.articles == 2
    written(tmp_path, STORM._replace(who=("ben",)))
    now, left = take_back(step, read_assignments(tmp_path))
    assert left == 1
    assert now.by_article["depot.txt"] == DEPOT
    assert now.by_article["week/storm.txt"].who == ("ben",)
    assert json.loads(before)["assignments"][0]["who"] == ["ada", "ben"]


def test_assigning_the_same_again_leaves_the_bytes_alone(tmp_path: Path) -> None:
    written(tmp_path, DEPOT, STORM)
    digest = hashlib.sha256((tmp_path / "assign.json").read_bytes()).hexdigest()
    assert write_assignments(read_assignments(tmp_path), [DEPOT, STORM]).articles == 0
    assert hashlib.sha256((tmp_path / "assign.json").read_bytes()).hexdigest() == digest


def test_keys_that_are_not_known_here_are_kept(tmp_path: Path) -> None:
    written(tmp_path, DEPOT)
    path = tmp_path / "assign.json"
    path.write_text(path.read_text("utf-8").replace('"calibrates":true', '"calibrates":true,"room":"3b"'), "utf-8")
    written(tmp_path, DEPOT._replace(who=("cem",)))
    assert json.loads(path.read_text("utf-8"))["assignments"][0]["room"] == "3b"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ('{"id":"x","article":"a.txt","who":"ada"}', 'has "who" that is no list of texts'),
        ('{"id":"x","article":"a.txt","who":["../../etc"]}', "with a name that no layer can have"),
        ('{"id":"x","article":7}', 'has no "article"'),
        ('{"id":"x","article":"a.txt","until":"soon"}', 'has "until" that is no day such as 2026-12-24'),
        ('{"id":"x","article":"a.txt","calibrates":"yes"}', "neither true nor false"),
        ("7", "no object"),
    ],
)
def test_a_bad_record_is_named_with_its_line_and_the_others_count(tmp_path: Path, record: str, words: str) -> None:
    path = tmp_path / "assign.json"
    path.write_text(
        '{"format": "media-assignments",\n "version": 1,\n "assignments": [\n'
        f'{record},\n{{"id":"y","rev":1,"article":"b.txt","who":["ada"]}}\n ]}}\n',
        "utf-8",
    )
    file = read_assignments(tmp_path)
    assert list(file.by_article) == ["b.txt"]
    assert words in file.trouble
    assert "(line 4)" in file.trouble
    assert len(list(faults_of_assignments(path))) == 1


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b'{"format": "media-assignments",', b"[" * 100_000])
def test_a_damaged_file_is_told_in_a_sentence_and_never_written_over(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "assign.json"
    path.write_bytes(raw)
    file = read_assignments(tmp_path)
    assert file.by_article == {}
    assert file.trouble.startswith("assign.json is damaged")
    with pytest.raises(SidecarConflict):
        write_assignments(file, [DEPOT])
    assert path.read_bytes() == raw


def test_check_names_what_is_wrong_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Ada spoke.\n", "utf-8")
    (tmp_path / "assign.json").write_text('{"format": "media-assignments", "version": 1, "assignments": [7]}', "utf-8")
    assert cli.main(["check", str(tmp_path)]) == 1
    assert "assign.json" in capsys.readouterr().out


def test_of_two_records_of_one_article_both_count(tmp_path: Path) -> None:
    data = {"format": "media-assignments", "version": 1, "assignments": [
        {"id": "x", "article": "a.txt", "who": ["ada"]},
        {"id": "y", "article": "a.txt", "who": ["ben"], "until": "2026-12-24"},
    ]}  # fmt: skip
    (tmp_path / "assign.json").write_text(json.dumps(data), "utf-8")
    file = read_assignments(tmp_path)
    assert file.by_article["a.txt"].who == ("ada", "ben")
    assert file.of_person("ben")["a.txt"].until == "2026-12-24"
    assert records_in((tmp_path / "assign.json").read_bytes(), ASSIGNMENTS).problems == ()


COPIES = (
    "assign (ada's conflicted copy 2026-11-30).json",
    "assign (In Konflikt stehende Kopie von ada 2026-11-30).json",
    "assign.sync-conflict-20261130-101010-ABCDEFG.json",
    "assign-DESKTOP-7.json",
    "assign (1).json",
    "assign (Case Conflict).json",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_second_copy_by_a_sync_tool_is_told_and_merged_by_the_command(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = written(tmp_path, DEPOT)
    assert known.trouble == ""
    other = tmp_path / "other"
    other.mkdir()
    written(other, STORM)
    path, copy = tmp_path / "assign.json", (other / "assign.json").rename(tmp_path / name)
    found = read_assignments(tmp_path, known)
    assert found.trouble == (
        f"{name} is a second copy of assign.json by a sync tool, and what was assigned there does not count. Put it in "
        "with analyst-app merge, then take it away."
    )
    assert read_assignments(tmp_path, found) is found
    assert cli.main(["check", str(tmp_path)]) == 1
    assert f"{name}: conflict_copy: is a sync tool's second copy of assign.json" in capsys.readouterr().out
    assert cli.main(["merge", str(path), str(copy), "--output", str(path)]) == 0
    copy.unlink()
    then = read_assignments(tmp_path, found)
    assert (then.trouble, set(then.by_article)) == ("", {"depot.txt", "week/storm.txt"})


def test_names_that_people_give_to_files_of_their_own_are_no_second_copies(tmp_path: Path) -> None:
    written(tmp_path, DEPOT)
    for name in ("assign-old.json", "assignments.json", "assign.2026.json", "assigned.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    assert read_assignments(tmp_path).trouble == ""
