"""Reported speech: the reporting words of a sentence, the words they report, and who said them."""
