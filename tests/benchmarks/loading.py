"""The row about loading: a file read, checked and kept with the place of every value."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks import peer
from tests.benchmarks.table import NotMeasuredError, Row, timed
from trainer.scenario import load_scenario

SCENES = 157  # about 100 KB as YAML


def _yaml_alone(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _loading(rounds: int) -> Sequence[float]:
    if not hasattr(yaml, "CSafeLoader"):
        raise NotMeasuredError("needs the C parser of PyYAML")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "peer_story.yaml"
        file.write_text(peer.as_yaml(peer.story(SCENES)), encoding="utf-8")
        load_scenario(file), _yaml_alone(file)  # imports and compiled patterns are no part of it
        return [_ratio(file) for _round in range(rounds)]


def _ratio(file: Path) -> float:
    gc.collect()
    return timed(lambda: load_scenario(file))[0] / timed(lambda: _yaml_alone(file))[0]


ROWS = (Row("loading", "100 KB loaded, validated, with places", "yaml.load with CSafeLoader", 1, _loading, 40, 10),)
