"""The linter in the window: the list of probable slips, with a key that mends one."""
