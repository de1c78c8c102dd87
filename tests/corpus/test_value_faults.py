"""``check`` names every bad value of every file and goes on. Tests of corpus.value_faults and core.codebook_faults."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from analyst_app.commands.check_command import verify
from analyst_app.corpus.folder_check import finding_words
from tests.storage.layers import EXAMPLES

NAME = "a1.txt.alice.annotations.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a1.txt", NAME):
        shutil.copyfile(EXAMPLES / name, tmp_path / name)
    return tmp_path


def said(folder: Path, kind: str) -> list[str]:
    return [finding.message for finding in verify([folder]).findings if finding.kind == kind]


def told(words: list[str], *parts: str) -> None:
    """Each of the parts stands in a sentence of its own, and there are no others."""
    assert len(words) == len(parts), words
    for part in parts:
        assert any(part in one for one in words), (part, words)


def test_a_second_reading_of_a_person_is_named_until_somebody_has_chosen(folder: Path) -> None:
    ada, other = {"id": "p1", "rev": 2, "name": "Ada Brandt"}, {"id": "p1", "rev": 2, "name": "Ada Roth"}
    data = {"format": "media-actors", "version": 1, "actors": [ada], "deleted": {}}
    (folder / "actors.json").write_text(json.dumps(data | {"unplaced": [{"why": "reading", "record": other}]}))
    told(said(folder, "registry"), "actor p1 (Ada Roth) has a second reading that waits")
    (folder / "actors.json").write_text(json.dumps(data))
    assert said(folder, "registry") == []


def test_every_bad_actor_is_named(folder: Path) -> None:
    (folder / "actors.json").write_text(
        '{"format":"media-actors","version":1,"actors":[5,{"id":""},{"id":"a","name":5},'
        '{"id":"b","rev":"x","aliases":"q"},{"id":"c","name":"Ada","team_key":[1]}],"deleted":[]}'
    )
    told(
        said(folder, "registry"),
        "actor 1 is no object",
        "actor 2 has no id",
        'actor a has "name"',
        'actor b has a "rev"',
        'actor b has "aliases"',
        '"deleted" that is no object',
    )


def test_actors_of_another_kind_or_version_are_named(folder: Path) -> None:
    (folder / "actors.json").write_text('{"format":"x","version":77,"actors":5}')
    told(said(folder, "registry"), '"format": "media-actors"', "version 77", '"actors" that is no list')


def test_good_actors_are_no_problem(folder: Path) -> None:
    (folder / "actors.json").write_text(
        '{"format":"media-actors","version":1,"actors":[{"id":"a","rev":1,"name":"Ada Brandt","aliases":["A. Brandt"],'
        '"kind":"person","roles":[{"role":"chair of the union","from":"2023"}],"wikidata":"","note":""}],'
        '"deleted":{"b":2}}'
    )
    assert verify([folder]).findings == []


def test_every_bad_item_of_a_codebook_is_named(folder: Path) -> None:
    tags = [
        5,
        {"id": ""},
        {"id": "a", "name": []},
        {"id": "b", "attributes": [{"id": "x", "type": "no"}, {"id": "y", "values": 5}]},
        {"id": "good", "links": [{"role": "of", "to": ["b", "nowhere"]}]},
    ]
    (folder / "codebook.json").write_text(json.dumps({"format": "media-codebook", "id": 5, "tags": tags}))
    words = [one for one in said(folder, "codebook") if "codebook.json" in one]
    told(
        words,
        'the codebook needs "id"',
        "tag 1 must be an object",
        'tag 2 needs "id"',
        'tag a has "name"',
        "tag b, attribute x",
        "tag b, attribute y",
        '"nowhere", which is no tag here',
    )


def test_every_bad_fact_is_named(folder: Path) -> None:
    (folder / "a1.txt.source.json").write_text('{"title":{"a":1},"date":[1],"zones":5,"of_the_team":[{}]}')
    told(said(folder, "facts"), '"title"', '"date"', '"zones"')
    (folder / "a1.txt.source.json").write_text('{"zones":[{"start":-1,"end":4},{"start":0,"end":4},7]}')
    told(said(folder, "facts"), "zone 1 ", "zone 3 ")


@pytest.mark.parametrize(
    ("old", "new", "kind", "part"),
    [
        ('"encoding": "utf-8-sig"', '"encoding": "rot13"', "invalid", "rot13"),
        ('"encoding": "utf-8-sig"', '"encoding": ["utf-8"]', "invalid", "encoding"),
        ('"note":"","created"', '"note":"","assist":"x","created"', "invalid", '"assist"'),
        ('"note":"","created"', '"note":"","actor":5,"created"', "invalid", '"actor"'),
        ('"note":"","created"', '"note":"","verified":[1],"created"', "invalid", '"verified"'),
        ('"note":"","created"', '"note":"a\\u0000b","created"', "invalid", "NUL"),
        ('"deleted": {\n', '"deleted": {\n"":3,\n', "deleted", "no id"),
        ('"deleted": {\n', '"deleted": {\n"gone":1180591620717411303424,\n', "deleted", "gone"),
    ],
)
def test_a_bad_value_of_a_layer_is_named(folder: Path, old: str, new: str, kind: str, part: str) -> None:
    data = (folder / NAME).read_text("utf-8")
    assert old in data
    if new.endswith(",\n") and '"deleted": {\n }' in data:
        new = new[:-2] + "\n"
    (folder / NAME).write_text(data.replace(old, new, 1), "utf-8", newline="\n")
    assert any(part in words for words in said(folder, kind)), verify([folder]).findings


GOOD_ASSIST = {"by": "rules", "version": "1", "score": 0.93, "edited": False}
GOOD_VERIFIED = {
    "verdict": "trimmed",
    "source": "s1",
    "text_sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "start": 3,
    "end": 8,
    "exact": "words",
    "by": "alice",
    "at": "2026-11-22T09:00:00Z",
}
GOOD_DISMISSED = {"id": "d1", "rev": 1, "start": 8, "end": 18, "exact": "Lena Ortiz", "kind": "quote"}


def put(folder: Path, of_annotation: dict[str, object], of_layer: dict[str, object] | None = None) -> str:
    """Give the layer's first annotation, and the layer, some keys more; the id of that annotation."""
    (folder / "speech.txt").write_bytes(b"")
    source = {"id": "s1", "rev": 1, "file": "speech.txt", "sha256": GOOD_VERIFIED["text_sha256"]}
    sources = {"format": "media-sources", "version": 1, "sources": [source], "deleted": {}}
    (folder / "sources.json").write_text(json.dumps(sources), "utf-8")
    data = json.loads((folder / NAME).read_text("utf-8"))
    data["annotations"][0] |= of_annotation
    data |= of_layer or {}
    (folder / NAME).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (folder / "speech.txt").write_text("", "utf-8")
    source = {"id": "s1", "rev": 1, "file": "speech.txt", "sha256": GOOD_VERIFIED["text_sha256"], "of": []}
    sources = {"format": "media-sources", "version": 1, "sources": [source], "deleted": {}}
    (folder / "sources.json").write_text(json.dumps(sources), "utf-8")
    return str(data["annotations"][0]["id"])


