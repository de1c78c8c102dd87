"""Verifies every sidecar under some paths against its article, for ``check`` and for the window.

Each file has a fence of its own: what goes wrong with one, a mistake of the
app's included, is a finding, and the others are looked at all the same. So it
is with the worker processes: the article that ends one is found and named.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Entry
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.ending import end_with_the_first, submitted, waited_for
from analyst_app.corpus.passed_over import is_in_order
from analyst_app.corpus.verification import Finding, Verification, Verifier, finding_words
from analyst_app.errors import UsageError, why_unread
from analyst_app.storage import containment, file_names, layers_beside
from analyst_app.storage.error_log import why
from analyst_app.storage.held_folder import HeldFolder, held_folder, refusal
from analyst_app.wording import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.quick_check import QuickCheck, SaysWell
    from analyst_app.corpus.sealing import Seal

__all__ = ["Finding", "Verification", "finding_words", "verify", "without_sealed"]

MANY = 1_500
"""Articles from which several processes are worth their start."""
_BATCH = 250
_NO_FOLDERS = (file_names.SIDECAR_SUFFIX, file_names.FACTS_SUFFIX)
_RECORDS = frozenset((file_names.PEOPLE, file_names.SOURCES, file_names.ASSIGNMENTS))
"""Endings of names: a folder that has one stands in the place of a file, and is named."""

EntryProblem = Callable[[Entry], str]
"""Says what is wrong with a decision or a reply, as the rest of a sentence; empty: nothing."""


def verify(
    paths: Sequence[Path],
    state: Path,
    entry_problem: EntryProblem,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Verification:
    """Everything that is wrong under the paths. Blocking.

    Args:
        paths: articles, sidecars or folders.
        state: the local state folder.
        entry_problem: knows decisions and replies; a function of a module, for it goes to other processes.
        progress: told how many articles are done, and of how many.

    Raises:
        UsageError: none of the paths is there.
    """
    gone = [path for path in paths if not os.path.lexists(path)]
    paths = [path for path in paths if path not in gone]
    if gone and not paths:
        raise UsageError(tr("{gone} is not there. Name an article, a sidecar or a folder that is.", gone=gone[0]))
    containment.open_named(paths)
    batches = list(_batches(paths))
    count = sum(len(batch.articles) for batch in batches)
    in_processes = count >= MANY and (os.cpu_count() or 1) > 1
    work = partial(_verify, str(state), entry_problem, containment.opened_borders())
    whole = Verification()
    for path in gone:
        whole.tell(path, "missing", tr("is not there"))
    for found in _in_processes(work, batches) if in_processes else map(work, batches):
        whole.articles += found.articles
        whole.layers += found.layers
        whole.findings += found.findings
        whole.homeless += found.homeless
        progress(whole.articles, count)
    if whole.homeless:
        from analyst_app.corpus.split_articles import split_articles

        whole.findings += split_articles(whole.homeless)
    odd = _odd_names(paths)
    told = [finding for finding in _with_homes(whole.findings, batches) if finding.file not in odd]
    whole.findings = list(dict.fromkeys([*told, *odd.values()]))  # a broken codebook is told once
    return whole


def _with_homes(findings: Sequence[Finding], batches: Sequence[Batch]) -> Iterator[Finding]:
    """The findings; of layers without their article it is told to which article they belong."""
    from analyst_app.corpus.left_behind import Home, Stray, home_of, homes_of, in_doubt
    from analyst_app.corpus.misplaced import words_on_move

    missing = {finding.file for finding in findings if finding.kind == "source_missing"}
    strays: dict[Path, Stray] = {}
    homes: dict[Path, list[Home]] = {}
    if missing:
        listed = {str(Path(batch.folder) / one.name): one.layers for batch in batches for one in batch.articles}
        strays = {Path(path): Stray(Path(path), listed.get(path, ())) for path in missing}
        there = [Path(path) for path in listed if path not in missing and os.path.lexists(path)]
        homes = homes_of(list(strays.values()), there)
    for finding in findings:
        stray = strays.get(Path(finding.file)) if finding.kind == "source_missing" else None
        words = words_on_move(stray, home_of(stray, homes), in_doubt(stray, homes)) if stray is not None else ""
        yield finding._replace(message=f"{finding.message}; {words}") if words else finding


def _odd_names(paths: Sequence[Path]) -> dict[str, Finding]:
    """The files whose name no layer has, by path; and by the article that each would be of if a dot parted its name."""
    found: dict[str, Finding] = {}
    odd = [path for path in paths if not is_in_order(path)]
    if not odd:
        return found
    from analyst_app.corpus.misplaced import misplaced_in, words_on_name

    for path in odd:
        is_folder = path.is_dir()
        for one in misplaced_in(path if is_folder else path.parent, is_deep=is_folder).misnamed:
            if is_folder or path in (one.path, one.article):
                finding = Finding(str(one.path), 0, "", "name", words_on_name(one).removesuffix("."))
                found[str(one.path)] = finding
                parted = file_names.article_and_layer(one.path.name)
                if parted is not None:
                    found[str(one.path.with_name(parted[0]))] = finding
    return found


def without_sealed(found: Verification, seal: Seal) -> Verification:
    """The same, but of each layer that is sealed no more than how many findings there are, so that damage is known.

    Args:
        found: as ``verify`` gave it.
        seal: says what may be seen.
    """
    shown: list[Finding] = []
    hidden: dict[str, int] = {}
    for finding in found.findings:
        path = Path(finding.file)
        named = file_names.article_and_layer(path.name)
        if named is not None and seal.hides(path.with_name(named[0]), named[1]):
            hidden[finding.file] = hidden.get(finding.file, 0) + 1
        else:
            shown.append(finding)
    for file, number in hidden.items():
        words = tr(
            "has {n} problem, which is not shown: this corpus is read blind"
            "|has {n} problems, which are not shown: this corpus is read blind",
            number,
        )
        shown.append(Finding(file, 0, "", "sealed", words))
    return replace(found, findings=shown)


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
    has_people: bool = False
    """True if the folder's files of actors and of sources are to be looked at, too."""
    links: tuple[str, ...] = ()
    """Names of links to folders."""
    problem: str = ""
    """Why the folder cannot be read, as the rest of a sentence."""


