"""The dialogs and commands by which documents, annotations and tables of others come in."""
