"""What happens: a session over a scenario, its machines, and the transcript it leaves."""

from trainer.conversation.run import Run
from trainer.conversation.session import Moment, Session
from trainer.conversation.transcript import Transcript, Turn

__all__ = ["Moment", "Run", "Session", "Transcript", "Turn"]
