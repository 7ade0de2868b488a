"""Runs: whole data sets to a directory of shards, which can be interrupted at any moment."""