def _verify(state: str, entry_problem: EntryProblem, borders: Sequence[str], batch: Batch) -> Verification:
    from analyst_app.corpus.people.known_ids import KnownIds
    from analyst_app.corpus.quick_check import QuickCheck

    found = Verification()
    folder = Path(batch.folder)
    containment.open_named([*borders, batch.top])  # in a process of its own these are not known yet
    for name in batch.links:
        refused = refusal(folder / name)
        if refused is not None:
            found.tell(folder / name, "link", tr("is not looked at: {strerror}", strerror=refused.strerror))
    if batch.problem:
        found.tell(folder, "unreadable", batch.problem)
    if batch.has_people:
        _verify_records(folder, found)
    codebook = _codebook(folder, Path(batch.top), Path(state), found) if batch.articles else None
    if codebook is None:
        return found
    top = Path(batch.top)
    known = KnownIds(folder, top).has
    verifier = Verifier(codebook, found, entry_problem, known, top if top.is_dir() else None)
    quick = QuickCheck(codebook)
    with _held(batch.folder) as held, bulk_work():
        for article in batch.articles:
            is_plain = not (article.has_facts or article.may_have_copies)
            says_well = partial(verifier.says_well, folder, article.name)
            if is_plain and _is_fine(quick, held, article, says_well):
                found.articles += 1
                found.layers += len(article.layers)
                continue
            counts = found.articles + 1, found.layers + len(article.layers)
            try:
                _verify_article(verifier, folder, article)
            except Exception as error:
                found.tell(folder / article.name, "fault", why(error, folder / article.name))
                found.articles, found.layers = counts
    return found


@contextlib.contextmanager
def _held(folder: str) -> Iterator[HeldFolder | None]:
    """The folder by its handle; None if it cannot be opened, which is told for each of its files."""
    try:
        held = held_folder(folder)
    except OSError:
        yield None
        return
    with held:
        yield held


def _is_fine(quick: QuickCheck, folder: HeldFolder | None, article: Listed, says_well: SaysWell) -> bool:
    try:
        return folder is not None and quick.files_are_fine(folder, article.name, article.layers, says_well)
    except Exception:  # whatever it is, the full verification comes upon it and names it
        return False


def _verify_article(verifier: Verifier, folder: Path, article: Listed) -> None:
    copies = verifier.verify_copies(folder / article.name, article.layers) if article.may_have_copies else []
    sidecars = [(layer_id, folder / file_names.sidecar_name(article.name, layer_id)) for layer_id in article.layers]
    verifier.verify(
        folder / article.name, [own for own in sidecars if own[1] not in copies], has_facts=article.has_facts
    )


def _verify_records(folder: Path, found: Verification) -> None:
    """Name what is wrong with the files of records that a team shares, as far as they are there."""
    people, sources, assignments = map(folder.joinpath, (file_names.PEOPLE, file_names.SOURCES, file_names.ASSIGNMENTS))
    for copy, words in layers_beside.copies_of_team_files(folder):
        found.tell(copy, "conflict_copy", words)
    if os.path.lexists(people):
        _verify_people(people, found)
    if os.path.lexists(sources):
        from analyst_app.corpus.sourcing.verified_sources import faults_of_sources

        for words in faults_of_sources(sources):
            found.tell(sources, "registry", words)
    if os.path.lexists(assignments):
        from analyst_app.corpus.assigning.assignments_file import faults_of_assignments

        for words in faults_of_assignments(assignments):
            found.tell(assignments, "registry", words)


def _verify_people(path: Path, found: Verification) -> None:
    from analyst_app.corpus.value_faults import faults_of_people
    from analyst_app.storage.team_files import read_team_file

    try:
        for fault in faults_of_people(read_team_file(path).data):
            found.tell(path, "registry", fault.words, item=fault.item)
    except Exception as error:
        if not found.tell_link(path, error):
            found.tell(path, "registry", why(error, path).removeprefix(f"{path.name} "))