def test_optional_keys_as_the_format_has_them_are_no_problem(folder: Path) -> None:
    put(
        folder,
        {"assist": GOOD_ASSIST, "verified": GOOD_VERIFIED, "actor": "a1"},
        {"dismissed": [GOOD_DISMISSED], "reader": "alice", "activity": {"2026-11-22": 12, "2024-02-29": 0}},
    )
    assert verify([folder]).findings == []
    put(folder, {"assist": {"by": "learnt", "team": 1}, "verified": {"verdict": "not_found"}, "actor": "a1"})
    assert verify([folder]).findings == []


@pytest.mark.parametrize(
    ("key", "value", "part"),
    [
        ("assist", {}, 'without a "by"'),
        ("assist", GOOD_ASSIST | {"by": 5}, 'without a "by"'),
        ("assist", GOOD_ASSIST | {"by": "oracle"}, "not known to this version: oracle"),
        ("assist", GOOD_ASSIST | {"version": 1}, '"version" is no text'),
        ("assist", GOOD_ASSIST | {"score": 1.01}, '"score" is no number from 0 to 1'),
        ("assist", GOOD_ASSIST | {"score": -0.1}, '"score" is no number from 0 to 1'),
        ("assist", GOOD_ASSIST | {"score": True}, '"score" is no number from 0 to 1'),
        ("assist", GOOD_ASSIST | {"score": "0.9"}, '"score" is no number from 0 to 1'),
        ("assist", GOOD_ASSIST | {"edited": 0}, '"edited" is neither true nor false'),
        ("actor", "", "empty"),
        ("actor", ["a"], "no text"),
        ("verified", {}, 'without a "verdict"'),
        ("verified", GOOD_VERIFIED | {"verdict": "perhaps"}, "not known to this version: perhaps"),
        ("verified", GOOD_VERIFIED | {"source": 5}, '"source" is no text'),
        ("verified", GOOD_VERIFIED | {"exact": 5}, '"exact" is no text'),
        ("verified", GOOD_VERIFIED | {"by": 5}, '"by" is no text'),
        ("verified", GOOD_VERIFIED | {"text_sha256": "E3"}, '"text_sha256" is no hash'),
        ("verified", GOOD_VERIFIED | {"start": 9}, "0 ≤ start < end"),
        ("verified", GOOD_VERIFIED | {"end": None}, "0 ≤ start < end"),
        ("verified", GOOD_VERIFIED | {"end": 9}, "5 characters, not the 6"),
        ("verified", GOOD_VERIFIED | {"at": "yesterday"}, '"at" is no time'),
        ("verified", GOOD_VERIFIED | {"at": "2026-13-22T09:00:00Z"}, '"at" is no time'),
        ("verified", GOOD_VERIFIED | {"at": "2026-11-22"}, '"at" is no time'),
    ],
)
def test_a_bad_value_in_an_optional_key_is_named_with_its_annotation(
    folder: Path, key: str, value: object, part: str
) -> None:
    record_id = put(folder, {key: value})
    (finding,) = verify([folder]).findings
    assert (Path(finding.file).name, finding.kind, finding.item) == (NAME, "invalid", record_id)
    assert f'annotation {record_id} has "{key}"' in finding.message
    assert part in finding.message


