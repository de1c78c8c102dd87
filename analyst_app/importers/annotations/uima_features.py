"""Tags, roles and attributes of what the features of a UIMA layer say; XMI and WebAnno TSV write the same layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LABELS = ("label", "value", "PosValue")
"""Features whose value is a span's tag."""
_ROLES = ("label", "value", "role", "type", "relation", "kind", "DependencyType")
"""Features whose value is the role of a relation."""
_OF_WORDS = ("Lemma", "Stem", "MorphologicalFeatures", "SurfaceForm")
"""Layers of DKPro whose value is another form of the words, so that it would make a tag for each word."""


def short_name(type_name: str) -> str:
    """A type's name without its package."""
    return type_name.rpartition(".")[2]


def tag_of(features: Mapping[str, Any], layer: str) -> tuple[str, dict[str, Any]]:
    """The tag of a span, and its other features.

    Args:
        features: its features by name, unset ones absent.
        layer: name of its layer, which is its tag if no feature is.
    """
    return _first(features, () if layer in _OF_WORDS else _LABELS, layer)


def role_of(features: Mapping[str, Any], layer: str) -> tuple[str, dict[str, Any]]:
    """The role of a relation, and its other features.

    Args:
        features: its features by name, unset ones absent.
        layer: name of its layer, which is its role if no feature is.
    """
    return _first(features, _ROLES if len(features) > 1 else tuple(features), layer)


def _first(features: Mapping[str, Any], names: tuple[str, ...], otherwise: str) -> tuple[str, dict[str, Any]]:
    name = next((name for name in names if isinstance(features.get(name), str) and features[name]), "")
    return str(features.get(name, otherwise)), {key: value for key, value in features.items() if key != name}
