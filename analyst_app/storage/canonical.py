"""A sidecar that is laid out just as the app writes it, cut at its seams without parsing it.

Those who look at many thousand sidecars take this road and leave anything
else to the loader, which salvages and says what is wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.storage.sidecar import FORMAT

_STRING = rb'"(?:[^"\\\n]|\\[^\n])*"'
_HEAD = re.compile(
    rb'\{"format": "' + FORMAT.encode() + rb'",\n "version": 1,\n "generator": ' + _STRING + rb",\n"
    rb' "source": \{"name": ' + _STRING + rb', "sha256": "(?P<sha256>[0-9a-f]{64})",'
    rb' "encoding": "(?P<encoding>[\w-]+)", "newline": "(?P<newline>lf|crlf|cr|mixed|none)"\},\n'
    rb' "text": \{"unit": "codepoint", "length": (?P<length>\d+), "sha256": "(?P<text_sha256>[0-9a-f]{64})"'
    rb'(?:, "content": (?P<content>"[^\n]*"))?\},\n'
    rb' "codebook": \{"id": ' + _STRING + rb', "version": \d+\},\n "annotator": (?P<annotator>' + _STRING + rb"),\n"
    rb'(?: "reviewer": ' + _STRING + rb",\n)?"
    rb' "layer": \{"rev": [1-9]\d*, "status": "(?P<status>\w+)", "note": (?P<note>' + _STRING + rb")\},\n"
    rb' "annotations": \[\n'
)
_LINKS = b' ],\n "links": [\n'
_REST = b' ],\n "unplaced": [\n ],\n "deleted": {\n'


class Parts(NamedTuple):
    """A sidecar's parts, each as it stands there."""

    head: re.Match[bytes]
    """Groups ``sha256 encoding newline length text_sha256 content annotator status note``; strings in quotes."""
    annotations: bytes
    """Their lines, without the line end after the last."""
    links: bytes
    """Likewise."""
    deleted: bytes
    """The rest of the file, from the first deleted record's line on."""


def parts(sidecar: bytes) -> Parts | None:
    """The parts of a sidecar without unplaced records and review; None if it is laid out otherwise in any way."""
    head = _HEAD.match(sidecar)
    if head is None:
        return None
    start = head.end()
    middle = sidecar.find(_LINKS, start - 1)
    links = middle + len(_LINKS)
    stop = sidecar.find(_REST, links - 1) if middle >= 0 else -1
    if stop < 0:
        return None
    return Parts(
        head,
        sidecar[start : max(start, middle - 1)],
        sidecar[links : max(links, stop - 1)],
        sidecar[stop + len(_REST) :],
    )
