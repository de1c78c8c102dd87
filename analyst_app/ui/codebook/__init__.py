"""The codebook as a page: its tags, the form of one, a preview, and what saving changes."""
