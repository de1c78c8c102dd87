"""``check`` names every bad value of every file and goes on. Tests of corpus.value_faults and core.codebook_faults."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analyst_app.commands.check_command import verify
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
