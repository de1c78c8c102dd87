"""Merge two copies of one layer by id: into OURS (as a git merge driver does), or of A and B into another file.

Two copies of a team's ``actors.json`` or ``sources.json`` are merged in the same way.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from analyst_app.commands.option_values import filled_path
from analyst_app.commands.record_merging import kind_of_file, merge_files
from analyst_app.commands.terminal import put_json, say
from analyst_app.errors import AnalystError, SidecarConflict, SidecarInvalid, UsageError, why_unread
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import PEOPLE, SOURCES
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.storage.layer import Layer
    from analyst_app.storage.layer_file import LayerFile

SETTLED, TO_SETTLE = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description = tr(
        "Merge two copies of one layer by id: into OURS (as a git merge driver does), or of A and B into another "
        "file. Two copies of a team's ``{people}`` or ``{sources}`` are merged in the same way.",
        people=PEOPLE,
        sources=SOURCES,
    )
    parser.usage = tr("analyst-app merge BASE OURS THEIRS [--path FILE]\n       analyst-app merge A B --output C")
    parser.add_argument(
        "copies", nargs="+", type=Path, metavar="FILE", help=tr("BASE OURS THEIRS (an empty BASE: none)")
    )
    parser.add_argument(
        "--output",
        type=filled_path("--output", "merged.json"),
        metavar="C",
        help=tr("where the merged copy of A and B goes"),
    )
    parser.add_argument(
        "--path",
        type=filled_path("--path", "alice.json"),
        metavar="FILE",
        help=tr("the sidecar's own name, if OURS is temporary (git: %%P)"),
    )
    parser.add_argument("--json", action="store_true", help=tr("answer with one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Merge; 0, or 1 if second readings wait for a person.

    Raises:
        AnalystError: one of these, or another that says what is wrong.
        SaveFailed: a file could not be written.
        SidecarConflict: a layer's file changed meanwhile and cannot be merged.
        SidecarInvalid: a layer's file is damaged or of a newer version.
        UsageError: the command line asks for what is not there; says what is.
    """
    from analyst_app.storage.merge import counts, readings

    base_path, ours_path, theirs_path, output = _paths(arguments.copies, arguments.output)
    if (kind := kind_of_file(ours_path) or kind_of_file(theirs_path)) is not None:
        return _told(merge_files(kind, base_path, ours_path, theirs_path, output), output, as_json=arguments.json)
    ours, theirs = _Copy.of_file(ours_path), _Copy.of_file(theirs_path)
    base = _Copy.of_file(base_path) if base_path is not None else None
    document = _article(ours.found, [path for path in (arguments.path, output, ours_path, theirs_path) if path])
    try:
        merged = _merge(ours, theirs, base, document)
    except AnalystError:
        raise
    except Exception as error:
        raise SidecarInvalid(reason(error, ours_path)) from error
    if arguments.output is not None:
        _refuse_name_of_another(output, merged, (ours, theirs))
    replaced = [copy for copy in (ours, theirs) if _is_one(copy.path, output)]
    _keep_before(merged, replaced, arguments.path or output)
    _write(output, merged, replaced[0].seen if replaced else "")
    answer = {
        "annotations": len(merged.annotations),
        "changed": counts(ours.found.layer, merged),
        "readings": [item.record for item in readings(merged)],
    }
    return _told(answer, output, as_json=arguments.json)


def _told(answer: dict[str, Any], output: Path, *, as_json: bool) -> int:
    """Say how a merge ended; gives the exit code."""
    waiting = answer["readings"]
    if as_json:
        put_json(answer)
    elif waiting:
        say(
            tr(
                "{file}: {n} second reading waits to be settled in the window."
                "|{file}: {n} second readings wait to be settled in the window.",
                len(waiting),
                file=output,
            )
        )
    return TO_SETTLE if waiting else SETTLED


def _paths(copies: list[Path], output: Path | None) -> tuple[Path | None, Path, Path, Path]:
    if len(copies) == 3 and output is None:
        base, ours, theirs = copies
        return base, ours, theirs, ours
    if len(copies) == 2 and output is not None:
        if output.exists() and not any(output.samefile(copy) for copy in copies if copy.exists()):
            raise UsageError(
                tr("{path} is there already. Name a file that is not, or one of the two copies.", path=output)
            )
        return None, copies[0], copies[1], output
    raise UsageError(tr("Give BASE OURS THEIRS, or A B and --output C."))


class _Copy(NamedTuple):
    """One copy as it was read."""

    path: Path
    found: LayerFile
    seen: str

    @classmethod
    def of_file(cls, path: Path) -> _Copy:
        from analyst_app.storage import atomic, sidecar_reader

        try:
            data = b"" if path == Path("/dev/null") else atomic.read_regular(path, limit=LARGEST_SIDECAR)
        except OSError as error:
            raise SidecarInvalid(tr("{path} cannot be read: {why}.", path=path, why=why_unread(error))) from error
        try:
            found = sidecar_reader.parse_sidecar(data, name=path.name, document=None)
        except Exception as error:
            raise SidecarInvalid(reason(error, path)) from error
        return cls(path, found, atomic.digest_of([data]))


