"""What a folder teaches its codebook: its reading, and the window that shows it."""
