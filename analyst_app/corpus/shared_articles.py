"""The articles of a folder that two or more have read, with their layers: to be compared, never written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.layer_ids import is_gold, is_reading
from analyst_app.corpus.other_layers import OtherLayer, layer_beside, refused_words
from analyst_app.session.session import Session, layers_of
from analyst_app.storage.error_log import named_reason, reason
from analyst_app.storage.file_names import sidecar_name, sidecar_path
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.wording import tr

EMPTY, IN_PROGRESS = "empty", "in progress"
"""Reasons why a layer is not counted among finished work."""


def unfinished_in(layers: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """The layers of an article that its figures leave out, each with the reason: ``empty`` or ``in progress``.

    Figures count those that are done; where nobody is done, those that are
    begun and not empty. Gold, and what a program made, counts as it is, because nobody marks it as done.

    Args:
        layers: status and number of annotations by layer.
    """
    readers = {layer: told for layer, told in layers.items() if is_reading(layer)}
    is_any_done = any(status == "done" for status, _ in readers.values())
    return {
        layer: IN_PROGRESS if count else EMPTY
        for layer, (status, count) in readers.items()
        if status not in ("done", "damaged") and (is_any_done or not count)
    }


def read_again(persons: Mapping[str, str]) -> dict[str, str]:
    """The second readings among an article's layers, each with its person: whoever reads twice is one voice.

    Her first reading speaks for her; where there is none, one of the others does.

    Args:
        persons: by layer, the person whose second reading it is; empty for all others.
    """
    heard = {layer for layer, person in persons.items() if person in ("", layer)}
    found = {}
    for layer in sorted(persons.keys() - heard):
        if persons[layer] in heard:
            found[layer] = persons[layer]
        heard.add(persons[layer])
    return found


def reason_words(reason: str) -> str:
    """A reason of ``unfinished_in`` as a word on screen."""
    return tr("empty") if reason == EMPTY else tr("in progress")


def apart_words(layers: Mapping[str, tuple[str, int]], persons: Mapping[str, str]) -> dict[str, str]:
    """The words for each layer that counts among an article's readers only if it is named: not finished, or read again.

    Args:
        layers: status and number of annotations by layer.
        persons: by layer, the person whose second reading it is; empty for all others.
    """
    unfinished = {layer: reason_words(reason) for layer, reason in unfinished_in(layers).items()}
    again = {layer: tr("{name}, read again", name=person) for layer, person in read_again(persons).items()}
    return {
        layer: ", ".join(filter(None, (again.get(layer), unfinished.get(layer))))
        for layer in (*again, *(unfinished.keys() - again))
    }


class FinishedWork:
    """Keeps figures to finished work, and notes which layers it left out.

    Args:
        also: ids of layers that count as they are; None: all do.
    """

    def __init__(self, also: Collection[str] | None = ()) -> None:
        self._also = also
        self.counted: set[str] = set()
        """The layers that count in some article."""
        self.left_out: dict[str, Counter[str]] = {}
        """By layer, the number of articles by the reason for which it does not count there."""
        self.undone: Counter[str] = Counter()
        """By layer, the number of articles in which it counts though it is not done."""

    def of(self, layers: Sequence[OtherLayer]) -> list[OtherLayer]:
        """Those of an article's layers that count."""
        reasons: dict[str, str] = {}
        if self._also is not None:
            told = {layer.layer_id: (layer.status, _marks_in(layer)) for layer in layers}
            reasons = unfinished_in(told)
        kept = []
        for layer in layers:
            if layer.layer_id in reasons and layer.layer_id not in (self._also or ()):
                self.left_out.setdefault(layer.layer_id, Counter())[reasons[layer.layer_id]] += 1
            else:
                kept.append(layer)
        self.counted |= {layer.layer_id for layer in kept}
        self.undone.update(one.layer_id for one in kept if one.status != "done" and is_reading(one.layer_id))
        return kept

    @property
    def keeps_to_finished(self) -> bool:
        """True if it leaves out anything at all."""
        return self._also is not None

    @property
    def undone_words(self) -> str:
        """A sentence that marks the figures as resting on layers that are not done; empty if they do not."""
        told = [
            tr("{layer} in {n} article|{layer} in {n} articles", number, layer=layer)
            for layer, number in sorted(self.undone.items())
        ]
        return tr("Not done yet: {layers}. The figures may still change.", layers=", ".join(told)) if told else ""

    @property
    def words(self) -> str:
        """A sentence without its end about what was left out; empty if nothing was."""
        told = [f"{layer} ({_in_articles(reasons)})" for layer, reasons in sorted(self.left_out.items())]
        return tr("not counted, because it is not finished: {layers}", layers=", ".join(told)) if told else ""


