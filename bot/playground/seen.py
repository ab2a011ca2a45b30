"""Messages and views as a person has them before their eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground.choices import said_by, states_of
from bot.playground.platform import Platform
from bot.playground.reading import Names, controls_in, label_of, read_blocks, read_mrkdwn
from bot.playground.shapes import JsonObject
from bot.playground.views import OpenView
from bot.playground.workspace import Post


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as it was when somebody looked.

    ``text`` is what notifications say, ``shown`` everything that the blocks say, ``controls`` the
    label of every control by its ``action_id``. ``raw_text`` and ``blocks`` are as they were sent,
    ``files`` the names of files.
    """

    channel: str
    ts: str
    thread_ts: str
    author: str
    text: str
    shown: str
    controls: Mapping[str, str]
    is_ephemeral: bool
    edited: bool
    raw_text: str
    blocks: tuple[JsonObject, ...]
    files: tuple[str, ...] = ()

    def says(self, text: str) -> bool:
        """Whether a person who reads the message finds a text in it."""
        return text in self.text or text in self.shown


@dataclass(frozen=True, slots=True)
class SeenView:
    """A modal or a home tab as it was when somebody looked.

    ``values`` is what is filled in or chosen, by ``action_id``; ``body`` is what the app sent.
    """

    id: str
    hash: str
    callback_id: str
    title: str
    shown: str
    controls: Mapping[str, str]
    values: Mapping[str, str | tuple[str, ...]]
    body: JsonObject
    root_id: str
    previous_id: str

    def says(self, text: str) -> bool:
        """Whether a person who reads the view finds a text in it."""
        return text in self.shown or text in self.title


def see_message(platform: Platform, post: Post) -> SeenMessage:
    """A message with everything that can be read in it."""
    names = name_reader(platform)
    text = read_mrkdwn(post.text, names)
    return SeenMessage(
        channel=post.channel,
        ts=post.ts,
        thread_ts=post.thread_ts,
        author=post.author,
        text=text,
        shown=read_blocks(post.blocks, names) if post.blocks else text,
        controls={control["action_id"]: label_of(control) for control in controls_in(post.blocks)},
        is_ephemeral=bool(post.only_for),
        edited=bool(post.edited_ts),
        raw_text=post.text,
        blocks=post.blocks,
        files=tuple(str(file["name"]) for file in post.files),
    )


def see_view(platform: Platform, view: OpenView) -> SeenView:
    """A view with everything that can be read in it."""
    blocks = view.body["blocks"]
    controls = list(controls_in(blocks))
    states = states_of(controls, view.typed).values()
    return SeenView(
        id=view.id,
        hash=view.hash,
        callback_id=view.body.get("callback_id", ""),
        title=view.body.get("title", {}).get("text", ""),
        shown=read_blocks(blocks, name_reader(platform)),
        controls={control["action_id"]: label_of(control) for control in controls},
        values={action: said_by(said) for state in states for action, said in state.items()},
        body=view.body,
        root_id=view.root_id,
        previous_id=view.previous_id,
    )


def name_reader(platform: Platform) -> Names:
    """Looks names up in the workspace; what it does not know keeps its id."""
    workspace = platform.workspace

    def name(id_: str) -> str:
        if id_ in workspace.accounts:
            return workspace.accounts[id_].name
        if id_ in workspace.channels:
            return workspace.channels[id_].name
        return workspace.groups[id_][0] if id_ in workspace.groups else id_

    return name
