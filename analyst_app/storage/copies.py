"""Copies of a layer: those that sync tools leave beside it, and those that a person asks for."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from analyst_app.core.annotation import utc_now
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.errors import SaveFailed, SidecarInvalid, why_unread
from analyst_app.storage import atomic, file_names, sidecar_reader
from analyst_app.storage.held_folder import held_folder
from analyst_app.storage.layer import Layer, difference
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR, LARGEST_TEAM_FILE
from analyst_app.storage.merge import merge
from analyst_app.storage.saver import LayerSaver
from analyst_app.storage.team_files import check_unchanged
from analyst_app.wording import tr


def news_in(copy: Path, layer: Layer, document: Document) -> Change:
    """The change that merging a conflict copy would bring into a layer; empty if it holds nothing new. Blocking.

    Args:
        copy: the file that a sync tool made.
        layer: as it stands.
        document: the article's text.

    Raises:
        SidecarInvalid: the copy cannot be read or is damaged.
    """
    from analyst_app.storage.reanchor import anchored

    try:
        found = sidecar_reader.parse_sidecar(
            atomic.read_regular(copy, limit=LARGEST_SIDECAR), name=copy.name, document=document
        )
    except OSError as error:
        raise SidecarInvalid(tr("{name} cannot be read: {error}.", name=copy.name, error=why_unread(error))) from error
    if found.is_newer:
        raise SidecarInvalid(
            tr(
                "{name} {refusal}. It was not merged; update this app, then try again.",
                name=copy.name,
                refusal=found.refusal,
            )
        )
    if found.damage:
        raise SidecarInvalid(
            tr(
                "{name} is damaged ({damage}); it was not merged. Open it to see what can be saved, or remove it.",
                name=copy.name,
                damage=found.damage,
            )
        )
    merged = merge(layer, anchored(found, document).layer)
    return difference(layer.records(), merged.records())


def write_copy(article: Path, document: Document, layer: Layer, changes: Iterable[Change], folder: Path) -> Path:
    """Write an article and a layer of it into another folder; nothing there is overwritten. Blocking.

    Args:
        article: where the article is; if it is gone, its text is written in UTF-8.
        document: its text.
        layer: as last saved.
        changes: what was done since.
        folder: where the copy goes.

    Returns:
        The copy of the article.

    Raises:
        SaveFailed: the system would not.
    """
    target = _free(folder, article.name, layer.head.annotator)
    try:
        try:
            data = atomic.read_regular(article, limit=LARGEST_ARTICLE)
        except FileNotFoundError:
            data = document.text.encode()
        write_new(target, data)
        with contextlib.suppress(FileNotFoundError):
            facts = atomic.read_regular(file_names.facts_path(article), limit=LARGEST_TEAM_FILE)
            write_new(file_names.facts_path(target), facts)
    except OSError as error:
        raise atomic.failure(target, error) from error
    for change in changes:
        layer = layer.applied(change, utc_now())
    LayerSaver(file_names.sidecar_path(target, layer.head.annotator), document, layer, "").write_anew(over="")
    return target


def write_new(path: Path, data: bytes) -> None:
    """Write a file with every step of saving, where there is none yet.

    Args:
        path: of the file.
        data: its bytes.

    Raises:
        FileExistsError: a file is there.
        LeadsOutside: the path leads out of the opened folder.
        SaveFailed: the file may not be written.
        OSError: the system would not.
    """
    with atomic.held(path) as target:
        try:
            atomic.replace_file(target, [data], lambda: check_unchanged(target, ""))
        except atomic.TargetChanged:
            raise FileExistsError(errno.EEXIST, "a file of that name is there now") from None


def move_layer(saver: LayerSaver, document: Document, layer_id: str) -> Path:
    """Give a layer another name: its file is written anew under it, and the old one taken away. Blocking.

    An old file that another program has changed since stays beside the new one.

    Args:
        saver: of the layer; nothing may be unsaved.
        document: the article's text.
        layer_id: its new id.

    Raises:
        SaveFailed: the name is taken, or the system would not.
    """
    old, stem = saver.path, saver.path.name.removesuffix(file_names.sidecar_name("", saver.layer.head.annotator))
    new = file_names.sidecar_path(old.with_name(stem), layer_id)
    if os.path.lexists(new):
        raise SaveFailed(tr("{name} is there already. Choose another name.", name=new.name))
    layer = replace(saver.layer, head=replace(saver.layer.head, annotator=layer_id))
    LayerSaver(new, document, layer, "").write_anew(over="")
    try:
        with atomic.folder_lock(old.parent), held_folder(old.parent) as folder:
            if atomic.digest(old) == saver.seen:
                folder.remove(old.name)
    except OSError as error:
        raise atomic.failure(old, error) from error
    return new


def _free(folder: Path, name: str, layer_id: str) -> Path:
    """A path in a folder at which neither an article nor the layer is."""
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, f".{suffix}") if dot and stem else (name, "")
    for number in range(1, 1000):
        target = folder / (name if number == 1 else f"{stem} {number}{suffix}")
        beside = (target, file_names.facts_path(target), file_names.sidecar_path(target, layer_id))
        if not any(map(os.path.lexists, beside)):
            return target
    raise SaveFailed(tr("{folder} holds too many copies of {name}. Choose another folder.", folder=folder, name=name))
