"""The gestures of annotating, as keys and the mouse mean them."""
