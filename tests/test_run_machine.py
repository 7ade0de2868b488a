"""Runs that are disturbed in all ways at once end with the bytes of one undisturbed."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from lintseq.testing.run_machine import RunMachine

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs are forked")

TestRuns = RunMachine.TestCase
TestRuns.settings = settings(max_examples=40, stateful_step_count=12)
