"""The command palette: the same actions as keys, footer and help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from trainer.language import _
from trainer.tui.actions import EVERYWHERE, Action
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page


class Actions(Provider):
    """What one can do on the screen below, by its words."""

    def _actions(self) -> Iterator[Action]:
        page = self.screen
        own = page.ACTIONS if isinstance(page, Page) else ()
        for action in (*own, *EVERYWHERE):
            if (
                action.bound
                and not action.name.startswith("choose")
                and page.check_action(action.name.split("(")[0], ())
            ):
                yield action

    async def discover(self) -> Hits:
        """Yield everything, before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(foreign(_(action.label)), self._doing(action), help=_(action.tells))

    async def search(self, query: str) -> Hits:
        """Yield what fits the words typed."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = matcher.match(_(action.label))
            if score > 0:
                yield Hit(score, foreign(_(action.label)), self._doing(action), help=_(action.tells))

    def _doing(self, action: Action) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.screen.run_action(action.name)

        return do
