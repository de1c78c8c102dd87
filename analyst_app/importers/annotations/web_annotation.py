"""Reads W3C Web Annotations and exports of Hypothesis; their text lies beside them as ``.txt``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analyst_app.core import webannotation
from analyst_app.core.document import Document, text_sha256
from analyst_app.core.excerpts import counted
from analyst_app.errors import DocumentUnreadable, ImportFailed
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside


def read_web_annotation(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The articles that the annotations of a file are about.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: it is no JSON, or no text beside it is theirs.
    """
    try:
        items = _items(parsed(text))
    except ValueError as error:
        raise ImportFailed(f"{path.name} is no JSON: {error}. Export it anew from where it comes.") from error
    by_source: dict[str, list[dict[str, Any]]] = {}
    links = [one for one in items if one.get("motivation") == "linking"]
    for one in items:
        if one.get("motivation") != "linking":
            by_source.setdefault(webannotation.selectors_of(one)[0], []).append(one)
    texts = _texts(path)
    made, lost = [], sum(len(webannotation.bodies_of(one)[3]) for one in links)
    for source, found in by_source.items():
        name, words, layers = _readings(path, source, found, links, texts, layer)
        lost -= sum(len(reading.links) for reading in layers)
        made.append(annotated(name, words, layers))
    if lost > 0 and made:
        made[0].notes.append(f"Left out: {counted(lost, 'link')} whose ends are not both in one reading of one text.")
    return made


def looks_known(data: Any) -> bool:
    """True if parsed JSON holds annotations with targets."""
    items = _items(data)
    return bool(items) and all(isinstance(one, dict) and "target" in one for one in items[:5])


def _items(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        for key in ("items", "rows", "annotations"):
            if isinstance(data.get(key), list):
                return [_modern(one) for one in data[key]]
        first = data.get("first")
        if isinstance(first, dict):
            return _items(first)
        return [_modern(data)] if "target" in data else []
    return [_modern(one) for one in data] if isinstance(data, list) else []


def _modern(one: Any) -> Any:
    """A Hypothesis annotation (tags, text, user) as a Web Annotation."""
    if not isinstance(one, dict) or "body" in one or not isinstance(one.get("tags"), list):
        return one
    bodies = [{"value": tag, "purpose": "tagging"} for tag in one["tags"]]
    bodies += [{"value": one["text"], "purpose": "commenting"}] if one.get("text") else []
    name = str(one.get("user", "")).removeprefix("acct:").partition("@")[0]
    return {**one, "body": bodies, "creator": {"nickname": name}}


def _readings(
    path: Path,
    source: str,
    items: list[dict[str, Any]],
    links: Iterable[dict[str, Any]],
    texts: dict[Path, str],
    layer: str,
) -> tuple[str, str, list[ForeignLayer]]:
    """Name and text of the article that annotations are about, and its layers."""
    place = _text_of(source, path, items, texts)
    if place is None:
        raise ImportFailed(
            f"{path.name}: no .txt file beside it holds the text of {source or 'its annotations'}. Put it there."
        )
    text = texts[place]
    layers: dict[str, ForeignLayer] = {}
    for one in items:
        _, position, quote = webannotation.selectors_of(one)
        tags, attributes, note, _ = webannotation.bodies_of(one)
        words = quote.get("exact")
        start, end = position or _placed(text, quote)
        held = layers.setdefault(_who(one, layer), ForeignLayer(_who(one, layer)))
        key = str(one.get("id", "")).removeprefix("urn:uuid:")
        for label in tags or ["note"]:
            held.spans.append(ForeignSpan(key, label, start, end, words, tuple(attributes.items()), note))
    known = {who: {span.key for span in held.spans} for who, held in layers.items()}
    for one in links:
        target, _, _ = webannotation.selectors_of(one)
        tags, _, _, linked = webannotation.bodies_of(one)
        who = _who(one, layer)
        for end_id in linked:
            link = ForeignLink((tags or ["related"])[0], *(x.removeprefix("urn:uuid:") for x in (target, end_id)))
            if {link.from_key, link.to_key} <= known.get(who, set()):
                layers[who].links.append(link)
    return place.stem, text, list(layers.values())


def _texts(path: Path) -> dict[Path, str]:
    found = {}
    for one in sorted(path.parent.glob("*.txt")):
        try:
            found[one] = Document.from_bytes(read_beside(one, limit=LARGEST_ANNOTATIONS), name=one.name).text
        except (DocumentUnreadable, OSError):
            continue
    return found


def _text_of(source: str, path: Path, items: list[dict[str, Any]], texts: dict[Path, str]) -> Path | None:
    """By hash, else by the file's own name, else the one that holds most of the quotes."""
    wanted = webannotation.sha256_in(source)
    for place, text in texts.items():
        if wanted and text_sha256(text) == wanted:
            return place
    quotes = [quote for one in items if (quote := webannotation.selectors_of(one)[2].get("exact"))]
    named = path.with_name(f"{path.name.removesuffix('.jsonld').removesuffix('.json').removesuffix('.txt')}.txt")
    ranked = sorted(texts, key=lambda place: (-sum(q in texts[place] for q in quotes), place != named, place.name))
    best = ranked[0] if ranked else None
    return best if best is not None and (not quotes or any(q in texts[best] for q in quotes)) else None


def _placed(text: str, quote: dict[str, str]) -> tuple[int, int]:
    words = quote.get("exact", "")
    around = f"{quote.get('prefix', '')}{words}{quote.get('suffix', '')}"
    at = text.find(around) if words else -1
    start = at + len(quote.get("prefix", "")) if at >= 0 else text.find(words) if words else -1
    return start, start + len(words)


def _who(one: dict[str, Any], layer: str) -> str:
    creator = one.get("creator")
    creator = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(creator, dict):
        return str(creator.get("nickname") or creator.get("name") or creator.get("id") or layer)
    return str(creator or layer)
