"""The window and the shares of a team: the dialog that assigns articles, and what a reader is told of them."""
