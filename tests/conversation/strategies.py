"""Random stories that load, as plain data; every condition in them is a nested tuple (see `phrasing`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.conversation.phrasing import Tree

Plain = dict[str, Any]

OCTANTS = ["SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO", "M"]
CODES = ["M", *(f"{octant}{n}" for octant in OCTANTS[:-1] for n in ("", 1, 2, 3, 4))]
PHASES = ["opening", "middle", "closing"]
PITFALLS = ["redder", "protocol", "schending", "own"]
NAMED = {
    "octant": OCTANTS,
    "register": ["plain", "jargon", "imitation"],
    "voice": ["role", "human"],
    "address": ["u", "je"],
    "presence": ["wait", "greet", "near", "ask", "act"],
    "kind": ["say", "do", "silence"],
}
TRUTHS = ["in_band", "too_near", "too_far", "above", "below", "together", "against"]
ORDER = ["==", "!=", "<", "<=", ">", ">="]

TEXTS = ["Yes.", "No.", "Well...", "[b]bold[/b]", "Ik weet het niet."]


class Dice:
    """Chance, as Hypothesis gives it; the lowest throw is always the simplest thing."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def share(self) -> float:
        return self.number(0, 20) / 20

    def one(self, options: Sequence[Any]) -> Any:
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[Any], low: int = 0) -> list[Any]:
        """Return some of these, at least `low`, none twice, in any order."""
        left, found = list(options), []
        for _n in range(self.number(low, len(left))):
            found.append(left.pop(self.number(0, len(left) - 1)))
        return found

    def chance(self, of: int = 2) -> bool:
        """Return whether something happens that does so once in so many times."""
        return self.number(1, of) == of and of > 1

    def often(self) -> bool:
        return self.number(0, 2) > 0

    def several(self, most: int, make: Callable[[], Any], least: int = 0) -> list[Any]:
        return [make() for _n in range(self.number(least, most))]

    def some_of(self, makers: dict[str, Callable[[], Any]]) -> Plain:
        """Return some of these keys with a value."""
        return {key: make() for key, make in makers.items() if self.chance()}

    def code(self) -> str:
        return str(self.one(CODES))

    def band(self) -> list[int]:
        return sorted((self.number(-3, 3), self.number(-3, 3)))

    def bands(self) -> Plain:
        return self.some_of(dict.fromkeys(PHASES, self.band))


