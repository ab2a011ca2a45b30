"""A view as somebody has it before them: what it carries, and what they have filled in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.carried import Carried, read_carried
from bot.controls import FormId
from bot.incoming.values import Payload, address, number, part, parts, text


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that somebody put into a form, as Slack describes it; ``size`` in bytes."""

    id: str
    name: str
    size: int
    mimetype: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A view. ``values`` are what was typed or chosen, by the name of the input.

    ``carried`` is None if another version of the bot made the view, ``form`` for one that this
    version does not know.
    """

    id: str
    hash: str
    form: FormId | None
    carried: Carried | None
    values: Mapping[str, tuple[str, ...]]
    files: tuple[UploadedFile, ...] = ()
    first_input: str = ""  # the block_id of the first one, where a word can be said to the whole
    inputs: tuple[Payload, ...] = ()  # the blocks with inputs, as they are shown

    def value(self, name: str) -> str:
        """What was typed or chosen in one input, or ""."""
        return next(iter(self.values.get(name, ())), "")


def read_form(view: Payload) -> OpenForm:
    """The view of an interaction."""
    values: dict[str, tuple[str, ...]] = {}
    files: list[UploadedFile] = []
    for states in part(part(view, "state"), "values").values():
        for action_id, state in states.items() if isinstance(states, dict) else ():
            if isinstance(state, dict):
                values[str(action_id).partition(":")[0]] = _values(state)
                files += (_file(one) for one in parts(state, "files"))
    callback = text(view, "callback_id")
    inputs = tuple(one for one in parts(view, "blocks") if one.get("type") == "input")
    return OpenForm(
        id=text(view, "id"),
        hash=text(view, "hash"),
        form=FormId(callback) if callback in set(FormId) else None,
        carried=read_carried(text(view, "private_metadata")),
        values=values,
        files=tuple(files),
        first_input=text(inputs[0], "block_id") if inputs else "",
        inputs=inputs,
    )


def chosen_in(state: Payload) -> tuple[str, ...]:
    """The values of the options that were selected, in an action or a state."""
    several = parts(state, "selected_options") or [part(state, "selected_option")]
    return tuple(text(one, "value") for one in several if one)


def _values(state: Payload) -> tuple[str, ...]:
    if "selected_options" in state or "selected_option" in state:
        return chosen_in(state)
    found = text(state, "value") or text(state, "selected_date")
    return (found,) if found else ()


def _file(found: Payload) -> UploadedFile:
    return UploadedFile(
        text(found, "id"),
        text(found, "name"),
        number(found, "size"),
        text(found, "mimetype"),
        address(found, "url_private_download") or address(found, "url_private"),
    )
