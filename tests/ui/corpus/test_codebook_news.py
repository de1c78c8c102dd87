"""The changes of a codebook in one sentence (``analyst_app.ui.corpus.codebook_news``)."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.core.codebook_changes import codebook_changes
from analyst_app.ui.corpus.codebook_news import news_in_words


def book(*tags: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "media-codebook", "id": "t", "name": "T", "version": 1, "tags": list(tags), **more}


CLAIM, FRAME = {"id": "claim", "name": "Claim"}, {"id": "frame", "name": "Frame"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (book(CLAIM), book(CLAIM, FRAME), "The codebook has changed: Frame added."),
        (book(CLAIM), book({**CLAIM, "retired": True}), "The codebook has changed: Claim retired."),
        (book(CLAIM, FRAME), book(FRAME), "The codebook has changed: Claim gone."),
        (book(CLAIM), book({**CLAIM, "name": "C2"}, FRAME), "The codebook has changed: Frame added; C2 changed."),
        (book(CLAIM), book(CLAIM, sealed=True), "The codebook has changed."),
        (
            book(CLAIM),
            book(CLAIM, *({"id": f"t{n}"} for n in range(6))),
            "The codebook has changed: t0, t1, t2, t3 and 2 more added.",
        ),
    ],
)
def test_the_sentence_names_what_became_of_which_tag(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert news_in_words(old, new, codebook_changes(old, new)) == said
