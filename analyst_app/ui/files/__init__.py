"""What is open and how it gets to disk: opening, the session's bridge, autosave, layers, the File menu."""
