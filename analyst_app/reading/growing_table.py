"""An Arrow table that grows by portions of rows, so that no more than one portion is ever held as Python's objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from analyst_app.core.annotation import moment_of
from analyst_app.reading.columns import Columns, Kind, TypedColumn, as_words, is_exact

if TYPE_CHECKING:
    import pyarrow

_TIME = "%Y-%m-%dT%H:%M:%SZ"
"""As the app writes it, and nearly always is."""


class GrowingTable:
    """A table whose columns may come and go from portion to portion; needs pyarrow."""

    def __init__(self) -> None:
        self._portions: list[tuple[int, dict[str, tuple[Kind, pyarrow.Array]]]] = []

    def add(self, length: int, columns: Columns) -> None:
        """Add a portion of rows.

        Args:
            length: number of the rows.
            columns: their values.
        """
        self._portions.append((length, {name: (one.kind, _array(one)) for name, one in columns.items()}))

    def table(self, usual: Mapping[str, Kind]) -> pyarrow.Table:
        """The whole table; where a column is missing in a portion, it holds nothing there.

        A column that is of one kind here and of another there is one of words everywhere; whole
        numbers and others together are numbers, if none is rounded by it.

        Args:
            usual: the columns that are always there, with their kinds; others follow as they came.
        """
        import pyarrow as pa

        kinds: dict[str, set[Kind]] = {name: set() for name in usual}
        for _, arrays in self._portions:
            for name, (own, _) in arrays.items():
                kinds.setdefault(name, set()).add(own)
        made = {}
        for name, found in kinds.items():
            kind = usual.get(name, "text") if not found else self._kind_of(name, found)
            parts = []
            for length, arrays in self._portions:
                own, array = arrays.get(name, (kind, None))
                if array is None:
                    array = pa.nulls(length, _types()[kind])
                parts.append(array if own == kind else _changed(array, kind))
            made[name] = pa.chunked_array(parts, _types()[kind])
        return pa.table(made)

    def _kind_of(self, name: str, found: set[Kind]) -> Kind:
        """The one kind of a column that has some kinds."""
        if len(found) == 1:
            return next(iter(found))
        if found != {"whole", "number"}:
            return "text"
        held = [arrays[name] for _, arrays in self._portions if name in arrays]
        whole = [array for kind, array in held if kind == "whole"]
        is_round = all(value is None or is_exact(value) for array in whole for value in array.to_pylist())
        return "number" if is_round else "text"


@cache
def _types() -> dict[Kind, Any]:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "whole": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "moment": pa.timestamp("s", tz="UTC"),
    }


def _changed(array: pyarrow.Array, kind: Kind) -> pyarrow.Array:
    """Values of another kind as numbers or as words."""
    if kind == "number":
        return array.cast(_types()[kind])
    return _array(TypedColumn(kind, list(map(as_words, array.to_pylist()))))


def _array(column: TypedColumn) -> pyarrow.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    made = _moments(column.values) if column.kind == "moment" else pa.array(column.values, _types()[column.kind])
    if column.runs is None:
        return made
    ends = pa.array(accumulate(column.runs), pa.int32())
    return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, made))


def _moments(values: Sequence[str | None]) -> pyarrow.Array:
    """Times as Arrow has them; what names none is nothing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = _types()["moment"]
    words = pa.array(values, pa.string()).dictionary_encode()  # most annotations of a layer share a few times
    found = pc.strptime(words.dictionary, format=_TIME, unit="s", error_is_null=True).cast(kind)
    if not found.null_count:
        return found.take(words.indices)
    known = {one: moment_of(one) if one else None for one in {*values}}
    return pa.array([known[one] for one in values], kind)
