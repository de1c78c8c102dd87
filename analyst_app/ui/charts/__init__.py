"""Pictures of the corpus, drawn by us in the colours and sizes of the window."""
