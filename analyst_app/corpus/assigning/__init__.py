"""The shares of a team in the articles of a folder: how they are drawn, kept in a file, and how far they are."""
