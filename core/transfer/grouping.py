"""Things that belong together, told pair by pair: union-find."""

from collections.abc import Iterable


class Groups:
    """Joins things in groups; what was never joined is a group of its own.

    Source: Tarjan 1975, "Efficiency of a good but not linear set union algorithm".
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Put two things, and all that was joined with either, in one group."""
        self._parent[self.of(one)] = self.of(other)

    def of(self, one: str) -> str:
        """Return the thing that stands for the group of another."""
        root = one
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while one != root:
            self._parent[one], one = root, self._parent.get(one, root)
        return root

    def of_each(self, things: Iterable[str]) -> dict[str, str]:
        """Return what stands for the group of each."""
        return {one: self.of(one) for one in things}
