"""Widgets and looks that know nothing of articles: messages, layouts, delegates, themes, work in threads."""
