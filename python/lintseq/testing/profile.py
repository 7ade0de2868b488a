"""Profiles of hypothesis: how long a property is tried."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from lintseq.errors import ConfigError

__all__ = ["PROFILES", "register_profiles"]

PROFILES = {"fast": 50, "balanced": 500, "expensive": 5_000}
"""The profiles, and how many examples each tries."""

# Programs are large for hypothesis, and the first in a language compiles its queries.
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def register_profiles(load: str | None = None) -> None:
    """Tell hypothesis of the profiles ``lintseq-fast``, ``lintseq-balanced`` and so on.

    None of them has a deadline: times differ between machines.

    Args:
        load: The profile to use from now on, such as ``"balanced"``; None only registers them.

    Raises:
        ConfigError: If there is no such profile.
    """
    if load is not None and load not in PROFILES:
        raise ConfigError(f"profile must be one of {', '.join(PROFILES)}, not {load!r}")
    for name, examples in PROFILES.items():
        settings.register_profile(
            f"lintseq-{name}",
            max_examples=examples,
            deadline=None,
            suppress_health_check=_SLOW,
        )
    if load is not None:
        settings.load_profile(f"lintseq-{load}")
