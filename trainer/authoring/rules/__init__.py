"""Every rule that a scenario is held against, by what it looks at."""

from trainer.authoring.rules import structure as structure
from trainer.authoring.rules.rule import RULES as RULES
