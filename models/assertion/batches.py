"""Windows of text in batches of near lengths, and what a network answers of their spans: for train.py and teach.py."""
import numpy as np
import torch


class Batches:
    """Windows in batches of near lengths, and the mean answer of each span."""

    def __init__(self, ids: list[np.ndarray], rows: list[tuple] | np.ndarray, most: int, chance: np.random.Generator) -> None:
        self.ids, self.most, self.chance = ids, most, chance
        self.rows = np.array(rows, np.int64)
        self.lengths = np.array([len(one) for one in ids])
        self.of: list[list[int]] = [[] for _ in ids]
        for number, row in enumerate(self.rows):
            self.of[row[0]].append(number)

    def drawn(self, chosen: np.ndarray) -> list[list[int]]:
        found: list[list[int]] = [[]]
        for index in chosen[np.argsort(self.lengths[chosen] + self.chance.random(len(chosen)) * 12)]:
            if found[-1] and (len(found[-1]) + 1) * self.lengths[index] > self.most:
                found.append([])
            found[-1].append(index)
        return [found[place] for place in self.chance.permutation(len(found))]

    def pieces(self, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = -(-int(max(self.lengths[batch])) // 16) * 16
        ids, attention = np.ones((len(batch), longest), np.int64), np.zeros((len(batch), longest), bool)
        for place, index in enumerate(batch):
            ids[place, : self.lengths[index]] = self.ids[index]
            attention[place, : self.lengths[index]] = True
        return torch.from_numpy(ids), torch.from_numpy(attention)

    def spans(self, batch: list[int], logits: torch.Tensor) -> tuple[torch.Tensor, np.ndarray]:
        asked = [(place, number) for place, index in enumerate(batch) for number in self.of[index]]
        numbers = np.array([number for _, number in asked])
        own = torch.from_numpy(self.rows[numbers])
        sums = torch.cat([torch.zeros_like(logits[:, :1]), logits], 1).cumsum(1)
        own = own.to(logits.device)
        at = torch.tensor([place for place, _ in asked], device=logits.device)
        first, last, question = own[:, 1], own[:, 2], own[:, 3]
        return (sums[at, last, question] - sums[at, first, question]) / (last - first), numbers
