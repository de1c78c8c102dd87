"""Draws the map of the rooms from the imports, as ``docs/rooms.svg`` and as the table in ``docs/architecture.md``.

Run ``python docs/make_map.py`` after a change of who imports whom.

A room is a package (or a lone module) directly under ``analyst_app``. It stands
one floor above the highest room that it imports, so every arrow runs down.
Arrows that follow from others are left out of the picture, not of the table.
"""

from __future__ import annotations

import ast
from functools import cache
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
PAGE, PICTURE = ROOT / "docs" / "architecture.md", ROOT / "docs" / "rooms.svg"
BEGIN, END = "<!-- map: begin -->", "<!-- map: end -->"
_BOX, _GAP, _FLOOR, _HEAD = 118, 22, 66, 34
Rooms = dict[str, frozenset[str]]


def rooms() -> Rooms:
    """Each room with the rooms that its modules import directly, type-only imports counted."""
    graph = grimp.build_graph("analyst_app", cache_dir=None)
    found: dict[str, set[str]] = {_room(name): set() for name in graph.modules if name != "analyst_app"}
    for name in graph.modules - {"analyst_app"}:
        found[_room(name)] |= {_room(other) for other in graph.find_modules_directly_imported_by(name) if "." in other}
    return {room: frozenset(others - {room}) for room, others in sorted(found.items())}


def floors(house: Rooms) -> list[list[str]]:
    """The rooms floor by floor, from the ground up; each list is sorted."""

    @cache
    def floor(room: str) -> int:
        return max((floor(other) + 1 for other in house[room]), default=0)

    return [[room for room in house if floor(room) == level] for level in range(max(map(floor, house), default=-1) + 1)]


def table(house: Rooms) -> str:
    """The map as a Markdown table, the top floor first."""
    lines = ["| floor | room | for | imports |", "|---|---|---|---|"]
    for level, on_it in reversed(list(enumerate(floors(house)))):
        for room in on_it:
            others = " ".join(sorted(house[room])) or "–"
            lines.append(f"| {level} | `{room}` | {_purpose(room)} | {others} |")
    return "\n".join(lines)


def picture(house: Rooms) -> str:
    """The map as SVG: a box a room, floors as rows, an arrow to each room that is imported and not implied."""
    levels = floors(house)
    width = max(len(on_it) for on_it in levels) * (_BOX + _GAP) + _GAP
    height = len(levels) * _FLOOR + _GAP
    places = {
        room: (
            (width - len(on_it) * (_BOX + _GAP) + _GAP) / 2 + at * (_BOX + _GAP),
            height - (level + 1) * _FLOOR,
        )
        for level, on_it in enumerate(levels)
        for at, room in enumerate(on_it)
    }
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
            ' font-family="sans-serif" font-size="13">',
            '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
            '<path d="M0 0L8 4L0 8z" fill="#667"/></marker>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *(_arrow(places[room], places[other]) for room in house for other in sorted(_not_implied(room, house))),
            *(_box(room, place) for room, place in places.items()),
            "</svg>\n",
        )
    )


def _room(module: str) -> str:
    return module.split(".")[1]


def _purpose(room: str) -> str:
    """The first sentence of the room's docstring."""
    path = ROOT / "analyst_app" / room
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    words = (ast.get_docstring(ast.parse(source.read_text("utf-8"))) or "").splitlines()
    return words[0].replace("|", "\\|") if words else ""


def _not_implied(room: str, house: Rooms) -> set[str]:
    """What a room imports that none of the others it imports would lead to."""

    @cache
    def below(one: str) -> frozenset[str]:
        return house[one].union(*(below(other) for other in house[one]))

    return {other for other in house[room] if not any(other in below(between) for between in house[room] - {other})}


def _box(room: str, place: tuple[float, float]) -> str:
    x, y = place
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_HEAD}" rx="6" fill="#eef2f7" stroke="#556"/>'
        f'<text x="{x + _BOX / 2:g}" y="{y + 22:g}" text-anchor="middle" fill="#112">{escape(room)}</text>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    return (
        f'<path d="M{start[0] + _BOX / 2:g} {start[1] + _HEAD:g}L{end[0] + _BOX / 2:g} {end[1] - 2:g}" '
        'stroke="#99a" fill="none" marker-end="url(#tip)"/>'
    )


def main() -> None:
    """Write the picture, and the table between the two marks of the page."""
    house = rooms()
    PICTURE.write_text(picture(house), "utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table(house)}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
