"""Every number behind the scores, with where it comes from.

"Proposal" means: ours, chosen by trying it out, open to question. Nothing in the scores uses a number that is
not named here.
"""

from __future__ import annotations

from typing import Final, Literal

Phase = Literal["opening", "middle", "closing"]
PHASES: Final[tuple[Phase, ...]] = ("opening", "middle", "closing")

# --- Leary's Rose -----------------------------------------------------------------------------------------
OCTANTS: Final = ("SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO")
"""Counter-clockwise from SAMEN (together); each spans 45 degrees. Source: the Dutch Rose after Leary (1957)."""
OCTANT_DEGREES: Final = 45.0
INTENSITIES: Final = 4
"""Steps from the middle to the rim. Proposal."""
DEFAULT_INTENSITY: Final = 2
"""`SB` without a number. Proposal."""
MIDDLE_RADIUS: Final = 0.125
"""Closer to the middle than this is no octant: `M`. Proposal: half of the smallest intensity."""
COMPLEMENTARY_DEGREES: Final = 45.0
OPPOSITE_DEGREES: Final = 135.0
"""An act within 45 degrees of the mirror goes along, beyond 135 it opposes. Proposal."""

# --- Rose fit -----------------------------------------------------------------------------------------------
PHASE_WEIGHT: Final[dict[Phase, float]] = {"opening": 0.25, "middle": 0.75, "closing": 0.50}
"""How far the goal counts against going along. Proposal, after the pattern complementary - less - complementary
(Tracey; Dietzel & Abeles 1974; Ni 2020 found it across sessions, we use it within one talk)."""
MIN_TOGETHER: Final = 0.25
"""A helper stays a little on the side of together, whatever the client does. Proposal."""
FIT_REACH: Final = 1.2
"""Distance from the target at which the fit is 0. Proposal."""
STRONG_FIT: Final = 80.0
WORKABLE_FIT: Final = 50.0
"""From 80 strong, from 50 workable, below it works against. Proposal."""

# --- Predicted next position ------------------------------------------------------------------------------
PULL: Final = 0.35
"""Share of the way a client goes towards what an act invites. Proposal."""
HOSTILE_PULL: Final = 0.6
"""Complementarity is weaker after hostile acts (Tracey 1994); the factor is a proposal."""
HOMING: Final = 0.10
"""Share of the way back to the set point. Proposal."""

# --- Closeness and distance ---------------------------------------------------------------------------------
CLOSENESS: Final = (-3, 3)
AUTONOMY: Final = (-1, 1)
DEFAULT_BAND: Final = (0, 1)
"""Proposal, after "maximum approach while keeping distance" (Rümke)."""
LIMIT_BAND: Final = (-1, 0)
LIMIT_ROSE: Final = ("BS2", "SB2")
"""What setting a limit asks: businesslike to engaged, leading to helping. Proposal."""
TOO_FAR_COST: Final = 35.0
TOO_NEAR_COST: Final = 45.0
"""Points per step outside the band; the near side is steeper. Proposal."""
NEAR_PITFALLS: Final = ("afhankelijk", "verstrikt", "overbetrokken", "identificatie", "overname", "redder")
FAR_PITFALLS: Final = ("protocol", "etiket", "gevoel_genegeerd", "doorschuiven")
VIOLATION: Final = "schending"
PITFALLS: Final = (*NEAR_PITFALLS, *FAR_PITFALLS, VIOLATION)
"""The six near ones are the skewed relations of the closeness literature; the far ones are a proposal."""

# --- What is worth telling -----------------------------------------------------------------------------------
NOTICEABLE: Final = 0.05
"""A change of distance to the aim that makes a turn matter. Proposal."""
DEPARTURE_DEGREES: Final = 90.0
"""A client who moves further than this from the predicted direction needs a "because". Proposal."""

FLAGGED: Final = 2
"""How many turns of a talk get a question of their own. Source: debriefing practice, few points well looked at."""

# --- Summary of a conversation ----------------------------------------------------------------------------
RUPTURE_DROP: Final = 0.30
REPAIR_WITHIN: Final = 0.10
REPAIR_TURNS: Final = 2
"""A client who moves .30 towards "against" in one turn; repaired when back within .10 in two turns. Proposal."""
AT_AIM: Final = 0.15
"""A client this close to the aim is there. Proposal."""
DRAWN_IN_WARNING: Final = 0.80
LITTLE_PROGRESS: Final = 0.25
"""Warn of being drawn in above .80 while progress is under .25. Proposal."""
BAND_SHARE: Final = 0.4
FIT_SHARE: Final = 0.4
PROGRESS_SHARE: Final = 0.2
"""The practice score; where there was no way to go, band and fit share what progress would have had. Proposal."""
PITFALL_FACTOR: Final = 0.5
"""A turn with a pitfall counts half. Proposal: without it a people-pleaser's path got 64-71."""
VIOLATION_CAP: Final = 54.0
"""No practice score above this after a boundary violation. Proposal."""
CLIENT_TO_CLIENT_TURNS: Final = 6
"""How many turns at the end count for "clients talk to each other". Proposal."""
