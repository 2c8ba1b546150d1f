"""What happens: every rule of a conversation, and random stories against a reference interpreter.

`HYPOTHESIS_PROFILE=heavy` tries many more random stories, and makes one that fails as small as it can.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_QUICK = settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("modest", _QUICK)
settings.register_profile("heavy", _QUICK, max_examples=3000, phases=[*_QUICK.phases, Phase.shrink])
PROFILE = settings.get_profile("heavy" if os.environ.get("HYPOTHESIS_PROFILE") == "heavy" else "modest")
"""How hard the property tests in this package and its neighbours try; use it as a decorator."""
