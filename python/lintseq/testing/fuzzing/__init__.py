"""Fuzzing for a given time: targets, a worker that may die, and what it leaves behind."""
