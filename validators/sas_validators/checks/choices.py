"""Choice elements: which type an instance chose.

Spec: https://hl7.org/fhir/R4/formats.html#choice
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sas_validators.checks.primitives import judge_any_primitive, judge_format
from sas_validators.checks.run import Object, Run
from sas_validators.checks.structure import odd_object
from sas_validators.definitions.registry import type_url
from sas_validators.issues.catalogue import reading
from sas_validators.issues.catalogue import structure as messages
from sas_validators.model.paths import ChoiceStep, Location

Steps: TypeAlias = Mapping[str, ChoiceStep]


def choice_steps(element: str, types: tuple[str, ...]) -> Steps:
    """The JSON names of the choice `element`, and of their companions, each with its step."""
    steps = [ChoiceStep(element, type_name) for type_name in types]
    return {name: step for step in steps for name in (str(step), "_" + step)}


def chosen(o: Object, steps: Steps) -> ChoiceStep | None:
    """The choice that `o` makes among `steps`; None when it makes none."""
    for name in o:
        if name in steps:
            return steps[name]
    return None


def chosen_alone(o: Object, at: Location, r: Run, steps: Steps) -> ChoiceStep | None:
    """As `chosen`, recording any further choice: unknown in JSON, one too many in XML."""
    first: ChoiceStep | None = None
    for name in o:
        if name not in steps or steps[name] is first:
            continue
        if first is None:
            first = steps[name]
        elif r.from_xml:
            label = f"{at[1]}.{first.element}[x]"
            r.add(messages.MAXIMUM, at, "", element=label, maximum=1, found=2)
        else:
            r.add(reading.UNKNOWN_PROPERTY, at, name=name)
    return first


def check_choice(value: Any, here: Location, r: Run) -> None:
    """Judges a chosen value by its type alone."""
    step = here[1]
    if not isinstance(step, ChoiceStep):
        raise TypeError(step)
    if r.session.types.is_primitive(step.type):
        judge_any_primitive(value, here, r, step.type)
    elif isinstance(value, dict) and value:
        r.session.unit(step.type, (type_url(step.type),))(value, here, r)
        judge = r.session.unbound(step.type)
        if judge is not None:
            judge(value, here, r)
    else:
        odd_object(value, here, r)


def wrong_choice(value: Any, here: Location, r: Run, allowed: frozenset[str], profile: str) -> None:
    """Records a type that the profile does not leave for the element."""
    step = here[1]
    found = step.type if isinstance(step, ChoiceStep) else str(step)
    details = {"found": found, "allowed": ", ".join(sorted(allowed))}
    if len(allowed) > 1:
        # Which of them was meant can't be told, so it is the holder that is wrong.
        r.add(messages.UNDETERMINED_TYPE, here[0] or here, profile, **details)
        return
    r.add(messages.WRONG_VALUE_TYPE, here, profile, **details)
    if all(map(r.session.types.is_primitive, (found, *allowed))):
        judge_format(value, here, r, *allowed)
