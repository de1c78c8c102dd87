"""Acts of a person on the files of an open layer, saving aside: repair, copy, rename, take in a copy."""

from __future__ import annotations

from pathlib import Path

from analyst_app.core.annotation import Annotation
from analyst_app.core.rebase import without_twins
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.errors import AnalystError, SaveFailed
from analyst_app.session.session import Session
from analyst_app.storage import copies
from analyst_app.storage.atomic import digest, failure
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import shared_id
from analyst_app.storage.saver import KeptBefore, damaged_copy, kept_first
from analyst_app.wording import tr


def layer_size(path: Path, layer_id: str) -> int:
    """Bytes of a layer's file; 0 if it is not there. Blocking, but short.

    Args:
        path: of the article.
        layer_id: id of the layer.
    """
    try:
        return sidecar_path(Path(path), layer_id).stat().st_size
    except OSError:
        return 0


def write_repaired(session: Session) -> Path:
    """Replace a damaged sidecar by what was salvaged, on the person's word. Blocking.

    Returns:
        Where the damaged file was kept.

    Raises:
        SaveFailed: the copy or the new file cannot be written, or another program has written the file since it was
            copied; then it is where it was.
        SidecarConflict: another program damages it in this very moment.
    """
    kept = damaged_copy(session.sidecar)
    try:
        over = digest(kept)
        is_kept = digest(session.sidecar) == over
    except OSError as error:
        raise failure(session.sidecar, error) from error
    if not is_kept:
        raise SaveFailed(
            tr("{name} was not repaired: another program has written it. Open it again.", name=session.sidecar.name)
        )
    session.saver.write_anew(over=over)
    session.read_only = ""
    session.is_damaged = False
    return kept


def news_in_copy(session: Session, copy: Path) -> Change:
    """The change that merging a conflict copy would bring; do it as any other change. Blocking; save first.

    Args:
        session: the open layer.
        copy: the file that a sync tool made.

    Raises:
        SidecarInvalid: the copy cannot be read or is damaged.
    """
    return _news(session, copy)


def merge_copy(session: Session, copy: Path) -> tuple[Change, KeptBefore | None]:
    """The change that merges a conflict copy, and the save of what is here if it takes any of that away. Blocking.

    What the copy tags that is tagged the same here already, under another id, is not tagged twice.

    Args:
        session: the open layer; save first.
        copy: the file that a sync tool made.

    Raises:
        SaveFailed: what is here cannot be kept.
        SidecarInvalid: the copy cannot be read or is damaged.
    """
    layer = session.saver.layer
    change = _news(session, copy)
    save = kept_first(session.saver.history, layer) if change.removed else None
    gone = {shared_id(record) for record in change.removed} - {shared_id(record) for record in change.added}
    kept = KeptBefore(save, len(gone), True, frozenset(gone)) if save is not None else None
    return change, kept


def holds_all_of(session: Session, copy: Path) -> bool:
    """True if merging a file would bring nothing new into the layer; false of a file that cannot be read. Blocking.

    Args:
        session: the open layer.
        copy: the file.
    """
    try:
        return not _news(session, copy)
    except AnalystError:
        return False


def _news(session: Session, copy: Path) -> Change:
    layer = session.saver.layer
    change = copies.news_in(copy, layer, session.document)
    if not any(isinstance(record, Annotation) for record in change.added):
        return change
    store = AnnotationStore.of_kinds(layer.kinds(), length=len(session.document))
    return without_twins(store, change)[0]


def write_copy(session: Session, folder: Path) -> Path:
    """Write the article and the layer as it stands here into another folder. Blocking.

    Args:
        session: the open layer.
        folder: where the copies go; nothing there is overwritten.

    Returns:
        The copy of the article.

    Raises:
        SaveFailed: the system would not.
    """
    return copies.write_copy(session.path, session.document, session.saver.layer, session.unsaved_changes, folder)


def move_layer(session: Session, layer_id: str) -> Path:
    """Give the layer another name; open it anew afterwards. Blocking; save first.

    Args:
        session: the open layer.
        layer_id: its new id.

    Returns:
        The new file of the layer.

    Raises:
        SaveFailed: the name is taken, or the system would not.
    """
    return copies.move_layer(session.saver, session.document, layer_id)
