"""A generated scenario of the kind that an author writes, with about as many situations as one can have in mind.

It has 25 scenes of four responses, a persona with four moods and two dispositions, three meters, guards, responses
that are offered once, scenes that come back, and lines with conditions. No two texts are the same, and it is the same
scenario every time.
"""

from __future__ import annotations

import random
from typing import Any

import yaml

SCENES = 25
_SEED = 1
_OPENING, _CLOSING = range(5), range(20, SCENES)
_PITFALLS = ("protocol", "redder", "overname", "gevoel_genegeerd")
_TRUST, _ROOM, _CALM = 11, 5, 3
"""How far the meters go, from 0."""
_GOOD = (("SB2", 1), ("SO2", 0), ("SO1", 1), ("SB2", 0))
_POOR = (("SB3", 2), ("BS3", -2), ("BT2", -2), ("TB2", -3), ("OS3", 2), ("BS2", -1), ("OT2", -1), ("TO2", 3))
_SUBJECTS = ("uw dochter", "de brief", "vannacht", "het huis", "uw moeder", "de afspraak", "school", "het geld")
_SAYINGS = (
    "Ik hoor wat u zegt over {subject}, en ik blijf even bij u in stap {n}.",
    "Wat {subject} betreft weet ik na stap {n} nog niet wat er komt. Wilt u er iets over vertellen?",
    "Zullen we bij {subject} beginnen? Dat staat als punt {n} op mijn lijst.",
    "Over {subject} hebben we bij punt {n} al gesproken, dat laat ik nu rusten.",
)
_PERSONA: dict[str, Any] = {
    "name": "Anna",
    "address": "u",
    "home": "OS2",
    "aim": "SO2",
    "reactance": 0.2,
    "reads": ["trust"],
    "band": {"opening": [0, 1], "middle": [0, 2], "closing": [0, 1]},
    "start": "tears",
    "moods": {
        "tears": {"label": "in tranen", "rose": "OS3", "shows": "Ze huilt."},
        "angry": {"label": "boos", "rose": "TB3", "shows": "Ze staat op."},
        "tired": {"label": "moe", "rose": "OT2", "shows": "Haar gezicht gaat dicht."},
        "heard": {"label": "gehoord", "rose": "SO2", "shows": "Ze kijkt u aan."},
    },
    "shifts": [
        {"from": "angry", "to": "tired", "if": "pitfall(protocol)"},
        {"from": ["tears", "heard"], "to": "angry", "if": "pitfall(protocol) or (against and above)"},
        {"from": ["tears", "heard"], "to": "tired", "if": "too_far or pitfall(gevoel_genegeerd)"},
        {"from": "heard", "to": "tears", "if": "too_near or pitfall(redder) or pitfall(overname)"},
        {"from": "tired", "to": "tears", "if": "in_band and together"},
        {"from": "angry", "to": "tears", "if": "in_band and together and trust >= 3"},
        {"from": "tears", "to": "heard", "if": "in_band and together and trust >= 6"},
    ],
    "dispositions": {"sad": {"weight": 2}, "furious": {"start": "angry", "reactance": 0.6}},
}


def authored(wider: int = 0, dispositions: bool = True) -> str:
    """Return the scenario as a file; every meter goes `wider` steps further, for a story of more situations."""
    draw = random.Random(_SEED)
    persona = _PERSONA if dispositions else {k: v for k, v in _PERSONA.items() if k != "dispositions"}
    limits = {"trust": _TRUST + wider, "room": _ROOM + wider, "calm": _CALM + wider}
    scenario = {
        "format": 1,
        "title": "Een lang gesprek",
        "language": "nl",
        "goals": {"honest": "Eerlijk blijven", "room": "Ruimte geven"},
        "personas": {"anna": persona},
        "meters": {key: {"label": key, "start": 1, "min": 0, "max": most} for key, most in limits.items()},
        "start": "s0",
        "scenes": {f"s{n}": _scene(draw, n) for n in range(SCENES)},
        "endings": {
            "together": {"title": "Samen", "outcome": "good", "lines": [{"anna": "Dank u."}]},
            "agreed": {"title": "Afgesproken", "outcome": "mixed", "lines": [{"anna": "Goed dan."}]},
            "closed": {"title": "Dicht", "outcome": "hard", "lines": [{"anna": "Ga maar."}]},
        },
    }
    return yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True, width=1_000)


