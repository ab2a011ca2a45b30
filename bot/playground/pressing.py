"""What a person does with buttons, fields and forms."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.choices import BUTTONS, Choice, Field, Upload, action_of, states_of
from bot.playground.filling import Name, check_sendable, fill
from bot.playground.invoking import Invoked, expect_answer, wait_for
from bot.playground.journal import Route
from bot.playground.reading import controls_in
from bot.playground.seen import SeenView, see_view
from bot.playground.shapes import JsonObject
from bot.playground.viewing import Viewer
from bot.playground.views import OpenView
from bot.playground.watching import Threaded
from bot.playground.workspace import Post


class Presser(Viewer):
    """The hands of one person, where there is something to press or to fill in."""

    def presses(self, message: Threaded | SeenView, action_id: str, choice: Choice = "") -> Invoked:
        """Presses a button of a message or a view; of two in one control ``choice`` says which.

        A field of a form that tells the app at once (``dispatch_action``) takes the choice.
        """
        self._check_interactive()
        if isinstance(message, SeenView):
            return self._acts_in_view(message, action_id, choice)
        return self._acts_in_message(message, action_id, choice)

    def selects(self, message: Threaded | SeenView, action_id: str, choice: Choice) -> Invoked:
        """Chooses from a list in a message or a view, by value or by label."""
        return self.presses(message, action_id, choice)

    def fills_in(self, view: SeenView, values: Mapping[Name, Choice]) -> SeenView:
        """Fills in fields of a view and sends nothing yet; by ``action_id`` or ``block_id``."""
        with self._platform.changed:
            typed = self._type(self._opened(view), values)
            self._platform.changed.notify_all()
            return see_view(self._platform, typed)

    def submits(self, view: SeenView, values: Mapping[Name, Choice] | None = None) -> Invoked:
        """Fills in a form and sends it; ``values`` go by ``action_id`` or ``block_id``."""
        platform = self._platform
        self._check_interactive()
        with platform.changed:
            opened = self._type(self._opened(view), values or {})
            if opened.hash != view.hash:
                raise AssertionError(f"{self.name} has another version of that view by now.")
            if "submit" not in opened.body:
                raise AssertionError(f"The view {opened.id} has no button to send it.")
            payload = platform.envelopes.submission(opened, self._trigger(opened.id))
            check_sendable(opened.body["blocks"], payload["view"]["state"]["values"])
            delivery = platform.deliver(Route.INTERACTION, "view_submission", payload)
            answer = expect_answer(platform, opened, delivery)
        return answer()

    def closes(self, view: SeenView) -> None:
        """Closes a form; what was beneath it is seen again."""
        platform = self._platform
        with platform.changed:
            opened = self._opened(view)
            if opened.is_home:
                raise AssertionError("A home tab cannot be closed.")
            is_cleared = bool(opened.body.get("clear_on_close"))
            views = platform.views
            gone = views.clear(self.id) if is_cleared else views.close(opened)
            for one in reversed(gone):
                if one.body.get("notify_on_close"):
                    payload = platform.envelopes.closing(one, is_cleared=is_cleared)
                    platform.deliver(Route.INTERACTION, "view_closed", payload)
            platform.changed.notify_all()

    def _acts_in_message(self, message: Threaded, action_id: str, choice: Choice) -> Invoked:
        platform = self._platform
        with platform.changed:
            post = self._post(message)
            control = _control(post.blocks, action_id)
            typed = self._typed(control, choice)
            payload = platform.envelopes.press_in_message(
                post,
                self.id,
                action_of(control, choice, typed, platform.now_ts()),
                states_of(controls_in(post.blocks), typed),
                self._trigger(),
                platform.response_url(self.id, post.channel, post.ts),
            )
            delivery = platform.deliver(Route.INTERACTION, "block_actions", payload)
        return wait_for(platform, delivery)

    def _acts_in_view(self, view: SeenView, action_id: str, choice: Choice) -> Invoked:
        platform = self._platform
        with platform.changed:
            opened = self._opened(view)
            control = _control(opened.body["blocks"], action_id)
            typed = self._typed(control, choice)
            # A menu forgets what was chosen from it; fields do not.
            if control["type"] != "overflow":
                opened = platform.views.type(opened, typed)
            payload = platform.envelopes.press_in_view(
                opened,
                action_of(control, choice, typed, platform.now_ts()),
                self._trigger(opened.id),
            )
            delivery = platform.deliver(Route.INTERACTION, "block_actions", payload)
        return wait_for(platform, delivery)

    def _typed(self, control: Mapping[str, Any], choice: Choice) -> dict[Field, JsonObject]:
        if control["type"] in BUTTONS:
            return {}
        return fill([control], {control["action_id"]: choice}, self._keep)

    def _type(self, view: OpenView, values: Mapping[Name, Choice]) -> OpenView:
        controls = list(controls_in(view.body["blocks"]))
        return self._platform.views.type(view, fill(controls, values, self._keep))

    def _keep(self, upload: Upload) -> JsonObject:
        if upload.file_id:
            files = self._platform.files
            return files.describe(files.find(upload.file_id), self._platform.url)
        return self._platform.keep_file(self.id, upload)

    def _trigger(self, view: str = "") -> str:
        return self._platform.triggers.issue(self.id, time.monotonic(), view)

    def _check_interactive(self) -> None:
        if not self._platform.app.is_interactive:
            raise AssertionError("The manifest does not enable interactivity.")

    def _post(self, message: Threaded) -> Post:
        post = self._platform.workspace.channels[message.channel].posts.get(message.ts)
        if post is None or post not in self._platform.workspace.visible_to(self.id):
            raise AssertionError(f"{self.name} sees no message {message.ts} there.")
        return post

    def _opened(self, view: SeenView) -> OpenView:
        views = self._platform.views
        for opened in (views.modal(self.id), views.homes.get(self.id)):
            if opened and opened.id == view.id:
                return opened
        if any(one.id == view.id for one in views.modals.get(self.id, ())):
            raise AssertionError(f"{self.name} has another view on top of that one.")
        raise AssertionError(f"{self.name} does not have that view open.")


def _control(blocks: Sequence[JsonObject], action_id: str) -> Mapping[str, Any]:
    controls = list(controls_in(blocks))
    for control in controls:
        if control["action_id"] == action_id:
            _check_dispatching(blocks, control["block_id"])
            return control
    there = [control["action_id"] for control in controls]
    raise AssertionError(f"There is no {action_id!r} to press, only: {there}.")


def _check_dispatching(blocks: Sequence[JsonObject], block_id: str) -> None:
    """The field of an input block tells the app of itself only if the app asked for it."""
    for block in blocks:
        if block["block_id"] == block_id and block["type"] == "input":
            if not block.get("dispatch_action"):
                raise AssertionError(f"{block_id} is sent with its form only: no dispatch_action.")
            return
