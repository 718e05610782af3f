"""The default synthetic task, computed without Taskproof: python3 src/data/_synthetic_reference.py

Prints the SHA-256 of the inputs, as little-endian float32, of
syntheticSource().tasks({ tasks: 1, samples: 64, seed: 1 })[0]. Standard library only.
"""

import hashlib
import json
import math
import struct

MASK = 2**64 - 1


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Stream:
    """http://prng.di.unimi.it/xoroshiro128plus.c, seeded by the SHA-256 of a key."""

    def __init__(self, *key):
        digest = hashlib.sha256(json.dumps(key, separators=(",", ":")).encode()).digest()
        self.state = [int.from_bytes(digest[i : i + 8], "big") for i in (0, 8)]
        self.spare = None

    def bits(self):
        s0, s1 = self.state
        s1 ^= s0
        self.state = [rotl(s0, 24) ^ s1 ^ ((s1 << 16) & MASK), rotl(s1, 37)]
        return (s0 + (s1 ^ s0)) & 0xFFFFFFFF

    def uniform(self):
        high = self.bits() >> 5
        return (high * 2**26 + (self.bits() >> 6)) / 2**53

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        while True:
            u = 2 * self.uniform() - 1
            v = 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                factor = math.sqrt(-2 * math.log(s) / s)
                self.spare = v * factor
                return u * factor

    def integer(self, below):
        width = 2**32 // below
        while True:
            draw = self.bits()
            if draw < width * below:
                return draw // width


def main():
    dimension, classes, samples, seed, task = 16, 5, 64, 1, 0
    coordinates = range(dimension)

    def stream(name):
        return Stream(seed, "synthetic-task", task, name)

    draw = stream("means").normal
    means = [[0.8 * draw() for _ in coordinates] for _ in range(classes)]
    draw = stream("distortion").normal
    deviation = 0.5 / math.sqrt(dimension)
    distortion = [
        [(deviation * draw() + (i == j)) / math.sqrt(1.25) for j in coordinates]
        for i in coordinates
    ]
    labels, noise = stream("labels"), stream("noise")
    inputs = b""
    for _ in range(samples):
        mean = means[labels.integer(classes)]
        point = [0.6 * noise.normal() + mean[j] for j in coordinates]
        for row in distortion:
            total = 0.0
            for a, p in zip(row, point):
                total += a * p
            inputs += struct.pack("<f", total)
    print(hashlib.sha256(inputs).hexdigest())


if __name__ == "__main__":
    main()
