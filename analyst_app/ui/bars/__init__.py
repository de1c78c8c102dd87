"""The makings of the window's bars: buttons of the tag bar, keys of the status bar, words that float."""
