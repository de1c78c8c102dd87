"""The users of a REFI-QDA project, and the layers that their work becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analyst_app.core.layer_ids import free_id
from analyst_app.core.refi.tree import Node, node_attributes, own_guid
from analyst_app.importers.annotations.imported_layer import layer_id


class ProjectUsers:
    """The users of a project.

    Args:
        users: their elements.
        nobody: layer id of what names no user.
    """

    def __init__(self, users: Sequence[Node], nobody: str) -> None:
        self._nobody = nobody
        said = [(own_guid(user), node_attributes(user)) for user in users]
        self.names = {guid: one.get("name") or one.get("id") or guid[:8] for guid, one in said}
        """By guid, as the project has them."""
        often = Counter(self.names.values())
        self._people = {g: f"{name} ({g})" if often[name] > 1 else name for g, name in self.names.items()}
        self.layers: dict[str, str] = {}
        """Layer ids by guid."""
        for guid, name in self.names.items():
            self.layers[guid] = free_id(layer_id(name), set(self.layers.values()).__contains__)

    def layer_of(self, user: str) -> str:
        """The layer id of a user; that of nobody for an empty or unknown guid."""
        return self.layers.get(user, self._nobody)

    def person_of(self, layer: str) -> str:
        """The name of whose layer it is, namesakes told apart by their guids; the layer id itself for nobody's."""
        return next((self._people[guid] for guid, made in self.layers.items() if made == layer), layer)

    def remarks(self) -> list[str]:
        """A sentence for each layer whose id does not tell whose it is."""
        return [f"The layer {made} is the reading of {self._people[guid]}."
                for guid, made in self.layers.items() if layer_id(self._people[guid]) != made]  # fmt: skip
