"""Readers of tables: articles or spans a row, from CSV, TSV and workbooks."""
