"""What people do on the page, done in the stand-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.choices import Upload
from bot.playground.execution import begin_step
from bot.playground.filling import CannotFill, CannotSend
from bot.playground.page.answers import Unable, came_of, done, failed, under_fields
from bot.playground.page.asked import Asked, Misunderstood
from bot.playground.page.filled import read_choice, read_values
from bot.playground.page.scene import people_of
from bot.playground.page.setting import Setting
from bot.playground.page.uploads import uploaded
from bot.playground.person import Person
from bot.playground.platform import Platform
from bot.playground.reading import controls_in
from bot.playground.seen import SeenView, see_view
from bot.playground.shapes import JsonObject, Refused
from bot.playground.workspace import Account, Channel, Post

_LOCALES = ("ja-JP", "en-US")


def do(platform: Platform, setting: Setting, given: Any) -> JsonObject:
    """Do what the page asks, and wait for what comes of it; raises Misunderstood."""
    asked = Asked(given)
    verb = _VERBS.get(asked.text("do"))
    if verb is None:
        raise Misunderstood(f"There is no verb {asked.text('do')!r}.")
    with platform.changed:
        people = people_of(platform, setting.told)
    account = next((one for one in people if one.id == asked.text("person")), None)
    if account is None:
        return failed("user_not_found", "Nobody here has this id.")
    try:
        return verb(Hand(platform, setting, account, asked))
    except CannotSend as error:
        return done(error=None, errors=under_fields(error.unfit, account.locale))
    except (CannotFill, Unable) as error:
        return failed(error.code, str(error))
    except AssertionError as error:
        return failed("not_possible", str(error))
    except Refused as refused:
        return failed(refused.error, f"Slack says {refused.error}.")


class Hand:
    """One person, about to do one thing."""

    def __init__(
        self, platform: Platform, setting: Setting, account: Account, asked: Asked
    ) -> None:
        self.platform = platform
        self.setting = setting
        self.account = account
        self.asked = asked
        self.person = Person(platform, account)

    def channel(self) -> Channel:
        """The channel that is meant; only one in which the person is."""
        channel = self.platform.workspace.channels.get(self.asked.text("channel"))
        if channel is None or self.person.id not in channel.members:
            raise Unable("channel_not_found", "This person is in no such channel.")
        return channel

    def post(self, name: str = "ts") -> Post:
        """The message that is meant; only one that the person sees."""
        post = self.channel().posts.get(self.asked.text(name))
        if post is None or post.only_for not in ("", self.person.id):
            raise Unable("message_not_found", "This person sees no such message.")
        return post

    def thread(self) -> Post | None:
        """The message to whose thread this goes, if it goes to one."""
        if not self.asked.has("thread_ts"):
            return None
        post = self.post("thread_ts")
        if post.only_for:
            raise Unable("thread_not_found", "What only one person sees has no thread.")
        return post

    def view(self) -> SeenView:
        """The view that is meant, as the person has it now."""
        views, me, wanted = self.platform.views, self.person.id, self.asked.text("view")
        with self.platform.changed:
            for opened in (*views.modals.get(me, ()), views.homes.get(me)):
                if opened and opened.id == wanted:
                    return see_view(self.platform, opened)
        raise Unable("view_not_found", "This person has no such view open.")

    def uploads(self, ids: list[str]) -> list[Upload]:
        """What the person uploaded under these ids."""
        try:
            return uploaded(self.platform, self.account, ids)
        except KeyError as error:
            raise Unable("file_not_found", f"This person uploaded no file {error}.") from error

    def fill(self, view: SeenView) -> None:
        """Fill in what the page says is filled in."""
        controls = list(controls_in(view.body["blocks"]))
        values = read_values(controls, self.asked.object("values"), self.uploads)
        if values:
            self.person.fills_in(view, values)


def _say(hand: Hand) -> JsonObject:
    said = hand.person.writes(hand.asked.text("text"), hand.channel(), hand.thread())
    return done(channel=said.channel, ts=said.ts)


def _edit(hand: Hand) -> JsonObject:
    hand.person.edits(hand.post(), hand.asked.text("text"))
    return done()


def _delete(hand: Hand) -> JsonObject:
    hand.person.deletes(hand.post())
    return done()


def _command(hand: Hand) -> JsonObject:
    return came_of(hand.person.commands(hand.asked.text("line"), hand.channel()))


def _press(hand: Hand) -> JsonObject:
    action_id = hand.asked.text("action_id")
    target: Post | SeenView
    if hand.asked.has("view"):
        target = hand.view()
        hand.fill(target)
        blocks = target.body["blocks"]
    else:
        target = hand.post()
        blocks = target.blocks
    control = next((one for one in controls_in(blocks) if one["action_id"] == action_id), None)
    choice = read_choice(control, hand.asked.any("choice"), hand.uploads)
    return came_of(hand.person.presses(target, action_id, choice))


def _fill(hand: Hand) -> JsonObject:
    hand.fill(hand.view())
    return done()


def _submit(hand: Hand) -> JsonObject:
    view = hand.view()
    if view.hash != hand.asked.text("hash"):
        raise Unable("hash_conflict", "The view has changed meanwhile.")
    hand.fill(view)
    return came_of(hand.person.submits(view))


def _close(hand: Hand) -> JsonObject:
    hand.person.closes(hand.view())
    return done()


def _shortcut(hand: Hand) -> JsonObject:
    callback_id = hand.asked.text("callback_id")
    if hand.asked.has("ts"):
        return came_of(hand.person.uses_shortcut_on(hand.post(), callback_id))
    return came_of(hand.person.uses_shortcut(callback_id))


def _open(hand: Hand) -> JsonObject:
    tab = hand.asked.text("tab")
    if tab not in ("home", "messages"):
        raise Misunderstood(f"There is no tab {tab!r}.")
    hand.person.opens_home(tab)
    return done()


def _step(hand: Hand) -> JsonObject:
    inputs = hand.asked.object("inputs")
    with hand.platform.changed:
        run = begin_step(hand.platform, hand.asked.text("callback_id"), inputs, hand.person.id)
    return done(run=run.id)


def _attach(hand: Hand) -> JsonObject:
    uploads = hand.uploads(hand.asked.texts("uploads"))
    text = hand.asked.optional("text")
    said = hand.person.shares(uploads, text, hand.channel(), hand.thread())
    return done(channel=said.channel, ts=said.ts)


def _speak(hand: Hand) -> JsonObject:
    locale = hand.asked.text("locale")
    if locale not in _LOCALES:
        raise Misunderstood(f"The page speaks {' and '.join(_LOCALES)} only.")
    hand.person.speaks(locale)
    return done()


def _restart_bot(hand: Hand) -> JsonObject:
    restart = hand.setting.told.restart
    if restart is None:
        raise Unable("not_offered", "This playground cannot restart its bot.")
    restart()
    return done()


_VERBS: Mapping[str, Callable[[Hand], JsonObject]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "command": _command,
    "press": _press,
    "fill": _fill,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "open": _open,
    "step": _step,
    "attach": _attach,
    "speak": _speak,
    "restart_bot": _restart_bot,
}
