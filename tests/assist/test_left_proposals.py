"""What is proposed and left: the order of U, and what is never proposed again."""

from __future__ import annotations

import json

from analyst_app.assist.left_proposals import LeftProposals, key_of
from analyst_app.assist.quote_places import Proposed, QuotePlace, dismissal
from analyst_app.assist.suggestions import SuggestedSpan
from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.quotations import Quotation
from analyst_app.resources import built_in_codebook
from tests.language.reading import find

TEXT = "“One,” she said. Ada said the ferries would stop. “Two.” The board vowed to pay by Friday.\n"
CLAUSE, DEED = "the ferries would stop", "to pay by Friday"


def codebook(*, retired: bool = False) -> Codebook:
    data = json.loads(json.dumps(built_in_codebook()))
    data["tags"].append({"id": "promise", "name": "Promise", "key": "H", "colour": "#7c3aed", "retired": retired})
    return Codebook.from_data(data)


def place(words: str) -> QuotePlace:
    span = find(TEXT, words)
    return QuotePlace(Quotation((span,), (span,), 0, is_closed=True))


def learnt(words: str, tag: str) -> SuggestedSpan:
    return SuggestedSpan(tag, find(TEXT, words), 0.81, "as your team tags", "learnt", "1")


PROPOSED = Proposed(
    [place("“One,”"), place(CLAUSE), place("“Two.”")],
    frozenset({TEXT.index(CLAUSE)}),
    (learnt(CLAUSE, "claim"), learnt(DEED, "promise")),
)


def left(*annotations: Annotation, entries: tuple[Entry, ...] = (), retired: bool = False) -> LeftProposals:
    return LeftProposals(PROPOSED, annotations, codebook(retired=retired), text=TEXT, entries=entries)


def annotation(words: str, tag: str) -> Annotation:
    return Annotation(f"{tag} {words}", tag, *find(TEXT, words))


def walk(found: LeftProposals, *, everything: bool, most: int = 9) -> list[str]:
    """From the beginning on until it comes back; each with the first letter of its tag."""
    after: tuple[int | str, ...] = (0,)
    seen: list[str] = []
    for _ in range(most):
        one = found.next(after, everything=everything)
        if one is None:
            break
        words = f"{one.tag if isinstance(one, SuggestedSpan) else 'quote'}: {one.span.of(TEXT)}"
        if words in seen:
            break
        seen.append(words)
        after = key_of(one)
    return seen


ALL = ["quote: “One,”", f"quote: {CLAUSE}", f"claim: {CLAUSE}", "quote: “Two.”", f"promise: {DEED}"]


def test_marks_come_first_and_everything_in_the_order_of_the_text_also_two_of_one_place() -> None:
    assert walk(left(), everything=False) == ["quote: “One,”", "quote: “Two.”"]
    assert walk(left(), everything=True) == ALL
    assert len(left()) == 5
    assert left().starts == sorted(find(TEXT, one.partition(": ")[2]).start for one in ALL)


def test_where_no_marks_are_left_all_else_follows() -> None:
    tagged = (annotation("“One,”", "quote"), annotation("“Two.”", "quote"))
    assert walk(left(*tagged), everything=False) == [ALL[1], ALL[2], ALL[4]]


def test_another_tag_at_the_place_settles_nothing() -> None:
    assert ALL[2] in walk(left(annotation(CLAUSE, "quote")), everything=True)
    assert ALL[2] not in walk(left(annotation(CLAUSE, "claim")), everything=True)


def test_what_was_dismissed_is_dismissed_of_its_tag_alone() -> None:
    claim = dismissal(TEXT, find(TEXT, CLAUSE), "claim")
    assert walk(left(entries=(claim,)), everything=True) == [one for one in ALL if not one.startswith("claim")]
    quote = dismissal(TEXT, find(TEXT, CLAUSE))
    assert walk(left(entries=(quote,)), everything=True) == [one for one in ALL if one != ALL[1]]


def test_retired_tags_tags_that_are_gone_and_skipped_words_are_not_proposed() -> None:
    assert ALL[4] not in walk(left(retired=True), everything=True)
    skipped = Annotation("s", "skip", *find(TEXT, f"The board vowed {DEED}."))
    assert ALL[4] not in walk(left(skipped), everything=True)
    other = LeftProposals(Proposed([], frozenset(), (learnt(DEED, "gone"),)), [], codebook())
    assert len(other) == 0
    assert other.next((0,)) is None


def test_a_change_is_followed_and_so_is_its_undo() -> None:
    store, found = AnnotationStore(length=len(TEXT)), left()
    for made in (annotation(DEED, "promise"), dismissal(TEXT, find(TEXT, CLAUSE), "claim")):
        change = Change((), (made,))
        store.apply(change)
        assert found.update(change, store.touching)
    assert walk(found, everything=True) == [ALL[0], ALL[1], ALL[3]]
    store.apply(change.inverse())
    assert found.update(change.inverse(), store.touching)
    assert walk(found, everything=True) == ALL[:4]


def test_the_first_after_the_last_is_at_the_top_again() -> None:
    found = left().next((len(TEXT),))
    assert found is not None
    assert found.span.start == 0
