"""The table of actions, the keys and menus made from it, modes, and the View and Help menus."""
