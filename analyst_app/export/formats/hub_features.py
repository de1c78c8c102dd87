"""The features of a Hugging Face dataset, as ``datasets`` writes them: in a Parquet file's schema and in a card.

Both shapes are those that releases 2 to 5 of the library read: ``Sequence`` for a list of plain values, a bare list
for one of records (release 4 renamed the first to ``List``, and still reads it under the old name).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Classes = Mapping[str, Sequence[str]]
"""The names of the classes of each column whose numbers stand for names."""

_DTYPES = {"double": "float64", "float": "float32", "date32[day]": "date32"}
"""Types that the library calls by another name than Arrow."""


def with_features(schema: Any, classes: Classes) -> Any:
    """An Arrow schema that says in its metadata what ``load_dataset`` makes of each column.

    Args:
        schema: of the file.
        classes: the columns that hold numbers of classes.
    """
    features = {field.name: _feature(field.type, classes.get(field.name)) for field in schema}
    return schema.with_metadata({"huggingface": json.dumps({"info": {"features": features}}, ensure_ascii=False)})


def feature_list(schema: Any, classes: Classes) -> list[dict[str, Any]]:
    """The features as the YAML of a card lists them.

    Args:
        schema: of the file.
        classes: the columns that hold numbers of classes.
    """
    return [_listed(field.name, field.type, classes.get(field.name)) for field in schema]


def _feature(kind: Any, names: Sequence[str] | None) -> Any:
    """As the metadata of a file has it."""
    if _is_list(kind):
        inner = _feature(kind.value_type, names)
        return [inner] if _is_struct(kind.value_type) else {"feature": inner, "_type": "Sequence"}
    if _is_struct(kind):
        return {field.name: _feature(field.type, None) for field in kind}
    return {"names": list(names), "_type": "ClassLabel"} if names else {"dtype": _dtype(kind), "_type": "Value"}


def _listed(name: str, kind: Any, names: Sequence[str] | None) -> dict[str, Any]:
    """As the YAML of a card has it."""
    said = {"name": name} if name else {}
    if _is_struct(kind):
        return {**said, "struct": [_listed(field.name, field.type, None) for field in kind]}
    if _is_list(kind):
        inner = _listed("", kind.value_type, names)
        plain = inner.get("dtype") if isinstance(inner.get("dtype"), str) else None
        return {**said, **({"list": inner["struct"]} if "struct" in inner else {"sequence": plain or inner["dtype"]})}
    if names:
        return {**said, "dtype": {"class_label": {"names": {str(place): one for place, one in enumerate(names)}}}}
    return {**said, "dtype": _dtype(kind)}


def _dtype(kind: Any) -> str:
    return _DTYPES.get(str(kind), str(kind))


def _is_list(kind: Any) -> bool:
    return str(kind).startswith(("list<", "large_list<"))


def _is_struct(kind: Any) -> bool:
    return str(kind).startswith("struct<")
