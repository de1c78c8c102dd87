"""Feeds the exporters: which articles and layers of a corpus, and each one loaded.

The exporters know no files; this module finds them. A corpus is walked by
names only, in code-point order.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyst_app.core.layer_ids import is_gold, is_program
from analyst_app.corpus.passed_over import PassedOver, passed_over
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import UsageError, sayable, why_unread
from analyst_app.export.job import Ticket
from analyst_app.export.losses import LossTally
from analyst_app.storage.file_names import ARTICLE_SUFFIX, SIDECAR_SUFFIX, sidecar_name
from analyst_app.storage.sidecar_listing import Beside, sidecars, sorted_sidecars
from analyst_app.wording import tr

GOLD = "gold"
ALL = "all"


@dataclass(frozen=True)
class LayerCounts:
    """The number of articles by layer, from names alone."""

    articles: int = 0
    """Articles that have any layer."""
    by_layer: Mapping[str, int] = field(default_factory=dict)
    one_gold: int = 0
    """Articles that have exactly one gold layer."""
    folders: tuple[str, ...] = ()
    """Folders that hold annotated articles."""
    has_facts: bool = True
    """True if there may be any ``.source.json``."""
    unread: int = 0
    """Articles that have no layer; those whose layers lie there without them are taken off."""
    corpus: Path | None = None
    """The folder or article; None: not known."""
    seal: Seal | None = None
    """The rule by which layers were passed over, and which ones; None: all are counted."""

    def tell_withheld(self, losses: LossTally, corpus: str) -> None:
        """Count the layers that may not be seen among the losses of an export.

        Args:
            losses: take note of them.
            corpus: its name.
        """
        withheld = self.seal.withheld if self.seal is not None else None
        if withheld is not None and withheld.layers:
            losses.add("sealed layer", corpus, withheld.words, withheld.layers)

    def in_sentence(self) -> str:
        """Articles by layer, as a phrase of a sentence."""
        return ", ".join(
            tr("{name} in {n} article|{name} in {n} articles", count, name=name)
            for name, count in sorted(self.by_layer.items())
        )

    def in_words(self) -> str:
        """Counts by layer, as a phrase."""
        return ", ".join(f"{name} {count:,}" for name, count in sorted(self.by_layer.items()))


@dataclass(frozen=True)
class LayerChoice:
    """The layer of each article that is exported."""

    layer: str
    """A layer id, ``gold`` (the one gold layer of each article) or ``all``."""
    annotators: tuple[str, ...]
    """All layer ids that can occur."""
    answering: tuple[str, ...] = ()
    """Layers that hold only answers to a report and are passed over, though all readings are chosen."""

    @property
    def _is_the_gold(self) -> bool:
        """True unless a layer is called just ``gold``: that is a person's."""
        return self.layer == GOLD and GOLD not in self.annotators

    @property
    def is_one_reading(self) -> bool:
        """True if it is what one person read: neither gold nor several readings side by side."""
        return self.layer != ALL and not self._is_the_gold and not is_gold(self.layer)

    def count(self, counts: LayerCounts) -> int:
        """The number of articles that have it."""
        if self.layer == ALL:
            return counts.articles
        return counts.one_gold if self._is_the_gold else counts.by_layer.get(self.layer, 0)

    def of(self, layers: Sequence[str]) -> tuple[str, ...]:
        """The chosen ones among an article's layers."""
        if self.layer == ALL:
            return tuple(one for one in layers if one not in self.answering) if self.answering else tuple(layers)
        if self._is_the_gold:
            gold = [name for name in layers if is_gold(name)]
            return tuple(gold) if len(gold) == 1 else ()
        return (self.layer,) if self.layer in layers else ()


def layer_counts(corpus: Path, seal: Seal | None = None, *, with_dead: bool = True) -> LayerCounts:
    """The layers of a corpus.

    Args:
        corpus: folder, or one article.
        seal: says which layers may be seen; None: all.
        with_dead: False leaves out those whose file is a link that leads nowhere, as for a list to choose from.

    Raises:
        UsageError: there is no such folder or article.
    """
    if not corpus.is_dir():
        found = [layers for _, layers in _seen(annotated(corpus, with_dead=with_dead), seal)]
        return replace(_counted(found, (str(corpus.parent),) if found else ()), seal=seal, corpus=corpus)
    return replace(_counts_under(str(corpus), seal, with_dead=with_dead), seal=seal, corpus=corpus)


def passed_over_by(corpus: Path, choice: LayerChoice) -> list[PassedOver]:
    """All that cannot be used in a corpus and has no chosen layer: what has one is named when it is loaded.

    Args:
        corpus: folder, or one article.
        choice: which layer.
    """

    def is_chosen(one: PassedOver) -> bool:
        beside = [name for name in choice.annotators if os.path.lexists(sidecar_name(str(one.article), name))]
        chosen = choice.of(beside)
        return bool(chosen) and (one.layer is None or one.layer[1] in chosen)

    return [one for one in passed_over(corpus) if one.is_folder or not is_chosen(one)]


