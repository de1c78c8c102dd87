"""The layers of an article, and the files beside it that a sync tool made of one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analyst_app.core.layer_ids import is_layer_id
from analyst_app.storage import file_names, sidecar_reader
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.canonical import keeps_sound_text, plain_layer
from analyst_app.storage.layer import Layer, holds_answers_only, reader_of
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.wording import tr

_MARKS = re.compile(
    r"""\s*(?:
        [(\[].*(?:conflict|conflit|konflikt|конфликт|競合|冲突).*[)\]]  # Dropbox, Nextcloud, pCloud, in their languages
        | \.sync-conflict-[\w-]+    # Syncthing
        | [ ]?\(\d{1,3}\)           # browsers, Google Drive, Windows: (1)
        | _conflict-[\w-]+          # ownCloud, earlier Nextcloud
        | [ ](?:[-–][ ]?)?(?:copy|Kopie|copie|copia|Копия)(?:[ ]\(?\d+\)?)?  # by hand: Windows, macOS
        | -[A-Za-z0-9][\w-]*        # OneDrive: -LAPTOP7
        | _conf\(\d+\)              # ownCloud
        | ~\d+ | [ ]\d{1,2}
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """Facts about a layer that are known without opening it."""

    layer_id: str
    path: Path
    """Of its sidecar."""
    count: int
    """Annotations."""
    status: str
    """in_progress or done; "damaged" if the file cannot be read."""
    annotator: str
    """The annotator that it names."""
    reader: str = ""
    """The person whose second reading it is, as the id of her own layer; empty: it is nobody's second reading."""
    has_answers_only: bool = False
    """True if it holds but somebody's answers to a report: nobody has read the article in it."""

    @property
    def marks(self) -> int:
        """Annotations of somebody's reading: none where there are only answers."""
        return 0 if self.has_answers_only else self.count


_LARGE = 1 << 20
"""Bytes of a file of which it is remembered what is inside; a smaller one is read sooner than asked for by its hash."""
_MOST = 100
"""Files of which it is remembered."""
_inside: dict[str, tuple[int, str, str, str, bool]] = {}
"""Count of annotations, status, annotator, reader and whether it has but answers, by the SHA-256 of a file's bytes, the
oldest first."""
_lock = threading.Lock()


def remember(sha256: str, layer: Layer, count: int) -> None:
    """Take note of what is in a file that was just read or written: those who list layers need not read it again.

    Args:
        sha256: of the file's bytes.
        layer: the layer in it.
        count: annotations that the file lists.
    """
    _note(sha256, (count, layer.facts.status, layer.head.annotator, reader_of(layer), holds_answers_only(layer)))


def _note(sha256: str, inside: tuple[int, str, str, str, bool]) -> None:
    with _lock:
        _inside[sha256] = inside
        while len(_inside) > _MOST:
            del _inside[next(iter(_inside))]


def layers_of(article: Path, *, only: Callable[[str], bool] | None = None) -> list[LayerInfo]:
    """The layers of an article by id, conflict copies left out. Blocking.

    Args:
        article: its path.
        only: true of the ids that are wanted; no other file is read. None: all are.
    """
    found = []
    ids = {}
    for name in _beside(article):
        layer_id = file_names.layer_id_in(name, article.name)
        if layer_id is not None:
            ids[layer_id] = article.with_name(name)
    for layer_id, path in sorted(ids.items()):
        if only is not None and not only(layer_id):
            continue
        info = _info(layer_id, path)
        is_copy = info.annotator != layer_id and info.annotator in ids and _is_marked(layer_id[len(info.annotator) :])
        if not (is_copy and layer_id.startswith(info.annotator)):
            found.append(info)
    return found


def status_of(article: Path, layer_id: str) -> str:
    """The status of one layer of an article, ``damaged`` if it cannot be read; empty: there is none. Blocking.

    Args:
        article: its path.
        layer_id: id of the layer.
    """
    path = file_names.sidecar_path(article, layer_id)
    return _info(layer_id, path).status if os.path.lexists(path) else ""


def conflict_copies(article: Path, layer_id: str) -> list[Path]:
    """Files beside a sidecar that a sync tool made of it: by name, and because they say so inside. Blocking.

    Args:
        article: its path.
        layer_id: id of the layer that was copied.
    """
    stem = f"{article.name}.{layer_id}"
    own = file_names.sidecar_name(article.name, layer_id)
    found = []
    for name in _beside(article):
        if name == own or not name.startswith(stem) or not name.endswith(file_names.JSON):
            continue
        middle = name[len(stem) : -len(file_names.JSON)]
        before, dot, after = middle.partition(file_names.SIDECAR_MARK)
        if dot and (_is_marked(before) if before else _is_marked(after)) and not (before and after):
            path = article.with_name(name)
            if _info(layer_id, path).annotator == layer_id:
                found.append(path)
    return sorted(found)


def team_copies(path: Path) -> list[Path]:
    """Files that a sync tool made of a file that a team shares, by their names. Blocking.

    Of names such as ``codebook-v1.json``, which people give, only those count that end as a machine is called.

    Args:
        path: of the team's file, which need not be there.
    """
    stem, found = path.name.removesuffix(file_names.JSON), []
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(stem) and entry.name.endswith(file_names.JSON):
                mark = entry.name[len(stem) : -len(file_names.JSON)]
                if _is_marked(mark) and (not mark.startswith("-") or mark == mark.upper()):
                    found.append(path.with_name(entry.name))
    return sorted(found)


def copies_of_team_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Such files of all that a team shares, each with what is to be done, as the rest of a sentence. Blocking.

    Args:
        folder: of the team's files.
    """
    for shared in (file_names.PEOPLE, file_names.SOURCES, file_names.ASSIGNMENTS, file_names.CODEBOOK):
        # A codebook is no file of records: nothing merges it.
        todo = tr("put it in with analyst-app merge")
        if shared == file_names.CODEBOOK:
            todo = tr("bring what only it has into {shared}", shared=shared)
        for copy in team_copies(folder / shared):
            yield copy, f"is a sync tool's second copy of {shared}; {todo}, then take it away"


def copied_layer(middle: str, inserted: str) -> str:
    """Id of the layer that a sync tool copied, by the name of the copy alone; empty: it is no such name.

    Args:
        middle: what stands between the article's name and the ending, as ``alice-LAPTOP7``.
        inserted: what stands inside the ending, as `` (1)``.
    """
    if inserted:
        return middle if is_layer_id(middle) and _is_marked(inserted) else ""
    starts = (middle[:end] for end in range(len(middle) - 1, 0, -1))
    return next((start for start in starts if is_layer_id(start) and _is_marked(middle[len(start) :])), "")


def annotator_in(sidecar: Path) -> str:
    """The annotator that a layer's file names inside; empty if it cannot be read. Blocking."""
    return _info("", sidecar).annotator


def is_same_file(one: Path, other: Path) -> bool:
    """True if two paths lead to one file, as two spellings do on a disk that does not tell them apart.

    Args:
        one: a path.
        other: the path that it is compared with.
    """
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_marked(mark: str) -> bool:
    return _MARKS.fullmatch(mark) is not None


def _beside(article: Path) -> list[str]:
    prefix = f"{article.name}."
    with contextlib.suppress(OSError), os.scandir(article.parent) as entries:
        return [
            entry.name for entry in entries if entry.name.startswith(prefix) and entry.name.endswith(file_names.JSON)
        ]
    return []


def _info(layer_id: str, path: Path) -> LayerInfo:
    try:
        data = read_regular(path, limit=LARGEST_SIDECAR)
        if len(data) < _LARGE:
            return _info_in(data, layer_id, path)
        sha256 = hashlib.sha256(data).hexdigest()
        if (known := _inside.get(sha256)) is not None:
            return LayerInfo(layer_id, path, *known)
        info = _info_in(data, layer_id, path)
    except Exception:  # a file of which nothing can be said; whoever opens it says why
        return LayerInfo(layer_id, path, 0, "damaged", "")
    _note(sha256, (info.count, info.status, info.annotator, info.reader, info.has_answers_only))
    return info


def _info_in(data: bytes, layer_id: str, path: Path) -> LayerInfo:
    plain = plain_layer(data)
    if plain is not None and keeps_sound_text(plain.head):
        return LayerInfo(layer_id, path, len(plain.annotations), plain.status, plain.annotator)
    return _info_of(sidecar_reader.parse_sidecar(data, name=path.name, document=None), layer_id, path)


def _info_of(found: LayerFile, layer_id: str, path: Path) -> LayerInfo:
    status = "damaged" if found.is_damaged else found.layer.facts.status
    told = found.layer.head.annotator, reader_of(found.layer), holds_answers_only(found.layer)
    return LayerInfo(layer_id, path, found.annotation_count, status, *told)
