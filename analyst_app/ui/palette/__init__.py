"""The palette: one field in which all commands, tags, people and articles are found by a few letters."""
