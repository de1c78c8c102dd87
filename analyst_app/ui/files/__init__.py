"""The open article and its way to disk: opening, the session's bridge, autosave, layers, the File menu."""
