"""Evaluation: samples of a model resolved to programs, run against tests, and counted.

Example:
    >>> from lintseq.evaluation import pass_at_k
    >>> pass_at_k(n=20, c=5, k=1)
    0.25
"""

from __future__ import annotations

from lintseq.evaluation.pass_at_k import Estimate, estimate_pass_at_k, pass_at_k

__all__ = ["Estimate", "estimate_pass_at_k", "pass_at_k"]
