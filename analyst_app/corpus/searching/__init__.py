"""Questions of a search: reading what a person typed, and finding its places in a text."""