def _marks_in(layer: OtherLayer) -> int:
    """The annotations of a reading, those that wait, too; none where somebody has only answered a report."""
    return 0 if layer.has_answers_only else len(layer.annotations) + layer.waiting


def _in_articles(reasons: Mapping[str, int]) -> str:
    return ", ".join(
        tr("{reason} in {n} article|{reason} in {n} articles", n, reason=reason_words(reason))
        for reason, n in sorted(reasons.items())
    )


class SharedArticle(NamedTuple):
    """One article with its layers that can be read: at least two, unless fewer were asked for."""

    path: Path
    text: str
    layers: list[OtherLayer]
    """In the order that was asked for."""

    @property
    def persons(self) -> dict[str, str]:
        """By layer, whose reading it is: a second reading names the person, any other is its own."""
        return {layer.layer_id: layer.reader or layer.layer_id for layer in self.layers}


def read_shared(
    articles: Iterable[tuple[Path, Sequence[str]]],
    say: Callable[[str], object],
    leave_out: Callable[[str], object],
    finished: FinishedWork | None = None,
    *,
    least: int = 2,
) -> Iterator[SharedArticle]:
    """Read articles with the layers named, one after another; what goes wrong with one stops no other. Blocking.

    Args:
        articles: paths, each with ids of layers.
        say: is told, in a sentence each, what a person should know of a layer.
        leave_out: is told, in a sentence each, what was left out and why.
        finished: keeps to finished work; None: every layer counts as it is.
        least: an article with fewer layers that count is passed over.
    """
    for path, names in articles:
        try:
            document = Session.read_article(path, large=True, layers=names)
        except Exception as error:
            leave_out(named_reason(error, path))
            continue
        layers: list[OtherLayer] = []
        for name in names:
            try:
                layer = layer_beside(path, name, document)
            except Exception as error:
                leave_out(named_reason(error, sidecar_path(path, name)))
                continue
            is_read = least > 1 or not is_gold(name)  # of gold alone the decisions count
            if is_read and layer.unfound and not layer.annotations:  # it would count as one who tagged nothing
                leave_out(_unfound_words(path, name, layer))
                continue
            layers.append(layer)
            for words in layer.said:
                say(words)
        layers = finished.of(layers) if finished is not None else layers
        if len(layers) >= least:
            yield SharedArticle(path, document.text, layers)


def _unfound_words(path: Path, name: str, layer: OtherLayer) -> str:
    return tr(
        "{file}: its only annotation was not found in this text, so it is no reading of it. Open the article to place "
        "it.|{file}: none of its {n} annotations was found in this text, so it is no reading of it. Open the article "
        "to place them.",
        layer.unfound,
        file=sidecar_name(path.name, name),
    )


def damaged_alone(articles: Iterable[tuple[Path, str]]) -> Iterator[str]:
    """A sentence about each layer that is damaged or of a newer version, of those that nothing is compared with.

    A file that cannot be opened is none of them: ``passed_over`` names it. Blocking.

    Args:
        articles: paths, each with the id of its only layer.
    """
    for article, layer_id in articles:
        path = sidecar_path(article, layer_id)
        try:
            found = parse_sidecar(read_regular(path, limit=LARGEST_SIDECAR), name=path.name, document=None)
        except OSError:
            continue
        except Exception as error:
            yield named_reason(error, path)
            continue
        if found.refusal:
            yield refused_words(path, found)


def without_copies(article: Path, layers: Sequence[str], say: Callable[[str], object]) -> list[str]:
    """An article's layers without a sync tool's copies of them; files are read only where names ask it. Blocking.

    Args:
        article: its path.
        layers: by the names of the files beside it.
        say: is told, in a sentence each, what is left out.
    """
    if not any(one != other and other.startswith(f"{one}-") for one in layers for other in layers):
        return list(layers)
    try:
        own = {info.layer_id for info in layers_of(article)}
    except Exception as error:
        say(reason(error, article))
        return list(layers)
    for layer in layers:
        if layer not in own:
            say(f"left out: {sidecar_name(article.name, layer)} is a sync tool's copy of another layer.")
    return [layer for layer in layers if layer in own]
