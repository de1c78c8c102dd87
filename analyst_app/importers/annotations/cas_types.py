"""The type system of a UIMA CAS: which features are words, numbers, or references to other annotations."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DESCRIBED = "{http://uima.apache.org/resourceSpecifier}"
_TEXT, _BOOLEAN = "uima.cas.String", "uima.cas.Boolean"
_WHOLE = ("uima.cas.Integer", "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte")
_DECIMAL = ("uima.cas.Float", "uima.cas.Double")
_PRIMITIVE = (_TEXT, _BOOLEAN, *_WHOLE, *_DECIMAL)
_LISTS = tuple(f"{name}{kind}" for name in _PRIMITIVE for kind in ("Array", "List"))
_DEEPEST = 100


@lru_cache(maxsize=4096)
def type_name(tag: str) -> str:
    """A type's full name, as UIMA says it, of the tag of an XMI element.

    Args:
        tag: as ``{http:///webanno/custom.ecore}Claim``.
    """
    space, _, name = tag.rpartition("}")
    package = space.removeprefix("{").removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return f"{package}.{name}" if package not in ("", "uima.noNamespace") else name


class TypeSystem:
    """Ranges of features by type.

    Args:
        root: of a type system description; None: nothing is known.
    """

    def __init__(self, root: Element | None = None) -> None:
        self._above: dict[str, str] = {}
        self._ranges: dict[str, dict[str, str]] = {}
        for one in () if root is None else root.iter(f"{_DESCRIBED}typeDescription"):
            name = (one.findtext(f"{_DESCRIBED}name") or "").strip()
            self._above[name] = (one.findtext(f"{_DESCRIBED}supertypeName") or "").strip()
            self._ranges[name] = {
                (feature.findtext(f"{_DESCRIBED}name") or "").strip(): (
                    feature.findtext(f"{_DESCRIBED}rangeTypeName") or ""
                ).strip()
                for feature in one.iter(f"{_DESCRIBED}featureDescription")
            }

    def range_of(self, type_: str, feature: str) -> str:
        """Full name of the type of a feature's values; empty if that is not known.

        Args:
            type_: full name of the type that has the feature.
            feature: its name.
        """
        for _ in range(_DEEPEST):
            if feature in self._ranges.get(type_, {}):
                found = self._ranges[type_][feature]
                return _TEXT if self._above.get(found) == _TEXT else found  # a text with listed values
            if type_ not in self._above:
                break
            type_ = self._above[type_]
        return ""

    def is_reference(self, type_: str, feature: str) -> bool | None:
        """True for a feature whose values are ids of others, False for words and numbers, None if that is not known.

        Args:
            type_: full name of the type that has the feature.
            feature: its name.
        """
        found = self.range_of(type_, feature)
        return found not in (*_PRIMITIVE, *_LISTS) if found else None

    def value(self, type_: str, feature: str, words: str) -> Any:
        """A value as its type has it: a number, yes or no, words.

        Args:
            type_: full name of the type that has the feature.
            feature: its name.
            words: the value as XMI has it.
        """
        found = self.range_of(type_, feature)
        try:
            if found in _WHOLE:
                return int(words)
            if found in _DECIMAL:
                return float(words)
        except ValueError:
            return words
        return {"true": True, "false": False}.get(words, words)
