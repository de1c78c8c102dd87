"""Reads W3C Web Annotations and exports of Hypothesis; their text lies beside them as ``.txt``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analyst_app.core import webannotation
from analyst_app.core.document import text_sha256
from analyst_app.core.excerpts import counted, line_of
from analyst_app.core.webannotation import WebTarget
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import (
    MISSHAPEN,
    AnnotatedArticle,
    AnnotatedFile,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.labelled.labelled_text import add_note
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.importers.annotations.own_layers import KEY, about_in, put_layers
from analyst_app.importers.annotations.texts_beside import TextsBeside
from analyst_app.importers.annotations.web import web_items
from analyst_app.importers.annotations.web.web_places import Placed, WebText, votes
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.wording import tr

_NO_OWN: tuple[dict[str, Any], Any] = ({}, None)
_About = tuple[Mapping[str, Any], WebTarget]
"""An annotation and one of its targets."""


def read_web_annotation(path: Path, text: str, layer: str = "imported") -> AnnotatedFile:
    """The articles that the annotations of a file are about.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: it is no JSON, or no text beside it is theirs.
    """
    try:
        data = parsed(text)
    except ValueError as error:
        raise ImportFailed(
            tr("{name} is no JSON: {error}. Export it anew from where it comes.", name=path.name, error=error)
        ) from error
    own = about_in(data.get(KEY)) if isinstance(data, Mapping) else ({}, None)
    found = read_items(path, web_items.items_of(data), layer, web_items.missing_pages(data), own=own)
    return found if found.articles else AnnotatedFile(_untagged(path, data), found.losses)


def read_items(
    path: Path, items: list[Any], layer: str, missing: Iterable[str] = (), *, own: tuple[dict[str, Any], Any] = _NO_OWN
) -> AnnotatedFile:
    """The articles that annotations are about.

    Args:
        path: the file that they are from; texts are looked for beside it.
        items: Web Annotations; anything else among them is named.
        layer: the layer id where one names no annotator.
        missing: pages that belong to the file and are not in it.
        own: what an export of this app tells of the article and its readings.

    Raises:
        ImportFailed: no text beside it is theirs, or none of them is about a text.
    """
    losses = ImportLosses()
    for one in missing:
        losses.add("unknown", f"the page {one}, which is another file")
    known = []
    for number, one in enumerate(items, 1):
        if isinstance(one, Mapping) and "target" in one:
            known.append(one)
        else:
            losses.add("unreadable item", f"entry {number}: {line_of(str(one), 40)}")
    for key, count in Counter(key for one in known for key in web_items.unknown_keys(one)).items():
        losses.add("unknown", f"“{key}”", count)
    articles = _Reading(path, known, layer, losses, own).articles()
    if not articles and losses.counts:
        raise ImportFailed(
            tr(
                "{name} holds no annotation of a text. {losses} Export it anew.",
                name=path.name,
                losses=losses.sentences()[0],
            )
        )
    return AnnotatedFile(articles, losses)


def _untagged(path: Path, data: Any) -> list[AnnotatedArticle]:
    """The article that a page without annotations is about, if its own name says the hash of a text beside it."""
    named = data.get("id") if isinstance(data, Mapping) else None
    wanted = webannotation.sha256_in(named.partition("#")[0]) if isinstance(named, str) else ""
    texts = TextsBeside(path)
    place = texts.of_hash(wanted, _likely(path)) if wanted else None
    if place is None:
        return []
    facts, told = about_in(data.get(KEY))
    layers: list[ForeignLayer] = []
    put_layers(layers, told)
    return [annotated(place.stem, texts.text(place), layers, facts)]


def looks_known(data: Any) -> bool:
    """True if parsed JSON holds annotations with targets."""
    items = web_items.items_of(data)
    return bool(items) and any(isinstance(one, dict) and "target" in one for one in items[:50])


class _Reading:
    """Reads the annotations of a file.

    Args:
        path: the file.
        items: its annotations.
        layer: the layer id where one names no annotator.
        losses: gets what belongs to no article.
        own: what an export of this app tells of the article and its readings.
    """

    def __init__(
        self,
        path: Path,
        items: list[Mapping[str, Any]],
        layer: str,
        losses: ImportLosses,
        own: tuple[dict[str, Any], Any] = _NO_OWN,
    ) -> None:
        self._path = path
        self._own_facts, self._told = own
        self._losses = losses
        self._people = web_items.People(items, layer)
        self._beside = TextsBeside(path)
        self._counted: dict[Path, str] = {}
        """The texts that annotations are about, as their positions count them."""
        self._votes = [0, 0]
        self._replies: dict[str, list[Mapping[str, Any]]] = {}
        self._links: list[Mapping[str, Any]] = []
        self._about: dict[str, list[_About]] = {}
        roots = {web_items.key_of(one): web_items.bare(web_items.root_of(one)) for one in items}
        for one in items:
            root = web_items.bare(web_items.root_of(one))
            if root:
                seen = {web_items.key_of(one)}
                while roots.get(root) and root not in seen:  # replies may stand in a circle
                    seen.add(root)
                    root = roots[root]
                self._replies.setdefault(root, []).append(one)
            elif web_items.is_link(one):
                self._links.append(one)
            else:
                targets = webannotation.targets_of(one)
                if not any(target.source or not target.selection.is_whole for target in targets):
                    losses.add("unreadable item", f"{web_items.key_of(one) or 'an annotation'}: it is about nothing")
                    continue
                for target in targets:
                    self._about.setdefault(target.source, []).append((one, target))

    def articles(self) -> list[AnnotatedArticle]:
        """The articles whose text is there; the annotations of others are counted.

        Raises:
            ImportFailed: none is there.
        """
        made, people, unknown = [], dict[str, str](), []
        by_place: dict[Path, list[tuple[str, list[_About]]]] = {}
        for source, about in self._about.items():
            place = self._text_of(source, about)
            if place is None:
                unknown.append((source, len(about)))
            else:
                by_place.setdefault(place, []).append((source, about))
        if unknown and not by_place:
            source = unknown[0][0]
            raise ImportFailed(
                tr(
                    "{name}: no .txt file beside it holds the text of {source}. Put it there.",
                    name=self._path.name,
                    source=source or tr("its annotations"),
                )
            )
        for source, count in unknown:
            self._losses.add("absent text", source, count)
        for place, sources in by_place.items():
            selections = [target.selection for _, about in sources for _, target in about]
            text, own = self._beside.text(place), self._beside.text(place, is_raw=True)
            counts, raw = votes(text, selections), votes(own, selections)
            self._counted[place] = text
            if max(raw) > max(counts):  # line ends of two characters are counted
                self._counted[place], counts = own, raw
            self._votes = [known + count for known, count in zip(self._votes, counts, strict=True)]
        for place, sources in by_place.items():
            made.append(self._article(place, sources, people))
        for one in self._links:
            self._losses.add("relation end", f"{web_items.key_of(one)} from {webannotation.selectors_of(one)[0]}")
        for root, replies in self._replies.items():
            self._losses.add("attribute of no span", f"reply to {root}: {_words(replies[0])}", len(replies))
        return made

    def _article(
        self, place: Path, sources: list[tuple[str, list[_About]]], people: dict[str, str]
    ) -> AnnotatedArticle:
        text = self._counted[place]
        layers: dict[str, ForeignLayer] = {}
        notes, facts, losses = [], dict[str, str](), ImportLosses()
        for source, about in sources:
            note = self._found_by(source, place, about)
            notes += [note] if note else []
            _take_facts(facts, source, about)
            notes += self._take(text, source, about, layers, losses)
        self._take_links(layers)
        found = list(layers.values())
        put_layers(found, self._told)
        article = annotated(place.stem, text, found, {**facts, **self._own_facts}, fixed=Convention(), people=people)
        article.notes = notes + article.notes
        article.losses.take(losses)
        return article

    def _take(
        self, text: str, source: str, about: list[_About], layers: dict[str, ForeignLayer], losses: ImportLosses
    ) -> list[str]:
        """Put annotations on their text; the remarks on how that was done.

        Args:
            text: the article.
            source: IRI of the text in the file.
            about: the annotations with their targets.
            layers: the readings, by annotator, which get them.
            losses: gets what has no place.
        """
        notes = []
        is_page = any(web_items.is_from_hypothesis(one) for one, _ in about)
        is_utf16, certainty = _unit(text, source, about, self._votes)
        notes += [certainty] if certainty else []
        places = WebText(text, is_utf16=is_utf16)
        moved = 0
        for one, target in about:
            who = self._people.of(one)
            layer = layers.setdefault(who, ForeignLayer(who))
            replies = self._replies.pop(web_items.key_of(one), [])
            if target.selection.is_whole:
                add_note(layer, _words(one), *map(self._reply, replies))
                continue
            try:
                place = _placed(places, target, is_page)
            except MISSHAPEN:
                losses.add("unreadable item", f"{web_items.key_of(one)}")
                continue
            words = target.selection.quote.get("exact", "")
            if place.lost:
                losses.add(place.lost, f"{web_items.key_of(one)} “{line_of(words, 40)}”")
                if replies:
                    self._replies[web_items.key_of(one)] = replies
                continue
            moved += place.is_moved
            if place.is_moved and not is_page:
                losses.add("moved span", f"{web_items.key_of(one)} “{line_of(words, 40)}”")
            self._add(layer, one, (place.start, place.end), text, replies)
        if moved and is_page:
            notes.append(
                f"Placed by words, as positions count in the page: {moved} of {counted(len(about), 'annotation')}."
            )
        return notes

    def _add(
        self,
        layer: ForeignLayer,
        one: Mapping[str, Any],
        place: tuple[int, int],
        text: str,
        replies: list[Mapping[str, Any]],
    ) -> None:
        tags, attributes, note, _ = webannotation.bodies_of(one, is_own=self._told is not None)
        motivation = web_items.motivation_of(one)
        held = {"motivation": motivation, **attributes} if motivation else attributes
        lines = "\n".join(filter(None, [note, *map(self._reply, replies)]))
        words = text[slice(*place)]
        for label in tags or [""]:
            layer.spans.append(ForeignSpan(web_items.key_of(one), label, *place, words, tuple(held.items()), lines))

    def _reply(self, one: Mapping[str, Any]) -> str:
        return f"{self._people.of(one)}: {_words(one)}"

    def _take_links(self, layers: dict[str, ForeignLayer]) -> None:
        """Add the links whose ends are both in one of the readings; the others are left."""
        left = []
        for one in self._links:
            layer = layers.get(self._people.of(one))
            keys = {span.key for span in layer.spans} if layer else set()
            tags, _, _, linked = webannotation.bodies_of(one)
            origin = web_items.bare(webannotation.selectors_of(one)[0])
            ends = [(origin, web_items.bare(end)) for end in linked]
            if layer is None or any(not keys.issuperset(pair) for pair in ends):
                left.append(one)
                continue
            for number, pair in enumerate(ends):
                key = web_items.key_of(one) if number == 0 else ""
                layer.links.append(ForeignLink((tags or [""])[0], *pair, key))
        self._links = left

    def _text_of(self, source: str, about: list[_About]) -> Path | None:
        """The file whose text annotations are about: by its hash, else the one that holds most of their quotes."""
        wanted = webannotation.sha256_in(source)
        named = _likely(self._path)
        if wanted and (found := self._beside.of_hash(wanted, named)):
            return found
        quotes = _quotes(about)
        counts = {place: sum(q in text for q in quotes) for place, text in self._beside.readable.items()}
        ranked = sorted(counts, key=lambda place: (-counts[place], place != named, place.name))
        if not ranked or (quotes and not counts[ranked[0]]):
            return None
        return ranked[0] if quotes or ranked[0] == named or len(ranked) == 1 else None

    def _found_by(self, source: str, place: Path, about: list[_About]) -> str:
        """A sentence on why a file is taken for the text, where no hash says so."""
        quotes = _quotes(about)
        if webannotation.sha256_in(source) == text_sha256(self._beside.text(place)):
            return ""
        if not quotes:
            return f"{place.name} is taken for the text of {source or self._path.name}: no words are quoted."
        held = sum(quote in self._beside.text(place) for quote in quotes)
        told = f"it holds {held} of {counted(len(quotes), 'quote')}"
        return f"{place.name} is taken for the text of {source or self._path.name}: {told}."


def _placed(places: WebText, target: WebTarget, is_page: bool) -> Placed:
    """The place of a target; one of a page by its words, and only if they do not tell by its position."""
    if not is_page:
        return places.place(target.selection)
    by_words = places.place(target.selection, counts_here=False)
    by_position = places.place(target.selection)
    if by_words.lost in ("several places", "other selector") and not by_position.lost:
        return by_position
    return by_words._replace(is_moved=not by_words.lost)


def _unit(text: str, source: str, about: list[_About], counts: list[int]) -> tuple[bool, str]:
    """True if positions count UTF-16 units, and a sentence if that is not certain.

    Args:
        text: the article.
        source: IRI of the text in the file.
        about: the annotations with their targets.
        counts: selections of the file whose words stand at their position, by code points and by UTF-16 units.
    """
    if all(ord(letter) <= 0xFFFF for letter in text) or webannotation.sha256_in(source):
        return False, ""
    if any(
        "inception" in str(one.get("generator", "")).lower() or web_items.is_from_hypothesis(one) for one, _ in about
    ):
        return True, ""
    is_quoted = all(target.selection.quote.get("exact") for _, target in about if target.selection.position)
    if counts[0] != counts[1] or is_quoted:
        return counts[1] > counts[0], ""
    return False, "No quote tells how positions are counted: they are read as code points, as the W3C's model has it."


def _take_facts(facts: dict[str, str], source: str, about: list[_About]) -> None:
    if source.startswith(("http://", "https://")):
        facts.setdefault("url", source)
    for one, _ in about:
        document = one.get("document")
        title = document.get("title") if isinstance(document, Mapping) else None
        title = title[0] if isinstance(title, list) and title else title
        if isinstance(title, str) and title:
            facts.setdefault("title", title)


def _quotes(about: list[_About]) -> list[str]:
    return [words for _, target in about if (words := target.selection.quote.get("exact"))]


def _words(one: Mapping[str, Any]) -> str:
    """Note and tags of an annotation that marks no part of a text."""
    tags, _, note, _ = webannotation.bodies_of(one)
    told = f"tags: {', '.join(tags)}" if tags else ""
    return f"{note} ({told})" if note and told else note or told


def _likely(path: Path) -> Path:
    """The text beside a file that has its name."""
    stem = path.name.removesuffix(".jsonld").removesuffix(".json").removesuffix(".csv").removesuffix(".txt")
    return path.with_name(f"{stem}.txt")
