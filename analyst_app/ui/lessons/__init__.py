"""The lessons of a folder for its codebook: their reading, and the window that shows them."""
