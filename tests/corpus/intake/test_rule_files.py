"""A rule for columns is written once, never over a file, and read again as it was."""

from pathlib import Path

import pytest

from analyst_app.corpus.intake.rule_files import read_rule, write_rule
from analyst_app.errors import ImportFailed, SaveFailed
from analyst_app.importers.tables.column_rules import ColumnRule

RULE = ColumnRule("articles", {"text": "Körper", "title": "見出し"})


def test_a_rule_comes_back(tmp_path: Path) -> None:
    write_rule(tmp_path / "r.json", RULE)
    assert read_rule(tmp_path / "r.json") == RULE
    with pytest.raises(SaveFailed, match="is there already"):
        write_rule(tmp_path / "r.json", ColumnRule("spans"))
    assert read_rule(tmp_path / "r.json") == RULE


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_what_cannot_be_read_or_written_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_rule(tmp_path / name)
    with pytest.raises(SaveFailed):
        write_rule(tmp_path / "nowhere" / "r.json", RULE)
