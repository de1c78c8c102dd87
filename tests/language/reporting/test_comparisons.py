from __future__ import annotations

import pytest

from analyst_app.language.reporting.comparisons import is_compared
from tests.language.reading import LANGUAGE, find


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Russia needs the US more than it admits.", "admits", True),
        ("The toll is higher than the army says, doctors fear.", "says", True),
        ("It cost less than she had claimed.", "claimed", True),
        ("More than twenty officials said the road was closed.", "said", False),
        ("More than half of them said so.", "said", False),
        ("The toll is higher than in May, the army says.", "says", False),
        ("The army says the toll is higher than in May.", "says", False),
    ],
)
def test_a_verb_that_only_ends_a_comparison_reports_nothing(text: str, verb: str, expected: bool) -> None:
    assert is_compared(text, find(text, verb), LANGUAGE) == expected
