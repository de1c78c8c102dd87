"""What waits in a layer is counted in words."""

from __future__ import annotations

import pytest

from analyst_app.ui.files.loading_news import waiting_words


@pytest.mark.parametrize(
    ("number", "words"), [(0, ""), (1, "1 item waits for"), (2, "2 items wait for"), (3, "3 items wait for")]
)
def test_what_waits_is_counted_in_words(number: int, words: str) -> None:
    said = waiting_words(number)
    assert said.startswith(words)
    assert bool(said) == bool(number)
