"""The panes round the article: list, table, inspector, find bar, toolbar, status bar."""