def _article(found: LayerFile, names: list[Path]) -> Document | None:
    """The article as it is now, if it is where one of the names says."""
    from analyst_app.session.session import Session
    from analyst_app.storage.decoding import Recorded
    from analyst_app.storage.file_names import article_and_layer

    head = found.layer.head
    name = head.source_fact("name")
    known = Recorded(found.made_on, head.source_fact("encoding"))
    candidates: dict[Path, None] = {}
    for path in names:
        told = article_and_layer(path.name)
        if told is not None:
            candidates[path.with_name(told[0])] = None
    if name and "/" not in name:
        candidates |= {path.with_name(name): None for path in names}
    for article in candidates:
        try:
            if article.is_file():
                return Session.read_article(article, large=True, layers=[known])
        except (AnalystError, OSError, ValueError):
            continue
    return None


def _merge(ours: _Copy, theirs: _Copy, base: _Copy | None, document: Document | None) -> Layer:
    from analyst_app.storage.merge import merge

    for copy in (ours, theirs):
        _refuse_unreadable(copy)
    annotator = _annotator(ours, theirs, base)
    if ours.found.made_on == theirs.found.made_on and not (ours.found.floating or theirs.found.floating):
        mine, its = _with_ends(ours), _with_ends(theirs)
    else:
        document = _fitting(ours, theirs, document)
        mine, its = _on(ours, document), _on(theirs, document)
    came_from = None
    if base is not None and not base.found.refusal and base.found.made_on == mine.text_sha256:
        came_from = base.found.layer
    merged = merge(mine, its, came_from)
    return replace(merged, head=replace(merged.head, annotator=annotator))


def _annotator(ours: _Copy, theirs: _Copy, base: _Copy | None) -> str:
    """The annotator whose layer the copies are; if one of them was given another name since BASE, that name."""
    mine, its = ours.found.layer.head.annotator, theirs.found.layer.head.annotator
    before = base.found.layer.head.annotator if base is not None else ""
    if mine and its and mine != its and before not in (mine, its):
        raise SidecarInvalid(
            tr(
                "{ours} is a layer of {mine}, {theirs} one of {its}: only copies of one layer can be merged. "
                "To settle where two people differ, review them.",
                ours=ours.path,
                mine=mine,
                theirs=theirs.path,
                its=its,
            )
        )
    return its if mine in ("", before) else mine


def _refuse_name_of_another(output: Path, merged: Layer, copies: tuple[_Copy, _Copy]) -> None:
    """Do nothing unless the name of the file to write says that it is another layer, or something else of the app's."""
    from analyst_app.storage.file_names import SIDECAR_SUFFIX, article_and_layer, is_ours

    told = article_and_layer(output.name)
    if told is None and is_ours(output.name) and not output.name.endswith(SIDECAR_SUFFIX):
        raise UsageError(tr("{file} is no name of a layer: choose another --output.", file=output))
    if told is None:
        return
    article, layer_id = told
    annotator = merged.head.annotator
    names = [found for copy in copies if (found := article_and_layer(copy.path.name)) is not None]
    if annotator and layer_id != annotator:
        raise SidecarInvalid(
            tr(
                "{file} is the name of a layer of {other}, and the copies are of {annotator}: choose another --output.",
                file=output,
                other=layer_id,
                annotator=annotator,
            )
        )
    if not annotator and layer_id not in [name[1] for name in names]:
        raise SidecarInvalid(
            tr(
                "{file} is the name of a layer of {other}, and the copies do not say whose layer they are. Write"
                ' "annotator": "{other}" into one of them if they are, or choose an --output that is no layer\'s name.',
                file=output,
                other=layer_id,
            )
        )
    made_for = {copy.found.layer.head.source_fact("name") for copy in copies} | {name[0] for name in names}
    made_for = {normalize("NFC", name) for name in made_for if name}
    is_same = not made_for or normalize("NFC", article) in made_for
    if not is_same and not _is_text_of(output.with_name(article), merged):
        raise SidecarInvalid(
            tr(
                "{file} is the name of a layer of {article}, and the copies are of {names}: choose another --output.",
                file=output,
                article=article,
                names=in_row(sorted(made_for)),
            )
        )


def _is_text_of(article: Path, merged: Layer) -> bool:
    """True if an article is there and has the very text of the layer: it was renamed, or is a copy."""
    from analyst_app.session.session import Session
    from analyst_app.storage.decoding import Recorded

    known = Recorded(merged.text_sha256, merged.head.source_fact("encoding"))
    try:
        document = Session.read_article(article, large=True, layers=[known])
    except (AnalystError, OSError, ValueError):
        return False
    return document.sha256 == merged.text_sha256


