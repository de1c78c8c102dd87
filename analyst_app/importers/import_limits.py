"""The largest files that are imported, in bytes. Parsers unpack them into several times their size."""

from __future__ import annotations

LARGEST_DOCUMENT = 200 << 20
"""Largest page, PDF, office document, book or mail."""
LARGEST_ANNOTATIONS = 512 << 20
"""Largest file of another program's annotations; it holds the texts of many articles."""
