"""The one-to-one matching of greatest total weight between two small sets."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

Edges = Sequence[Sequence[tuple[int, int]]]
"""For each row, its (column, weight) pairs; weights are whole numbers above 0."""


def best_assignment(edges: Edges, columns: int) -> list[int]:
    """Return for each row its column, or -1, so that the weights add up to the most, by the fewest pairs.

    Rows are taken one after the other, each by the cheapest augmenting path
    (Kuhn 1955, "The Hungarian method for the assignment problem"; Jonker &
    Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse
    linear assignment problems"): O(rows · edges · log columns). Whole numbers
    keep sums exact, so equal input gives equal output everywhere.

    Args:
        edges: for each row, the columns that it may get, with their weights.
        columns: number of columns.
    """
    return _Assignment(edges, columns).solved()


class _Assignment:
    """An assignment in the making; an edge costs minus its weight, and a row without a column costs nothing."""

    def __init__(self, edges: Edges, columns: int) -> None:
        self._edges = edges
        self._of_row = [-1] * len(edges)
        self._of_column = [-1] * columns
        self._row_price = [0] * len(edges)
        self._column_price = [0] * columns

    def solved(self) -> list[int]:
        for row in range(len(self._edges)):
            self._take(row)
        return self._of_row

    def _take(self, root: int) -> None:
        """Find the cheapest place for one more row, moving others if that pays."""
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        closed: dict[int, int] = {}
        reached = {root: 0}
        queue: list[tuple[int, int]] = []
        row, so_far = root, 0
        lonely, lonely_cost = root, 0
        end = -1
        while True:
            base = so_far - self._row_price[row]
            if base < lonely_cost:
                lonely, lonely_cost = row, base
            for column, weight in self._edges[row]:
                cost = base - weight - self._column_price[column]
                if column not in closed and cost < lonely_cost and cost < distance.get(column, cost + 1):
                    distance[column] = cost
                    came_from[column] = row
                    heappush(queue, (cost, column))
            while queue and queue[0][1] in closed:
                heappop(queue)
            if not queue or queue[0][0] >= lonely_cost:
                total = lonely_cost
                break
            so_far, column = heappop(queue)
            if self._of_column[column] < 0:
                total, end = so_far, column
                break
            closed[column] = so_far
            row = self._of_column[column]
            reached[row] = so_far
        for row, cost in reached.items():
            self._row_price[row] += total - cost
        for column, cost in closed.items():
            self._column_price[column] -= total - cost
        self._move(end, lonely, came_from)

    def _move(self, end: int, lonely: int, came_from: dict[int, int]) -> None:
        """Follow the path back: each row on it gives up its column for the next."""
        if end < 0:
            end, self._of_row[lonely] = self._of_row[lonely], -1
        while end >= 0:
            row = came_from[end]
            self._of_column[end] = row
            end, self._of_row[row] = self._of_row[row], end
