"""A second, naive engine written from the design alone, over plain data as `strategies` makes it.

It shares no code with the first one: no conversation, no theory, no conditions. Slow and obvious on purpose.
"""

from __future__ import annotations

import math
import operator
from typing import Any

from tests.conversation.phrasing import Tree
from tests.conversation.strategies import Plain

AROUND = ["SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO"]
SIGNS = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
Point = tuple[float, float]


def vector(code: str) -> Point:
    """Return the place of a code on the Rose."""
    if code == "M":
        return (0.0, 0.0)
    angle = math.radians(22.5 + 45 * AROUND.index(code[:2]))
    radius = int(code[2:] or 2) / 4
    return (radius * math.cos(angle), radius * math.sin(angle))


def mean(points: list[Point]) -> Point:
    """Return the point in the middle."""
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


def gap(a: Point, b: Point) -> float:
    """Return how far two points are apart."""
    return math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


class Reference:
    """One conversation; `dispositions` says how everyone who has some shows up."""

    def __init__(self, story: Plain, dispositions: dict[str, str]) -> None:
        self.story, self.dispositions = story, dispositions
        self.people = {}
        for key, persona in story["personas"].items():
            way = persona.get("dispositions", {}).get(dispositions.get(key), {})
            self.people[key] = {
                **persona,
                **{k: way[k] for k in ("start", "reactance", "band", "home", "aim") if k in way},
            }
        self.first = next(iter(self.people))
        self.moods = {key: person["start"] for key, person in self.people.items()}
        self.meters = {key: meter["start"] for key, meter in story["meters"].items()}
        self.visits: dict[str, int] = {}
        self.chosen: set[str] = set()
        self.turns: list[Plain] = []
        self.answers: list[Plain] = []
        self.answer: int | None = None
        self.lines: list[tuple[str, str, str, str | None]] = []
        self.act: Plain = {}
        self.scene = ""
        self.enter(story["start"])

    # --- conditions ---------------------------------------------------------------------------------------

    def holds(self, thing: Plain) -> bool:
        """Return whether what has this `if` (or none) applies."""
        return self.true(thing["if"]) if "if" in thing else True

    def true(self, tree: Tree) -> bool:
        kind, *parts = tree
        if kind == "and":
            return self.true(parts[0]) and self.true(parts[1])
        if kind == "or":
            return self.true(parts[0]) or self.true(parts[1])
        if kind == "not":
            return not self.true(parts[0])
        if kind == "compare":
            values = [self.value(operand) for operand in parts[0]]
            return all(SIGNS[sign](values[n], values[n + 1]) for n, sign in enumerate(parts[1]))
        if kind == "in":
            return self.value(parts[0]) in [self.value(option) for option in parts[1]]
        if kind == "visited":
            return parts[0] in self.visits
        if kind == "chosen":
            return parts[0] in self.chosen
        return parts[0] in self.act["pitfalls"] if kind == "pitfall" else bool(self.act[parts[0]])

    def value(self, operand: Any) -> Any:
        if isinstance(operand, int):
            return operand
        kind, name = operand
        if kind == "disposition":
            return self.dispositions.get(name or self.first)
        if kind == "answer":
            return self.answer
        return {"name": {name: name}, "meter": self.meters, "mood": self.moods, "act": self.act}[kind].get(name)

    # --- going on -----------------------------------------------------------------------------------------

    @property
    def ending(self) -> str | None:
        return self.scene if self.scene in self.story["endings"] else None

    @property
    def here(self) -> Plain:
        found: Plain = self.story["scenes"][self.scene]
        return found

    def present(self, scene: Plain) -> list[str]:
        return scene.get("present") or list(self.people)

    def offered(self) -> list[str]:
        """Return what can be chosen now."""
        if self.ending:
            return []
        if "activity" in self.here:
            return [str(step + 1) for step in range(self.here.get("steps", 7))]
        return [
            name
            for name, response in self.here.get("responses", {}).items()
            if self.holds(response) and not (response.get("once") and f"{self.scene}.{name}" in self.chosen)
        ]

    def choose(self, name: str) -> None:
        """Make one turn."""
        scene, response = self.here, self.here["responses"][name]
        self.turns.append(self.reading(scene, name, response))
        self.lines = []
        self.chosen.add(f"{self.scene}.{name}")
        self.change_meters(response["meters"])
        self.move(scene, response)
        to = self.target([*self.listed(response.get("to")), *self.listed(scene.get("to"))])
        self.speak(response.get("reply", []), self.visits[self.scene])
        self.enter(to)

    def give(self, answer: str, reason: str) -> None:
        """Answer an activity: the first outcome that holds for it happens, and no turn is made."""
        scene, self.answer = self.here, int(answer)
        asked = {"scene": self.scene, "answer": answer, "turns": len(self.turns), "moods": dict(self.moods)}
        self.answers.append({**asked, "reason": reason if scene.get("reason") else ""})
        outcome = next(outcome for outcome in scene["outcomes"] if self.holds(outcome))
        self.answer, self.lines = None, []
        self.change_meters(outcome.get("meters", {}))
        self.take_moods({**self.moods, **outcome.get("mood", {})}, self.present(scene))
        self.speak(outcome.get("reply", []), self.visits[self.scene])
        self.enter(outcome["to"])

    def listed(self, to: Any) -> list[Plain]:
        if to is None:
            return []
        return [{"to": to}] if isinstance(to, str) else to

    def target(self, targets: list[Plain]) -> str:
        return next(str(target["to"]) for target in targets if self.holds(target))

    def enter(self, key: str) -> None:
        self.scene = key
        if key in self.story["endings"]:
            self.speak(self.story["endings"][key]["lines"], 1)
            return
        self.visits[key] = self.visits.get(key, 0) + 1
        scene = self.here
        if key != self.story["start"]:
            self.change_meters(scene["meters"])
            self.take_moods({**self.moods, **scene["mood"]}, self.present(scene))
        self.speak(scene["lines"], self.visits[key])
        if not scene.get("responses") and "activity" not in scene:
            self.enter(self.target(self.listed(scene["to"])))

    def change_meters(self, changes: dict[str, int]) -> None:
        for key, change in changes.items():
            meter = self.story["meters"][key]
            self.meters[key] = max(meter["min"], min(meter["max"], self.meters[key] + change))

    def addressed(self, scene: Plain, response: Plain) -> list[str]:
        towards = response.get("towards", "between")
        if towards == "between":
            return self.present(scene)
        return [towards] if isinstance(towards, str) else towards

    def move(self, scene: Plain, response: Plain) -> None:
        after = {**self.moods, **response["mood"]}
        for key in self.present(scene):
            if key in response["mood"]:
                continue
            self.act = self.heard_by(key, scene, response)
            for shift in self.people[key]["shifts"]:
                origins = [shift["from"]] if isinstance(shift["from"], str) else shift["from"]
                if key not in self.addressed(scene, response) and not shift.get("heard"):
                    continue
                if ("any" in origins or self.moods[key] in origins) and self.holds(shift):
                    after[key] = shift["to"]
                    break
        self.take_moods(after, self.present(scene))

    def take_moods(self, after: dict[str, str], present: list[str]) -> None:
        before, self.moods = self.moods, after
        for key in present:
            shows = self.people[key]["moods"][after[key]].get("shows")
            if shows and after[key] != before[key]:
                self.lines.append((key, "", shows, None))

    def speak(self, lines: list[Plain], visits: int) -> None:
        for line in lines:
            speaker = next(key for key in line if key not in ("shows", "towards", "if"))
            text = line[speaker]
            if isinstance(text, dict):
                mood = self.moods[self.first if speaker == "narrator" else speaker]
                text = text.get(mood, text.get("otherwise"))
            if isinstance(text, list):
                text = text[min(visits, len(text)) - 1]
            if text is not None and self.holds(line):
                self.lines.append((speaker, text, line.get("shows", ""), line.get("towards")))

    # --- readings -----------------------------------------------------------------------------------------

    def band(self, key: str, scene: Plain) -> tuple[int, int]:
        asks = scene.get("asks", {})
        if "closeness" in asks:
            low, high = asks["closeness"]
        elif asks.get("limit"):
            low, high = -1, 0
        else:
            low, high = self.people[key]["band"].get(scene["phase"], (0, 1))
        return low, high

    def heard_by(self, key: str, scene: Plain, response: Plain) -> Plain:
        (x, y), closeness, (low, high) = vector(response["rose"]), response["closeness"], self.band(key, scene)
        return {
            "in_band": low <= closeness <= high,
            "too_near": closeness > high,
            "too_far": closeness < low,
            "above": y > 0,
            "below": y < 0,
            "together": x > 0,
            "against": x < 0,
            "octant": response["rose"].rstrip("1234"),
            "closeness": closeness,
            "autonomy": response.get("autonomy", 0),
            "pitfalls": response.get("pitfalls", []),
            "register": response.get("register"),
            "voice": response.get("voice"),
            "address": response.get("address", self.people[key].get("address")),
            "presence": response.get("presence"),
            "kind": next(kind for kind in ("say", "do", "silence") if kind in response),
        }

    def reading(self, scene: Plain, name: str, response: Plain) -> Plain:
        """Return every number of a turn, before anything changes."""
        who = self.addressed(scene, response)
        people = [self.people[key] for key in who]
        act = vector(response["rose"])
        client = mean([vector(self.people[key]["moods"][self.moods[key]]["rose"]) for key in who])
        aim, home = mean([vector(p["aim"]) for p in people]), mean([vector(p["home"]) for p in people])
        reactance = sum(p["reactance"] for p in people) / len(people)
        bands = [self.band(key, scene) for key in who]
        low, high = max(b[0] for b in bands), min(b[1] for b in bands)
        if low > high:
            low, high = bands[0]
        closeness, pitfalls = response["closeness"], response.get("pitfalls", [])
        score = 100 - 35 * max(0, low - closeness) - 45 * max(0, closeness - high)
        nearest = min(gap(act, place) for place in self.places(scene, client, aim, reactance))
        return {
            "scene": self.scene, "response": name, "phase": scene["phase"],
            "moods": dict(self.moods), "meters": dict(self.meters), "offered": self.offered(),
            "client": client, "rose": act, "closeness": closeness, "band": (low, high),
            "band_score": 0 if "schending" in pitfalls else max(0, min(100, score)),
            "rose_fit": 100 * max(0.0, 1 - nearest / 1.2),
            "drawn_in": 1 - gap(act, (client[0], -client[1])) / 2,
            "predicted": self.predicted(act, client, home, reactance),
            "autonomy": response.get("autonomy", 0), "pitfalls": pitfalls,
        }  # fmt: skip

    def places(self, scene: Plain, client: Point, aim: Point, reactance: float) -> list[Point]:
        """Return where an act would fit best."""
        asks = scene.get("asks", {})
        asked = asks.get("rose") or (["BS2", "SB2"] if asks.get("limit") else [])
        if asked:
            return [vector(code) for code in ([asked] if isinstance(asked, str) else asked)]
        weight = {"opening": 0.25, "middle": 0.75, "closing": 0.5}[scene["phase"]]
        x = (1 - weight) * max(client[0], 0.25) + weight * aim[0]
        y = -(1 - weight) * client[1] - weight * aim[1]
        return [(x, y * (1 - reactance) if y > 0 else y)]

    def predicted(self, act: Point, client: Point, home: Point, reactance: float) -> Point:
        """Return where the client would go by the theory."""
        up = max(0.0, act[1])
        pull = (act[0] - reactance * up, -act[1] + 2 * reactance * up)
        k = 0.35 * 0.6 if act[0] < 0 else 0.35
        x, y = (client[n] + k * (pull[n] - client[n]) + 0.1 * (home[n] - client[n]) for n in (0, 1))
        radius = math.hypot(x, y)
        return (x / radius, y / radius) if radius > 1 else (x, y)
