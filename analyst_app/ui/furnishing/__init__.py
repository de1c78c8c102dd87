"""Makes the parts of the window, a module for each folder of them, and joins them by signals."""
