"""The adversary of hand edits, played for long: random edits x random corrections, each merged twice.

    python -m benchmarks.adversary [--trials 5000] [--first 0]

Prints every law that was broken, with the seed that plays it again, and ends with 1 if there was any.
"""

from __future__ import annotations

import argparse
import time

from tests.delta.adversary import faults


def main() -> int:
    """Play the trials."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    asked = parser.parse_args()
    start, broken = time.perf_counter(), 0
    for seed in range(asked.first, asked.first + asked.trials):
        acts, told = faults(seed)
        broken += bool(told)
        for fault in told:
            print(f"{seed}: {acts}: {fault}")
    print(f"{asked.trials} trials, {broken} with findings, {time.perf_counter() - start:.0f} s")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
