"""Windows and dialogs about the whole folder: codebook, import, export, search, numbers, facts."""
