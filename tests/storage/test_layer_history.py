"""Earlier saves: kept, thinned with age, bounded."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from analyst_app.storage import file_names, layer_history

DAY = 86_400.0
NOW = 1_800_000_000.0


def test_at_most_one_save_in_five_minutes_is_kept_and_reads_back(tmp_path: Path) -> None:
    folder = tmp_path / "history" / "a"
    layer_history.keep(folder, [b"one ", b"two"], now=NOW)
    layer_history.keep(folder, [b"three"], now=NOW + 200)
    layer_history.keep(folder, [b"four"], now=NOW + 301)
    kept = layer_history.saves(folder)
    assert [layer_history.bytes_of_save(save) for save in kept] == [b"four", b"one two"]
    layer_history.keep(folder, [b"five"], now=NOW + 302, always=True)
    assert len(layer_history.saves(folder)) == 3


def test_saves_become_hourly_then_daily_then_go(tmp_path: Path) -> None:
    folder = tmp_path / "history" / "a"
    at = NOW - 40 * DAY
    while at < NOW:
        layer_history.keep(folder, [b"x"], now=at)
        at += 1_200 if NOW - at < 1.5 * DAY else 3_600 if NOW - at < 9 * DAY else 20_000
    ages = [NOW - save.when for save in layer_history.saves(folder)]
    assert all(age < 31 * DAY for age in ages)
    assert 70 <= sum(age < DAY for age in ages) <= 73
    assert 6 * 24 - 2 <= sum(DAY <= age < 7 * DAY for age in ages) <= 6 * 24 + 2
    assert 22 <= sum(age >= 7 * DAY for age in ages) <= 25


def test_all_layers_together_stay_below_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", 400)
    for number in range(10):
        layer_history.keep(tmp_path / "history" / f"layer{number % 3}", [b"x"], now=NOW + number * 600)
    older = [save for n in range(3) for save in layer_history.saves(tmp_path / "history" / f"layer{n}")[1:]]
    assert sum(save.path.stat().st_size for save in older) <= 400
    assert len(older) >= 5
    newest = [layer_history.saves(tmp_path / "history" / f"layer{n}")[0].when for n in range(3)]
    assert newest == [NOW + 9 * 600, NOW + 7 * 600, NOW + 8 * 600]


def test_files_that_are_no_saves_are_none(tmp_path: Path) -> None:
    layer_history.keep(tmp_path, [b"x"], now=NOW)
    for name in ("notes.json.gz", "2026", "2026.txt", "2026-11-22.json"):
        (tmp_path / name).write_bytes(b"mine")
    assert [save.when for save in layer_history.saves(tmp_path)] == [NOW]


def test_a_damaged_save_is_an_error_of_the_system(tmp_path: Path) -> None:
    layer_history.keep(tmp_path / "h", [b"x" * 1_000], now=NOW)
    (save,) = layer_history.saves(tmp_path / "h")
    save.path.write_bytes(save.path.read_bytes()[:-12])
    with pytest.raises(OSError, match="damaged"):
        layer_history.bytes_of_save(save)
    save.path.write_bytes(b"no gzip")
    with pytest.raises(OSError, match="damaged"):
        layer_history.bytes_of_save(save)


def test_a_clock_that_was_set_back_stops_no_keeping(tmp_path: Path) -> None:
    layer_history.keep(tmp_path / "h", [b"tomorrow"], now=NOW + DAY)
    layer_history.keep(tmp_path / "h", [b"today"], now=NOW)
    assert [layer_history.bytes_of_save(save) for save in layer_history.saves(tmp_path / "h")] == [
        b"tomorrow",
        b"today",
    ]


def test_above_the_limit_the_oldest_of_all_layers_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        layer_history.keep(tmp_path / "history" / f"layer{number % 2}", [b"x"], now=NOW + number * 600)
    size = next(tmp_path.rglob("*.gz")).stat().st_size
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", 3 * size + size // 2)
    layer_history.thin(tmp_path / "history" / "layer0", NOW + 3_600)
    kept = [save.when for name in ("layer0", "layer1") for save in layer_history.saves(tmp_path / "history" / name)]
    assert sorted(kept) == [NOW + number * 600 for number in (1, 2, 3, 4, 5)], "two newest, and three below the limit"


def test_a_save_that_must_stay_is_not_thinned_until_it_is_too_old(tmp_path: Path) -> None:
    for second in range(3):
        layer_history.keep(tmp_path / "h", [b"x%d" % second], now=NOW + second, always=True)
    assert len(layer_history.saves(tmp_path / "h")) == 3
    layer_history.thin(tmp_path / "h", NOW + 29 * DAY)
    assert len(layer_history.saves(tmp_path / "h")) == 3
    layer_history.thin(tmp_path / "h", NOW + 31 * DAY)
    assert [save.when for save in layer_history.saves(tmp_path / "h")] == [NOW + 2], "the newest is never dropped"


def test_a_save_one_second_before_the_five_minutes_are_over_is_not_kept(tmp_path: Path) -> None:
    folder = tmp_path / "history" / "a"
    layer_history.keep(folder, [b"one"], now=NOW)
    layer_history.keep(folder, [b"two"], now=NOW + 299)
    assert len(layer_history.saves(folder)) == 1


@pytest.mark.parametrize("name", ["~report.tmp", "notes.json.gz", "1700000000000-1a2b.json.gz.part", "1700000000000"])
def test_a_file_that_is_no_finished_save_is_not_listed_and_stays(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "history" / "a"
    layer_history.keep(folder, [b"one"], now=NOW)
    (folder / name).write_bytes(b"something else")
    layer_history.keep(folder, [b"two"], now=NOW + 60 * DAY)
    assert [layer_history.bytes_of_save(save) for save in layer_history.saves(folder)] == [b"two"]
    assert (folder / name).read_bytes() == b"something else"


@pytest.mark.parametrize("at", range(10, 60, 7))
def test_a_save_that_is_damaged_inside_is_an_error_of_the_system(tmp_path: Path, at: int) -> None:
    packed = bytearray(gzip.compress(b"".join(b"%d," % number for number in range(300)), mtime=0))
    packed[at] ^= 0xFF
    (tmp_path / "000001700000000-abcd.json.gz").write_bytes(packed)
    (save,) = layer_history.saves(tmp_path)
    with pytest.raises(OSError, match="damaged"):
        layer_history.bytes_of_save(save)


def test_one_save_larger_than_the_limit_takes_nothing_from_the_other_layers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", 1_000)
    for number in range(6):
        layer_history.keep(tmp_path / "history" / f"layer{number % 2}", [b"x"], now=NOW + number * 600)
    large = [os.urandom(5_000)]
    layer_history.keep(tmp_path / "history" / "large", large, now=NOW + 3_600)
    layer_history.keep(tmp_path / "history" / "large", [os.urandom(5_000)], now=NOW + 4_200)
    assert [len(layer_history.saves(tmp_path / "history" / name)) for name in ("layer0", "layer1", "large")] == [
        3,
        3,
        1,
    ]


def test_the_newest_save_of_a_layer_outlives_every_age(tmp_path: Path) -> None:
    layer_history.keep(tmp_path / "h", [b"old"], now=NOW)
    layer_history.keep(tmp_path / "h", [b"newest"], now=NOW + 600)
    layer_history.thin(tmp_path / "h", NOW + 900 * DAY)
    assert [layer_history.bytes_of_save(save) for save in layer_history.saves(tmp_path / "h")] == [b"newest"]


def test_a_save_that_must_stay_is_told_and_kept_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    """A write to a full disk is tried again every ten seconds."""
    layer_history.keep(tmp_path / "h", [b"one ", b"two"], now=NOW)
    told = {layer_history.keep(tmp_path / "h", [b"one two"], now=NOW + n, always=True) for n in range(1, 4)}
    (save,) = told
    assert save is not None
    assert [kept.path for kept in layer_history.saves(tmp_path / "h")] == [save.path]
    assert layer_history.bytes_of_save(save) == b"one two"
    layer_history.keep(tmp_path / "h", [b"three"], now=NOW + 4)
    layer_history.thin(tmp_path / "h", NOW + 20 * DAY)
    assert save.path.exists()


def test_a_history_that_cannot_be_kept_says_so(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"a file in its place")
    assert layer_history.keep(tmp_path / "history" / "h", [b"x"], now=NOW, always=True) is None


def test_what_a_killed_program_left_half_written_is_swept_a_day_later(tmp_path: Path) -> None:
    left = tmp_path / "h" / file_names.unfinished_own_file("0123abcd")
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, (NOW, NOW))
    layer_history.keep(tmp_path / "h", [b"x"], now=NOW + DAY)
    assert left.exists()
    layer_history.keep(tmp_path / "h", [b"x"], now=NOW + DAY + 600)
    assert not left.exists()


def test_a_layer_whose_file_becomes_a_link_keeps_its_history(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    layer = tmp_path / "corpus" / "a.txt.alice.annotations.json"
    layer.write_bytes(b"{}")
    before = layer_history.folder_of(tmp_path / "state", layer)
    layer_history.keep(before, [b"{}"])
    layer.replace(tmp_path / "elsewhere.json")
    layer.symlink_to(tmp_path / "elsewhere.json")
    assert layer_history.folder_of(tmp_path / "state", layer) == before
    (tmp_path / "way").symlink_to(tmp_path / "corpus")
    assert layer_history.folder_of(tmp_path / "state", tmp_path / "way" / layer.name) == before


def test_saves_that_were_kept_by_where_a_link_leads_are_still_found(tmp_path: Path) -> None:
    target, layer = tmp_path / "elsewhere.json", tmp_path / "a.txt.alice.annotations.json"
    target.write_bytes(b"{}")
    layer.symlink_to(target)
    of_target = layer_history.folder_of(tmp_path / "state", target)
    layer_history.keep(of_target, [b"{}"])
    assert layer_history.folder_of(tmp_path / "state", layer) == of_target


def folders_listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that are listed from now on, as often as they are."""
    listed: list[str] = []
    for name in ("listdir", "scandir"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda path, real=real: (listed.append(Path(path).name), real(path))[1])
    return listed


