"""Exports taken apart by a rule of a person's own: a JSON object of regular expressions, see docs/import.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.text_paragraphs import joined, tidy, unwrapped
from analyst_app.importers.news.news_article import Export, NewsArticle
from analyst_app.wording import tr

FACTS = ("title", "outlet", "author", "date", "url")


def split(whole: str, rule: Mapping[str, Any], *, wrapped: bool = False) -> Export:
    """The articles that a rule finds in a text.

    Args:
        whole: the text.
        rule: see docs/import.md.
        wrapped: whether its lines are broken at a fixed width.

    Raises:
        ImportFailed: a regular expression of the rule is wrong.
    """
    before, chunks, after = _chunks(whole, rule)
    found: list[NewsArticle] = []
    for chunk in chunks:
        facts: dict[str, Any] = {fact: _first(rule.get("fields", {}).get(fact, ()), chunk) for fact in FACTS}
        blocks = unwrapped(chunk)
        for place, fact in enumerate(rule.get("heading", ())):
            if not facts[fact] and place < len(blocks):
                facts[fact] = blocks[place]
        body, rest = _body(chunk, rule)
        paragraphs = unwrapped(body) if wrapped else [tidy(line) for line in body.split("\n")]
        if joined([facts["title"], *paragraphs]):
            found.append(NewsArticle(**facts, body=list(filter(None, paragraphs)), besides=rest.split("\n")))
    return Export(found, 0, [before] * bool(before), [after] * bool(after))


def _chunks(whole: str, rule: Mapping[str, Any]) -> tuple[str, list[str], str]:
    """The text before the articles, the stretches that hold one each, and the text after them."""
    try:
        between = re.compile(rule["starts"] if "starts" in rule else rule["ends"], re.MULTILINE)
    except (re.error, KeyError) as error:
        raise ImportFailed(
            tr('The rule needs a right regular expression in "starts" or "ends" ({error}).', error=error)
        ) from error
    parts = between.split(whole)[:: 1 + between.groups]  # its groups lie between the stretches
    before, after = (parts.pop(0), "") if "starts" in rule else ("", parts.pop())
    return tidy(before), [part.strip("\n\f ") for part in parts if part.strip()], tidy(after)


def _body(chunk: str, rule: Mapping[str, Any]) -> tuple[str, str]:
    """The article's own words, and all other lines."""
    limits = rule.get("body", {})
    begin = next((m.end() for p in limits.get("after", ()) if (m := re.search(p, chunk, re.MULTILINE))), 0)
    ends = [m.start() for p in limits.get("before", ()) if (m := re.compile(p, re.MULTILINE).search(chunk, begin))]
    end = min(ends, default=len(chunk))
    body = re.sub(rule.get("strip", r"(?!)"), "", chunk[begin:end], flags=re.MULTILINE)
    return body, chunk[:begin] + "\n" + chunk[end:]


def _first(patterns: Any, chunk: str) -> str:
    for pattern in patterns:
        if match := re.search(pattern, chunk, re.MULTILINE):
            return tidy(match.group(1))
    return ""
