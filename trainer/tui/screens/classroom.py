"""The shared screen of a class: votes, what they come to, and the talk that goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainer import language
from trainer.classroom.ballot import Asks, Ballot
from trainer.errors import ChoiceError, UsageError
from trainer.language import _
from trainer.practice import class_asked, voting
from trainer.practice.asked import LEAVE
from trainer.practice.lesson import Lesson
from trainer.tui import actions
from trainer.tui.actions import Action
from trainer.tui.screens.page import Page
from trainer.tui.screens.shared import SharedPage
from trainer.tui.widgets.clock import Clock

WIDE = 110
"""Columns from which letters could well be larger."""
ABOUT_THE_VOTE = ("vote", "hands", "asks")
"""What one can only do where there is something to choose."""


@dataclass
class Showing:
    """What the trainer set on the screen, apart from the vote itself."""

    asks: Asks = "response"
    """What the next vote is about."""
    put_away: bool = False
    """Whether the outcome of the last vote was put away, so that what can be chosen shows again."""


class ClassroomScreen(SharedPage):
    """One key a step: a vote opens, closes, is shown, and only then the client reacts."""

    ACTIONS = actions.CLASS

    def __init__(self, lesson: Lesson, showing: Showing | None = None, clock: Clock | None = None) -> None:
        super().__init__(lesson.sitting, clock)
        self.lesson = lesson
        self.showing = showing or Showing()

    def heading(self) -> str:
        """Return the title, and that this is a road not taken."""
        if self.lesson.on_a_fork:
            title = self.sitting.scenario.title
            return _("A road not taken, from turn {turn} (F: back): {title}").format(turn=self.sitting.at, title=title)
        return self.sitting.title

    def on_mount(self) -> None:
        """Tell once how letters get larger, where they are smaller than they need to be."""
        if self.size.width >= WIDE and self.lesson.stage == "talk" and not self.sitting.session.choices:
            self.say(_("To be read from the back: make the letters larger (often Ctrl and +), down to 80 columns."))

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        other = ClassroomScreen(self.lesson, self.showing, self.clock)
        other.shows_places = self.shows_places
        return other

    def told(self) -> tuple[Action, ...]:
        """Return what help tells; of phones only where they can join."""
        return tuple(action for action in self.ACTIONS if action.name != "phones" or self.trainer.phones)

    def show(self) -> None:
        """Show where things stand now, on the phones too."""
        super().show()
        if self.trainer.phones is not None:
            self.trainer.phones.announce()

    # --- what is shown ----------------------------------------------------------------------------------------

    @property
    def outcome(self) -> Ballot | None:
        """Return the vote whose outcome is on the screen."""
        told = self.lesson.stage == "told" and not self.showing.put_away
        return self.lesson.ballot if told else None

    @property
    def about_places(self) -> bool:
        """Return whether the vote on the screen is about places, so that no responses are to be seen."""
        ballot = self.lesson.ballot
        shown = self.lesson.stage in ("open", "closed") or self.outcome is not None
        return ballot is not None and ballot.asks != "response" and shown

    def standing(self) -> str:
        """Return where the vote stands."""
        if not self.sitting.page.options:
            return ""
        if self.lesson.stage == "told" and self.showing.put_away:
            return _("Next vote: {question}").format(question=voting.asked(self.sitting, self.showing.asks))
        return voting.standing(self.lesson, self.showing.asks)

    def show_board(self) -> None:
        """Show what can be chosen, what can be voted for, or how it came out."""
        page, session = self.sitting.page, self.sitting.session
        scenario, scene, ballot = self.sitting.scenario, session.moment.scene, self.lesson.ballot
        if not page.options:
            self.board.say(voting.closing(self.lesson))
        elif self.outcome is not None:
            self.board.tell(voting.tallies(scenario, scene, self.outcome, self.lesson.before))
        elif self.about_places and ballot is not None:
            found = voting.answers(scenario, scene, ballot.asks, ballot.options)
            self.board.offer(voting.with_wishes(found) if ballot.asks == "rose" else found)
        else:
            options = tuple(option.id for option in page.options)
            self.board.offer(voting.answers(scenario, scene, "response", options), page.scale)

    def show_cloud(self) -> bool:
        """Show where the votes fell, if that was voted on."""
        outcome = self.outcome
        if outcome is None or outcome.asks != "rose" or not outcome.voters:
            return False
        found = voting.tallies(self.sitting.scenario, "", outcome, self.lesson.before)
        self.cloud.show(voting.cloud(outcome), found, self.sitting if self.shows_places else None)
        return True

    # --- steps ------------------------------------------------------------------------------------------------

    def step(self, make: Callable[[], object]) -> None:
        """Take a step of the class, which is kept before it shows; what does not work is told."""

        def taken() -> None:
            before = self.lesson.at
            try:
                make()
            except (UsageError, ChoiceError) as error:
                self.say(str(error))
            self.sitting = self.lesson.sitting
            if self.lesson.at != before:
                self.make_audible()
            self.show()

        self.keeping(taken)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a vote only where there is something to choose, and another one only after the first was told."""
        if self.is_mounted:
            if action in ABOUT_THE_VOTE and not self.sitting.page.options:
                return False
            if action == "again" and self.outcome is None:
                return False
            if action == "phones" and self.trainer.phones is None:
                return False
        return super().check_action(action, parameters)

    def action_vote(self) -> None:
        """Open a vote, or close it."""
        if self.lesson.stage == "open":
            self.step(self.lesson.close_vote)
        else:
            self.open_vote()

    def open_vote(self) -> None:
        """Open a vote on what was asked for."""
        asks = self.showing.asks
        if self.lesson.stage == "closed" and self.lesson.ballot is not None:
            asks = self.lesson.ballot.asks
        self.showing.put_away = False
        self.shows_places &= asks == "response"  # else it would tell what is asked
        self.step(lambda: self.lesson.open_vote(asks))

    def action_again(self) -> None:
        """Vote again on the same thing."""
        if self.about_places:
            self.shows_places = False
        self.step(self.lesson.vote_again)

    def action_reveal(self) -> None:
        """Show how the class voted; then let the client react. At the end, go on to what comes after it."""
        if not self.sitting.page.options:
            self.go_on_after_the_end()
        elif self.outcome is not None and self.outcome.asks != "response":
            self.showing.put_away, self.showing.asks = True, "response"
            self.show()
        elif self.outcome is not None:
            self.step(self.lesson.react)
        elif self.lesson.stage == "closed":
            self.showing.put_away = False
            self.step(self.lesson.tell)
        elif self.lesson.stage == "open":
            self.say(_("The vote is still open. Space closes it; S: show of hands."))
        else:
            self.say(_("Space: vote. S: show of hands. Or take a response by its number."))

    def go_on_after_the_end(self) -> None:
        """Come back from a road not taken, or look back together."""
        if self.lesson.on_a_fork:
            self.come_home()
        else:
            self.look_back()

    def look_back(self) -> None:
        """Look back on the talk, without numbers at first."""
        from trainer.tui.screens.class_debrief import ClassDebriefScreen

        def look_back() -> None:
            self.lesson.look_back()
            self.app.switch_screen(ClassDebriefScreen(self.lesson))

        self.keeping(look_back)

    def action_choose(self, number: int) -> None:
        """Take a response that is on the screen, whatever was voted; another number does nothing."""
        if self.about_places:
            self.say(_("The responses are not on the screen now. Enter: back to the talk."))
        elif number <= len(self.sitting.page.options):
            self.showing.asks = "response"
            self.step(lambda: self.lesson.take(number))

    # --- hands, and what is voted on ----------------------------------------------------------------------------

    def action_hands(self) -> None:
        """Type the counts of a show of hands, for the vote at hand or a new one."""
        from trainer.tui.screens.hands import HandsScreen

        ballot = None if self.lesson.stage == "told" else self.lesson.ballot
        asks = self.showing.asks if ballot is None else ballot.asks
        replaces = ballot is not None and bool(ballot.votes)

        def answers() -> tuple[voting.Answer, ...]:
            sitting = self.lesson.sitting
            options = tuple(option.id for option in sitting.page.options)
            return voting.answers(sitting.scenario, sitting.session.moment.scene, asks, options)

        def question() -> str:
            return voting.asked(self.lesson.sitting, asks)

        self.app.push_screen(HandsScreen(answers, question, lambda counts: self.count(asks, counts), replaces))

    def count(self, asks: Asks, counts: Mapping[str, int]) -> None:
        """Keep typed counts as a vote."""

        def keep() -> None:
            if self.lesson.stage in ("talk", "told"):
                self.lesson.open_vote(asks)
            self.lesson.count_hands(counts)

        self.showing.put_away = False
        self.step(keep)

    def action_phones(self) -> None:
        """Show how phones join."""
        from trainer.tui.screens.joining import JoiningScreen

        phones = self.trainer.phones
        if phones is not None and phones.entrance is not None:
            self.app.push_screen(JoiningScreen(self.lesson, phones.entrance, phones.before))

    def action_asks(self) -> None:
        """Ask what the next vote is about."""
        self.trainer.ask(lambda: class_asked.next_vote(self.lesson), self.set_asks)

    def set_asks(self, answer: str) -> None:
        """Let the next vote be about this."""
        for asks in ("response", "rose", "axis"):
            if answer == asks:
                self.showing.asks, self.showing.put_away = asks, self.lesson.stage == "told"
                self.shows_places &= asks == "response"  # else it would tell what is asked
                self.show()

    # --- elsewhere in the talk ----------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Ask to which earlier turn the class goes back."""
        if not self.sitting.session.transcript.turns:
            self.say(_("There is no earlier turn yet."))
        else:
            self.trainer.ask(lambda: class_asked.earlier(self.lesson), self.go_back)

    def go_back(self, answer: str) -> None:
        """Go back to before a turn."""
        if answer != LEAVE:
            self.move(lambda: self.lesson.go_back(int(answer)))

    def action_fork(self) -> None:
        """Ask for a road not taken, or come back from it."""
        if self.lesson.on_a_fork:
            self.come_home()
        elif not self.lesson.roads:
            self.say(_("So far every other response leads to the same scene. B plays a turn again."))
        else:
            self.trainer.ask(lambda: class_asked.other_roads(self.lesson), self.take_road)

    def take_road(self, answer: str) -> None:
        """Look at a road not taken."""
        if answer != LEAVE:
            turn, _space, response = answer.partition(" ")
            self.move(lambda: self.lesson.fork(int(turn), response))

    def come_home(self) -> None:
        """Return to where the class was, in the language spoken now."""

        def home() -> None:
            self.lesson.come_home()
            self.lesson.sitting.speak(language.current())

        self.move(home)

    def move(self, make: Callable[[], object]) -> None:
        """Go to another moment of the talk."""
        self.showing.asks, self.showing.put_away = "response", False
        self.step(make)

    def action_places(self) -> None:
        """Show or hide where the client is, and where the last response lay; not while that is being voted on."""
        if self.about_places and self.outcome is None:
            self.say(_("First the vote; A shows it after that."))
        else:
            super().action_places()

    # --- leaving ------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave, the second time it is asked."""
        if not self._asked_to_leave:
            self._asked_to_leave = True
            self.say(class_asked.leaving(self.lesson))
            return
        first = self.sitting.first
        if not self.lesson.polls and not first.session.choices:
            self.keeping(self.lesson.stop)  # nobody is asked to go on with what was never begun
        self.trainer.leave_sitting(first)

    def action_stop(self) -> None:
        """Ask whether to stop for good."""
        self.trainer.ask(class_asked.stopping, self.stop)

    def stop(self, answer: str) -> None:
        """Stop for good: look back together, or leave what nobody is asked to go on with."""
        if answer == LEAVE:
            return

        def stop() -> None:
            self.lesson.stop()
            self.trainer.leave_sitting(self.lesson.sitting.first)

        if answer == class_asked.BACK_TOGETHER:
            self.look_back()
        else:
            self.keeping(stop)