class Author:
    """Who writes one story: knows its names and makes its parts."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.people = ["ada", "bob"][: dice.number(1, 2)]
        self.moods = {key: ["m0", "m1", "m2", "m3"][: dice.number(1, 4)] for key in self.people}
        self.ways = {key: ["d0", "d1"][: dice.number(0, 2)] for key in self.people}
        self.meters = ["t0", "t1"][: dice.number(0, 2)]
        self.scenes = [f"s{n}" for n in range(dice.number(1, 6))]
        self.endings = [f"e{n}" for n in range(dice.number(1, 2))]
        self.responses = {key: [f"r{n}" for n in range(dice.one([3, 2, 4, 3, 1, 0]))] for key in self.scenes}
        self.lay_scales()

    def lay_scales(self) -> None:
        """Make some of the scenes activities, which have no responses."""
        self.scales = [key for key in self.scenes if self.dice.chance(5)]
        self.responses.update({key: [] for key in self.scales})

    def story(self) -> Plain:
        return {
            "format": 1, "title": "Random", "language": "en", "goals": {"honest": "Honest", "calm": "Calm"},
            "pitfalls": {"own": {"label": "Own", "side": "near"}},
            "personas": {key: self.persona(key) for key in self.people},
            "meters": {key: self.meter() for key in self.meters},
            "start": self.scenes[0],
            "scenes": {key: self.scene(key) for key in self.scenes},
            "endings": {
                key: {"title": key, "outcome": "mixed", "lines": self.lines(self.people)} for key in self.endings
            },
        }  # fmt: skip

    def meter(self) -> Plain:
        low, high = sorted((self.dice.number(-2, 6), self.dice.number(-2, 6)))
        return {"min": low, "max": high, "start": self.dice.number(low, high)}

    # --- conditions ---------------------------------------------------------------------------------------

    def tree(self, leaf: Callable[[], Tree], deep: int = 2) -> Tree:
        """Return a condition over these leaves."""
        kind = self.dice.one(["leaf", "leaf", "not", "and", "or"]) if deep else "leaf"
        if kind == "leaf":
            return leaf()
        if kind == "not":
            return ("not", self.tree(leaf, deep - 1))
        return (kind, self.tree(leaf, deep - 1), self.tree(leaf, deep - 1))

    def condition(self) -> Tree:
        """Return a condition for a response, a target or a line."""
        return self.tree(self.fact)

    def fact(self) -> Tree:
        """Return something about the story so far."""
        made = [f"{scene}.{name}" for scene, names in self.responses.items() for name in names]
        kind = self.dice.number(0, 4)
        if kind == 0:
            return ("visited", self.dice.one(self.scenes))
        if kind == 1 and made:
            return ("chosen", self.dice.one(made))
        return self.comparison(self.numbers(), self.named())

    def numbers(self) -> list[Tree]:
        return [("meter", key) for key in self.meters]

    def outcome_condition(self) -> Tree:
        """Return a condition for an outcome: about the answer, and now and then about the story so far."""

        def leaf() -> Tree:
            if not self.dice.chance(3):
                return self.counted(("answer", "value"), self.numbers(), 0, 11)
            return self.fact()

        return self.tree(leaf)

    def act_condition(self, reads: list[str]) -> Tree:
        """Return a condition for a shift."""
        numbers = [("act", "closeness"), ("act", "autonomy"), *(("meter", key) for key in reads)]
        names = {**self.named(), **{("act", word): values for word, values in NAMED.items()}}

        def leaf() -> Tree:
            kind = self.dice.number(0, 3)
            if kind == 3:
                return ("pitfall", self.dice.one(PITFALLS))
            return self.comparison(numbers, names) if kind == 2 else ("truth", self.dice.one(TRUTHS))

        return self.tree(leaf)

    def named(self) -> dict[Tree, list[str]]:
        """Return what has names for values, with those names."""
        found: dict[Tree, list[str]] = {("mood", key): moods for key, moods in self.moods.items()}
        found.update({("disposition", key): names for key, names in self.ways.items() if names})
        if self.ways[self.people[0]]:
            found["disposition", None] = self.ways[self.people[0]]
        return found

    def comparison(self, numbers: list[Tree], names: dict[Tree, list[str]]) -> Tree:
        """Return a comparison or a membership that makes sense."""
        dice = self.dice
        if not numbers or dice.chance():
            operand = dice.one(list(names))
            options = [("name", name) for name in names[operand]]
            if dice.chance():
                return ("in", operand, dice.some(options, 1))
            return ("compare", [operand, dice.one(options)], [dice.one(["==", "!="])])
        return self.counted(dice.one(numbers), numbers, -2, 6)

    def counted(self, operand: Tree, numbers: list[Tree], low: int, high: int) -> Tree:
        """Return a comparison of a number with others, most of them between two limits."""
        dice, shape = self.dice, self.dice.number(0, 3)

        def other() -> Any:
            return dice.number(low, high) if dice.often() or not numbers else dice.one(numbers)

        if shape == 3:
            return ("in", operand, dice.several(3, other, 1))
        if shape == 2:
            return ("compare", [dice.number(low, high), operand, other()], [dice.one(ORDER), dice.one(ORDER)])
        return ("compare", [operand, other()], [dice.one(ORDER)])

    # --- people -------------------------------------------------------------------------------------------

    def persona(self, key: str) -> Plain:
        dice, moods = self.dice, self.moods[key]
        reads = dice.some(self.meters)
        persona = {
            "name": key.title(), "home": dice.code(), "aim": dice.code(), "reactance": dice.share(),
            "reads": reads, "band": dice.bands(), "start": dice.one(moods),
            "moods": {
                mood: {"label": mood, "rose": dice.code(), **dice.some_of({"shows": lambda: f"{key} moves."})}
                for mood in moods
            },
            "shifts": dice.several(4, lambda: self.shift(moods, reads)),
            **dice.some_of({"address": lambda: dice.one(NAMED["address"])}),
        }  # fmt: skip
        if self.ways[key]:
            persona["dispositions"] = {name: self.disposition(moods) for name in self.ways[key]}
        return persona

    def shift(self, moods: list[str], reads: list[str]) -> Plain:
        dice = self.dice
        origin = "any" if dice.chance() else dice.some(moods, 1)
        made = {"from": origin[0] if len(origin) == 1 else origin, "to": dice.one(moods)}
        if dice.often():
            made["if"] = self.act_condition(reads)
        return {**made, **dice.some_of({"heard": dice.chance})}

    def disposition(self, moods: list[str]) -> Plain:
        dice = self.dice
        return dice.some_of({
            "weight": lambda: dice.number(1, 3), "start": lambda: dice.one(moods), "reactance": dice.share,
            "band": dice.bands, "home": dice.code, "aim": dice.code,
        })  # fmt: skip

    # --- scenes -------------------------------------------------------------------------------------------

    def lines(self, present: list[str]) -> list[Plain]:
        return self.dice.several(2, lambda: self.line(present))

    def line(self, present: list[str]) -> Plain:
        dice = self.dice
        speaker = dice.one(["narrator", *present])
        moods = self.moods[self.people[0] if speaker == "narrator" else speaker]

        def text() -> Any:
            return dice.one(TEXTS) if dice.chance() else dice.several(3, lambda: dice.one(TEXTS), 1)

        words = {mood: text() for mood in dice.some([*moods, "otherwise"], 1)} if dice.chance() else text()
        line = {speaker: words, **dice.some_of({"shows": lambda: dice.one(TEXTS), "if": self.condition})}
        if speaker != "narrator" and dice.chance():
            line["towards"] = dice.one(present)
        return line

    def way(self, places: list[str], *, closed: bool = True) -> Any:
        """Return where to go on; a closed way always leads somewhere."""
        branches = self.dice.several(2, lambda: {"if": self.condition(), "to": self.dice.one(places)})
        if not branches:
            return self.dice.one(places)
        return [*branches, {"to": self.dice.one(places)}] if closed or self.dice.chance() else branches

    def changes(self) -> dict[str, int]:
        return {key: self.dice.number(-3, 3) for key in self.dice.some(self.meters)}

    def given(self) -> dict[str, str]:
        """Return moods that the story gives, now and then."""
        return {key: self.dice.one(moods) for key, moods in self.moods.items() if self.dice.chance(5)}

    def scene(self, key: str) -> Plain:
        dice = self.dice
        here = dice.some(self.people, 1) if dice.chance() else None
        present = here or self.people
        scene: Plain = {
            "phase": dice.one(PHASES), "meters": self.changes(), "mood": self.given(), "lines": self.lines(present)
        }  # fmt: skip
        if here:
            scene["present"] = here
        if key in self.scales:
            return {**scene, **self.scale(present)}
        if not self.responses[key]:
            onwards = [*self.scenes[self.scenes.index(key) + 1 :], *self.endings]
            return {**scene, "to": self.way(onwards)}
        if dice.chance(3):
            asked: dict[str, Callable[[], Any]] = {
                "rose": lambda: dice.several(2, dice.code, 1),
                "closeness": dice.band,
                "limit": dice.chance,
            }
            scene["asks"] = dice.some_of(asked)
        if dice.often():
            scene["to"] = self.way([*self.scenes, *self.endings])
        scene["responses"] = {name: self.response(present, free="to" in scene) for name in self.responses[key]}
        return scene

    def scale(self, present: list[str]) -> Plain:
        """Return what makes a scene a scale."""
        dice = self.dice
        guarded = dice.several(3, lambda: {**self.outcome(present), "if": self.outcome_condition()})
        if dice.chance(8):
            guarded.append(self.outcome(present))  # whatever comes after it never happens
        return {
            "activity": "scale", "prompt": "How far?", "ends": ["not at all", "all the way"],
            **dice.some_of({"steps": lambda: dice.number(2, 10), "reason": dice.chance}),
            "outcomes": [*guarded, self.outcome(present)],
        }  # fmt: skip

    def outcome(self, present: list[str]) -> Plain:
        """Return what an answer may come to: on to a scene, another scale, the same one once more, or an ending."""
        effects: dict[str, Callable[[], Any]] = {
            "meters": self.changes, "mood": self.given, "reply": lambda: self.lines(present)
        }  # fmt: skip
        return {**self.dice.some_of(effects), "to": self.dice.one([*self.scenes, *self.scenes, *self.endings])}

    def response(self, present: list[str], *, free: bool) -> Plain:
        """Return a response; a free one may leave the way on to its scene."""
        dice = self.dice
        response = {
            dice.one(NAMED["kind"]): "Something.", "rose": dice.code(), "closeness": dice.number(-3, 3),
            "meters": self.changes(), "mood": self.given(),
        }  # fmt: skip
        response |= dice.some_of({
            "autonomy": lambda: dice.number(-1, 1),
            "towards": lambda: dice.one(["between", *present, dice.some(present, 1)]),
            **{word: self.picker(word) for word in ("register", "voice", "address", "presence")},
            "pitfalls": lambda: dice.some(PITFALLS),
            "goals": lambda: {"honest": dice.number(-1, 2), "calm": dice.number(-1, 2)},
            "if": self.condition,
            "once": dice.chance,
            "reply": lambda: self.lines(present),
        })  # fmt: skip
        if not free or dice.often():
            response["to"] = self.way([*self.scenes, *self.scenes, *self.endings], closed=not free)
        return response

    def picker(self, word: str) -> Callable[[], Any]:
        return lambda: self.dice.one(NAMED[word])


@st.composite
def stories(draw: st.DrawFn) -> Plain:
    """Return a whole story as data, its conditions as trees."""
    return Author(Dice(draw)).story()
