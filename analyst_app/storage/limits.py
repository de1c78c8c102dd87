"""The largest files of each kind that the app reads. One value a kind, so that no two commands differ on one file.

All are in bytes. Imports nothing, since an article is read before the first
paint. What may be imported is limited in ``importers.import_limits``: those
readers run apart from storage.
"""

from __future__ import annotations

LARGEST_ARTICLE = 1 << 30
"""Largest article; a larger file is no article to any part of the app."""
LARGE_ARTICLE = 20_000_000
"""Articles from this size on are opened in the window only if a person says that it is meant."""
LARGEST_SIDECAR = 1 << 30
"""Largest layer, whether beside its article, in the history or under another name."""
LARGEST_TEAM_FILE = 64 << 20
"""Largest codebook, file of facts or of people."""
LARGEST_HISTORY = 200 << 20
"""Earlier saves of all layers together, without the newest of each, which always stays; the oldest beyond that go."""
LARGEST_OWN_FILE = 16 << 20
"""Largest of the app's own files that is read whole: preferences, the last session, a request to open."""
LARGEST_PACKET = 64 << 20
"""Largest packet, as it is sent;"""
LARGEST_UNPACKED = 256 << 20
"""all of its files together, unpacked;"""
MOST_IN_PACKET = 200
"""and the most files in one;"""
LARGEST_MANIFEST = 1_000_000
"""its manifest,"""
LARGEST_SENT_LAYER = 32_000_000
"""a layer in it,"""
LARGEST_SENT_TEAM_FILE = 8_000_000
"""its codebook or its file of facts; its article is at most ``LARGE_ARTICLE``;"""
MOST_SIGNS = 5_000_000
"""and the brackets, commas and lines of one of its JSON files: 200,000 annotations have some three million."""
JOURNAL_BYTES = 5_000_000
"""Steps of undo that a layer's journal keeps from one run to the next: so many bytes,"""
JOURNAL_STEPS = 1_000
"""so many steps,"""
JOURNAL_DAYS = 30
"""and none older than so many days."""
LARGEST_JOURNAL = 256 << 20
"""Largest journal that is read; work that was never saved may be large."""
PIECE = 1 << 20
"""Bytes read at once."""
