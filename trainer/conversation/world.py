"""What is true at one moment of a conversation, as conditions see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.scenario.scene import VALUE, Response
from trainer.theory.closeness import Band


@dataclass(frozen=True, slots=True)
class Act:
    """A response as one persona meets it: the words that shifts may use."""

    in_band: bool
    too_near: bool
    too_far: bool
    above: bool
    below: bool
    together: bool
    against: bool
    octant: str
    closeness: int
    autonomy: int
    pitfalls: tuple[str, ...]
    register: str | None
    voice: str | None
    address: str | None
    presence: str | None
    kind: str


def act(response: Response, band: Band, address: str | None) -> Act:
    """Return a response as met by a persona with this band, who is usually addressed like this."""
    x, y = response.rose.vector
    near, far = response.closeness > band.high, response.closeness < band.low
    return Act(
        in_band=not near and not far,
        too_near=near,
        too_far=far,
        above=y > 0,
        below=y < 0,
        together=x > 0,
        against=x < 0,
        octant=response.rose.octant,
        closeness=response.closeness,
        autonomy=response.autonomy,
        pitfalls=response.pitfalls,
        register=response.register_,
        voice=response.voice,
        address=response.address or address,
        presence=response.presence,
        kind=response.kind,
    )


class World:
    """The state of one run. Its mappings are replaced, never changed, so that they can be handed out as they are."""

    __slots__ = ("act", "chosen", "dispositions", "meters", "moods", "visits")

    def __init__(self, meters: Mapping[str, int], moods: Mapping[str, str], dispositions: Mapping[str, str]) -> None:
        self.meters = meters
        self.moods = moods
        self.dispositions = dispositions
        self.visits: dict[str, int] = {}
        self.chosen: set[str] = set()
        self.act: Act | None = None

    def answering(self, value: int) -> World:
        """Return this as the outcomes of a scale see it: the answer is one more number."""
        seen = World({**self.meters, VALUE: value}, self.moods, self.dispositions)
        seen.visits, seen.chosen = self.visits, self.chosen
        return seen

    def fork(self) -> World:
        """Return a second state that is the same now and goes on by itself."""
        other = World(self.meters, self.moods, self.dispositions)
        other.visits, other.chosen, other.act = dict(self.visits), set(self.chosen), self.act
        return other
