"""All annotating gestures of a window, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.annotate.annotating import Annotating
from analyst_app.ui.annotate.context_menu import ContextMenus
from analyst_app.ui.annotate.edge_mode import EdgeCommands
from analyst_app.ui.annotate.identity import IdentityCommands
from analyst_app.ui.annotate.link_mode import LinkCommands
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.annotate.pill import Pill
from analyst_app.ui.annotate.same_mentions import SameCommands
from analyst_app.ui.annotate.selecting import Selecting
from analyst_app.ui.annotate.shown_tags import ShownTags
from analyst_app.ui.annotate.skip_offer import SkipOffer
from analyst_app.ui.annotate.untagged_watch import UntaggedWatch

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow


class Gestures:
    """Each registers what it does with the actions table."""

    def __init__(self, window: MainWindow) -> None:
        actions, modes, tasks = window.actions_, window.modes, window.tasks
        performer = self.performer = Performer(window.bridge, window.view)
        actions.why_read_only = performer.why_read_only
        actions.refused.connect(window.bridge.refused)
        self.shown_tags = ShownTags(window.view, window.menus.menu("View/Show only"), actions)
        self.annotating = Annotating(performer, actions, window.tool_bar)
        self.annotating.connect_panels(window.annotation_panel, window.inspector, actions)
        for pane in (window.article_list, window.annotation_panel):
            pane.left.connect(performer.focus_text)
        self.selecting = Selecting(performer, actions, window.tool_bar, lambda: self.shown_tags.tags)
        self.edges = EdgeCommands(performer, modes, actions)
        self.links = LinkCommands(performer, modes, actions)
        self.identity = IdentityCommands(performer, actions)
        self.same = SameCommands(performer, modes, actions, tasks)
        self.untagged = UntaggedWatch(performer, actions, window.status, tasks)
        self.skip_offer = SkipOffer(performer, actions, window.bars, tasks)
        self.pill = Pill(performer, actions, modes, window.tool_bar)
        self.menus = ContextMenus(performer, actions, window.annotation_panel, self.annotating)
