"""What places, steps and pitfalls are called; English here, translated where they are shown."""

from __future__ import annotations

from typing import Final

from trainer.language import N_, _
from trainer.theory.constants import Phase
from trainer.theory.rose import Vector, octant_of

OCTANT_NAMES: Final = {
    "BS": N_("leading"),
    "SB": N_("helping"),
    "SO": N_("cooperative"),
    "OS": N_("following"),
    "OT": N_("withdrawn"),
    "TO": N_("defiant"),
    "TB": N_("attacking"),
    "BT": N_("competitive"),
    "M": N_("in the middle"),
}
OCTANT_WISHES: Final = {
    "BS": N_("listen to me"),
    "SB": N_("let me help you"),
    "SO": N_("be kind to me"),
    "OS": N_("help me"),
    "OT": N_("leave me alone"),
    "TO": N_("reject me then"),
    "TB": N_("be afraid of me"),
    "BT": N_("see how good I am"),
    "M": N_("I wait and see"),
}
CLOSENESS_NAMES: Final = {
    -3: N_("dismissive"),
    -2: N_("procedural"),
    -1: N_("businesslike"),
    0: N_("engaged"),
    1: N_("personally present"),
    2: N_("too close"),
    3: N_("boundary crossed"),
}
PHASE_NAMES: Final[dict[Phase, str]] = {
    "opening": N_("opening"),
    "middle": N_("middle"),
    "closing": N_("closing"),
}
PITFALL_NAMES: Final = {
    "afhankelijk": N_("making dependent"),
    "verstrikt": N_("entangled in the story"),
    "overbetrokken": N_("taking it home"),
    "identificatie": N_("making it about oneself"),
    "overname": N_("taking over the responsibility"),
    "redder": N_("rescuing"),
    "protocol": N_("hiding behind rules"),
    "etiket": N_("labelling the person"),
    "gevoel_genegeerd": N_("passing the feeling by"),
    "doorschuiven": N_("sending away"),
    "schending": N_("a boundary violated"),
}
PITFALL_QUESTIONS: Final = {
    "afhankelijk": N_("What could this client have done without you here, and how could you leave that to them?"),
    "verstrikt": N_("When did the story take you along, and what would have given you back a view of your own?"),
    "overbetrokken": N_("What of this talk would you take home, and with whom can you put it down?"),
    "identificatie": N_("What in this client reminded you of yourself, and what did that do to your answer?"),
    "overname": N_("Whose is this to carry, and what is the smallest piece you could give back?"),
    "redder": N_("What would have happened if you had not come to the rescue, and whose need did it meet?"),
    "protocol": N_("What did the rule keep away from you at this moment?"),
    "etiket": N_("What do you see when you take the label off?"),
    "gevoel_genegeerd": N_("Which feeling was in the room, and what would it have taken to stay with it?"),
    "doorschuiven": N_("What made you send this on, and what was needed from you first?"),
    "schending": N_("Which boundary was crossed here, and with whom will you talk about it today?"),
}
NEAR_QUESTION = N_("What drew you nearer here than helps, and what would a little distance have given you both?")
FAR_QUESTION = N_("What kept you at a distance here, and what would one step nearer have looked like?")
ABOVE, BELOW, TOGETHER, AGAINST = N_("ABOVE"), N_("BELOW"), N_("TOGETHER"), N_("AGAINST")


def octant(code: str) -> str:
    """Return the name of an octant in the language spoken now."""
    return _(OCTANT_NAMES[code])


def place(where: Vector) -> str:
    """Return the name of the octant a place lies in, with its code: "helping (SB)"."""
    code = octant_of(where)
    return octant(code) if code == "M" else f"{octant(code)} ({code})"


def wish(where: Vector) -> str:
    """Return what an act in this place says about how one wants to be met."""
    return _(OCTANT_WISHES[octant_of(where)])


def closeness(step: int) -> str:
    """Return a step on the axis with its name: "+1 personally present"."""
    return f"{step:+d} {_(CLOSENESS_NAMES[step])}" if step else f"0 {_(CLOSENESS_NAMES[0])}"