@pytest.mark.parametrize(
    ("key", "value", "parts"),
    [
        ("activity", 12, ['"activity" that is no object']),
        ("dismissed", [GOOD_DISMISSED | {"start": 18}], ["item d1"]),
        ("dismissed", [GOOD_DISMISSED | {"end": 19}], ["10 characters, not the 11"]),
        ("dismissed", [GOOD_DISMISSED | {"kind": 1}], ['no "kind"']),
        ("reader", 5, ['"reader"']),
        ("reader", "Alice Smith", ['"reader"']),
        ("activity", [12], ['"activity" that is no object']),
        ("activity", {"2026-02-30": 12, "today": 3, "2026-11-22": 12}, ["2026-02-30", "today"]),
        (
            "activity",
            {"2026-11-22": -1, "2026-11-23": "12", "2026-11-24": True, "2026-11-25": 2000},
            ["22", "23", "24", "25"],
        ),
    ],
)
@pytest.mark.parametrize("is_in_record", [False, True])
def test_a_bad_value_in_an_optional_key_of_the_layer_is_named(
    folder: Path, key: str, value: object, parts: list[str], is_in_record: bool
) -> None:
    own = json.loads((folder / NAME).read_text("utf-8"))["layer"]
    put(folder, {}, {"layer": own | {key: value}} if is_in_record else {key: value})
    told(said(folder, "invalid"), *parts)
    assert len(verify([folder]).findings) == len(parts)


def test_all_bad_values_of_a_layer_are_named_and_those_of_what_waits_too(folder: Path) -> None:
    record_id = put(folder, {"assist": {"by": "rules", "score": 7}, "actor": ""}, {"reader": ""})
    data = json.loads((folder / NAME).read_text("utf-8"))
    waits = data["annotations"][1] | {"id": "waits", "verified": 5}
    data["unplaced"] = [{"why": "orphan", "text_sha256": "0" * 64, "record": waits}]
    (folder / NAME).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    told(said(folder, "invalid"), '"reader"', f'{record_id} has "assist"', f'{record_id} has "actor"', "waits has")


