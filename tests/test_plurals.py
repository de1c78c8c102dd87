"""A number that may be one never stands bare before a noun in the plural: "1 files" is said nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "analyst_app"
_NOUNS = (
    "annotations articles bytes changes characters codebooks copies decisions differences entries facts files folders "
    "formats hits items labels layers lines links losses paragraphs people pieces problems processes quotes readings "
    "records relations rows sentences sidecars spans steps tags things words"
)
MORE_THAN_ONE = {
    ("storage/layer_opening.py", "items"),  # asked before
    ("language/edge_rules.py", "quotes"),  # asked before
    ("core/codebook.py", "tags"),  # more than the limit
    ("commands/search_command.py", "hits"),  # asked before
    ("storage/regular_file.py", "bytes"),  # more than the limit
    ("export/formats/workbook.py", "rows"),  # Excel's limit
    ("storage/record_parsing.py", "characters"),  # of a text: how long, not how many
    ("core/store.py", "characters"),
    ("core/codebook_words.py", "characters"),  # more than the limit
}
"""Where the number is known to be more than one, by file and noun."""


_AFTER_A_VALUE = re.compile(rf"\}}(?:\s*[rRfFuU]*[\"'])* (?:\w+ )?(?:{'|'.join(_NOUNS.split())})\b")
"""Files without it need not be parsed."""


def bare_plurals(path: Path) -> Iterator[tuple[str, str]]:
    """Nouns in the plural right after a number that an f-string puts in."""
    source = path.read_text("utf-8")
    if _AFTER_A_VALUE.search(source) is None:
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, after in zip(node.values, node.values[1:], strict=False):
            if not (isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant)):
                continue
            words = re.match(rf" (?:\w+ )?({'|'.join(_NOUNS.split())})\b", str(after.value))
            if words is not None and _counts(value):
                yield path.relative_to(ROOT).as_posix(), words[1]


def _counts(value: ast.FormattedValue) -> bool:
    """True if a value looks like a number: a length, a sum, something shown with thousands apart, or so called."""
    shown = ast.unparse(value.value)
    if re.search(r"\b(counted|tr|in_words)\(", shown):
        return False
    spec = ast.unparse(value.format_spec) if value.format_spec is not None else ""
    return "," in spec or re.search(r"\blen\(|\bsum\(|count|total|number|\bn\b|unknown|more|made", shown) is not None


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_number_stands_before_a_noun_that_is_always_in_the_plural(path: Path) -> None:
    found = [one for one in bare_plurals(path) if one not in MORE_THAN_ONE]
    assert not found, f"say it with wording.tr(…, n) or core.excerpts.counted: {found}"
