"""Verify every sidecar under the paths against its article; exit 1 if anything is wrong."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.commands.terminal import Progress, put, put_json, say
from analyst_app.core.excerpts import counted
from analyst_app.errors import UsageError
from analyst_app.storage import file_names

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.storage.verification import Verification

MANY = 1_500
"""Articles from which several processes are worth their start."""
_BATCH = 250


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="articles, sidecars or folders")
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Verify; 0 if all is well, 1 if there are problems.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    found = verify(arguments.paths)
    if arguments.json:
        problems = [dict(finding._asdict()) for finding in found.findings]
        put_json({"articles": found.articles, "layers": found.layers, "problems": problems})
    else:
        for finding in found.findings:
            place = f":{finding.line}" if finding.line else ""
            item = f"{finding.item} " if finding.item and finding.item not in finding.message else ""
            put(f"{finding.file}{place}: {finding.kind}: {item}{finding.message}")
        counts = ((found.articles, "article"), (found.layers, "layer"), (len(found.findings), "problem"))
        say(", ".join(counted(number, what) for number, what in counts))
    return 1 if found.findings else 0


def verify(paths: Sequence[Path]) -> Verification:
    """Everything that is wrong under the paths.

    Raises:
        UsageError: a path is not there.
    """
    from analyst_app.storage.verification import Verification

    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} is not there.")
    batches = list(_batches(paths))
    count = sum(len(batch.articles) for batch in batches)
    in_processes = count >= MANY and (os.cpu_count() or 1) > 1
    results = _in_processes(batches) if in_processes else map(_verify, batches)
    whole = Verification()
    progress = Progress("articles", count)
    for found in results:
        whole.articles += found.articles
        whole.layers += found.layers
        whole.findings += found.findings
        progress.at(whole.articles)
    whole.findings = list(dict.fromkeys(whole.findings))  # a broken codebook is told once
    return whole


class Listed(NamedTuple):
    """An article as the names in its folder tell."""

    name: str
    layers: tuple[str, ...]
    has_facts: bool
    """True if its ``.source.json`` is there."""
    may_have_copies: bool
    """True if a file beside it may be a sync tool's copy."""


class Batch(NamedTuple):
    """Some articles of one folder."""

    folder: str
    top: str
    """The folder that was named."""
    articles: list[Listed]


def _verify(batch: Batch) -> Verification:
    from analyst_app.storage.quick_check import QuickCheck
    from analyst_app.storage.verification import Verification, Verifier

    found = Verification()
    folder = Path(batch.folder)
    codebook = _codebook(folder, Path(batch.top), found)
    verifier = Verifier(codebook, found)
    quick = QuickCheck(codebook)
    for article in batch.articles:
        is_plain = not (article.has_facts or article.may_have_copies)
        if is_plain and quick.files_are_fine(batch.folder, article.name, article.layers):
            found.articles += 1
            found.layers += len(article.layers)
            continue
        copies = verifier.verify_copies(folder / article.name, article.layers) if article.may_have_copies else []
        sidecars = [(layer_id, folder / file_names.sidecar_name(article.name, layer_id)) for layer_id in article.layers]
        verifier.verify(
            folder / article.name, [own for own in sidecars if own[1] not in copies], has_facts=article.has_facts
        )
    return found


def _codebook(folder: Path, top: Path, found: Verification) -> Codebook:
    from analyst_app.corpus.articles import codebook_for
    from analyst_app.preferences import state_folder

    applies = codebook_for(folder / "-", top, state_folder())
    if applies.problem and applies.path is not None:
        found.tell(applies.path, "codebook", applies.problem)
    elif applies.path is not None:
        for problem in applies.codebook.problems:
            found.tell(applies.path, "codebook", problem)
    return applies.codebook


def _in_processes(batches: Sequence[Batch]) -> Iterator[Verification]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(batches))) as pool:
        try:
            yield from pool.map(_verify, batches)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


# -- what there is -----------------------------------------------------------------


def _batches(paths: Sequence[Path]) -> Iterator[Batch]:
    for path in paths:
        if path.is_dir():
            yield from _in_folder(str(path), str(path))
        else:
            yield from _in_file(path)


def _in_folder(folder: str, top: str) -> Iterator[Batch]:
    """The articles of a folder and those below it, some at a time, by name."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        say(f"{folder} cannot be read: {error.strerror}")
        return
    articles = _articles([entry.name for entry in listed if not entry.is_dir()])
    for start in range(0, len(articles), _BATCH):
        yield Batch(folder, top, articles[start : start + _BATCH])
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _in_folder(entry.path, top)


def _articles(there: Sequence[str]) -> list[Listed]:
    """The articles among the files of one folder, with their layers."""
    every = set(there)
    layers: dict[str, list[str]] = {name: [] for name in there if file_names.is_article(name)}
    odd = []
    for name in there:
        if not name.endswith(file_names.JSON) or file_names.SIDECAR_MARK not in name:
            continue
        found = file_names.article_and_layer(name)
        if found is not None:
            layers.setdefault(found[0], []).append(found[1])
        else:
            odd.append(name)
    return [
        Listed(name, tuple(ids), file_names.facts_name(name) in every, _may_have_copies(name, ids, odd))
        for name, ids in layers.items()
    ]


def _may_have_copies(article: str, layer_ids: Sequence[str], odd: Sequence[str]) -> bool:
    """True if names alone leave it open that a sync tool made one of these files."""
    if any(name.startswith(f"{article}.") for name in odd):
        return True
    return any(one != other and other.startswith(f"{one}-") for one in layer_ids for other in layer_ids)


def _in_file(path: Path) -> Iterator[Batch]:
    """One article, or one sidecar, that was named."""
    folder = str(path.parent)
    try:
        there = sorted(entry.name for entry in path.parent.iterdir() if not entry.is_dir())
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}.") from error
    for listed in _articles(there if path.name in there else [*there, path.name]):
        if listed.name == path.name:
            yield Batch(folder, folder, [listed])
            return
        for layer_id in listed.layers:
            if file_names.sidecar_name(listed.name, layer_id) == path.name:
                yield Batch(folder, folder, [listed._replace(layers=(layer_id,), may_have_copies=False)])
                return
    raise UsageError(f"{path} is neither an article nor a sidecar (….<layer>{file_names.SIDECAR_SUFFIX}).")