def test_a_save_lists_no_folder_but_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        layer_history.keep(tmp_path / "history" / f"layer{number % 30}", [b"x"], now=NOW + number * 600)
    listed = folders_listed(monkeypatch)
    for number in range(20):
        assert layer_history.keep(tmp_path / "history" / "layer7", [b"x"], now=NOW + DAY + number * 600)
    assert set(listed) == {"layer7"}
    assert len(listed) <= 3 * 20


def test_all_are_gone_through_once_for_a_part_of_the_limit_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """64 parts; a save of 30,000 bytes is a third of one of a limit of 6.4 MB."""
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", 6_400_000)
    layer_history.keep(tmp_path / "history" / "other", [b"x"], now=NOW)
    for number in range(2):
        layer_history.keep(tmp_path / "history" / "mine", [b"x"], now=NOW + number * 600)
    listed = folders_listed(monkeypatch)
    for number in range(40):
        layer_history.keep(tmp_path / "history" / "mine", [os.urandom(30_000)], now=NOW + DAY + number * 600)
    assert 40 / 4 - 1 <= listed.count("other") <= 40 / 3


def test_the_limit_holds_after_every_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 640_000
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", limit)
    for number in range(120):
        folder = tmp_path / "history" / f"layer{number % 4}"
        assert layer_history.keep(folder, [os.urandom(9_000)], now=NOW + number * 600)
        kept = [layer_history.saves(tmp_path / "history" / f"layer{n}")[1:] for n in range(4)]
        assert sum(save.path.stat().st_size for one in kept for save in one) <= limit
    assert sum(map(len, kept)) >= 60, "no more goes than must: 69 fit"


def test_a_history_of_an_earlier_version_is_gone_through_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        layer_history.keep(tmp_path / "history" / "old", [os.urandom(9_000)], now=NOW + number * 600)
    (tmp_path / "history" / "grown").unlink()
    monkeypatch.setattr(layer_history, "LARGEST_HISTORY", 100_000)
    for number in range(2):
        layer_history.keep(tmp_path / "history" / "mine", [b"x"], now=NOW + DAY + number * 600)
    assert 8 <= len(layer_history.saves(tmp_path / "history" / "old")) <= 12
