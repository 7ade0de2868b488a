"""A plug-in of pytest: hypothesis tries the same examples each time, and shrinks none.

Of a mutation it only matters whether there is a failure, and shrinking one takes long.
"""

from __future__ import annotations

from hypothesis import Phase, settings


def pytest_sessionstart() -> None:
    """Change the profile that the tests have chosen, before any of them is imported."""
    settings.register_profile(
        "unshrunk",
        settings(),
        phases=(Phase.explicit, Phase.generate),
        database=None,
        derandomize=True,
        report_multiple_bugs=False,
    )
    settings.load_profile("unshrunk")
