"""A small seeded generator, so that the files are the same bytes on every machine and Python version.

SplitMix64 (Steele, Lea and Flood 2014). Only integer arithmetic and + - * / on doubles are used (exact under
IEEE 754); no logarithm or exponential, whose last digit may differ between C libraries.
"""

MASK = (1 << 64) - 1
SEED = 20231107


class Stream:
    """One stream of numbers per file, so that a change in one file does not reshuffle the others."""

    def __init__(self, label: str):
        state = 0xCBF29CE484222325
        for byte in label.encode("utf-8"):  # FNV-1a
            state = ((state ^ byte) * 0x100000001B3) & MASK
        self.state = (state ^ SEED) & MASK

    def next(self) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def unit(self) -> float:
        """Uniform in [0, 1)."""
        return (self.next() >> 11) / (1 << 53)

    def below(self, n: int) -> int:
        """Uniform in 0 ..< n (the bias of the remainder is below 2^-50 for the small n used here)."""
        return self.next() % n

    def between(self, low: int, high: int) -> int:
        """Uniform in low ... high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        return self.unit() < share

    def normal(self) -> float:
        """About standard normal: the sum of twelve uniforms less six."""
        total = 0.0
        for _ in range(12):
            total += self.unit()
        return total - 6.0

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of [(item, weight), …]."""
        total = 0.0
        for _, weight in pairs:
            total += weight
        point = self.unit() * total
        for item, weight in pairs:
            point -= weight
            if point < 0:
                return item
        return pairs[-1][0]

    def shuffled(self, items) -> list:
        result = list(items)
        for i in range(len(result) - 1, 0, -1):
            j = self.below(i + 1)
            result[i], result[j] = result[j], result[i]
        return result

    def sample(self, items, count: int) -> list:
        return self.shuffled(items)[:count]
