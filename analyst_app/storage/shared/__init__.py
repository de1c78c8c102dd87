"""Files of records that a team shares, such as ``actors.json``: read, merged and written a record a line."""
