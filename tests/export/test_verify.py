"""Reading an export back, against ``collections.Counter``, and with a reader that is made to err on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Format, Seen
from analyst_app.export.engine import CHUNK
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.registry import FORMATS
from analyst_app.export.verify import compare, digest, joined
from tests.export.torture import TEXTS, write_corpus, write_sidecar

Err = Callable[[list[Seen]], list[Seen]]

ERRORS: dict[str, Err] = {
    "one is not in it": lambda items: items[:-1],
    "one is in it twice": lambda items: [*items, items[-1]],
    "one is in it twice, another is not": lambda items: [items[0], items[0], *items[2:]],
    "a number in one is another": lambda items: [_shifted(items[0]), *items[1:]],
}
"""What can go wrong between writing and reading, done to the items of an export."""

items = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["claim", "quote"]), st.sampled_from("xy")),
        st.tuples(st.sampled_from(["speaker", "cue"]), st.sampled_from("abc"), st.sampled_from("abc")),
    ),
    max_size=6,
)


def _shifted(item: Seen) -> Seen:
    at = next((n for n, part in enumerate(item) if isinstance(part, int)), None)
    if at is None:
        return (*item[:-1], f"{item[-1]}x")
    return (*item[:at], int(str(item[at])) + 1, *item[at + 1 :])


@given(items, items)
def test_two_digests_are_equal_if_and_only_if_the_same_items_stand_in_both(one: list[Seen], other: list[Seen]) -> None:
    assert (digest(one) == digest(other)) == (Counter(one) == Counter(other))
    assert digest(one) == digest(reversed(one))


def test_a_digest_uses_all_of_its_64_bits() -> None:
    some = [digest([("claim", number)]) for number in range(64)]
    assert max(some).bit_length() == 64
    assert max(joined(one, other) for one in some for other in some).bit_length() == 64


@given(items, items)
def test_what_is_joined_is_as_if_it_had_been_one(one: list[Seen], other: list[Seen]) -> None:
    assert joined(digest(one), digest(other)) == digest([*one, *other])


@given(items, items)
def test_a_comparison_refuses_if_and_only_if_the_items_are_not_the_same(one: list[Seen], other: list[Seen]) -> None:
    if Counter(one) == Counter(other):
        compare(one, other, "a.txt")
    else:
        with pytest.raises(ExportRefused, match=r"a\.txt reads back wrongly"):
            compare(one, other, "a.txt")


def erring(form: Format, err: Err) -> Format:
    """The format with a reader that gives something else than what is written."""
    unbind, read, read_shard = form.unbind, form.read, form.read_shard
    changes: dict[str, object] = {"is_same": None}
    if unbind:
        changes["unbind"] = lambda folder, options: _erred(list(unbind(folder, options)), err)
    elif read_shard:

        def shard(path: Path, options: object) -> Iterable[list[Seen]]:
            yield _erred([item for group in read_shard(path, options) for item in group], err)  # type: ignore[arg-type]

        changes["read_shard"] = shard
    elif read:
        changes["read"] = lambda files, options: _erred(read(files, options), err)
    return replace(form, **changes)  # type: ignore[arg-type]


def _erred(seen: list[Seen], err: Err) -> list[Seen]:
    return err(seen) if len(seen) > 1 else seen


READ_BACK = [name for name, form in FORMATS.items() if form.unbind or form.read_shard or form.read]


@pytest.mark.parametrize("name", READ_BACK)
@pytest.mark.parametrize("error", ERRORS)
def test_an_export_that_reads_back_as_something_else_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: str
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    monkeypatch.setitem(FORMATS, name, erring(FORMATS[name], ERRORS[error]))
    with pytest.raises(ExportRefused, match=r"read.? back wrongly"):
        export(ExportRequest(corpus=corpus, format_name=name, output=tmp_path / "out", workers=1))
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    export(ExportRequest(corpus=corpus, format_name=name, output=tmp_path / "out", workers=1, is_verified=False))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.unbind])
def test_articles_that_travel_in_several_chunks_are_all_compared(tmp_path: Path, name: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(CHUNK + 1):
        path = corpus / f"{number:03}.txt"
        path.write_bytes(TEXTS["emoji.txt"].encode())
        write_sidecar(path, "alice", "emoji.txt")
    done = export(ExportRequest(corpus=corpus, format_name=name, output=tmp_path / "out", workers=1))
    assert done.is_written
    assert done.outcome.tally.articles == {"": CHUNK + 1}
