"""The words and the log of what went wrong with one file, for the window, which does not know storage.

Imported before the first paint, so it imports nothing heavy.
"""

from __future__ import annotations

from analyst_app.storage.error_log import ErrorLog, named_reason, reason, trace_of

__all__ = ["ErrorLog", "named_reason", "reason", "trace_of"]
