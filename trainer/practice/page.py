"""What one sees of a talk at one moment, and how what is on offer is numbered."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.practice.entries import Entry, Option, said
from trainer.scenario.scene import Scale, Scene


@dataclass(frozen=True, slots=True)
class Page:
    """What is new, and what can be chosen now (nothing after an ending): responses, or the steps of a scale."""

    entries: tuple[Entry, ...]
    options: tuple[Option, ...]
    ended: bool
    scale: Scale | None = None


def numbered(scene: Scene, offered: Iterable[str], shuffle: str | None) -> tuple[Option, ...]:
    """Return responses on offer, numbered in the order of the file, or in one that `shuffle` always gives."""
    responses = scene.responses
    order = list(responses)
    if shuffle is not None:
        random.Random(shuffle).shuffle(order)
    return tuple(Option(n, key, said(responses[key])) for n, key in enumerate(sorted(offered, key=order.index), 1))


def stepped(scale: Scale) -> tuple[Option, ...]:
    """Return the steps of a scale, with its ends at the first and the last."""
    texts = (scale.ends[0], *[""] * (scale.steps - 2), scale.ends[1])
    return tuple(Option(n, answer, text) for n, (answer, text) in enumerate(zip(scale.answers, texts, strict=True), 1))


def draw_seed() -> int:
    """Return a fresh seed, short enough to read aloud."""
    return random.SystemRandom().randrange(1, 1_000_000)
