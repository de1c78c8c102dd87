"""What we hand out, opened in the programs of those who get it: run by ./check --artefacts."""
