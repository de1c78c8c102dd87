"""One open article and one layer of it, with undo and its way to disk. No Qt."""
