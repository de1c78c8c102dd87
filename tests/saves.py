"""Saves a session as the window does: hands over what was done, writes, and takes note."""

from __future__ import annotations

from analyst_app.session.session import Session


def save_now(session: Session) -> None:
    """Save what is unsaved, if anything is, and wait for it.

    Raises:
        SaveFailed: the system would not; everything is still in the session.
        SidecarConflict: the file changed into something that cannot be merged.
    """
    task = session.begin_save()
    if task is None:
        return
    try:
        saved = task.run()
    except Exception:
        session.fail_save(task)
        raise
    session.finish_save(saved)
