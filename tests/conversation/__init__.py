"""What happens: every rule of a conversation, and random stories against a reference interpreter.

`HYPOTHESIS_PROFILE=heavy` tries many more random stories, and makes one that fails as small as it can; and tests that
put everything everywhere do so, where else they take turns (`some`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

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
T = TypeVar("T")
HEAVY = os.environ.get("HYPOTHESIS_PROFILE") == "heavy"
PROFILE = settings.get_profile("heavy" if HEAVY else "modest")
"""How hard the property tests in this package and its neighbours try; use it as a decorator."""


def some(values: Sequence[T], turn: int, of: int) -> Sequence[T]:
    """Return every `of`-th value, beginning at another one each turn: all of them come by in as many turns."""
    return values if HEAVY else values[turn % of :: of]