def _codebook(folder: Path, top: Path, state: Path, found: Verification) -> Codebook:
    from analyst_app.corpus.articles import built_in, codebook_file, codebook_for

    try:
        applies = codebook_for(folder / "-", top, state)
    except Exception as error:
        path = codebook_file(folder / "-", top) or folder / file_names.CODEBOOK
        found.tell(path, "codebook", why(error, path))
        return built_in()
    if applies.problem and applies.path is not None:
        if not found.tell_link(applies.path, refusal(applies.path)):
            from analyst_app.corpus.value_faults import faults_of_codebook

            for problem in dict.fromkeys([applies.problem, *faults_of_codebook(applies.path)]):
                found.tell(applies.path, "codebook", problem)
    elif applies.path is not None:
        for problem in applies.codebook.problems:
            found.tell(applies.path, "codebook", problem)
    return applies.codebook


# -- processes ---------------------------------------------------------------------


def _in_processes(work: Callable[[Batch], Verification], batches: Sequence[Batch]) -> Iterator[Verification]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    import analyst_app.corpus.articles  # noqa: F401 - once here, not again in each process that is forked

    left: list[Batch] = []
    futures: list[Future[Verification]] = []
    width = min(os.cpu_count() or 1, len(batches))
    with waited_for(ProcessPoolExecutor(width, initializer=end_with_the_first)) as pool:
        with contextlib.suppress(BrokenProcessPool):  # one may have ended before all batches are handed out
            for batch in batches:
                futures.append(submitted(pool, work, batch))
        for batch, future in zip(batches, futures, strict=False):
            try:
                yield future.result()
            except BrokenProcessPool:
                left.append(batch)
    for batch in (*left, *batches[len(futures) :]):
        yield from _apart(work, batch)


def _apart(work: Callable[[Batch], Verification], batch: Batch) -> Iterator[Verification]:
    """The findings of a batch during which a process ended: its halves, down to the article that ends it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with waited_for(ProcessPoolExecutor(1, initializer=end_with_the_first)) as pool:
            yield submitted(pool, work, batch).result()
            return
    except BrokenProcessPool:
        pass
    half = len(batch.articles) // 2
    if half:
        yield from _apart(work, batch._replace(articles=batch.articles[:half]))
        yield from _apart(work, batch._replace(articles=batch.articles[half:], has_people=False, links=()))
        return
    found = Verification(len(batch.articles), sum(len(article.layers) for article in batch.articles))
    folder = Path(batch.folder)
    for path in [folder / article.name for article in batch.articles] or [folder]:
        message = tr("ended the process that looked at it; perhaps it needs more memory than there is")
        found.tell(path, "fault", message)
    yield found


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
        yield Batch(folder, top, [], problem=why(error, folder))
        return
    folders = [entry for entry in listed if _is_folder(entry)]
    names = [entry.name for entry in listed if _is_for_file(entry) or not _is_folder(entry)]
    links = tuple(entry.name for entry in folders if entry.is_symlink() and not _is_for_file(entry))
    articles = _articles(names)
    has_people = not _RECORDS.isdisjoint(names)
    if (has_people or links) and not articles:
        yield Batch(folder, top, [], has_people, links)
    for start in range(0, len(articles), _BATCH):
        yield Batch(folder, top, articles[start : start + _BATCH], has_people and not start, () if start else links)
    for entry in folders:
        if not entry.is_symlink() and not entry.name.startswith("."):
            yield from _in_folder(entry.path, top)


def _is_for_file(entry: os.DirEntry[str]) -> bool:
    """True if what has a name stands in the place of a file by it; a link is listed as an article, a folder is not."""
    if entry.name.endswith(_NO_FOLDERS) or entry.name in _RECORDS:
        return True
    return file_names.is_article(entry.name) and entry.is_symlink()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


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
    if odd and any(name.startswith(f"{article}.") for name in odd):
        return True
    return len(layer_ids) > 1 and any(
        one != other and other.startswith(f"{one}-") for one in layer_ids for other in layer_ids
    )


def _in_file(path: Path) -> Iterator[Batch]:
    """One article, or one sidecar, that was named."""
    folder = str(path.parent)
    try:
        there = sorted(entry.name for entry in path.parent.iterdir() if entry.is_symlink() or not entry.is_dir())
    except OSError as error:
        raise UsageError(tr("{folder} cannot be read: {error}.", folder=folder, error=why_unread(error))) from error
    for listed in _articles(there if path.name in there else [*there, path.name]):
        if listed.name == path.name:
            yield Batch(folder, folder, [listed])
            return
        for layer_id in listed.layers:
            if file_names.sidecar_name(listed.name, layer_id) == path.name:
                yield Batch(folder, folder, [listed._replace(layers=(layer_id,), may_have_copies=False)])
                return
    if not (path.name.lower().endswith(file_names.JSON) and file_names.SIDECAR_MARK in path.name.lower()):
        raise UsageError(
            tr(
                "{path} is neither an article nor a sidecar (….<layer>{suffix}): name one of these, or a folder.",
                path=path,
                suffix=file_names.SIDECAR_SUFFIX,
            )
        )
    yield Batch(folder, folder, [])  # its name is told of
