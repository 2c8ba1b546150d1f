"""Which keys belong on which level, and what a key that stands on another level was meant for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from trainer.language import N_, _
from trainer.scenario import model, scene
from trainer.scenario.fields import Model
from trainer.scenario.model import Scenario

Path = tuple[str | int, ...]

_BY_CONTAINER: dict[str, type[Model]] = {
    "personas": model.Persona, "moods": model.Mood, "shifts": model.Shift, "dispositions": model.Disposition,
    "meters": model.Meter, "pitfalls": model.Pitfall, "scenes": scene.Scene, "responses": scene.Response,
    "to": scene.Target, "outcomes": scene.Outcome, "endings": model.Ending, "walks": model.Walk,
    "expect": model.Expectation,
}  # fmt: skip
_BY_NAME: dict[str, type[Model]] = {"you": model.Role, "asks": scene.Asks, "band": model.Bands}
_NAMES: dict[type[Model], str] = {
    scene.Response: N_("a response"),
    scene.Scene: N_("a scene"),
    scene.Line: N_("a line"),
    model.Ending: N_("an ending"),
    model.Persona: N_("a persona"),
    model.Mood: N_("a mood"),
    model.Shift: N_("a shift"),
    Scenario: N_("the scenario itself"),
}
_SMALLER: dict[type[Model], str] = {
    model.Disposition: N_("a disposition"),
    model.Meter: N_("a meter"),
    model.Pitfall: N_("a pitfall"),
    model.Walk: N_("a walk"),
    model.Expectation: N_("an entry of `expect`"),
    scene.Target: N_("an entry of `to`"),
    scene.Scale: N_("an activity"),
    scene.Outcome: N_("an entry of `outcomes`"),
    model.Role: "`you`",
    scene.Asks: "`asks`",
    model.Bands: "`band`",
}
"""What is only spoken of when a key belongs nowhere else."""
_MOST = 3


def _model(path: Path, keys: Container[str]) -> type[Model] | None:
    """Return what stands at a path in the data, with these keys; None for what is no mapping with keys of its own."""
    if not path:
        return Scenario
    found = _BY_NAME.get(str(path[-1]))
    if found is None and len(path) > 1:
        found = _BY_CONTAINER.get(str(path[-2]))
    return scene.Scale if found is scene.Scene and scene.is_activity(keys) else found


def _keys(found: type[Model]) -> list[str]:
    names = [field.alias or name for name, field in found.model_fields.items()]
    return [name for name in names if found is not scene.Line or name not in ("speaker", "text")]


def known_keys(path: Path, keys: Container[str] = ()) -> list[str]:
    """Return the keys that what stands at a path can have, where `keys` are those it has."""
    found = _model(path, keys)
    return _keys(found) if found else []


def belonging(key: str, path: Path, keys: Container[str] = ()) -> str:
    """Return where a key belongs that what stands at `path`, with these `keys`, does not have.

    '' when that is nowhere or anywhere.
    """
    here = _model(path, keys)
    this = {**_NAMES, **_SMALLER}.get(here) if here else None
    homes = [
        [name for found, name in names.items() if key in _keys(found) and found is not here]
        for names in (_NAMES, _SMALLER)
    ]
    those = [_(name) for name in homes[0] or homes[1]]
    if not this or not 0 < len(those) <= _MOST:
        return ""
    listed = those[0]
    if len(those) > 1:
        listed = _("{some} or {last}").format(some=", ".join(those[:-1]), last=those[-1])
    return _("`{key}` belongs to {those}, not to {this}.").format(key=key, those=listed, this=_(this))


class Stray(NamedTuple):
    """A key that stands too far to the left, and the places above it that lack it, the nearest last."""

    path: Path
    homes: tuple[Path, ...]


def strays(refused: Iterable[tuple[str, Path]], data: Any) -> Iterator[Stray]:
    """Yield the keys that were indented too little, given the kind and the path of every refusal."""
    paths = {path for kind, at in refused for path in _suspects(kind, at, data)}
    outer = [path for path in paths if not any(path[:n] in paths for n in range(len(path)))]
    for path in sorted(outer, key=str):
        homes = tuple(_homes(path, data))
        if homes:
            yield Stray(path, homes)


def _suspects(kind: str, at: Path, data: Any) -> Iterator[Path]:
    """Yield the keys on the way to a refusal that are no names: nobody calls a response `to` and gives it a text."""
    if kind == "extra_forbidden":
        yield at
    for n in range(1, len(at)):
        found, path = _BY_CONTAINER.get(str(at[n - 1])), at[: n + 1]
        if found and isinstance(at[n], str) and at[n] in _keys(found):
            value = value_at(data, path)
            if not isinstance(value, dict) or value.keys().isdisjoint(_keys(found)):
                yield path


def _homes(path: Path, data: Any) -> Iterator[Path]:
    """Yield what a key could have been part of: whatever ends right above it, and lacks it."""
    *above, key = path
    siblings = list(value_at(data, tuple(above)))
    before = siblings.index(key) - 1
    if before < 0:
        return
    home: Path = (*above, siblings[before])
    value = value_at(data, home)
    while isinstance(value, dict | list) and value:
        if isinstance(value, dict) and key not in value and key in known_keys(home, value):
            yield home
        last = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        home, value = (*home, last), value[last]


def value_at(data: Any, path: Path) -> Any:
    """Return what stands at a path in the data."""
    for part in path:
        data = data[part]
    return data
