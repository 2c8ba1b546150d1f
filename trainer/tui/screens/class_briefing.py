"""The briefing in front of a class."""

from __future__ import annotations

from dataclasses import replace

from trainer.language import _
from trainer.practice.briefing import Briefing
from trainer.practice.lesson import Lesson
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.page import Page


class ClassBriefingScreen(BriefingScreen):
    """The briefing for everybody; what somebody meant to try after an earlier talk is nobody else's."""

    def briefing(self) -> Briefing:
        """Return what is told."""
        return replace(self.sitting.briefing, intention="")

    def way(self) -> str:
        """Return how a class talks here."""
        return _("Together you vote on what to say, do or leave unsaid. The numbers about the talk come last.")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return ClassBriefingScreen(self.sitting)

    def action_begin(self) -> None:
        """Begin the class; from now on it is kept."""
        from trainer.tui.screens.classroom import ClassroomScreen

        def begin() -> None:
            phones = self.trainer.phones
            lesson = Lesson(self.sitting, phones.code if phones else "")
            self.app.switch_screen(ClassroomScreen(lesson))
            if phones:
                phones.open(self.trainer, lesson)

        self.keeping(begin)
