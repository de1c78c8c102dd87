"""What annotation means: text, spans, records, edits. No Qt, no files."""
