from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from analyst_app.storage import atomic, file_names


def test_a_layer_lies_beside_its_article_under_both_names() -> None:
    assert file_names.sidecar_path(Path("/corpus/depot.txt"), "alice") == Path(
        "/corpus/depot.txt.alice.annotations.json"
    )
    assert file_names.facts_path(Path("/corpus/depot.txt")) == Path("/corpus/depot.txt.source.json")


@pytest.mark.parametrize("article", ["depot.txt", "depot", "a.b.txt", "ä ö.TXT"])
@pytest.mark.parametrize("layer_id", ["alice", "gold-max", "0", "a" * 32])
def test_a_sidecars_name_tells_article_and_layer(article: str, layer_id: str) -> None:
    name = file_names.sidecar_name(article, layer_id)
    assert file_names.article_and_layer(name) == (article, layer_id)
    assert file_names.layer_id_in(name, article) == layer_id
    assert file_names.layer_id_in(name, f"x{article}") is None


@pytest.mark.parametrize(
    "name",
    [
        "depot.txt.Alice.annotations.json",
        "depot.txt.a b.annotations.json",
        "depot.txt.annotations (1).json",
        ".alice.annotations.json",
        "alice.annotations.json",
        "depot.txt.source.json",
        f"depot.txt.{'a' * 33}.annotations.json",
    ],
)
def test_another_name_is_no_layers(name: str) -> None:
    assert file_names.article_and_layer(name) is None


def test_names_of_the_app_itself_are_known_as_ours() -> None:
    ours = ["a.txt.alice.annotations.json", "a.txt.source.json", "codebook.json", "actors.json", "sources.json"]
    assert all(map(file_names.is_ours, ours))
    assert not any(map(file_names.is_ours, ["a.txt", "tasks.json", "export.jsonl"]))


def test_only_unfinished_saves_are_swept_away(tmp_path: Path) -> None:
    assert file_names.UNFINISHED_SAVE.fullmatch(file_names.unfinished_save("0123abcd"))
    for other in (file_names.unfinished_import("0123abcd"), "~$report.docx", file_names.unfinished_save("0123")):
        assert not file_names.UNFINISHED_SAVE.fullmatch(other)
    target = tmp_path / "file"
    with atomic.held(target) as held:
        atomic.replace_file(held, [b"x"], lambda: None)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_unfinished_save_is_swept_away_a_day_later_for_it_may_still_be_under_way(tmp_path: Path) -> None:
    now = time.time()
    for digits, hours in (("0123abcd", 25), ("4567abcd", 23)):
        left = tmp_path / file_names.unfinished_save(digits)
        left.write_bytes(b"half")
        os.utime(left, (now - hours * 3_600, now - hours * 3_600))
    with atomic.held(tmp_path / "file") as held:
        atomic.replace_file(held, [b"x"], lambda: None)
    assert {path.name for path in tmp_path.iterdir()} == {"file", file_names.unfinished_save("4567abcd")}


DEVICES = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + [
    f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789\u00b9\u00b2\u00b3"
]
"""``_reserved_names`` of Python 3.13's ``ntpath``, which has them of Microsoft's page on naming files."""


@pytest.mark.parametrize("name", DEVICES)
def test_the_names_of_windows_devices_are_reserved_with_every_ending(name: str) -> None:
    for one in (name, name.lower(), f"{name}.txt", f"{name} .txt", f"{name}.tar.gz", f"{name}  "):
        assert file_names.is_reserved(one), one
    for other in (f"x{name}", f"{name}x", f"{name}-1.txt", f"my {name}", ""):
        assert not file_names.is_reserved(other), other
