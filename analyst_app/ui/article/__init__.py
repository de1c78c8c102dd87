"""The article on the screen: the text view, its geometry and its painting."""
