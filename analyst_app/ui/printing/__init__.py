"""The open reading on paper: laid out in pages, printed, saved as PDF or as a page."""
