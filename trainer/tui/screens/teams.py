"""Teams that take turns at one keyboard, in front of a class."""

from __future__ import annotations

from trainer import language
from trainer.classroom.ballot import Asks
from trainer.language import _
from trainer.practice import class_asked, voting
from trainer.practice.asked import LEAVE
from trainer.practice.teams import Teams, name
from trainer.tui import actions
from trainer.tui.screens.page import Page
from trainer.tui.screens.shared import SharedPage
from trainer.tui.widgets.clock import Clock

RESPONSE: Asks = "response"


class TeamsScreen(SharedPage):
    """One team chooses and sees what follows; Enter gives the turn to the next one."""

    ACTIONS = actions.TEAMS

    def __init__(self, teams: Teams, clock: Clock | None = None) -> None:
        super().__init__(teams.sitting, clock)
        self.teams = teams

    def heading(self) -> str:
        """Return the title."""
        return self.sitting.scenario.title

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return TeamsScreen(self.teams, self.clock)

    def speak(self) -> None:
        """Go on in the language spoken now, in the talk of every team."""
        for sitting in self.teams.sittings:
            sitting.speak(language.current())
        super().speak()

    # --- what is shown ----------------------------------------------------------------------------------------

    def standing(self) -> str:
        """Return whose turn it is."""
        team = name(self.teams.at)
        if not self.teams.chosen and self.sitting.page.options:
            return _("{team} is up: what do you do?").format(team=team)
        if self.sitting.page.ended:
            return _("{team}: your talk has come to its end.").format(team=team)
        return _("{team}: this is what follows.").format(team=team)

    def show_board(self) -> None:
        """Show what the team can choose; while it reads what followed, who comes next."""
        page = self.sitting.page
        if self.teams.chosen or not page.options:
            following = self.teams.following()
            if following is None:
                self.board.say(_("All talks are over. Enter: the teams side by side."))
            else:
                self.board.say(_("Enter: {team} goes on.").format(team=name(following)))
            return
        options = tuple(option.id for option in page.options)
        scene = self.sitting.session.moment.scene
        self.board.offer(voting.answers(self.sitting.scenario, scene, RESPONSE, options), page.scale)

    # --- steps ------------------------------------------------------------------------------------------------

    def action_choose(self, number: int) -> None:
        """Make a choice for the team whose turn it is."""
        if not self.teams.chosen and number <= len(self.sitting.page.options):

            def choose() -> None:
                self.teams.choose(number)
                self.make_audible()
                self.show()

            self.keeping(choose)

    def action_reveal(self) -> None:
        """Give the turn to the next team; after the last talk, hold them side by side."""
        if self.teams.following() is None:
            self.compare()
        elif self.teams.chosen or not self.sitting.page.options:
            self.keeping(self.go_on)
        else:
            self.say(_("Choose a number first."))

    def go_on(self) -> None:
        """Give the turn to the next team."""
        self.teams.go_on()
        self.sitting = self.teams.sitting
        self.make_audible()
        self.show()

    def compare(self) -> None:
        """Hold the teams side by side."""
        from trainer.tui.screens.class_debrief import TeamsComparedScreen

        def compare() -> None:
            self.teams.look_back()
            self.app.switch_screen(TeamsComparedScreen(self.teams))

        self.keeping(compare)

    def action_leave(self) -> None:
        """Leave, the second time it is asked."""
        if not self._asked_to_leave:
            self._asked_to_leave = True
            self.say(class_asked.leaving_teams(self.teams))
            return
        if not any(sitting.session.choices for sitting in self.teams.sittings):
            self.keeping(self.teams.end)  # nobody is asked to go on with what was never begun
        self.leave()

    def leave(self) -> None:
        """Leave: another window may go on with these teams."""
        self.teams.close()
        self.trainer.leave()

    def action_stop(self) -> None:
        """Ask whether to stop for good."""
        self.trainer.ask(class_asked.stopping, self.stop)

    def stop(self, answer: str) -> None:
        """Stop for good: hold the teams side by side, or leave what nobody is asked to go on with."""
        if answer == LEAVE:
            return

        def stop() -> None:
            self.teams.end()
            self.leave()

        if answer == class_asked.BACK_TOGETHER:
            self.compare()
        else:
            self.keeping(stop)
