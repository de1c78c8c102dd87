"""The changes of a codebook in one sentence (``analyst_app.ui.corpus.codebook_news``)."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.core.codebook_changes import codebook_changes
from analyst_app.corpus.codebook_fit import Affected
from analyst_app.ui.corpus.codebook_news import news_in_words, saving_in_words


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


def test_what_becomes_of_annotations_is_said_for_each_tag() -> None:
    kind = {"id": "kind", "values": [{"id": "old"}, {"id": "new"}]}
    old = book(CLAIM, {**FRAME, "attributes": [kind]}, {"id": "gone", "name": "Gone"})
    new = book({**CLAIM, "retired": True}, {**FRAME, "attributes": [{**kind, "values": [{"id": "new"}]}]})
    counted = {
        "claim": [Affected("one.txt", "alice", 2), Affected("two.txt", "bob", 1)],
        "frame": [Affected("one.txt", "alice", 1)],
        "gone": [Affected("one.txt", "alice", 1)],
    }
    words = saving_in_words(old, new, codebook_changes(old, new), counted)
    assert words.splitlines() == [
        "Claim is retired: 3 annotations in 2 articles, by alice, bob, stay as they are and are shown as before; "
        "no new ones are made.",
        "Frame (attributes): 1 annotation in 1 article, by alice, keeps it. "
        "Those with what is gone (kind = old) keep that too; it is shown under its id.",
        "Gone goes: 1 annotation with it is kept.",
        "",
        "Ids stay as they are, so no file of annotations is rewritten.",
    ]
