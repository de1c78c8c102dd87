"""List the differences between two layers of an article, or more at once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.alignment.align import Comparison, Difference, compare
from analyst_app.alignment.link_alignment import LinkDifference
from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, sealed_words, told
from analyst_app.commands.chosen_layers import asked_layers, reading_of_layer
from analyst_app.commands.compared_several import ComparedSeveral, scores_of
from analyst_app.commands.terminal import put, put_json, say
from analyst_app.core.annotation import Annotation, Link
from analyst_app.errors import UsageError
from analyst_app.reading.compared_layers import chosen_layers
from analyst_app.storage.error_log import reason
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.alignment.align import Reading
    from analyst_app.corpus.sealing import Seal

_WIDTH = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = tr("List the differences between two layers of an article, or more at once.")
    parser.add_argument("article", type=Path, metavar="ARTICLE", help=tr("the article, a text file"))
    parser.add_argument(
        "--layers", metavar="A,B,…", help=tr("which, two or more (default: those that are done, gold left out)")
    )
    add_annotator(parser)
    add_unseal(parser)
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Compare; 0 whatever the answer is.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        SidecarInvalid: a layer's file is damaged or of a newer version.
    """
    from analyst_app.corpus.shared_articles import without_copies
    from analyst_app.export.selection import annotated
    from analyst_app.session.session import Session

    if not arguments.article.is_file() and not arguments.article.is_symlink():
        wrong = marked("{path} is not there. Give one article; 'agree' takes folders.")
        if arguments.article.exists():
            wrong = marked("{path} is no file. Give one article; 'agree' takes folders.")
        raise UsageError(tr(wrong, path=arguments.article))
    present = [layer for _, layers in annotated(arguments.article) for layer in layers]
    document = Session.read_article(arguments.article, large=True, layers=present)
    if arguments.layers is None:
        present = without_copies(arguments.article, present, say)
    seal = seal_for(arguments, [arguments.article], arguments.annotator)
    layers, unfinished = _chosen(arguments.article, present, arguments.layers, seal)
    readings = []
    for layer in layers:
        reading, words = reading_of_layer(arguments.article, document, layer)
        readings.append(reading)
        for word in words:
            say(word)
    notes = told(seal) | ({"unfinished": unfinished} if unfinished else {})
    try:
        answer = _answered(readings, document.text, as_data=arguments.json)
    except Exception as error:
        raise UsageError(reason(error, arguments.article)) from error
    if isinstance(answer, dict):
        put_json(answer | notes)
    else:
        for line in answer:
            put(line)
    return 0


def _answered(readings: Sequence[Reading], text: str, *, as_data: bool) -> dict[str, Any] | list[str]:
    """The answer about some layers, compared: the document of ``--json``, or lines."""
    if len(readings) == 2:
        comparison = compare(*readings)
        return comparison_data(comparison, text) if as_data else list(_lines(comparison, text))
    several = ComparedSeveral(readings, text)
    return several.data(_annotation) if as_data else list(several.lines())


def _chosen(article: Path, present: list[str], asked: str | None, seal: Seal) -> tuple[list[str], dict[str, str]]:
    """The layers to compare, and by layer why its work is not finished, which is said."""
    from analyst_app.corpus.shared_articles import read_again, reason_words, unfinished_in
    from analyst_app.session.session import layers_of

    layers = chosen_layers(present, asked_layers(asked)) if asked is not None else present
    seen = seal.seen(article, layers)
    if asked is not None and len(seen) < len(layers):
        raise UsageError(sealed_words(seal))
    there = layers_of(article)
    again = read_again({one.layer_id: one.reader for one in there if one.layer_id in seen}) if asked is None else {}
    for layer, person in again.items():
        say(tr("not counted: {layer} ({name}, read again); --layers names it all the same", layer=layer, name=person))
    unfinished = unfinished_in({one.layer_id: (one.status, one.marks) for one in there if one.layer_id not in again})
    unfinished = {layer: reason for layer, reason in unfinished.items() if layer in seen}
    for layer, reason_id in unfinished.items():
        why = reason_words(reason_id)
        if asked is None:
            say(tr("not counted: {layer} ({why}); --layers names it all the same", layer=layer, why=why))
        else:
            say(tr("not finished: {layer} ({why})", layer=layer, why=why))
    if asked is None:
        try:
            layers = chosen_layers([layer for layer in seen if layer not in (*unfinished, *again)], None)
        except UsageError as error:
            raise UsageError(f"{error} {sealed_words(seal)}".rstrip()) from error
    return layers, unfinished


def comparison_data(comparison: Comparison, text: str) -> dict[str, Any]:
    """The document of ``--json``: every annotation in one item, each link that differs in one of its own.

    Args:
        comparison: the two layers, compared.
        text: the article.
    """
    items: list[dict[str, Any]] = []
    for difference in comparison.differences:
        items.append(_item(difference, text))
        items += [_link_item(link) for link in difference.links]
    return {
        "article_length": len(text),
        "layers": [comparison.a.layer, comparison.b.layer],
        "differences": items,
        "counts": comparison.counts,
        "scores": scores_of(comparison.differences),
    }


def _item(difference: Difference, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "kind": difference.kind,
        "a": _annotation(difference.a[0], text) if difference.a else None,
        "b": _annotation(difference.b[0], text) if difference.b else None,
        "details": dict(difference.details),
    }
    if difference.kind == "split_merge":
        item["more_a"] = [_annotation(one, text) for one in difference.a[1:]]
        item["more_b"] = [_annotation(two, text) for two in difference.b[1:]]
    return item


def _annotation(annotation: Annotation, text: str) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "tag": annotation.tag,
        "start": annotation.start,
        "end": annotation.end,
        "exact": text[annotation.start : annotation.end],
        "attributes": dict(annotation.attributes),
        "note": annotation.note,
    }


def _link_item(link: LinkDifference) -> dict[str, Any]:
    return {"kind": "link", "a": _link(link.a), "b": _link(link.b), "details": {"link": link.kind}}


def _link(link: Link | None) -> dict[str, Any] | None:
    return link and {"id": link.id, "role": link.role, "from": link.from_id, "to": link.to_id}


def _lines(comparison: Comparison, text: str) -> Iterator[str]:
    yield f"A = {comparison.a.layer}, B = {comparison.b.layer}"
    for difference in comparison.differences:
        if difference.is_same:
            continue
        yield f"{difference.shown_kind:<12} {_side('A', difference.a, text)} {_side('B', difference.b, text)}".rstrip()
        for line in _facets(difference):
            yield f"{'':<12} {line}"
        for link in difference.links:
            one, two = (f"{end.role}" if end else tr("none") for end in (link.a, link.b))
            yield f"{'':<12} " + tr("link {kind}: A {one}, B {two}", kind=link.kind, one=one, two=two)
    yield in_row(f"{kind} {count}" for kind, count in comparison.counts.items() if count) or tr("no annotations")


def _facets(difference: Difference) -> Iterator[str]:
    """Facts that the spans and tags do not show."""
    for name, (one, two) in difference.details.get("attributes", {}).items():
        yield f"{name}: A {_value(one)}, B {_value(two)}"
    if "note" in difference.details:
        one, two = map(_short, difference.details["note"])
        yield tr("note: A “{one}”, B “{two}”", one=one, two=two)


def _value(value: Any) -> str:
    return (
        tr("not set") if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    )


def _side(name: str, annotations: tuple[Annotation, ...], text: str) -> str:
    return "  ".join(
        f"{name}: {one.tag} {one.start}–{one.end} “{_short(text[one.start : one.end])}”" for one in annotations
    )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"
