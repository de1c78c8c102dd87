"""The YAML at the head of a card, by which the Hugging Face hub and ``datasets`` know a dataset.

Its keys are those of the hub's specification of dataset cards. What nobody said stands there as ``unknown`` or is
left out; nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyst_app.core.layer_ids import is_program
from analyst_app.export.contract import HubConfig
from analyst_app.export.describing.credits import Credits

_SIZES = (
    *((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")),
    *((10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B")),
)
_MOST = "n>1T"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./<>+-]*(?<!:)")
_NO_STRINGS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"))
"""Words that some readers of YAML take for something else than words; ``no`` is the code of Norwegian."""


@dataclass(frozen=True)
class HeadFacts:
    """The facts that stand at the head of a card."""

    name: str
    credits: Credits
    languages: Sequence[str]
    """Codes, the most frequent first."""
    articles: int
    configs: Sequence[HubConfig]
    annotators: Sequence[str] = ()
    """Ids of the layers that it holds."""


def hub_head(facts: HeadFacts) -> str:
    """The head, with its two lines of dashes.

    Args:
        facts: facts about the dataset.
    """
    said: dict[str, Any] = {"pretty_name": facts.credits.title or facts.name}
    if facts.languages:
        said["language"] = list(facts.languages)
        said["multilinguality"] = ["monolingual" if len(facts.languages) == 1 else "multilingual"]
    said |= _licence(facts.credits)
    kinds = {"machine-generated" if is_program(name) else "expert-generated" for name in facts.annotators}
    said["annotations_creators"] = sorted(kinds)
    said["task_categories"] = ["token-classification"]
    said["size_categories"] = [next((name for most, name in _SIZES if facts.articles < most), _MOST)]
    said["tags"] = ["span-annotation", "news"]
    said["configs"] = [
        {
            "config_name": config.name,
            "data_files": [{"split": split, "path": path} for split, path in config.paths.items()],
            **({"default": True} if config.name == "default" else {}),
        }
        for config in facts.configs
    ]
    said["dataset_info"] = [_info(config) for config in facts.configs]
    return "\n".join(["---", *_lines(said, ""), "---", ""])


def with_columns_of(head: str, config: HubConfig) -> str:
    """A card whose head tells other columns of its rows, which are the last that it says.

    Args:
        head: the card, or its head.
        config: the rows as they are now.
    """
    before, told, rest = head.partition("\ndataset_info:\n")
    _, end, after = rest.partition("\n---\n")
    if not (told and end):
        return head
    return "\n".join([before, *_lines({"dataset_info": [_info(config)]}, ""), "---", after])


def _licence(credits: Credits) -> dict[str, Any]:
    if not credits.licence:
        return {"license": "unknown"}
    if credits.hub_licence:
        return {"license": credits.hub_licence}
    name = re.sub(r"[^a-z0-9.]+", "-", credits.licence.lower()).strip("-") or "other"
    return {"license": "other", "license_name": name, **_known("license_link", credits.licence_address)}


def _known(key: str, words: str) -> dict[str, str]:
    return {key: words} if words else {}


def _info(config: HubConfig) -> dict[str, Any]:
    splits = [
        {"name": split, "num_bytes": config.sizes[split], "num_examples": config.rows[split]} for split in config.paths
    ]
    return {
        "config_name": config.name,
        "features": config.features,
        "splits": splits,
        "dataset_size": sum(config.sizes.values()),
    }


def _lines(value: Any, margin: str) -> Iterator[str]:
    """A value as lines of YAML in block style."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, Mapping | list):
                yield f"{margin}{_scalar(key)}:"
                yield from _lines(inner, f"{margin}  " if isinstance(inner, Mapping) else margin)
            else:
                yield f"{margin}{_scalar(key)}: {_scalar(inner)}"
        return
    for inner in value:
        first, *rest = _lines(inner, "") if isinstance(inner, Mapping | list) else [_scalar(inner)]
        yield f"{margin}- {first}"
        yield from (f"{margin}  {line}" for line in rest)


def _scalar(value: Any) -> str:
    if isinstance(value, bool | int):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _NO_STRINGS:
        return str(value)
    return json.dumps(value, ensure_ascii=False)
