"""The texts of the program and their translations: ``python -m tests.translations`` collects, updates and compiles."""
