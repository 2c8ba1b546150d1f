"""A run that came from another machine, opened here to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trainer.errors import ChoiceError, ScenarioError, UsageError
from trainer.language import _
from trainer.practice.memory import Memory
from trainer.practice.resume import restored
from trainer.practice.sitting import Sitting
from trainer.records.edition import own_file, unpack
from trainer.records.past import Branch, Kept, Past
from trainer.records.transfer import Arrived, arrived
from trainer.scenario.library import find
from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Scenario


@contextmanager
def opened(path: Path, run: str | None, shelves: Sequence[Path], language: str) -> Iterator[Sitting]:
    """Give the sitting of a run in an exported file: the one named, or the only one. Nothing of it is kept here.

    Raises UsageError when the file is no export, or when there is no scenario in which the run can be shown.
    """
    found = _one(arrived(path), run, path)
    with TemporaryDirectory() as folder:
        scenario = _scenario(found, Path(folder), shelves, language)
        try:
            sitting = restored(_kept(found), scenario, Memory())
        except (ChoiceError, ValueError):
            message = _("The choices in {path} do not fit the scenario {name}.")
            raise UsageError(message.format(path=path, name=found.run.scenario)) from None
        yield sitting


def _one(runs: list[Arrived], run: str | None, path: Path) -> Arrived:
    fitting = [found for found in runs if run is None or found.id.startswith(run)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(_("There is no such run in {path}.").format(path=path))
    names = ", ".join(found.id for found in fitting[:20])
    raise UsageError(_("There are more runs in {path}; name one with --run: {names}.").format(path=path, names=names))


def _scenario(found: Arrived, folder: Path, shelves: Sequence[Path], language: str) -> Scenario:
    """Return the scenario that came along, else the one of this id here."""
    name = found.run.scenario
    if Path(name).name != name:
        raise UsageError(_("The scenario {name} of this run cannot be read.").format(name=name))
    try:
        if found.files and not found.files.keys().isdisjoint((f"{name}.yaml", f"{name}.yml")):
            unpack(found.files, folder)
            return load_scenario(own_file(folder, name), language)
        return load_scenario(find(name, shelves), language)
    except (ScenarioError, OSError):
        raise UsageError(_("The scenario {name} of this run cannot be read.").format(name=name)) from None


def _kept(found: Arrived) -> Kept:
    run = found.run
    branches = tuple(
        Branch(n, way.at, way.at, way.choices, True, None, way.reasons) for n, way in enumerate(run.explored, 1)
    )
    reflected = run.ended if found.reflected else None
    past = Past(found.id, run.scenario, "", run.learner, run.mode, run.started or "", run.ended, reflected=reflected)
    return Kept(past, run, "", False, branches, {}, None)