def _refuse_unreadable(copy: _Copy) -> None:
    if copy.found.refusal:
        words = f"{copy.path} {copy.found.refusal}."
        if copy.found.is_damaged:
            words += " " + tr("Open its article to repair it first.")
        raise SidecarInvalid(words)


def _fitting(ours: _Copy, theirs: _Copy, document: Document | None) -> Document:
    """The article, if one of the copies was made on it as it is."""
    name = ours.found.layer.head.source_fact("name") or tr("the article")
    if document is None:
        is_one_text = ours.found.made_on == theirs.found.made_on
        words = marked(
            "{ours} and {theirs} were made on different texts, and {article} is not beside them. "
            "Put it there, or give --path."
        )
        if is_one_text:
            words = marked(
                "{ours} and {theirs} do not hold their text, and {article} is not beside them. "
                "Put it there, or give --path."
            )
        raise SidecarInvalid(tr(words, ours=ours.path, theirs=theirs.path, article=name))
    if document.sha256 not in (ours.found.made_on, theirs.found.made_on):
        raise SidecarInvalid(
            tr(
                "Neither {ours} nor {theirs} was made on {name} as it is now. Open {name} with one of them first: its"
                " places are then found again.",
                ours=ours.path,
                theirs=theirs.path,
                name=name,
            )
        )
    return document


def _with_ends(copy: _Copy) -> Layer:
    from analyst_app.storage.layer import with_ends

    return with_ends(copy.found.layer)


def _on(copy: _Copy, document: Document) -> Layer:
    from analyst_app.storage import sidecar_reader
    from analyst_app.storage.atomic import read_regular
    from analyst_app.storage.reanchor import anchored
    from analyst_app.storage.saver import current_head

    found = sidecar_reader.parse_sidecar(
        read_regular(copy.path, limit=LARGEST_SIDECAR), name=copy.path.name, document=document
    )
    layer = anchored(found, document).layer
    return replace(layer, head=current_head(layer.head, document))


def _is_one(path: Path, other: Path) -> bool:
    return path == other or (path.exists() and other.exists() and path.samefile(other))


def _keep_before(merged: Layer, replaced: list[_Copy], layer: Path) -> None:
    """Put what the merge is written over into the layer's history, if the merge takes any of it away.

    Args:
        merged: what will stand there.
        replaced: the copy that stands there, if one does.
        layer: path of the sidecar under its own name.

    Raises:
        SaveFailed: the history cannot be written; says why, and nothing was merged.
    """
    from analyst_app.errors import SaveFailed, why_unwritten
    from analyst_app.preferences import state_folder
    from analyst_app.storage import layer_history
    from analyst_app.storage.atomic import read_regular
    from analyst_app.storage.layer import difference, shared_id

    for copy in replaced:
        lost = difference(copy.found.layer.records(), merged.records()).removed
        if not lost:
            continue
        stays = {shared_id(record) for record in merged.records()}
        gone = {shared_id(record) for record in lost}
        count, replaced_versions = len(gone - stays), len(gone & stays)
        data = read_regular(copy.path, limit=LARGEST_SIDECAR)
        try:
            layer_history.kept_or_error(layer_history.folder_of(state_folder(), layer), [data])
        except OSError as error:
            raise SaveFailed(_not_kept(copy.path, why_unwritten(error))) from error
        said = [
            tr("{n} item of {file} is taken away.|{n} items of {file} are taken away.", count, file=layer),
            tr(
                "{n} item of {file} is replaced by a later version."
                "|{n} items of {file} are replaced by later versions.",
                replaced_versions,
                file=layer,
            ),
        ]
        for number, words in zip((count, replaced_versions), said, strict=True):
            if number:
                say(words + " " + tr("The file as it was is in its history."))


def _not_kept(file: Path, why: str) -> str:
    return tr(
        "{file} was not merged: the merge takes items away, and the file as it is cannot be kept in its history "
        "({why}). Make that possible, or copy the file and merge with --output.",
        file=file,
        why=why,
    )


def _write(output: Path, merged: Layer, seen: str) -> None:
    """Write the merged copy over the very file that was read, or where none was.

    Args:
        output: path of the file.
        merged: the copy to write.
        seen: SHA-256 of the file as it was merged; empty: there was none.
    """
    from analyst_app.storage import atomic, sidecar, team_files

    pieces = list(sidecar.encode(merged))
    if atomic.digest_of(pieces) == seen:
        return
    try:
        with atomic.held(output) as target:
            atomic.replace_file(target, pieces, partial(team_files.check_unchanged, target, seen))
    except atomic.TargetChanged as error:
        raise SidecarConflict(tr("{path} was changed meanwhile. Merge again.", path=output)) from error
    except OSError as error:
        raise atomic.failure(output, error) from error
