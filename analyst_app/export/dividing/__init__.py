"""The dividing of articles into parts: what is known of each, which ones are copies, what goes where."""