def _scene(draw: random.Random, n: int) -> dict[str, Any]:
    order = draw.sample(range(4), 4)
    lines: list[dict[str, Any]] = [
        {"narrator": f"Het is stil in de kamer, voor de {n}e keer vandaag."},
        {"anna": {"angry": f"Zeg dan wat, dit is al de {n}e vraag.", "otherwise": f"En nu, na {n} vragen?"}},
        {"anna": f"Ik vertrouw u wel, hoor, na {n} keer.", "if": f"trust >= {draw.randint(2, 6)}"},
    ]
    if n % 6 == 5:
        lines.append({"anna": "Dat zei u net ook al.", "if": f"chosen(s{n - 2}.r1)"})
    return {
        "phase": "opening" if n in _OPENING else "closing" if n in _CLOSING else "middle",
        "lines": lines,
        "responses": {f"r{k}": _response(draw, n, k, order[k]) for k in range(4)},
        "to": _onward(n),
    }


def _onward(n: int) -> list[dict[str, str]]:
    """Return where a scene leads; late ones can end the talk, and every sixth can come back later."""
    if n == SCENES - 1:
        ends = {"if": "trust >= 8 and room >= 3 and anna == heard and not chosen(s9.r3)", "to": "together"}
        return [ends, {"if": "trust >= 3", "to": "agreed"}, {"to": "closed"}]
    ways = [{"to": f"s{n + 1}"}]
    if n % 4 == 3:
        ways.insert(0, {"if": "room >= 3 and trust >= 2", "to": f"s{min(n + 2, SCENES - 1)}"})
    if n >= SCENES // 2 and n % 3 == 0:
        ways.insert(0, {"if": "trust <= 0 and (anna == angry or anna == tired)", "to": "closed"})
    return ways


def _response(draw: random.Random, n: int, k: int, quality: int) -> dict[str, Any]:
    rose, closeness = draw.choice(_GOOD if quality < 2 else _POOR)
    response: dict[str, Any] = {
        "say": _SAYINGS[(n + k) % 4].format(subject=_SUBJECTS[(n * 3 + k) % 8], n=n * 4 + k + 1),
        "tone": draw.choice(("zacht", "rustig", "met nadruk")),
        "rose": rose,
        "closeness": closeness,
        "autonomy": draw.choice((-1, 0, 1)),
        "meters": _effects(draw, quality),
        "reply": [{"anna": {"heard": f"Ja, dat is zo, {n} en {k}.", "otherwise": f"Als u dat zegt, {n} en {k}."}}],
        "thought": f"Dit is de {n * 4 + k}e keer dat iemand zoiets tegen mij zegt.",
        "coach": "Zij vraagt houvast; kijk wat deze zin haar geeft, en wat hij van haar overneemt.",
    }
    if quality < 2:
        response["goals"] = {"honest": 1 + quality, "room": 1}
    elif quality == 3:
        response["pitfalls"] = [draw.choice(_PITFALLS)]
    if k == 2 and n % 3 == 1:
        response["if"] = f"trust >= {draw.randint(1, 4)}"
    if k == 3 and n % 5 == 4:
        response |= {"once": True, "to": f"s{max(0, n - 3)}"}  # comes back to something said before
    if k == 1 and n in (12, 22):
        response["if"] = f"not visited({'s8' if n == 12 else 's20'})"
    if k == 0 and n % 7 == 3:
        response["if"] = "calm >= 1"
    return response


def _effects(draw: random.Random, quality: int) -> dict[str, int]:
    steps = {"trust": (1, 1, 0, -1)[quality], "room": draw.choice((-1, 0, 1)), "calm": draw.choice((-1, 0, 1))}
    return {key: step for key, step in steps.items() if step}