def _counts_under(folder: str, seal: Seal | None, *, with_dead: bool, is_top: bool = True) -> LayerCounts:
    """The counts of a folder and those in it; articles are only told apart where there are several layers."""
    beside, read = Beside(), _Read()
    try:
        counts = Counter(layer for _, layer in sidecars(folder, beside, with_dead=with_dead))
    except OSError as error:
        if is_top:
            raise _unread(folder, error) from error
        return LayerCounts(has_facts=False)  # see passed_over_by
    own = (folder,) if counts else ()
    is_read_blind = seal is not None and bool(counts) and seal.is_read_blind(Path(folder))
    if len(counts) > 1 or is_read_blind:
        met = read.noting(_grouped(folder, sorted_sidecars(folder, Beside(), with_dead=with_dead)))
        found = _seen(met, seal)
        total = _counted((layers for _, layers in found), own)
    else:
        number = read.articles = counts.total()
        total = LayerCounts(number, counts, number if any(map(is_gold, counts)) else 0, own)
    total = replace(total, has_facts=beside.has_facts, unread=max(0, beside.articles - read.articles))
    for name in sorted(beside.folders):
        other = _counts_under(f"{folder}{os.sep}{name}", seal, with_dead=with_dead, is_top=False)
        total = LayerCounts(
            total.articles + other.articles,
            Counter(total.by_layer) + Counter(other.by_layer),
            total.one_gold + other.one_gold,
            total.folders + other.folders,
            total.has_facts or other.has_facts,
            total.unread + other.unread,
        )
    return total


