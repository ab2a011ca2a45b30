"""What a schema cannot say of blocks. Each rule gets blocks whose shapes are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.playground.strict.places import Node, Place, nodes

# Not documented; from what others have measured, see slackapi/bolt-js issue 2509.
MOST_TEXT = 13_200
MOST_MARKDOWN = 12_000
# Of each pair exactly one must be given, by the `type` of the object.
_EITHER = {
    "static_select": ("options", "option_groups"),
    "multi_static_select": ("options", "option_groups"),
    "image": ("image_url", "slack_file"),
}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of one message or view, and all objects in them."""

    place: Place
    items: Sequence[dict[str, Any]]
    nodes: tuple[Node, ...]

    @classmethod
    def of(cls, items: Sequence[dict[str, Any]], place: Place) -> Blocks:
        """``items`` that are at ``place``."""
        return cls(place, items, tuple(nodes(items, place)))

    def tops(self) -> Iterator[Node]:
        """The blocks themselves."""
        return (Node(self.place / position, block) for position, block in enumerate(self.items))

    def of_type(self, kind: str) -> list[Node]:
        """The blocks of one type."""
        return [node for node in self.tops() if node.value["type"] == kind]


def faults_everywhere(blocks: Blocks) -> Iterator[str]:
    """What is wrong on any surface."""
    yield from _repeated("block_id", blocks.tops())
    yield from _alternatives(blocks)
    yield from _chosen(blocks)
    yield from _twice(blocks)
    yield from _bounds(blocks)
    yield from _dates(blocks)
    yield from _focus(blocks)


def faults_in_message(blocks: Blocks) -> Iterator[str]:
    """What is wrong in a message only.

    Slack asks for an action_id that is unique in its block; ours are unique in their message, so
    that what was pressed can be told from the action_id alone.
    """
    yield from _repeated("action_id", blocks.nodes)
    for table in blocks.of_type("table")[1:]:
        yield table.place.says("only one table is allowed in a message")


def faults_in_view(blocks: Blocks) -> Iterator[str]:
    """What is wrong in a view only."""
    for block in blocks.tops():
        yield from _repeated("action_id", nodes(block.value, block.place))
    for block in blocks.of_type("input"):
        if block.value.get("dispatch_action") and block.value["element"]["type"] == "file_input":
            yield (block.place / "dispatch_action").says("incompatible with file_input")


def too_much_text(blocks: Blocks) -> str | None:
    """Whether there is more text in all blocks together than Slack takes."""
    if sum(map(_length, blocks.of_type("markdown"))) > MOST_MARKDOWN:
        return blocks.place.says(f"markdown blocks hold more than {MOST_MARKDOWN} characters")
    if sum(map(_length, blocks.nodes)) > MOST_TEXT:
        return blocks.place.says(f"blocks hold more than {MOST_TEXT} characters")
    return None


def _length(node: Node) -> int:
    text = node.value.get("text")
    return len(text) if isinstance(text, str) else 0


def _repeated(key: str, among: Iterable[Node]) -> Iterator[str]:
    seen = set()
    for node in among:
        if key not in node.value:
            continue
        name = node.value[key]
        if name in seen:
            yield (node.place / key).says(f'`{key}` "{name}" already exists')
        seen.add(name)


def _alternatives(blocks: Blocks) -> Iterator[str]:
    for section in blocks.of_type("section"):
        if "text" not in section.value and "fields" not in section.value:
            yield section.place.says("must define either `text` or `fields`")
    for node in blocks.nodes:
        if (pair := _EITHER.get(str(node.value.get("type")))) is not None:
            yield from _exactly_one(node, pair)
        for file in node.under("slack_file"):
            yield from _exactly_one(file, ("id", "url"))


def _exactly_one(node: Node, pair: tuple[str, str]) -> Iterator[str]:
    given = [key for key in pair if key in node.value]
    if not given:
        yield node.place.says(f"must define either `{pair[0]}` or `{pair[1]}`")
    elif len(given) > 1:
        yield node.place.says(f"must not define both `{pair[0]}` and `{pair[1]}`")


def _chosen(blocks: Blocks) -> Iterator[str]:
    """What is chosen at first must be there to choose."""
    for node in blocks.nodes:
        initial = [*node.under("initial_option"), *node.under("initial_options")]
        if not initial:
            continue
        groups = node.under("option_groups")
        options = [option.value for menu in (node, *groups) for option in menu.under("options")]
        for chosen in initial:
            if chosen.value not in options:
                yield chosen.place.says("must be one of the provided options")
        if len(initial) > node.value.get("max_selected_items", len(initial)):
            yield (node.place / "initial_options").says("more than max_selected_items")


def _twice(blocks: Blocks) -> Iterator[str]:
    """Of two options with one value nobody knows which was chosen."""
    for node in blocks.nodes:
        menus = node.under("option_groups") or [node]
        if "type" in node.value:
            yield from _repeated("value", (one for menu in menus for one in menu.under("options")))


def _focus(blocks: Blocks) -> Iterator[str]:
    focused = [node for node in blocks.nodes if node.value.get("focus_on_load") is True]
    for node in focused[1:]:
        yield (node.place / "focus_on_load").says("only one element may have focus_on_load")


def _bounds(blocks: Blocks) -> Iterator[str]:
    for node in blocks.nodes:
        value = node.value
        for least, most in (("min_length", "max_length"), ("min_value", "max_value")):
            if least in value and most in value and float(value[least]) > float(value[most]):
                yield (node.place / least).says(f"must not be greater than {most}")
        if "max_length" in value and len(value.get("initial_value", "")) > value["max_length"]:
            yield (node.place / "initial_value").says("must not be longer than max_length")


def _dates(blocks: Blocks) -> Iterator[str]:
    for node in blocks.nodes:
        day = node.value.get("initial_date")
        if isinstance(day, str) and not _is_date(day):
            yield (node.place / "initial_date").says("must be a date (YYYY-MM-DD)")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
