"""The sources of quotes: the file that says which text belongs to what, and the verdicts that rest on them."""
