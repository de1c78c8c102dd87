"""Commands on what was made under an older version of the codebook: list it alone, go through it, call it right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.store import Change
from analyst_app.gestures.tagging import Outcome
from analyst_app.ui.annotate.performing import NONE_CURRENT, Performer
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.annotation_filter import AnnotationFilter
    from analyst_app.ui.panels.annotation_table import AnnotationPanel

UNCLEAR = marked("Not every version says which tags it changed, so others count, too.")
"""The sentence where some count as older whose tag need not have changed."""


class OlderCommands(QObject):
    """The commands on annotations whose codebook has changed since they were made."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        actions: ActionSet,
        shown: AnnotationFilter,
        table: AnnotationPanel,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._actions = performer, bridge, actions
        self._filter, self._table = shown, table
        actions.register("go.older", self.list_older)
        actions.register("annotate.still_right", self.confirm)

    def list_older(self) -> None:
        """List, and go through with N and P, only what is made under an older codebook; again, all."""
        session = self._bridge.session
        if session is None:
            return
        if self._filter.is_older_only:
            self._filter.show_older(False)
            return
        use = session.codebook_use
        found = [one for one in session.store.annotations if use.is_older(one)]
        older = Counter(one.tag for one in found)
        if not older:
            self._performer.refuse(
                tr(
                    "Nothing here is known to be made under an older version of the codebook than {version}.",
                    version=use.now,
                )
                if use.begun is not None
                else tr("This layer does not say under which version of this codebook it was made.")
            )
            return
        self._filter.show_older(True)
        told = tr(
            "{n} annotation made under an older version of the codebook than {version}: {tags}."
            "|{n} annotations made under an older version of the codebook than {version}: {tags}.",
            older.total(),
            version=use.now,
            tags=in_row(f"{_name(session.codebook, tag)} {count}" for tag, count in older.most_common()),
        )
        unclear = tr(UNCLEAR) if any(map(use.is_unclear, found)) else ""
        self._bridge.say(" ".join(filter(None, (told, unclear, self._keys()))))

    def confirm(self) -> None:
        """Note that the current annotation, or each chosen one, is right under the codebook that applies."""
        session, current = self._bridge.session, self._bridge.current
        if session is None:
            return
        chosen = self._table.chosen or ([current] if current is not None else [])
        if not chosen:
            self._performer.refuse(tr(NONE_CURRENT))
            return
        use = session.codebook_use
        older = [one for one in chosen if use.is_older(one)]
        if not older:
            self._performer.refuse(tr("It is not made under an older version of the codebook."))
            return
        change = Change(tuple(older), tuple(map(use.confirmed, older)))
        said = tr("{n} annotation is right under version {version}.|{n} annotations are right under version {version}.",
                  len(older), version=use.now)  # fmt: skip
        if self._performer.perform(Outcome(tr("Right under this codebook, too"), change, said=said)):
            self._go_on()

    # -- inside ------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Go to the next older one, if they are listed alone and one is left."""
        session = self._bridge.session
        if session is not None and self._filter.is_older_only:
            if any(map(session.codebook_use.is_older, session.store.annotations)):
                self._actions.trigger("go.next")
            else:
                self._filter.show_older(False)
                self._bridge.say(tr("Nothing here is made under an older version of the codebook any more."))

    def _keys(self) -> str:
        row = self._actions.rows["annotate.still_right"]
        key = next(iter(self._actions.keys_of(row)), row.shown)
        return tr("N and P go through them, {key} calls one right, Esc lists all again.", key=key)


def _name(codebook: Codebook, tag_id: str) -> str:
    tag = codebook.tag(tag_id)
    return tag.name if tag is not None else tag_id
