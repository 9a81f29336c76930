"""Totals, bonus and penalty, ties, knock-outs, quotas, levels and ranks: pure, in ``Decimal``."""

from docgen.scoring.ranking import Ranking, Result, rank
from docgen.scoring.rules import rule_problems
from docgen.scoring.sums import CountedAward, ScoredBy, Totals, totals

__all__ = [
    "CountedAward",
    "Ranking",
    "Result",
    "ScoredBy",
    "Totals",
    "rank",
    "rule_problems",
    "totals",
]
