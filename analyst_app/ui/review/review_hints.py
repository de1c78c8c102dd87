"""The keys that are valid now in a review, at most five, and the context menu of a difference."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import WAITING
from analyst_app.review.threads import has_words
from analyst_app.review.voices import has_other_links, readings_of
from analyst_app.ui.panels.list_menus import LINE, MenuEntry
from analyst_app.ui.review import corrections
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.ui.review.differences.several_hints import entry_words, several_hints, take_ids
from analyst_app.ui.review.open_review import ACCEPT
from analyst_app.ui.review.several.several_session import SeveralSession
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.review.review_session import ReviewSession

_MOST = 5
_ADRIFT = {"review.take_a": marked("keep"), "review.reject": marked("remove")}
_SETTLES = marked("again settles it|again settles all {n}")
_CONFIRMS = marked("again confirms it|again confirms all {n}")
_RULES = ("review.rule", "review.rule_example", "review.rule_counterexample")
"""Commands that make a rule of the difference."""
_ALIKE = {
    **{f"take_{letter}": f"review.take_{letter}_alike" for letter in LETTERS.lower()},
    "reject": "review.reject_alike",
    ACCEPT: "review.accept_listed",
}
"""By the way in which what is alike is settled at once, the id of the action."""


def review_hints(review: ReviewSession, actions: ActionSet, previewed: str | None = None) -> list[str]:
    """The keys valid now.

    Args:
        review: what is being reviewed.
        actions: whose keys.
        previewed: what is shown to be settled alike: take_a, take_b …, reject or accept.
    """
    if previewed is not None:
        count = len(review.all_for(previewed))
        is_rest = review.is_check and previewed == "take_a"
        words = _CONFIRMS if is_rest else _SETTLES
        settles = tr(words, count)
        valid = {_ALIKE[previewed]: settles, "review.leave": tr("none")}
    else:
        valid = _valid(review)
    if previewed is None:
        words_of_sides = zip(("review.take_a", "review.take_b"), shown_names(review), strict=False)
        valid |= {name: words for name, words in words_of_sides if name in valid and not valid[name]}
    told = [
        (actions.keys_of(actions.rows[name]), words or actions.rows[name].hint_shown) for name, words in valid.items()
    ]
    return [f"{keys[0]} {words}" for keys, words in told if keys][:_MOST]


def _valid(review: ReviewSession) -> dict[str, str]:
    """Ids of actions, the most wanted first, each with its word or nothing for its own."""
    row = review.row
    if row is None:
        return dict.fromkeys(("review.next_article", "review.leave"), "")
    if row.state not in WAITING:
        return dict.fromkeys(("review.next", "review.reopen", "review.comment", "review.leave"), "")
    if isinstance(row.difference, Adrift):
        return {action_id: tr(words) for action_id, words in _ADRIFT.items()} | dict.fromkeys(
            ("review.next", "review.comment", "review.leave"), ""
        )
    if review.is_check:
        confirm = {"review.take_a": tr("right"), "review.reject": "", "review.edges": ""}
        rest = {"review.take_a_alike": tr("the rest is right")} if review.all_for("take_a") else {}
        return confirm | {"review.next": tr("only look")} | rest
    links = ["review.links"] if has_other_links(row.difference) else []
    if isinstance(review, SeveralSession):
        return several_hints(review, row)
    return dict.fromkeys(("review.take_a", "review.take_b", "review.reject", *links, "review.both", "review.next"), "")


def entries_for(review: ReviewSession) -> list[MenuEntry]:
    """The entries of the context menu for the difference that is looked at; none where there is none."""
    row = review.row
    if row is None:
        return []
    is_adrift = isinstance(row.difference, Adrift)
    if is_adrift:
        deciding = [MenuEntry("review.take_a", tr("Keep in gold")), MenuEntry("review.reject", tr("Remove from gold…"))]
    else:
        links = ["review.links"] if has_other_links(row.difference) else []
        if review.is_check:
            ids = ["review.take_a", "review.reject", "review.links", "review.keep"]
        else:
            both = ["review.both"] if len(review.layers) == 2 or len(readings_of(row.difference)) > 1 else []
            ids = [*take_ids(row.difference), *both, "review.reject", *links, "review.keep"]
        if isinstance(review, SeveralSession) and review.proposed(row.place) is not None:
            ids.insert(0, "review.accept")
        words = entry_words(row, is_check=review.is_check)
        deciding = [MenuEntry(one, words.get(one, "")) for one in ids]
    base = corrections.base_of(review)
    correcting = [LINE, MenuEntry("review.edges"), *_values(review)] if base else []
    if row.decision is not None and not (row.state in WAITING and is_adrift):
        deciding.append(MenuEntry("review.reopen"))
    if review.folding.family(row.place):
        deciding.append(MenuEntry("review.parts"))
    ways = [f"{one}_alike" for one in take_ids(row.difference)]
    alike = [*ways, "review.reject_alike"] if len(review.alike()) > 1 else []
    if review.is_check:
        rest = ["review.take_a_alike"] if review.all_for("take_a") else []
        alike = [*rest, *alike[len(ways) :]]
    talking = [LINE, MenuEntry("review.comment")]
    if row.decision is not None and has_words(row.decision, review.compared.replies):
        talking.append(MenuEntry("review.resolve"))
    rule = [MenuEntry(one) for one in _RULES] if base else []
    return [*deciding, *([LINE, *map(MenuEntry, alike)] if alike else []), *correcting, *talking, *rule]


def _values(review: ReviewSession) -> list[MenuEntry]:
    """The flags that a correction may set or take away, with a tick where they hold."""
    first = corrections.base_of(review)[0]
    tag = review.compared.codebook.tag(first.tag)
    found = {digit: tag.for_digit(digit) for digit in range(1, 10)} if tag is not None else {}
    return [
        MenuEntry(
            words=one[0].name,
            act=partial(corrections.set_digit, review, digit),
            is_held=first.attribute(one[0].id) == one[1],
        )
        for digit, one in found.items()
        if one is not None and one[0].kind.is_switch
    ]
