"""What refers to what: every id used must exist, and the story must be able to go on.

Only what makes a sitting impossible is a problem here; whatever is merely odd belongs to the author's checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from trainer.language import _
from trainer.scenario import findings
from trainer.scenario.condition import Condition
from trainer.scenario.fields import ANY, BETWEEN, NARRATOR, OTHERWISE
from trainer.scenario.findings import EACH, Finding, Path
from trainer.scenario.model import Expectation, Persona, Scenario, Shift, Walk
from trainer.scenario.scene import TALKS_ONLY, VALUE, Line, Outcome, Response, Scale, Scene, Target
from trainer.scenario.vocabulary import (
    ACT_NAMES,
    ACT_NUMBERS,
    ACT_TRUTHS,
    WORDS,
    Remark,
    Vocabulary,
    examine,
    suggestion,
)
from trainer.scenario.ways import rings, way_out
from trainer.theory.constants import PITFALLS


def check(scenario: Scenario) -> Iterator[Finding]:
    """Yield everything in a scenario that makes playing it impossible."""
    return _Check(scenario).run()


class _Check:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.personas = scenario.personas
        self.places = scenario.scenes.keys() | scenario.endings.keys()
        self.pitfalls = scenario.pitfalls.keys() | set(PITFALLS)
        self.examine = lru_cache(maxsize=None)(self._examine)

    def run(self) -> Iterator[Finding]:
        yield from self.namespace()
        yield from self.known("L301", ("start",), self.scenario.start, [("scenes",)], findings.scene_text)
        for key, meter in self.scenario.meters.items():
            if meter.min > meter.max:
                message = _("The lowest value of `{name}` is above its highest.").format(name=key)
                yield Finding(("meters", key), "L204", message, "", (("meters", key),), at_key=True)
            elif not meter.min <= meter.start <= meter.max:
                message = _("The start of `{name}` lies outside its range.").format(name=key)
                hint = _("The range is {low} to {high}.").format(low=meter.min, high=meter.max)
                yield Finding(("meters", key), "L204", message, hint, (("meters", key),), at_key=True)
        for key, persona in self.personas.items():
            yield from self.persona(key, persona)
        for key, scene in self.scenario.scenes.items():
            yield from self.scene(key, scene)
        for key, ending in self.scenario.endings.items():
            if key in self.scenario.scenes:
                message = _("`{name}` is both a scene and an ending.").format(name=key)
                yield Finding(("endings", key), "L313", message, _("Give one of them another name."), at_key=True)
            yield from self.lines(("endings", key), "lines", ending.lines, tuple(self.personas))
        yield from rings(self.scenario)
        for key, walk in self.scenario.walks.items():
            yield from self.walk(key, walk)

    # --- names --------------------------------------------------------------------------------------------

    def namespace(self) -> Iterator[Finding]:
        taken = _("Personas, meters and the words of conditions share one set of names; choose another.")
        activities = any(isinstance(scene, Scale) for scene in self.scenario.scenes.values())
        words = WORDS | {VALUE} if activities else WORDS
        for kind in ("personas", "meters"):
            for key in getattr(self.scenario, kind):
                if key in words:
                    message = _("`{name}` is a word with a meaning of its own.").format(name=key)
                    yield Finding((kind, key), "L313", message, taken, at_key=True)
        for key in self.scenario.meters.keys() & self.personas.keys():
            message = _("`{name}` is both a persona and a meter.").format(name=key)
            yield Finding(("meters", key), "L313", message, taken, at_key=True)
        for key, persona in self.personas.items():
            for mood in persona.moods.keys() & {ANY, OTHERWISE}:
                message = _("`{name}` is a word with a meaning of its own.").format(name=mood)
                yield Finding(("personas", key, "moods", mood), "L313", message, taken, at_key=True)

    def known(
        self, code: str, path: Path, name: str, homes: list[Path], what: Callable[[str], str], at_key: bool = False
    ) -> Iterator[Finding]:
        """Yield a finding when a name is in none of the places where such names are defined."""
        names = [known for home in homes if EACH not in home for known in self.defined(home)]
        if name not in names:
            needs = tuple((*home, name) for home in homes)
            yield Finding(path, code, what(name), suggestion(name, names), needs, at_key)

    def defined(self, home: Path) -> Iterable[str]:
        """Return the names that are defined at a path, those that always exist included."""
        found: Any = self.scenario
        for part in home:
            found = found[part] if isinstance(found, dict) else getattr(found, str(part))
        return [*found, *(PITFALLS if home == ("pitfalls",) else ())]

    def moods(self, path: Path, moods: dict[str, str]) -> Iterator[Finding]:
        for persona, mood in moods.items():
            if persona not in self.personas:
                yield from self.persona_known((*path, persona), persona, at_key=True)
            else:
                yield from self.mood_known((*path, persona), persona, mood)

    def persona_known(self, path: Path, name: str, at_key: bool = False) -> Iterator[Finding]:
        yield from self.known("L302", path, name, [("personas",)], findings.persona_text, at_key)

    def mood_known(self, path: Path, persona: str, mood: str, at_key: bool = False) -> Iterator[Finding]:
        yield from self.known("L303", path, mood, [("personas", persona, "moods")], findings.mood_text, at_key)

    def meters(self, path: Path, meters: dict[str, int]) -> Iterator[Finding]:
        for meter in meters:
            yield from self.known("L304", (*path, meter), meter, [("meters",)], findings.meter_text, at_key=True)

    # --- conditions ---------------------------------------------------------------------------------------

    @cached_property
    def story_words(self) -> Vocabulary:
        scenario = self.scenario
        chosen = {f"{scene}.{r}" for scene, found in scenario.scenes.items() for r in found.responses}
        return Vocabulary(
            numbers=frozenset(scenario.meters),
            names={key: frozenset(persona.moods) for key, persona in self.personas.items()},
            calls={"visited": frozenset(scenario.scenes), "chosen": frozenset(chosen)},
            dispositions={key: frozenset(persona.dispositions) for key, persona in self.personas.items()},
        )

    @cached_property
    def outcome_words(self) -> Vocabulary:
        story = self.story_words
        return replace(story, numbers=story.numbers | {VALUE})

    def shift_words(self, persona: Persona) -> Vocabulary:
        story = self.story_words
        return Vocabulary(
            numbers=ACT_NUMBERS | frozenset(persona.reads),
            names={**story.names, **{key: frozenset(values) for key, values in ACT_NAMES.items()}},
            truths=ACT_TRUTHS,
            calls={"pitfall": frozenset(self.pitfalls)},
            dispositions=story.dispositions,
        )

    def condition(self, path: Path, condition: Condition | None, words: Vocabulary | None = None) -> Iterator[Finding]:
        if condition is None:
            return
        remarks = self.examine(condition) if words is None else tuple(examine(condition, words))
        for remark in remarks:
            inside = (condition.text, remark.offset)
            needs = tuple(self.meanings(remark.word)) if remark.word else ()
            if path[0] == "personas" and remark.word in self.scenario.meters:
                remark = replace(remark, hint=_("Add `{name}` to `reads`.").format(name=remark.word))
            yield Finding((*path, "if"), remark.code, remark.message, remark.hint, needs, inside=inside)

    def meanings(self, word: str) -> Iterator[Path]:
        """Yield every path where a word of a condition could be defined."""
        yield from (("meters", word), ("personas", word), ("scenes", word), ("pitfalls", word))
        scene, dot, response = word.partition(".")
        if dot:
            yield ("scenes", scene, "responses", response)
        for key in self.personas:
            yield from (("personas", key, "moods", word), ("personas", key, "dispositions", word))
            yield ("personas", key, "reads")

    def _examine(self, condition: Condition) -> tuple[Remark, ...]:
        return tuple(examine(condition, self.story_words))

    # --- personas -----------------------------------------------------------------------------------------

    def persona(self, key: str, persona: Persona) -> Iterator[Finding]:
        path: Path = ("personas", key)
        yield from self.mood_known((*path, "start"), key, persona.start)
        for meter in persona.reads:
            if meter not in self.scenario.meters:
                message = _("`{persona}` reads the meter `{meter}`, which this scenario does not have.")
                hint = _("Add it under `meters`, or take it out of `reads`.")
                told = message.format(persona=key, meter=meter)
                yield Finding(("personas",), "L314", told, hint, (("meters", meter),), at_key=True)
        words = self.shift_words(persona)
        for n, shift in enumerate(persona.shifts):
            yield from self.shift((*path, "shifts", n), key, shift, words)
        for name, disposition in persona.dispositions.items():
            if disposition.start is not None:
                yield from self.mood_known((*path, "dispositions", name, "start"), key, disposition.start)
        if persona.dispositions and not any(d.weight for d in persona.dispositions.values()):
            where = (*path, "dispositions")
            message = _("All dispositions have weight 0, so none can be drawn.")
            yield Finding(where, "L204", message, _("Give at least one a weight."), (where,), at_key=True)

    def shift(self, path: Path, key: str, shift: Shift, words: Vocabulary) -> Iterator[Finding]:
        for n, origin in enumerate(shift.origin):
            if origin != ANY:
                yield from self.mood_known((*path, "from", n), key, origin)
        yield from self.mood_known((*path, "to"), key, shift.to)
        yield from self.condition(path, shift.condition, words)

    # --- scenes -------------------------------------------------------------------------------------------

    def scene(self, key: str, scene: Scene) -> Iterator[Finding]:
        path: Path = ("scenes", key)
        present = self.scenario.present(scene)
        if any(name not in self.personas for name in present):
            present = tuple(self.personas)  # told below; who else is in the room is not known then
        for n, name in enumerate(scene.present or ()):
            yield from self.persona_known((*path, "present", n), name)
        yield from self.meters((*path, "meters"), scene.meters)
        yield from self.moods((*path, "mood"), scene.mood)
        yield from self.lines(path, "lines", scene.lines, present)
        yield from self.targets((*path, "to"), scene.to)
        if isinstance(scene, Scale):
            yield from self.activity(path, scene, present)
            return
        yield from way_out(path, scene)
        if scene.responses and not present:
            where = (*path, "present")
            message = _("Nobody is present in `{name}`, so nobody can be answered.").format(name=key)
            yield Finding(where, "L310", message, _("Name who is in the room."), (where,), at_key=True)
        for name, response in scene.responses.items():
            yield from self.response((*path, "responses", name), response, scene, present)
            yield from self.lines((*path, "responses", name), "reply", response.reply, present)

    def activity(self, path: Path, scale: Scale, present: tuple[str, ...]) -> Iterator[Finding]:
        for key in TALKS_ONLY:
            if key in scale.model_fields_set:
                message = _("An activity goes on by its `outcomes`; `{key}` has no place beside them.").format(key=key)
                hint = _("Take it out, or give it a scene of its own.")
                yield Finding((*path, key), "L318", message, hint, at_key=True)
        for n, outcome in enumerate(scale.outcomes):
            yield from self.outcome((*path, "outcomes", n), outcome, present)
        if scale.outcomes[-1].condition is not None:
            where = (*path, "outcomes")
            hint = _("Add a last entry without `if`.")
            yield Finding(where, "L311", findings.no_way_out(), hint, (where,), at_key=True)

    def outcome(self, path: Path, outcome: Outcome, present: tuple[str, ...]) -> Iterator[Finding]:
        yield from self.condition(path, outcome.condition, self.outcome_words)
        yield from self.meters((*path, "meters"), outcome.meters)
        yield from self.moods((*path, "mood"), outcome.mood)
        yield from self.lines(path, "reply", outcome.reply, present)
        yield from self.target((*path, "to"), outcome.to)

    def response(self, path: Path, response: Response, scene: Scene, present: tuple[str, ...]) -> Iterator[Finding]:
        for n, name in enumerate(response.towards or ()):
            if response.towards != (BETWEEN,):
                yield from self.in_room((*path, "towards", n), name, present)
        for n, name in enumerate(response.pitfalls):
            yield from self.known("L306", (*path, "pitfalls", n), name, [("pitfalls",)], findings.pitfall_text)
        for name in response.goals:
            yield from self.known("L305", (*path, "goals", name), name, [("goals",)], findings.goal_text, at_key=True)
        yield from self.meters((*path, "meters"), response.meters)
        yield from self.moods((*path, "mood"), response.mood)
        yield from self.condition(path, response.condition)
        for name in response.thought if isinstance(response.thought, dict) else ():
            yield from self.persona_known((*path, "thought", name), name, at_key=True)
        yield from self.targets((*path, "to"), response.to)

    def in_room(self, path: Path, name: str, present: tuple[str, ...], at_key: bool = False) -> Iterator[Finding]:
        if name not in self.personas:
            yield from self.persona_known(path, name, at_key)
        elif name not in present:
            message = _("`{name}` is not present in this scene.").format(name=name)
            hint = _("Add `{name}` to `present`.").format(name=name)
            yield Finding(path, "L310", message, hint, ((*path[:2], "present"),), at_key)

    def targets(self, path: Path, targets: tuple[Target, ...] | None) -> Iterator[Finding]:
        for n, target in enumerate(targets or ()):
            yield from self.target((*path, n, "to"), target.to)
            yield from self.condition((*path, n), target.condition)

    def target(self, path: Path, name: str) -> Iterator[Finding]:
        if name not in self.places:
            homes: list[Path] = [("scenes",), ("endings",)]
            yield from self.known("L301", path, name, homes, findings.target_text)

    def lines(self, path: Path, key: str, lines: tuple[Line, ...], present: tuple[str, ...]) -> Iterator[Finding]:
        for n, line in enumerate(lines):
            where = (*path, key, n)
            if line.speaker != NARRATOR:
                yield from self.in_room((*where, "speaker"), line.speaker, present, at_key=True)
            if line.towards is not None:
                yield from self.in_room((*where, "towards"), line.towards, present)
            yield from self.condition(where, line.condition)
            whose = next(iter(self.personas)) if line.speaker == NARRATOR else line.speaker
            for mood in line.text if isinstance(line.text, dict) and whose in self.personas else ():
                if mood != OTHERWISE:
                    yield from self.mood_known((*where, "text", mood), whose, mood, at_key=True)

    # --- walks ---------------------------------------------------------------------------------------------

    def walk(self, key: str, walk: Walk) -> Iterator[Finding]:
        path: Path = ("walks", key)
        homes: list[Path] = [("scenes", scene, "responses") for scene in self.scenario.scenes]
        homes.append(("scenes", EACH, "responses"))  # a scene that was refused as a whole
        for n, choice in enumerate(walk.choose):
            if self.answers and choice.removeprefix("-").isdecimal():
                yield from self.answer((*path, "choose", n), choice)
            elif choice not in self.responses:
                yield from self.known("L316", (*path, "choose", n), choice, homes, findings.response_text)
        if walk.ending is not None:
            yield from self.known("L301", (*path, "ending"), walk.ending, [("endings",)], findings.ending_text)
        for n, expectation in enumerate(walk.expect):
            yield from self.expectation((*path, "expect", n), expectation, homes)
        yield from self.walk_disposition((*path, "disposition"), walk)

    def expectation(self, path: Path, expected: Expectation, homes: list[Path]) -> Iterator[Finding]:
        if expected.scene is not None:
            yield from self.known("L301", (*path, "scene"), expected.scene, [("scenes",)], findings.scene_text)
        yield from self.meters((*path, "meters"), expected.meters)
        yield from self.moods((*path, "mood"), expected.mood)
        for n, name in enumerate(expected.offered or ()):
            if name not in self.responses:
                yield from self.known("L316", (*path, "offered", n), name, homes, findings.response_text)
        for n, line in enumerate(expected.lines or ()):
            if line.speaker not in (None, NARRATOR):
                yield from self.persona_known((*path, "lines", n, "speaker"), line.speaker, at_key=True)
            if line.towards is not None:
                yield from self.persona_known((*path, "lines", n, "towards"), line.towards)

    def answer(self, path: Path, answer: str) -> Iterator[Finding]:
        if answer not in self.answers:
            message = _("No activity has the answer `{answer}`.").format(answer=answer)
            hint = _("Answers are numbers from 1 to {last}.").format(last=len(self.answers))
            yield Finding(path, "L316", message, hint, (("scenes", EACH, "steps"), ("scenes", EACH, "activity")))

    @cached_property
    def responses(self) -> set[str]:
        return {name for scene in self.scenario.scenes.values() for name in scene.responses}

    @cached_property
    def answers(self) -> set[str]:
        scales = (scene for scene in self.scenario.scenes.values() if isinstance(scene, Scale))
        return {answer for scale in scales for answer in scale.answers}

    def walk_disposition(self, path: Path, walk: Walk) -> Iterator[Finding]:
        if isinstance(walk.disposition, str):
            homes: list[Path] = [("personas", key, "dispositions") for key in self.personas]
            yield from self.known("L317", path, walk.disposition, homes, findings.disposition_text)
        for name, disposition in (walk.disposition if isinstance(walk.disposition, dict) else {}).items():
            if name not in self.personas:
                yield from self.persona_known((*path, name), name, at_key=True)
            else:
                homes = [("personas", name, "dispositions")]
                yield from self.known("L317", (*path, name), disposition, homes, findings.disposition_text)