class _Read:
    """The number of articles that somebody has read, whether it may be seen or not."""

    def __init__(self) -> None:
        self.articles = 0

    def noting(self, found: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
        """The same articles, each counted."""
        for one in found:
            self.articles += 1
            yield one


def _counted(articles: Iterable[Sequence[str]], folders: tuple[str, ...]) -> LayerCounts:
    counts: Counter[str] = Counter()
    number = one_gold = 0
    for layers in articles:
        number += 1
        counts.update(layers)
        one_gold += sum(map(is_gold, layers)) == 1
    return LayerCounts(number, counts, one_gold, folders)


def choose(counts: LayerCounts, asked: str | None, *, with_answers: bool = False) -> LayerChoice:
    """The layer to export.

    By default gold if every annotated article has exactly one gold layer, else
    the only layer id in the corpus but for those of programs (``model-…``), and of people who have only answered a
    report; these are exported if they are named.

    Args:
        counts: the layers of the corpus.
        asked: a layer id, ``gold`` or ``all``; None: the obvious one.
        with_answers: True if ``all`` has also the layers that hold only answers to a report, as it has for people;
            who has answered has read nothing, and would teach a model that there is nothing to mark.

    Raises:
        UsageError: no such layer that may be seen (the nearest is named), or none is obvious.
    """
    if counts.seal is None:
        return _choice(counts, asked, with_answers=with_answers)
    counts.seal.care_only_for(lambda layer: asked in (None, ALL, layer) or (asked == GOLD and is_gold(layer)))
    try:
        return _choice(counts, asked, with_answers=with_answers)
    except UsageError as error:
        raise UsageError(f"{error} {counts.seal.withheld.words}".rstrip()) from error


def _choice(counts: LayerCounts, asked: str | None, *, with_answers: bool) -> LayerChoice:
    names = sorted(counts.by_layer)
    if not names and counts.seal is not None and counts.seal.withheld.layers:
        raise UsageError(tr("No layer of this corpus is one that you may export now."))
    if not names:
        raise UsageError(
            tr(
                "There are no annotations in this corpus: no file beside an article ends in "
                "{sidecar_suffix}. Annotate an article first, or name another folder.",
                sidecar_suffix=SIDECAR_SUFFIX,
            )
        )
    if asked is None:
        if counts.one_gold == counts.articles:
            return LayerChoice(GOLD, tuple(filter(is_gold, names)))
        own = [name for name in names if not is_program(name)]
        if len(own) > 1:
            own = _without_answers(own, counts)
        if len(own) == 1:
            asked = own[0]
        elif not own:
            words = tr("Only programs have annotated here ({layers}): name what is to be exported",
                       layers=counts.in_sentence())  # fmt: skip
            raise UsageError(tr("{words} (--layer NAME, --layer all).", words=words))
        else:
            words = tr("There are several layers ({layers}): choose one, or all of them", layers=counts.in_sentence())
            raise UsageError(tr("{words} (--layer NAME, --layer all).", words=words))
    if asked == ALL:
        readings = names if with_answers else _without_answers(names, counts)
        return LayerChoice(ALL, tuple(readings), tuple(name for name in names if name not in readings))
    if asked == GOLD and GOLD not in names:
        gold = tuple(name for name in names if is_gold(name))
        if not gold:
            raise UsageError(
                tr(
                    "No article has a gold layer; there are {counts}. Choose one (--layer NAME).",
                    counts=counts.in_words(),
                )
            )
        return LayerChoice(GOLD, gold)
    if asked not in names:
        raise UsageError(tr("No article has a layer {asked}; {asked2}.", asked=asked, asked2=_nearest(asked, names)))
    return LayerChoice(asked, (asked,))


def _without_answers(names: list[str], counts: LayerCounts) -> list[str]:
    """The layers but for those that hold only answers to a report; all of them if there are no others."""
    if counts.corpus is None:
        return names
    from analyst_app.corpus.answering.answers_only import layers_of_answers

    answering = layers_of_answers(annotated(counts.corpus), names)
    return [name for name in names if name not in answering] or names


def tickets(
    corpus: Path,
    choice: LayerChoice,
    *,
    with_sizes: bool = False,
    has_facts: bool = True,
    seal: Seal | None = None,
) -> Iterator[Ticket]:
    """A ticket for every article that has the chosen layer, in order.

    Args:
        corpus: folder, or one article.
        choice: which layer.
        with_sizes: whether to look up how large the files are.
        has_facts: whether there may be any ``.source.json``.
        seal: says which layers may be seen; None: all.

    Raises:
        UsageError: there is no such folder or article.
    """
    root = len(str(corpus if corpus.is_dir() else corpus.parent)) + 1
    for path, layers in _seen(annotated(corpus), seal):
        chosen = choice.of(layers)
        if chosen:
            size = size_of(path, chosen) if with_sizes else 0
            yield Ticket(article_id(path[root:], path[:root]), path, chosen, "", size, has_facts)


def _seen(articles: Iterable[tuple[str, list[str]]], seal: Seal | None) -> Iterator[tuple[str, list[str]]]:
    """The articles with the layers that may be seen, if there are any; each folder is asked about once."""
    if seal is None:
        yield from articles
        return
    here, is_read_blind = "", False
    for path, layers in articles:
        folder = os.path.dirname(path)  # noqa: PTH120 - as above
        if folder != here or not here:
            here, is_read_blind = folder, seal.is_read_blind(Path(folder))
        seen = seal.seen(Path(path), layers) if is_read_blind else layers
        if seen:
            yield path, seen


def annotated(corpus: Path, *, with_dead: bool = True) -> Iterator[tuple[str, list[str]]]:
    """The path and layers of every article that has any, sub-folders after files.

    Args:
        corpus: folder, or one article.
        with_dead: False leaves out layers of one article whose file is a link that leads nowhere.

    Raises:
        UsageError: there is no such folder or article.
    """
    if corpus.is_file():
        beside = sorted_sidecars(str(corpus.parent), Beside(), with_dead=with_dead)
        found = [entry for entry in beside if entry.partition("\0")[0] == corpus.name]
        yield from _grouped(str(corpus.parent), found)
    elif corpus.is_dir():
        yield from _walk(str(corpus))
    else:
        raise UsageError(tr("{corpus} is neither a folder nor an article. Name one that is there.", corpus=corpus))


def article_id(relative: str, root: str = "") -> str:
    """A path in the corpus with ``/``; bytes that are no UTF-8 as %XX.

    Where another article has, or could have, that very form, a mark of the
    path's bytes follows, so that no two articles have one id.

    Args:
        relative: the article's path in the corpus.
        root: the corpus.
    """
    plain = relative.replace(os.sep, "/")
    said = sayable(plain)
    if said == plain or ("%" not in plain and not os.path.lexists(os.path.join(root, said))):  # noqa: PTH118
        return said
    mark = hashlib.sha256(os.fsencode(plain)).hexdigest()[:8]
    return f"{said.removesuffix(ARTICLE_SUFFIX)}~{mark}{ARTICLE_SUFFIX}"


def _walk(folder: str, *, is_top: bool = True) -> Iterator[tuple[str, list[str]]]:
    beside = Beside()
    try:
        yield from _grouped(folder, sorted_sidecars(folder, beside))
    except OSError as error:
        if is_top:
            raise _unread(folder, error) from error
        return  # see passed_over_by
    for name in sorted(beside.folders):
        yield from _walk(f"{folder}{os.sep}{name}", is_top=False)


def _unread(folder: str, error: OSError) -> UsageError:
    return UsageError(
        tr(
            "The folder {folder} cannot be read: {error}. Mend that, or choose another folder.",
            folder=folder,
            error=why_unread(error),
        )
    )


def _grouped(folder: str, found: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    current = ""
    layers: list[str] = []
    for entry in found:
        name, _, layer = entry.partition("\0")
        if name != current:
            if layers:
                yield f"{folder}{os.sep}{current}", layers
            current, layers = name, []
        layers.append(layer)
    if layers:
        yield f"{folder}{os.sep}{current}", layers


def size_of(path: str, layers: Sequence[str]) -> int:
    """The bytes of an article and of some of its layers, as far as they can be looked up.

    Args:
        path: of the article.
        layers: ids.
    """
    size = 0
    for one in (path, *(sidecar_name(path, layer) for layer in layers)):
        try:
            size += os.stat(one).st_size  # noqa: PTH116 - as above
        except OSError:
            continue  # it is reported when it is loaded
    return size


def _nearest(asked: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(asked, names, 1, 0)
    return f"did you mean {near[0]}? There are {', '.join(names)}" if near else f"there are {', '.join(names)}"
