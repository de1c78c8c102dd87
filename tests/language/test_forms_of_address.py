"""Tests of language.forms_of_address."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.forms_of_address import told_by_title
from tests.language.reading import tongue


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Then Mr. Brandt left.", "he"),
        ("Then Ms Brandt left.", "she"),
        ("Dann ging Frau Dr. Brandt.", "she"),
        ("Selon M. Brandt, tout va bien.", "he"),
        ("Mme\u00a0Brandt est partie.", "she"),
        ("Dijo la Sra. Brandt.", "she"),
        ("Пришла г-жа Brandt.", "she"),
        ("Then Dr. Brandt left.", ""),
        ("Anna M. Brandt left.", ""),
        ("He met the Mrs. Brandt left.", "she"),
        ("“Who is Mr.?” Brandt asked.", ""),
    ],
)
def test_a_title_right_before_a_name_tells_a_man_or_a_woman(text: str, told: str) -> None:
    start = text.index("Brandt")
    assert told_by_title(text, Span(start, start + 6), tongue(text)) == told
