"""The fields of the inspector: its head, what the tag means, and the links."""
