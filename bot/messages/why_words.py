"""Every phrase that says how a question was read and why a member is named, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.reading.mentions import Facet
from profiles.model import Kind


@dataclass(frozen=True, slots=True)
class WhyWords:
    """The phrases of one language. ``{name}`` in a phrase is filled in with str.format."""

    # Lists and values
    comma: str
    either: str
    more: str
    language_names: Mapping[str, str]
    a_kind: Mapping[Kind, str]
    a_kind_of: Mapping[frozenset[Kind], str]
    at_most: str
    at_least: str
    employees: str
    # How the question was read
    asked: Mapping[Facet, str]
    near: str
    excluded: str
    repair: str
    repaired: str
    # Why a member is named
    met: str
    pair: str
    serves: str
    # What the nearest lack
    lacks: str
    lacking: Mapping[Facet, str]
    not_stated: Mapping[Facet, str]
    ruled_out: Mapping[Facet, str]
    unsaid: str
    # Several parts
    part: str
    part_of_nobody: str
    between_names: str
    between_parts: str
    # Nobody
    nobody_meets: str
    nearest_otherwise: str
    no_nearest: str
