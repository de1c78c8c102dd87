"""Tells reports of this app that another program has saved in a format of its own, and PDFs of reports.

LibreOffice and Word keep the names of our bookmarks in ODT, RTF and HTML. A
PDF of ours names the app as its creator.
"""

from __future__ import annotations

import re

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.zipped_xml import ZippedXml

LOOKED_INTO = 1 << 20
"""Bytes of a file, from its beginning, in which its marks are looked for."""
_MARK = rb"(?:aa_[0-9a-f]{24}_[0-9a-f]{8}|at_[0-9a-f]{32})(?:_[0-9]{1,3})?"
_RTF = re.compile(rb"\\bkmkstart\s+" + _MARK + rb"\}")
_NAMED = re.compile(rb"<(?:a|text:bookmark(?:-start)?)\s[^<>]*\b(?:name|id)=[\"']?" + _MARK + rb"\b", re.IGNORECASE)
_CREATOR = b"/Creator (\xfe\xff" + "Analyst App ".encode("utf-16-be")


def kind_of_report(data: bytes, name: str, kind: str) -> str:
    """The kind of a report's file; empty: it is none, as far as its marks tell.

    Args:
        data: the file's bytes, or its first ``LOOKED_INTO``; of ODT all.
        name: the file's name, for messages.
        kind: of file, a key of ``kinds.READERS``.
    """
    if kind == "odt":
        try:
            parts = ZippedXml(data, name)
            return kind if _NAMED.search(parts.read_member("content.xml")) else ""
        except ImportFailed:
            return ""  # whoever reads it next says what is wrong
    if kind == "rtf":
        return kind if _RTF.search(data) else ""
    if kind == "pdf":
        return kind if _CREATOR in data[:4_096] else ""
    return "html" if _NAMED.search(data) else ""
