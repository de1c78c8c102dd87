"""The style sheet of Qt's own widgets: colours, radii and padding only, made of the theme's roles and the sizes.

Its pattern is ``resources/themes/widgets.qss``, and in high contrast
``contrast.qss``, too. All else is painted by us. A button says by its property
``role`` that it is the ``primary`` one of its page, or a ``quiet`` one; a frame
says that it is a ``card``.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from analyst_app import resources
from analyst_app.ui.widgets.sheet_images import image_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyst_app.ui.widgets.sizes import Sizes

_PADDING = 10
"""Pixels of padding and border that Qt adds to a least height."""


def style_sheet(colours: Mapping[str, str], sizes: Sizes, *, is_high_contrast: bool = False) -> str:
    """The style sheet of a theme in a density.

    Args:
        colours: ``#rrggbb`` of each role.
        sizes: of the density.
        is_high_contrast: True: what is chosen differs by its lines, too.
    """
    radii = {f"r_{name}": sizes.radius(name) for name in ("chip", "control", "card")}
    return Template(resources.widget_sheet(is_high_contrast=is_high_contrast)).substitute(
        **colours,
        **radii,
        down=image_path("chevron_down", colours["muted"]),
        up=image_path("chevron_up", colours["muted"]),
        left=image_path("previous", colours["text"]),
        right=image_path("next", colours["text"]),
        h_button=sizes.height("button") - _PADDING,
        h_field=sizes.height("field") - _PADDING + 2,
        h_palette=sizes.height("palette_input"),
        w_scroll=sizes.width("scroll_room"),
    )
