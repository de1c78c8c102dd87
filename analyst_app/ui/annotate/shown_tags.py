"""View ▸ Show only: which tags are painted and gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from analyst_app.core.excerpts import ends_of
from analyst_app.ui.commands.actions import LONGEST
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.panels.annotation_filter import WAITING
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.annotation_filter import AnnotationFilter


_INDENT = "    "
"""Before the name of a tag, for each level of the groups that it stands under."""


class ShownTags(QObject):
    """Everything, or some of the codebook's tags: the menu of the filter, and what the text shows by it.

    Args:
        bridge: takes nothing as current that is not shown.
        view: paints what is shown.
        menu: gets the entries.
        actions: know the codebook's tags.
        shown: the filter, which the table has too.
    """

    def __init__(
        self,
        bridge: SessionBridge,
        view: ArticleView,
        menu: QMenu,
        actions: ActionSet,
        shown: AnnotationFilter,
    ) -> None:
        super().__init__(view)
        self._bridge, self._view, self._menu, self._actions, self._filter = bridge, view, menu, actions, shown
        self._kinds: list[QAction] = []
        menu.setToolTipsVisible(True)
        self._all = menu.addAction(tr("Everything"))
        self._all.setObjectName("view.only")
        self._all.setCheckable(True)
        self._all.setChecked(True)
        self._all.triggered.connect(self._show_all)
        self._helpers = menu.addAction(tr("List cues and skips, too"))
        self._helpers.setObjectName("view.only.helpers")
        self._helpers.setCheckable(True)
        self._helpers.triggered.connect(shown.show_helpers)
        menu.addSeparator()
        actions.tags_changed.connect(self._fill)
        shown.changed.connect(self._follow)
        bridge.current_changed.connect(self._show_current)
        bridge.changed.connect(lambda _: self._show_current())
        self._fill()

    def _fill(self) -> None:
        for action in self._kinds:
            self._menu.removeAction(action)
            action.deleteLater()
        self._kinds = []
        codebook = self._actions.codebook
        for tag in codebook.in_groups if codebook is not None else ():
            depth = len(codebook.path_of(tag.id)) - 1 if codebook is not None else 0
            words = ends_of(tag.name, LONGEST)
            action = self._menu.addAction(_INDENT * depth + escaped(words))
            if words != tag.name:
                action.setToolTip(plain_tip(tag.name))
            action.setObjectName(f"view.only.{tag.id}")
            action.setCheckable(True)
            action.setData(tag.id)
            action.triggered.connect(lambda checked, tag_id=tag.id: self._choose(tag_id, checked))
            self._kinds.append(action)
        self._filter.show_only(self._still_there())
        self._follow()

    def _still_there(self) -> frozenset[str] | None:
        """The filter's tags as far as the codebook or the layer has them; looking at what waits stays."""
        session, tags = self._bridge.session, self._filter.tags
        in_layer = session.store.tags if session is not None else ()
        known = {WAITING, *(str(action.data()) for action in self._kinds), *in_layer}
        return tags & known if tags is not None else None

    def _follow(self) -> None:
        """Check the entries and paint as the filter has it."""
        painted = self._filter.painted
        self._all.setChecked(painted is None)
        self._helpers.setChecked(self._filter.shows_helpers)
        for action in self._kinds:
            action.setChecked(painted is not None and action.data() in painted)
        self._view.set_shown_tags(painted)
        self._bridge.show_only(painted)

    def _choose(self, tag_id: str, is_shown: bool) -> None:
        """Show a tag with all that stand under it, or none of them any more."""
        codebook = self._actions.codebook
        group = codebook.group(tag_id) if codebook is not None else (tag_id,)
        for action in self._kinds:
            if action.data() in group:
                action.setChecked(is_shown)
        self._filter.show_only([str(action.data()) for action in self._kinds if action.isChecked()])

    def _show_all(self) -> None:
        self._filter.show_only(None)
        self._follow()  # the entry stays checked where it was chosen again

    def _show_current(self) -> None:
        """Let the tag of an annotation through that is current in spite of the filter: new, undone, re-tagged."""
        painted, current, session = self._filter.painted, self._bridge.current, self._bridge.session
        if painted is None or current is None or session is None or current.tag in painted:
            return
        tag = session.codebook.tag(current.tag)
        self._filter.show_only(painted | {current.tag})
        self._bridge.say(tr("Shown too: {tag}", tag=tag.name if tag is not None else current.tag))
