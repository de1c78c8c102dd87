"""The pages beside the list of annotations: people and notes of the open article."""
