"""Compounds of a material and what is done to it, where a directory states only the two. Pure.

The thesaurus knows titanium machining as one concept. Where no member states it under that name,
whoever machines and works titanium is meant, and a question must not look for a word that nobody
says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.analysis import Unit

_MATERIAL = "material"
_WORK = frozenset({"process", "heat", "surface"})


def taken_apart(
    units: Sequence[Unit],
    finer: Callable[[frozenset[str]], Sequence[Unit]],
    is_stated: Callable[[str], bool],
    domain_of: Callable[[str], str],
) -> frozenset[str]:
    """The concepts among ``units`` that are better read as their parts.

    ``finer`` are the units of the same text without some concepts. Both parts must be stated by
    somebody, or else it is the compound that nobody offers.
    """
    absent = {unit.concept: unit for unit in units if unit.concept and not is_stated(unit.concept)}
    compounds = {key: unit for key, unit in absent.items() if domain_of(key) in _WORK}
    if not compounds:
        return frozenset()
    pieces = finer(frozenset(compounds))
    return frozenset(
        concept
        for concept, unit in compounds.items()
        if _is_material_and_work(
            [one for one in pieces if unit.start <= one.start and one.end <= unit.end],
            is_stated,
            domain_of,
        )
    )


def _is_material_and_work(
    pieces: Sequence[Unit], is_stated: Callable[[str], bool], domain_of: Callable[[str], str]
) -> bool:
    said = [one for one in pieces if one.words]
    domains = {domain_of(one.concept) for one in said if one.concept and is_stated(one.concept)}
    are_concepts = len(said) > 1 and all(one.concept for one in said)
    return are_concepts and _MATERIAL in domains and bool(domains & _WORK)
