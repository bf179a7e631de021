"""Groups of a two-mode graph with a high modularity, found by handing labels on and by merging.

Label propagation that never lowers the modularity of Barber: M. J. Barber and J. W. Clark, *Detecting network
communities by propagating labels under constraints*, Physical Review E 80, 026129 (2009). Merging groups where it
stops, and going on from there: X. Liu and T. Murata, *An efficient algorithm for optimizing bipartite modularity in
bipartite networks*, Journal of Advanced Computational Intelligence and Intelligent Informatics 14 (2010): LPAb+.

All sums are of whole numbers, so that no order of adding changes what is found.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import count


class Propagation:
    """One search, with its own generator of random numbers."""

    def __init__(
        self, modes: tuple[Sequence[str], Sequence[str]], weights: Mapping[tuple[str, str], int], seed: int
    ) -> None:
        self._random = random.Random(seed)
        self._modes = tuple(tuple(sorted(mode)) for mode in modes)
        self._side = {node: side for side, mode in enumerate(self._modes) for node in mode}
        self._lines: dict[str, list[tuple[str, int]]] = {node: [] for node in self._side}
        for (one, other), weight in sorted(weights.items()):
            self._lines[one].append((other, weight))
            self._lines[other].append((one, weight))
        self._strength = {node: sum(w for _, w in lines) for node, lines in self._lines.items()}
        self._total = sum(self._strength[node] for node in self._modes[0])
        self._new = count()
        self._label = {node: next(self._new) for mode in self._modes for node in mode}
        # what the lines of the nodes of each label weigh, the modes apart
        self._held: dict[int, list[int]] = {}
        for node, label in self._label.items():
            self._held[label] = [0, 0]
            self._held[label][self._side[node]] = self._strength[node]

    def labels(self) -> dict[str, int]:
        """Return a label for each node, those of a group the same."""
        while True:
            while self._hand_on():
                pass
            if not self._merge():
                return dict(self._label)

    def _hand_on(self) -> bool:
        """Let every node, one mode after the other, take the label that raises the modularity most."""
        moved = False
        for mode in self._modes:
            nodes = list(mode)
            self._random.shuffle(nodes)
            for node in nodes:
                moved |= self._take_best(node)
        return moved

    def _take_best(self, node: str) -> bool:
        side, mine, strength = self._side[node], self._label[node], self._strength[node]
        into = {mine: 0}
        for other, weight in self._lines[node]:
            into[self._label[other]] = into.get(self._label[other], 0) + weight
        # what it adds to the modularity in each group, times the square of the total
        gains = {label: self._total * w - strength * self._held[label][1 - side] for label, w in into.items()}
        best = max(gains.values())
        if max(best, 0) <= gains[mine]:
            return False
        if best > 0:
            label = self._random.choice(sorted(label for label, gain in gains.items() if gain == best))
        else:  # it is better off alone
            label = next(self._new)
            self._held[label] = [0, 0]
        self._held[mine][side] -= strength
        self._held[label][side] += strength
        self._label[node] = label
        return True

    def _merge(self) -> bool:
        """Merge all pairs of groups of which each is the best partner of the other, if that raises the modularity."""
        between: dict[tuple[int, int], int] = {}
        for node in self._modes[0]:
            for other, weight in self._lines[node]:
                if self._label[node] != self._label[other]:
                    pair = min(self._label[node], self._label[other]), max(self._label[node], self._label[other])
                    between[pair] = between.get(pair, 0) + weight
        best: dict[int, tuple[int, tuple[int, int]]] = {}
        for pair, weight in sorted(between.items()):
            (k, d), (other_k, other_d) = (self._held[label] for label in pair)
            gain = self._total * weight - k * other_d - other_k * d
            if gain <= 0:
                continue
            for label in pair:
                best[label] = max(best.get(label, (0, pair)), (gain, pair))
        merged = {pair for _, pair in best.values() if best[pair[0]] == best[pair[1]]}
        into = {gone: kept for kept, gone in merged}
        for kept, gone in merged:
            self._held[kept] = [a + b for a, b in zip(self._held[kept], self._held.pop(gone), strict=True)]
        self._label = {node: into.get(label, label) for node, label in self._label.items()}
        return bool(merged)
