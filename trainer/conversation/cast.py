"""The clients as they show up today: each persona with its disposition applied."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from trainer.errors import UsageError
from trainer.language import _
from trainer.scenario.model import Bands, Persona, Scenario
from trainer.scenario.scene import Asks
from trainer.theory.closeness import Band
from trainer.theory.constants import LIMIT_BAND, LIMIT_ROSE, Phase
from trainer.theory.rose import Vector, position


@dataclass(frozen=True, slots=True, eq=False)
class Client:
    """One persona today."""

    id: str
    persona: Persona
    start: str
    home: Vector
    aim: Vector
    reactance: float
    bands: Bands

    def at(self, mood: str) -> Vector:
        """Return where this client is on the Rose in a mood."""
        return self.persona.moods[mood].rose.vector

    def band(self, phase: Phase, asks: Asks | None) -> Band:
        """Return the closeness that fits now; what a scene asks goes before the persona's own band."""
        asked = asked_band(asks)
        return asked if asked is not None else getattr(self.bands, phase)


def asked_band(asks: Asks | None) -> Band | None:
    """Return the band a scene asks for, if it does."""
    if asks is None:
        return None
    return asks.closeness or (Band(*LIMIT_BAND) if asks.limit else None)


def asked_rose(asks: Asks | None) -> tuple[Vector, ...]:
    """Return the places on the Rose a scene asks for; empty if it leaves that to the formula."""
    if asks is None:
        return ()
    if asks.rose is not None:
        return tuple(place.vector for place in asks.rose)
    return tuple(position(code).vector for code in LIMIT_ROSE) if asks.limit else ()


def client(key: str, persona: Persona, disposition: str | None) -> Client:
    """Return a persona as it shows up with a disposition, or as it is."""
    today = persona.dispositions[disposition] if disposition else None
    return Client(
        id=key,
        persona=persona,
        start=(today and today.start) or persona.start,
        home=((today and today.home) or persona.home).vector,
        aim=((today and today.aim) or persona.aim).vector,
        reactance=persona.reactance if today is None or today.reactance is None else today.reactance,
        bands=(today and today.band) or persona.band,
    )


Wish = str | Mapping[str, str] | None
"""Who should show up how: a disposition, or one per persona; the rest is drawn."""


def dispositions(scenario: Scenario, seed: int, wish: Wish = None) -> dict[str, str]:
    """Return the disposition of every persona that has some: as wished, else drawn by the seed.

    Raises UsageError for a wish that no persona can fulfil.
    """
    options = {key: persona.dispositions for key, persona in scenario.personas.items() if persona.dispositions}
    wished = _wished(wish, {key: list(found) for key, found in options.items()})
    drawn = {}
    for key, found in options.items():
        if key in wished:
            drawn[key] = wished[key]
        else:
            weights = [d.weight for d in found.values()]
            drawn[key] = random.Random(f"{seed}:{key}").choices(list(found), weights)[0]
    return drawn


def castings(scenario: Scenario, wish: Wish = None) -> Iterator[dict[str, str]]:
    """Yield every combination of dispositions that fulfils a wish."""
    options = {key: tuple(persona.dispositions) for key, persona in scenario.personas.items() if persona.dispositions}
    wished = _wished(wish, {key: list(names) for key, names in options.items()})
    every = [[(key, name) for name in names if name == wished.get(key, name)] for key, names in options.items()]
    return (dict(pairs) for pairs in product(*every))


def _wished(wish: Wish, options: Mapping[str, list[str]]) -> dict[str, str]:
    if wish is None:
        return {}
    if isinstance(wish, str):
        key = next((key for key, names in options.items() if wish in names), None)
        if key is None:
            raise UsageError(_unknown(wish, [name for names in options.values() for name in names]))
        return {key: wish}
    for key, name in wish.items():
        if key not in options:
            raise UsageError(_("There is no persona `{name}` with dispositions.").format(name=key))
        if name not in options[key]:
            raise UsageError(_unknown(name, options[key]))
    return dict(wish)


def _unknown(name: str, known: list[str]) -> str:
    if not known:
        return _("There is no disposition `{name}`: nobody in this scenario has any.").format(name=name)
    return _("There is no disposition `{name}`. There are: {known}.").format(name=name, known=", ".join(known))
