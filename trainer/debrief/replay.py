"""A conversation as plain data, in the shape that `trainer replay --format json` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trainer.conversation.transcript import Answered, Transcript, Turn
from trainer.debrief.summary import summarize
from trainer.theory.rose import Vector, octant_of


def replay(transcript: Transcript, seed: int) -> dict[str, Any]:
    """Return scenario, turns, ending and summary as dicts and lists, numbers at full precision.

    With activities there are also `answers`: each after how many turns it was given.
    """
    summary = asdict(summarize(transcript))
    return {
        "scenario": transcript.scenario.id,
        "digest": transcript.scenario.digest,
        "seed": seed,
        "disposition": transcript.disposition,
        "turns": [_turn(transcript, turn) for turn in transcript.turns],
        **({"answers": [_answer(answered) for answered in transcript.answers]} if transcript.answers else {}),
        "ending": transcript.ending,
        "summary": {**summary, "pitfalls": list(summary["pitfalls"])},
    }


def _answer(answered: Answered) -> dict[str, Any]:
    return {"scene": answered.scene, "answer": answered.answer, "after": answered.turns}


def _turn(transcript: Transcript, turn: Turn) -> dict[str, Any]:
    reading = turn.judgement
    scene = transcript.scenario.scenes[turn.scene]
    one = len(reading.addressed) == 1
    return {
        "scene": turn.scene,
        "response": turn.response,
        "phase": turn.phase,
        "mood": dict(turn.moods),
        "client": {
            "persona": reading.addressed[0] if one else list(reading.addressed),
            **_place(reading.client),
            **({} if one else {"octant": None}),
        },
        "clients": {
            key: _place(transcript.cast[key].at(turn.moods[key])) for key in transcript.scenario.present(scene)
        },
        "rose": {"code": reading.rose.code, **_place(reading.rose.vector)},
        "closeness": reading.closeness,
        "band": list(reading.band),
        "band_score": reading.band_score,
        "rose_fit": reading.rose_fit,
        "drawn_in": reading.drawn_in,
        "predicted": _place(reading.predicted),
        "autonomy": reading.autonomy,
        "pitfalls": list(reading.pitfalls),
        "meters": dict(turn.meters),
    }


def _place(place: Vector) -> dict[str, Any]:
    return {"octant": octant_of(place), "x": place.x, "y": place.y}
