"""What an author writes: scenarios, personas, conditions, translations, and where they are found."""

from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Scenario

__all__ = ["Scenario", "load_scenario"]
