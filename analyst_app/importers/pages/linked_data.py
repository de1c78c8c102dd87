"""The facts of an article that a page states as linked data (JSON-LD with the words of schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

_ARTICLES = re.compile(r"Article$|^(?:Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting)$")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_DEEPEST = 8
_LONGEST_NAME = 120


class LinkedArticle:
    """The facts of one article in linked data.

    Args:
        node: its object.
        by_id: all objects of the page that have an ``@id``, by it.
    """

    def __init__(self, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
        self._node, self._by_id = node, by_id
        self.headline = _words(node.get("headline")) or _words(node.get("name"))
        self.published = _words(node.get("datePublished"))

    @property
    def authors(self) -> list[str]:
        """The names of those who wrote it, in order, each once."""
        found = list(self._names(self._node.get("author"))) or list(self._names(self._node.get("creator")))
        return list(dict.fromkeys(found))

    @property
    def publisher(self) -> str:
        """The name of its outlet; "" if none is stated."""
        return next(iter(self._names(self._node.get("publisher"))), "")

    @property
    def addresses(self) -> list[str]:
        """The addresses that are stated as its own."""
        page = self._node.get("mainEntityOfPage")
        page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
        return [words for one in (self._node.get("url"), page) if (words := _words(one)).startswith("http")]

    def _names(self, value: Any, depth: int = 0) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        if isinstance(value, list):
            for one in value[:50]:
                yield from self._names(one, depth + 1)
        elif isinstance(value, dict):
            if "name" in value:
                yield from self._names(value["name"], depth + 1)
            elif value.get("@id") in self._by_id:
                yield from self._names(self._by_id[value["@id"]].get("name"), depth + 1)
        elif (words := _words(value)) and not re.match(r"https?:|@|www\.", words) and len(words) <= _LONGEST_NAME:
            yield words


def articles_in(scripts: Iterable[str]) -> list[LinkedArticle]:
    """The articles that the page's linked data speaks of; what is no JSON is passed over.

    Args:
        scripts: the contents of the elements that hold linked data.
    """
    nodes = [node for script in scripts for node in _objects(_parsed(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return [LinkedArticle(node, by_id) for node in nodes if any(_ARTICLES.search(kind) for kind in _kinds(node))]


def _parsed(script: str) -> Any:
    try:
        return json.loads(_COMMENT.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects at the top, and those that they say the page is about; none of lists of other pages."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:1000]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INNER:
            yield from _objects(value.get(key), depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _words(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(unescape(unescape(value)).split()) if isinstance(value, str) else ""
