"""What a trainer is asked in front of a class: to go on with an earlier one, where to go, what to vote on."""

from __future__ import annotations

from trainer.language import _
from trainer.practice.asked import GO_ON, LEAVE, RESTART, Asked
from trainer.practice.dates import moment
from trainer.practice.entries import said
from trainer.practice.lesson import Lesson
from trainer.practice.reunion import LeftClass, LeftTeams
from trainer.practice.teams import Teams, name
from trainer.practice.voting import client

BACK_TOGETHER, STOP = "back_together", "stop"


def going_on(left: LeftClass) -> Asked:
    """Return what is asked when a class in this scenario was left before the numbers."""
    text = _("A class in this scenario was left on {moment}, before turn {turn}. Do you want to go on with it?")
    stood, turns = left.stood, left.found.kept.past.turns
    if stood is not None:
        turns = len(stood.talk.session.transcript.turns)
        if stood.looks_back or not stood.talk.page.options:
            text = _(
                "A class in this scenario was left on {moment}, after the talk and before the numbers. Do you want to "
                "go on with it?"
            )
    told = [text.format(moment=moment(left.started), turn=turns + 1), left.found.told]
    ways = ((GO_ON, _("Go on with that class.")),) if left.found.leads else ()
    return Asked(
        left.title,
        "\n\n".join(filter(None, told)),
        (*ways, (RESTART, _("Begin a new class. What was kept of the other one stays.")), (LEAVE, _("Leave."))),
    )


def going_on_in_teams(left: LeftTeams) -> Asked:
    """Return what is asked when teams in this scenario were left before the numbers."""
    text = _("{n} teams in this scenario were left on {moment}; {team} was up. Do you want to go on with them?")
    if left.kept.looks_back:
        text = _(
            "{n} teams in this scenario were left on {moment}, side by side and before the numbers. Do you want to go "
            "on with them?"
        )
    found = text.format(n=len(left.found), moment=moment(left.started), team=name(left.kept.up))
    ways = ((GO_ON, _("Go on with those teams.")),) if left.leads else ()
    return Asked(
        left.title,
        "\n\n".join(filter(None, (found, left.told))),
        (*ways, (RESTART, _("Begin with new teams. What was kept of the others stays.")), (LEAVE, _("Leave."))),
    )


def taken(title: str) -> Asked:
    """Return what is asked when the class is open in another window."""
    text = _("This class is open in another window. There you can go on with it.")
    return Asked(title, text, ((RESTART, _("Begin a new class here.")), (LEAVE, _("Leave."))))


def earlier(lesson: Lesson) -> Asked:
    """Return to which turn a class can go back."""
    scenario, turns = lesson.sitting.scenario, lesson.sitting.session.transcript.turns
    made = (said(scenario.scenes[turn.scene].responses[turn.response]) for turn in turns)
    return Asked(
        _("Back to an earlier turn"),
        _("Before which turn? The class goes on from there, as everything was then. What came after it is kept."),
        (*((str(n), text) for n, text in enumerate(made, 1)), (LEAVE, _("Stay here."))),
        start=len(turns) - 1,
    )


def other_roads(lesson: Lesson) -> Asked:
    """Return the roads not taken that a class can look at, the last turn first."""
    sitting = lesson.sitting
    scenario, turns = sitting.scenario, sitting.session.transcript.turns
    found = (
        (
            f"{turn} {response}",
            _("Turn {turn}: {text}").format(
                turn=turn, text=said(scenario.scenes[turns[turn - 1].scene].responses[response])
            ),
        )
        for turn, response in _last_turn_first(lesson)
    )
    return Asked(
        _("A road not taken"),
        _("What would have happened? Look at another way, and come back to this moment with F."),
        (*found, (LEAVE, _("Stay here."))),
    )


def _last_turn_first(lesson: Lesson) -> list[tuple[int, str]]:
    """Return the roads not taken, those of one turn in the order of the file."""
    found = list(lesson.roads)
    found.reverse()
    return sorted(found, key=lambda road: -road[0])


def next_vote(lesson: Lesson) -> Asked:
    """Return what the next vote can be about."""
    sitting = lesson.sitting
    steps = sitting.page.scale is not None
    ways = [
        ("response", _("A step of the scale.") if steps else _("The response: what would you do now?")),
        ("rose", _("The place of {client} on Leary's Rose.").format(client=client(sitting))),
    ]
    if sitting.last_response is not None:
        ways.append(("axis", _('How close the last response was: "{text}"').format(text=said(sitting.last_response))))
    return Asked(_("The next vote"), _("What does the class vote on?"), (*ways, (LEAVE, _("Change nothing."))))


def stopping() -> Asked:
    """Return what is asked who wants to stop in the middle."""
    return Asked(
        _("Stop here"),
        _("Stop for good? For a break, leave with Esc."),
        (
            (BACK_TOGETHER, _("Stop, and look back together on the talk so far.")),
            (STOP, _("Stop, and leave.")),
            (LEAVE, _("Go on with the talk.")),
        ),
        start=2,
    )


def leaving(lesson: Lesson) -> str:
    """Return what is said who wants to leave, before that is done."""
    if lesson.sitting.first.record is None:
        return _("Esc once more leaves. Nothing of this class is kept.")
    return _("Esc once more leaves. The class is kept: you can go on with it another time.")


def leaving_teams(teams: Teams) -> str:
    """Return what is said who wants to leave teams, before that is done."""
    if not teams.is_kept:
        return _("Esc once more leaves. Nothing of this class is kept.")
    return _("Esc once more leaves. The teams are kept: you can go on with them another time.")
