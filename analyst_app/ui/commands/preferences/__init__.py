"""The preferences as a page: a form each for reading, looks, keys, saving, review and privacy."""
