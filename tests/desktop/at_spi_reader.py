"""A screen reader without a voice, for Debian's own Python, which has pyatspi: ``/usr/bin/python3 at_spi_reader.py``.

What it hears comes as JSON lines, ``{"heard": …, "at": seconds of the machine's clock}``. It answers questions that
come as lines, ``["article"]``, by ``{"answer": …}``. It knows nothing of the app but what the bus tells.
"""

import json
import sys
import time

import pyatspi
from gi.repository import GLib

HEARD = ("object:announcement", "object:state-changed:showing", "object:state-changed:focused")


def tell(**what):
    print(json.dumps(what), flush=True)


def on_event(event):
    try:
        source, role, name = event.source, event.source.getRoleName(), event.source.name
    except Exception:
        return  # it is gone already
    kind = event.type.name if hasattr(event.type, "name") else str(event.type)
    if kind.startswith("object:announcement"):
        tell(heard=str(event.any_data), way="announcement", at=time.time())
    elif "focused" in kind and event.detail1:
        focused[:] = [(role, name, source)]
    elif "showing" in kind and event.detail1 and role == "notification":
        tell(heard=name, way="notification", at=time.time())


focused = []


def app():
    return next((one for one in pyatspi.Registry.getDesktop(0) if one and "nalyst" in (one.name or "")), None)


def walked(top, skips=("document frame", "table", "tree table", "tree", "list")):
    waiting = [top] if top else []
    while waiting:
        one = waiting.pop(0)
        yield one
        if one.getRoleName() not in skips:
            waiting += [child for child in (one.getChildAtIndex(n) for n in range(one.childCount)) if child]


def states(one):
    return sorted(str(pyatspi.stateToString(state)) for state in one.getState().getStates())


def article():
    """All that is told of the article."""
    one = next((one for one in walked(app()) if one.getRoleName() == "document frame"), None)
    if one is None:
        return None
    held.append(one)
    text = one.queryText()
    kids = [one.getChildAtIndex(n) for n in range(min(one.childCount, 50))]
    held.extend(kids)
    return {
        "role": one.getRoleName(),
        "name": one.name,
        "description": one.description,
        "states": states(one),
        "text": text.getText(0, text.characterCount),
        "caret": text.caretOffset,
        "selections": [text.getSelection(n) for n in range(text.getNSelections())],
        "extents": list(text.getCharacterExtents(0, 0)),
        "children": [
            {
                "role": kid.getRoleName(),
                "name": kid.name,
                "place": list(kid.queryComponent().getExtents(0)),
                "index": kid.getIndexInParent(),
            }
            for kid in kids
        ],
    }


held = []
"""What was found stays held, as a screen reader holds it."""


def nameless():
    """Controls on the screen that can have the keyboard and have no name."""
    return [
        one.getRoleName()
        for one in walked(app())
        if not one.name and {"focusable", "showing", "sensitive"} <= set(states(one))
    ]


def focus():
    return [focused[0][0], focused[0][1]] if focused else None


def names_in(table_name):
    """The names of the cells in a table or tree, row by row."""
    roles = ("table", "tree table", "tree", "list")
    found = [one for one in walked(app()) if one.name == table_name and one.getRoleName() in roles]
    return [found[0].getChildAtIndex(n).name for n in range(found[0].childCount)] if found else None


QUESTIONS = {"article": article, "nameless": nameless, "focus": focus, "names_in": names_in}


def on_line(stream, condition):
    line = stream.readline()
    if not line:
        pyatspi.Registry.stop()
        return False
    name, *arguments = json.loads(line)
    try:
        tell(answer=QUESTIONS[name](*arguments))
    except Exception as error:
        tell(answer=None, error=repr(error))
    return True


for name in HEARD:
    pyatspi.Registry.registerEventListener(on_event, name)
pyatspi.Registry.registerEventListener(lambda event: None, "object:property-change:accessible-name")
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line)
tell(answer="ready")
pyatspi.Registry.start()