def test_a_bad_value_is_named_though_the_article_was_changed(folder: Path) -> None:
    data = (folder / NAME).read_text("utf-8")
    data = data.replace('"note":"","created"', '"note":"a\\u0000b","assist":"x","created"', 1)
    (folder / NAME).write_text(data.replace('"content"', '"kept"'), "utf-8", newline="\n")
    (folder / "a1.txt").write_text("Before. " + (folder / "a1.txt").read_text("utf-8"), "utf-8")
    words = said(folder, "invalid")
    assert any("NUL" in one for one in words)
    assert any('"assist"' in one for one in words)


@pytest.mark.parametrize("data", [b"\xff\xfe\xc3\n" * 500, ("{}\n" * 40).encode("utf-16")])
def test_a_layer_that_is_no_text_at_all_gets_one_line(folder: Path, data: bytes) -> None:
    (folder / NAME).write_bytes(data)
    assert [finding.kind for finding in verify([folder]).findings] == ["damaged"]


@pytest.mark.parametrize("rev", [2**53 - 1, "1" + "0" * 400], ids=["one too high", "10^400"])
def test_a_rev_that_is_never_written_is_named_of_each_record(folder: Path, rev: int | str) -> None:
    # docs/format.md: a rev stops at 2^53 - 2
    data = (folder / NAME).read_text("utf-8")
    assert data.count('"rev":1,') == 4, "three annotations and a link"
    (folder / NAME).write_text(
        data.replace('"rev":1,', f'"rev":{rev},').replace('"rev": 1,', f'"rev": {rev},'), "utf-8"
    )
    words = said(folder, "invalid")
    assert len(words) == 5, words
    assert all(one.endswith("has a rev above 9007199254740990, the highest that is written") for one in words)
    assert sum("the layer's own record" in one for one in words) == 1


ODD = {"NUL": "\0", "ESC": "\x1b", "override": "\u202e", "isolate": "\u2067", "line separator": "\u2028"}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("place", ["annotation", "link", "tombstone"])
def test_a_character_that_cannot_be_seen_in_an_id_is_named_with_its_line(folder: Path, odd: str, place: str) -> None:
    data = (folder / NAME).read_text("utf-8")
    read = json.loads(data)
    was = {
        "annotation": read["annotations"][-1]["id"],  # no link leads there
        "link": read["links"][0]["id"],
        "tombstone": "",
    }[place]
    new = f"x{json.dumps(odd)[1:-1]}y"
    data = data.replace(was, new) if was else data.replace('"deleted": {\n }', f'"deleted": {{\n"{new}":3\n }}')
    (folder / NAME).write_text(data, "utf-8", newline="\n")
    (finding,) = [one for one in verify([folder]).findings if one.kind == "invalid"]
    assert f"U+{ord(odd):04X}" in finding.message
    assert odd not in finding_words(finding), "what a person reads turns nothing round"
    assert finding.line or place == "tombstone", "a tombstone has no id key to be found by"


@pytest.mark.parametrize("place", ["annotation", "link"])
def test_an_id_of_megabytes_is_named_in_a_sentence_of_ordinary_length(folder: Path, place: str) -> None:
    data = (folder / NAME).read_text("utf-8")
    was = json.loads(data)[f"{place}s"][-1]["id"]
    (folder / NAME).write_text(data.replace(was, "x" * 3_000_000), "utf-8", newline="\n")
    (finding,) = verify([folder]).findings
    assert "3,000,000 characters" in finding.message
    assert finding.line
    assert len(finding_words(finding)) < 500


def test_the_end_of_a_link_that_is_odd_is_named(folder: Path) -> None:
    data = (folder / NAME).read_text("utf-8")
    end = json.loads(data)["links"][0]["to"]
    (folder / NAME).write_text(data.replace(end, "\u202e" + "x" * 1_000_000), "utf-8", newline="\n")
    told(said(folder, "invalid"), "annotation \\u202exxx", "leads from or to an id of 1,000,001 characters")


