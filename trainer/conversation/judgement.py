"""Where one response stands, next to the client, at one moment: a pure reading with the formulas of `theory`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.conversation.cast import Client, asked_rose
from trainer.scenario.scene import Response, Scene
from trainer.theory.closeness import Band, Side, band_score, narrowest, side
from trainer.theory.constants import VIOLATION
from trainer.theory.rose import Position, Vector, drawn_in, fit, mean, predicted, target


@dataclass(frozen=True, slots=True)
class Judgement:
    """The two-sided reading of a response; scores run 0..100, `drawn_in` 0..1.

    Of several people addressed, `client` is the mean place and the band is what their bands share.
    """

    addressed: tuple[str, ...]
    between: bool
    client: Vector
    rose: Position
    closeness: int
    band: Band
    side: Side | None
    band_score: float
    rose_fit: float
    drawn_in: float
    predicted: Vector
    autonomy: int
    pitfalls: tuple[str, ...]


def judge(
    response: Response,
    scene: Scene,
    present: Sequence[str],
    cast: Mapping[str, Client],
    moods: Mapping[str, str],
) -> Judgement:
    """Return the reading of a response in a scene, with these people present in these moods."""
    addressed = response.addressed(tuple(present))
    clients = [cast[name] for name in addressed]
    place = mean([c.at(moods[c.id]) for c in clients])
    aim, home = mean([c.aim for c in clients]), mean([c.home for c in clients])
    reactance = sum(c.reactance for c in clients) / len(clients)
    band = narrowest([c.band(scene.phase, scene.asks) for c in clients])
    rose = response.rose
    targets = asked_rose(scene.asks) or (target(place, aim, reactance, scene.phase),)
    return Judgement(
        addressed=addressed,
        between=response.between,
        client=place,
        rose=rose,
        closeness=response.closeness,
        band=band,
        side=side(response.closeness, band),
        band_score=band_score(response.closeness, band, VIOLATION in response.pitfalls),
        rose_fit=fit(rose.vector, targets),
        drawn_in=drawn_in(rose.vector, place),
        predicted=predicted(rose.vector, place, home, reactance),
        autonomy=response.autonomy,
        pitfalls=response.pitfalls,
    )
