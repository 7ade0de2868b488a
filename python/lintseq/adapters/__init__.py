"""Adapters: one module for each tool that can guide or judge, and what they share."""
