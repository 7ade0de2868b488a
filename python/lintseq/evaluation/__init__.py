r"""Evaluation: samples of a model resolved to programs, run against tests, and counted.

Example:
    >>> from lintseq.evaluation import Evaluator, Problem
    >>> problem = Problem("one", tests="assert one() == 1")
    >>> text = "\n<|diff|>@@ -0,0 +1,2 @@\n+def one():\n+    return 1\n<|diff|>\n<|diff|>"
    >>> with Evaluator([problem], workers=1) as evaluator:
    ...     (found,) = evaluator.evaluate([{"task_id": "one", "text": text}])
    >>> found.verdict.status
    'passed'
"""

from __future__ import annotations

from lintseq.evaluation.chart import Curve, coverage_chart
from lintseq.evaluation.compute import Compute
from lintseq.evaluation.diversity import Diversity, structure_of
from lintseq.evaluation.evaluator import Evaluation, Evaluator
from lintseq.evaluation.pass_at_k import Estimate, estimate_pass_at_k, pass_at_k
from lintseq.evaluation.problem import Problem
from lintseq.evaluation.resolution import KINDS, Resolution, Resolver
from lintseq.evaluation.runner import runners
from lintseq.evaluation.sandbox import (
    RunLimits,
    Sandbox,
    SandboxError,
    Step,
    StepEnd,
    UnprotectedError,
)
from lintseq.evaluation.static_errors import StaticErrors
from lintseq.evaluation.summary import Summary
from lintseq.evaluation.verdict import STATUSES, VERDICT_REASONS, Verdict

__all__ = [
    "KINDS",
    "STATUSES",
    "VERDICT_REASONS",
    "Compute",
    "Curve",
    "Diversity",
    "Estimate",
    "Evaluation",
    "Evaluator",
    "Problem",
    "Resolution",
    "Resolver",
    "RunLimits",
    "Sandbox",
    "SandboxError",
    "StaticErrors",
    "Step",
    "StepEnd",
    "Summary",
    "UnprotectedError",
    "Verdict",
    "coverage_chart",
    "estimate_pass_at_k",
    "pass_at_k",
    "runners",
    "structure_of",
]
