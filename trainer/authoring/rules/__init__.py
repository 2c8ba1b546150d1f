"""Every rule that a scenario is held against, by what it looks at."""

from trainer.authoring.rules import activities as activities
from trainer.authoring.rules import choosing as choosing
from trainer.authoring.rules import names as names
from trainer.authoring.rules import paths as paths
from trainer.authoring.rules import scoring as scoring
from trainer.authoring.rules import situations as situations
from trainer.authoring.rules import structure as structure
from trainer.authoring.rules import words as words
from trainer.authoring.rules.rule import RULES as RULES