@pytest.mark.parametrize(
    ("codebook", "part"),
    [
        ({"id": [], "version": 1}, '"codebook" whose "id" is no text'),
        ({"id": "x\x1b", "version": 1}, '"codebook" with an id with a character that cannot be seen (U+001B)'),
        ({"id": "x" * 5_000, "version": 1}, '"codebook" with an id of 5,000 characters'),
        ({"id": "x", "version": "x"}, '"codebook" whose "version" is no whole number'),
        ({"id": "x", "version": True}, '"codebook" whose "version" is no whole number'),
        ({"id": "x", "version": -1}, '"codebook" whose "version" is no whole number'),
        ({"id": "x", "version": 10**400}, '"codebook" whose "version" is no whole number'),
        ({"id": "x", "version": None}, '"codebook" whose "version" is no whole number'),
    ],
)
def test_a_layer_whose_codebook_is_oddly_said_is_named(folder: Path, codebook: dict[str, object], part: str) -> None:
    data = (folder / NAME).read_text("utf-8")
    known = json.dumps(json.loads(data)["codebook"])
    assert known in data
    (folder / NAME).write_text(data.replace(known, json.dumps(codebook)), "utf-8", newline="\n")
    told([one.message for one in verify([folder]).findings], part)


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ({"name": 5}, '"name" is no text'),
        ({"sha256": "x"}, '"sha256" is no hash'),
        ({"newline": ["lf"]}, '"newline" is none of lf, crlf'),
    ],
)
def test_a_layer_whose_source_is_oddly_said_is_named(folder: Path, source: dict[str, object], part: str) -> None:
    own = json.loads((folder / NAME).read_text("utf-8"))["source"]
    put(folder, {}, {"source": own | source})
    told(said(folder, "invalid"), part)


@pytest.mark.parametrize(
    "time", ["yesterday", "2026-02-30T09:00:00Z", "2026-11-22", "2026-11-22T09:00:00", "x" * 5_000]
)
@pytest.mark.parametrize("key", ["created", "modified"])
def test_each_time_that_is_none_is_named_in_records_as_the_app_lays_them_out(folder: Path, key: str, time: str) -> None:
    data = (folder / NAME).read_text("utf-8")
    data, count = re.subn(f'"{key}":"[^"]+"', f'"{key}":"{time}"', data)
    (folder / NAME).write_text(data, "utf-8", newline="\n")
    words = said(folder, "invalid")
    assert len(words) == count == len(set(words)) > 3
    assert all(f'has a "{key}" that is no time' in one and len(one) < 300 for one in words)


def test_each_bad_time_of_each_kind_of_record_is_named(folder: Path) -> None:
    data = json.loads((folder / NAME).read_text("utf-8"))
    one, other = data["annotations"][:2]
    for record in (one, other, data["links"][0]):
        record |= {"created": 5, "modified": []}
    waits = data["annotations"][2] | {"id": "waits", "created": None, "modified": "soon"}
    data["unplaced"] = [{"why": "orphan", "text_sha256": "0" * 64, "record": waits}]
    data["replies"] = [{"id": "r1", "rev": 1, "created": "soon", "modified": "late", "to": "x", "answer": "agree"}]
    (folder / NAME).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    told(
        said(folder, "invalid"),
        f'annotation {one["id"]} has a "created" and a "modified" that are no text',
        f'annotation {other["id"]} has a "created" and a "modified" that are no text',
        f'link {data["links"][0]["id"]} has a "created" and a "modified" that are no text',
        'annotation waits has a "created" that is no time',
        'annotation waits has a "modified" that is no time',
        'reply r1 has a "created" that is no time',
        'reply r1 has a "modified" that is no time',
    )


def test_times_with_an_offset_and_parts_of_a_second_are_no_problem(folder: Path) -> None:
    data = (folder / NAME).read_text("utf-8")
    data = data.replace('"created":"2026-11-22T09:00:00Z"', '"created":"2026-11-22T10:00:00.25+01:00"')
    (folder / NAME).write_text(data, "utf-8", newline="\n")
    assert verify([folder]).findings == []
