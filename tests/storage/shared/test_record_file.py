"""Tests of storage.shared.record_file and storage.shared.record_kinds: a record a line, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.errors import SaveFailed, SidecarConflict, SidecarInvalid
from analyst_app.storage import containment
from analyst_app.storage.shared import record_file
from analyst_app.storage.shared.record_file import read_records, records_in, write_merged, write_records
from analyst_app.storage.shared.record_kinds import ACTORS, SOURCES
from analyst_app.storage.shared.records import Records, merged

ADA = {"id": "p1", "name": "Ada Brandt", "aliases": ["A. Brandt"], "kind": "person"}
MAX = {"id": "p2", "name": "Max Roth"}


def first(path: Path) -> record_file.RecordFile:
    return write_records(path, ACTORS, Records(), {"p1": ADA, "p2": MAX})


def test_the_bytes_are_a_record_a_line_with_keys_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    file = first(path)
    write_records(path, ACTORS, file.records, {"p1": {"note": "n", "zeta": 1, **ADA}})
    assert path.read_text("utf-8") == (
        '{"format": "media-actors",\n "version": 1,\n "actors": [\n'
        '{"id":"p1","rev":2,"name":"Ada Brandt","aliases":["A. Brandt"],"kind":"person","note":"n","zeta":1}\n ],\n'
        ' "deleted": {\n"p2":2\n }}\n'
    )
    assert read_records(path, ACTORS).records.bodies == {"p1": {"note": "n", "zeta": 1, **ADA}}


def test_the_example_of_the_contract_reads(tmp_path: Path) -> None:
    example = (
        '{"format":"media-actors","version":1,"actors":[{"id":"p","rev":1,"name":"Ada Brandt","aliases":["A. Brandt"],'
        '"kind":"person","roles":[{"role":"chair of the union","from":"2023"}],"wikidata":"","note":""}],"deleted":{}}'
    )
    file = records_in(example.encode(), ACTORS)
    assert (file.problems, file.refusal) == ((), "")
    assert file.records.bodies["p"]["roles"] == [{"role": "chair of the union", "from": "2023"}]


def test_nothing_is_written_where_nothing_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    assert write_records(path, ACTORS, Records(), {}).seen == ""
    assert not path.exists()
    file = first(path)
    path.write_text(path.read_text().replace(" [\n", " [\n\n"))
    before = path.read_bytes()
    write_records(path, ACTORS, file.records, {"p1": ADA, "p2": MAX})
    assert path.read_bytes() == before


def test_edits_join_what_a_colleague_has_written_since(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    mine = first(path)
    write_records(path, ACTORS, mine.records, {"p1": ADA, "p2": MAX, "p3": {"id": "p3", "name": "Lena Ortiz"}})
    after = write_records(path, ACTORS, mine.records, {"p1": {**ADA, "note": "mine"}})
    assert {key: body["name"] for key, body in after.records.bodies.items()} == {"p1": "Ada Brandt", "p3": "Lena Ortiz"}
    assert after.records.deleted == {"p2": 2}
    assert read_records(path, ACTORS).records == after.records


def test_a_bad_record_is_named_and_kept_and_the_others_come_in(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    bad: list[Any] = [5, {"name": "no id"}, {"id": "q", "name": 7}, {"id": "r", "rev": 0}, {"id": "s", "rev": True}]
    bad += [{"id": "t", "aliases": ["x", 1]}, {"id": ""}]
    rows = ",\n".join(json.dumps(one) for one in [*bad, {**MAX, "rev": 4}])
    path.write_text(f'{{"format": "media-actors",\n "version": 1, "team": "x",\n "actors": [\n{rows}\n ]}}\n')
    file = read_records(path, ACTORS)
    assert list(file.records.records) == ["p2"]
    assert [(one.item, one.line) for one in file.problems] == [
        ("", 4), ("", 5), ("q", 6), ("r", 7), ("s", 8), ("t", 9), ("", 10)
    ]  # fmt: skip
    assert file.problems[2].words == 'actor q has "name" that is no text'
    write_records(path, ACTORS, file.records, {"p2": {**MAX, "note": "n"}})
    data = json.loads(path.read_text())
    assert sorted(map(repr, (item["record"] for item in data["unplaced"]))) == sorted(map(repr, bad))
    assert (data["team"], data["actors"]) == ("x", [{"id": "p2", "rev": 5, "name": "Max Roth", "note": "n"}])
    again = read_records(path, ACTORS)
    assert len(again.problems) == len(bad), "they are still told"
    assert again.records == merged(again.records, again.records)


def test_two_records_of_one_id_in_a_file_are_as_two_copies_of_it() -> None:
    rows = [{**ADA, "rev": 2}, {**ADA, "rev": 2, "note": "b"}, {**ADA, "rev": 1, "note": "old"}]
    file = records_in(json.dumps({"actors": rows}).encode(), ACTORS)
    assert [one.words for one in file.problems] == ["actor p1 has the id of another actor"] * 2
    assert {one.body.get("note") for one in file.records.readings["p1"]} | {file.records.bodies["p1"].get("note")} == {
        None,
        "b",
        "old",
    }


def test_readings_stand_in_the_file_until_they_are_settled(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    mine = first(path)
    write_records(path, ACTORS, mine.records, {"p1": {**ADA, "note": "theirs"}, "p2": MAX})
    both = write_records(path, ACTORS, mine.records, {"p1": {**ADA, "note": "mine"}, "p2": MAX})
    assert [item["record"]["note"] for item in json.loads(path.read_text())["unplaced"]] == ["mine"]
    assert read_records(path, ACTORS).records == both.records
    done = write_records(path, ACTORS, both.records, both.records.bodies, {"p1"})
    assert "unplaced" not in json.loads(path.read_text())
    assert done.records.records["p1"].rev == 3


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text.replace('"kind":"person"', '"kind":"per'), "damaged"),
        (lambda text: text[:-30], "damaged"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "version 2"),
        (lambda text: text.replace("media-actors", "recipes"), "media-actors"),
        (lambda text: text.replace('"actors": [', '"actors": {"a": [').replace("\n ],", "\n ]},"), "actors"),
    ],
)
def test_a_file_that_is_not_to_be_written_over_is_read_as_far_as_it_goes(
    damage: Any, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "actors.json"
    file = first(path)
    write_records(path, ACTORS, file.records, {"p1": ADA})
    path.write_text(damage(path.read_text()))
    before = path.read_bytes()
    found = read_records(path, ACTORS)
    assert words in found.refusal
    with pytest.raises(SidecarConflict, match=words):
        write_records(path, ACTORS, file.records, {"p1": {**ADA, "note": "n"}, "p2": MAX})
    assert path.read_bytes() == before


def test_of_a_damaged_file_the_whole_lines_come_in(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    first(path)
    path.write_bytes(path.read_bytes().replace(b'"A. Brandt"]', b'"A. \xff'))
    found = read_records(path, ACTORS)
    assert list(found.records.bodies) == ["p2"]
    assert "no UTF-8" in found.refusal


def test_a_link_that_leads_out_is_neither_read_nor_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"format": "media-actors", "version": 1, "actors": []}')
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "actors.json").symlink_to(outside)
    containment.open_border(corpus)
    with pytest.raises(SidecarInvalid, match="leads out"):
        read_records(corpus / "actors.json", ACTORS)
    with pytest.raises((SidecarInvalid, SaveFailed), match="leads out"):
        write_records(corpus / "actors.json", ACTORS, Records(), {"p1": ADA})
    assert outside.read_text() == '{"format": "media-actors", "version": 1, "actors": []}'


def test_a_writer_who_meets_another_program_each_time_gives_up_after_five_rounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "actors.json"
    mine, written, rounds = first(path), record_file.write_team_file, []

    def meets_another(target: Path, data: Any, *, seen: str) -> str:
        rounds.append(seen)
        target.write_text(json.dumps({"actors": [{**MAX, "rev": len(rounds) + 9}]}))
        return written(target, data, seen=seen)

    monkeypatch.setattr(record_file, "write_team_file", meets_another)
    with pytest.raises(SidecarConflict, match="keeps changing it"):
        write_records(path, ACTORS, mine.records, {"p1": {**ADA, "note": "n"}, "p2": MAX})
    assert len(rounds) == 5
    assert json.loads(path.read_text())["actors"][0]["rev"] == 14


def test_a_merge_is_written_together_with_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    source = {"id": "s1", "file": "speech.txt", "sha256": "0" * 64, "of": {"article": "a.txt"}}
    write_merged(path, SOURCES, Records())
    write_records(path, SOURCES, Records(), {"s1": source})
    found = write_merged(path, SOURCES, Records())
    assert found.records.bodies == {"s1": source}
    assert record_file.kind_of(path.read_bytes()) is SOURCES
    assert record_file.kind_of(b'{"format": "media-annotations"}') is None


def test_ten_thousand_people_are_read_and_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    bodies = {f"p{n}": {"id": f"p{n}", "name": f"Person {n}", "aliases": [f"P. {n}"]} for n in range(10_000)}
    file = write_records(path, ACTORS, Records(), bodies)
    assert len(path.read_text().splitlines()) == 10_000 + 5
    assert read_records(path, ACTORS).records == file.records


_LINE = b'{"id":"p1","rev":1,"name":"Ada Brandt"},\n'
_WHOLE = b'{"format":"media-actors","version":1,"actors":[\n' + _LINE + b'{"id":"p2","rev":1,"name":"Max Roth"}\n]}\n'
_MERGED = b"<<<<<<< HEAD\n" + _LINE + b"=======\n" + _LINE.replace(b"1,", b"2,") + b">>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("raw", "refusal", "ids"),
    [
        (b"", "is damaged (it is empty); take an earlier copy of it, or remove it", []),
        (b"\0" * 300, "is damaged (it is empty); take an earlier copy of it, or remove it", []),
        (
            _WHOLE.replace(_LINE, _MERGED),
            "is damaged (a merge has left conflict markers in it (line 2));"
            " keep one of the two versions of each such place",
            ["p1", "p2"],
        ),
        (_WHOLE.replace(b"Ada", b"Ad\xe9"), "is damaged (it is no UTF-8 (byte 77)); mend that place", ["p2"]),
        (b"\xef\xbb\xbf" + _WHOLE, "", ["p1", "p2"]),
        (_WHOLE.replace(b"\n", b"\r\n"), "", ["p1", "p2"]),
        (_WHOLE.replace(b"Ada", b"======= Ada"), "", ["p1", "p2"]),
    ],
)
def test_what_a_sync_or_a_merge_left_is_told_as_that(raw: bytes, refusal: str, ids: list[str]) -> None:
    found = records_in(raw, ACTORS)
    assert found.refusal == refusal
    assert sorted(found.records.bodies) == ids
