"""A model's file is the same for the same model, and is trusted in nothing: damaged or foreign it counts as none."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from analyst_app.assist.learning import model_file
from analyst_app.assist.learning.model import Model, learnt
from tests.assist.learning.teams import PARTS, team


@pytest.fixture(scope="module")
def model() -> Model:
    return learnt(team(10), PARTS)


def test_it_comes_back_as_it_was_and_its_bytes_are_those_of_the_same_layers(model: Model, tmp_path: Path):
    path = model_file.model_path(tmp_path, tmp_path / "corpus")
    model_file.keep(path, model, tmp_path)
    assert model_file.load(path) == model
    assert path.read_bytes() == model_file.to_bytes(learnt(team(10)[::-1], PARTS))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_wrong_byte_anywhere_makes_it_none(model: Model):
    data = model_file.to_bytes(model)
    for place in (0, 64, 70, 200, len(data) // 2, len(data) - 1):
        spoilt = bytearray(data)
        spoilt[place] ^= 1
        assert model_file.from_bytes(bytes(spoilt)) is None, place


@pytest.mark.parametrize("size", [0, 1, 64, 65, 66, 500])
def test_half_a_file_is_none(model: Model, size: int):
    assert model_file.from_bytes(model_file.to_bytes(model)[:size]) is None


def test_a_file_of_another_version_is_none_though_its_digest_is_right(model: Model, monkeypatch: pytest.MonkeyPatch):
    data = model_file.to_bytes(model)
    monkeypatch.setattr(model_file, "VERSION", 99)
    assert model_file.from_bytes(data) is None


@pytest.mark.parametrize("line", [b"{}\n", b"[]\n", b"oops\n", b"\xff\n", b""])
def test_a_head_that_is_none_is_no_error(line: bytes):
    assert model_file.from_bytes(hashlib.sha256(line).hexdigest().encode() + b"\n" + line) is None


def test_none_is_there_at_first_and_after_it_was_thrown_away(model: Model, tmp_path: Path):
    path = model_file.model_path(tmp_path, tmp_path / "corpus")
    assert model_file.load(path) is None
    model_file.keep(path, model, tmp_path)
    model_file.forget(path)
    model_file.forget(path)
    assert model_file.load(path) is None
