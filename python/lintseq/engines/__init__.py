"""Engines for data sets: each has a module, and all of them call a `lintseq.Transform`.

Every module has ``generate(frame, transform, **options)``: it takes and gives the engine's own kind
of frame, and the options are those of the engine's call. The rows are the same whichever engine
makes them; their order is what the engine makes of it.

Tasks run in processes that import lintseq themselves. A language, linter or format that only the
process of the driver knows is a `ConfigError` there: let an installed package name it in its entry
points.
"""
