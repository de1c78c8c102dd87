"""The reasons why items wait for a place, in words for the person."""

from __future__ import annotations

from collections.abc import Mapping

from analyst_app.core.annotation import Unplaced
from analyst_app.core.equivalence import WordSearch
from analyst_app.core.waiting import exact_in
from analyst_app.gestures import placing
from analyst_app.wording import tr


class WaitingReasons:
    """The reasons of the items of one layer; words are looked up in the text once each.

    Args:
        text: of the article as it is now.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, bool] = {}
        self._search = WordSearch(text)
        self._times: dict[str, int] = {}
        self.elsewhere: Mapping[str, str] = {}
        """By id, the names of the articles in which an item's words were found."""

    def of(self, item: Unplaced) -> str:
        """The reason why an item waits; that its words are gone is said only if they stand nowhere in the text."""
        if item.id in self.elsewhere:
            return tr("its words stand in {names}", names=self.elsewhere[item.id])
        if item.why == "unconfirmed":
            return tr("moved: please confirm")
        if item.why == "end_missing":
            return tr("a link without one of its ends")
        if item.why == "reading":
            return tr("another reading, from a merge")
        if item.why == "invalid":
            return tr("could not be understood")
        times = self._found(exact_in(item))
        if not times:
            return tr("its words are gone from the article")
        if self._has_place(item):
            return tr("its words stand elsewhere: please confirm")
        if times == 1:
            return tr("its words stand elsewhere: place it")
        return tr("its words stand more than once: place it")

    def _has_place(self, item: Unplaced) -> bool:
        if item.id not in self._places:
            self._places[item.id] = placing.place_of(self._text, item) is not None
        return self._places[item.id]

    def _found(self, words: str) -> int:
        """0, 1, or 2 for more than once."""
        times = self._times.get(words)
        if times is None:
            times = self._times[words] = self._search.times(words)
        return times
