"""Comparison of the links of two layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from analyst_app.core.annotation import Annotation, Link


class LinkDifference(NamedTuple):
    """A link that the layers do not share."""

    kind: Literal["missing", "role", "end"]
    """Missing in one layer · another role between the same two · another target."""
    a: Link | None
    """The link of layer A, if A has one."""
    b: Link | None
    """The link of layer B, if B has one."""


class LinkDifferences(NamedTuple):
    """The links that differ, by id of the annotation where they begin."""

    from_a: dict[str, list[LinkDifference]]
    """Differences with a link of A, by the id of the annotation of A where it begins."""
    from_b: dict[str, list[LinkDifference]]
    """Differences with a link of B alone, by the id of the annotation of B where it begins."""

    def beginning_at(self, a: Iterable[Annotation], b: Iterable[Annotation]) -> tuple[LinkDifference, ...]:
        """Return the differences of the links that begin at these annotations.

        Args:
            a: annotations of layer A.
            b: annotations of layer B.
        """
        from_a, from_b = self.from_a, self.from_b
        found: list[LinkDifference] = []
        for one in a:
            if one.id in from_a:
                found += from_a[one.id]
        for two in b:
            if two.id in from_b:
                found += from_b[two.id]
        return tuple(found)


def link_differences(a: Iterable[Link], b: Iterable[Link], partners: Mapping[str, str]) -> LinkDifferences:
    """Return the links that differ between two layers.

    Two links are the same if their ends answer each other and their roles are
    equal. Those that are left are paired by equal ends (then the role differs),
    then by equal role and tail (then the target differs); the rest is missing in
    one layer.

    Args:
        a: links of layer A.
        b: links of layer B.
        partners: id in B of each matched annotation of A.
    """
    rest_a, rest_b = _without_same(list(a), list(b), partners)
    rest_a.sort(key=_order)
    rest_b.sort(key=_order)
    _pair(rest_a, rest_b, lambda link: _seen_from_b(link, partners), lambda link: link[1:4])
    ends = _pair(rest_a, rest_b, lambda link: _seen_from_b(link, partners)[1:], lambda link: link[2:4])
    tails = _pair(rest_a, rest_b, lambda link: _seen_from_b(link, partners)[:2], lambda link: link[1:3])
    found = LinkDifferences({}, {})
    for one, two in ends:
        found.from_a.setdefault(one.from_id, []).append(LinkDifference("role", one, two))
    for one, two in tails:
        found.from_a.setdefault(one.from_id, []).append(LinkDifference("end", one, two))
    for one in rest_a:
        found.from_a.setdefault(one.from_id, []).append(LinkDifference("missing", one, None))
    for two in rest_b:
        found.from_b.setdefault(two.from_id, []).append(LinkDifference("missing", None, two))
    return found


def _without_same(a: list[Link], b: list[Link], partners: Mapping[str, str]) -> tuple[list[Link], list[Link]]:
    """Return the links of both that have no like on the other side; all of them, if some stand twice."""
    seen = [(link[1], partners.get(link[2], ""), partners.get(link[3], "")) for link in a]
    theirs = [link[1:4] for link in b]
    mine, others = set(seen), set(theirs)
    if len(others) < len(b):
        return a, b
    same = mine & others
    if len(same) < sum(one in same for one in seen):
        return a, b
    return (
        [link for link, key in zip(a, seen, strict=True) if key not in same],
        [link for link, key in zip(b, theirs, strict=True) if key not in same],
    )


def _order(link: Link) -> tuple[str, str, str, str]:
    return (link.role, link.from_id, link.to_id, link.id)


def _seen_from_b(link: Link, partners: Mapping[str, str]) -> tuple[str, str, str]:
    """Return role and ends with B's ids; an end without a partner gets an id that B does not have."""
    return (link.role, partners.get(link.from_id, f"a {link.from_id}"), partners.get(link.to_id, f"a {link.to_id}"))


def _pair(
    rest_a: list[Link], rest_b: list[Link], key_a: Callable[[Link], object], key_b: Callable[[Link], object]
) -> list[tuple[Link, Link]]:
    """Take the links with equal keys off both lists, and return them as pairs."""
    at: dict[object, list[Link]] = {}
    for link in reversed(rest_b):
        at.setdefault(key_b(link), []).append(link)
    pairs: list[tuple[Link, Link]] = []
    left: list[Link] = []
    for link in rest_a:
        answers = at.get(key_a(link))
        if answers:
            pairs.append((link, answers.pop()))
        else:
            left.append(link)
    rest_a[:] = left
    taken = {id(two) for _, two in pairs}
    rest_b[:] = [link for link in rest_b if id(link) not in taken]
    return pairs
