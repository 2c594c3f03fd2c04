"""The library's entry: validates resources against FHIR, profiles included.

from sas_validators import Validator

validator = Validator.default()
outcome = validator.validate(slot, profile="http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur")
outcome.ok, outcome.issues, outcome.to_operation_outcome()
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sas_validators.checks.resources import check_asked, check_resource
from sas_validators.checks.run import MAX_ERRORS, Options, Run, TooManyErrors
from sas_validators.checks.services import attach
from sas_validators.checks.structure import find_nulls
from sas_validators.compiler.shape import ProfileError
from sas_validators.definitions.builtin import CORE, FRENCH
from sas_validators.definitions.registry import type_url
from sas_validators.engine.session import Session
from sas_validators.engine.stack import Stack
from sas_validators.engine.stock import Stock, code_digest, default_folder
from sas_validators.engine.supplies import Supplies
from sas_validators.fhirpath.environment import Environment
from sas_validators.flows import FlowJudge
from sas_validators.issues.catalogue.structure import TOO_MANY_ERRORS
from sas_validators.issues.finding import Finding
from sas_validators.model.garbage import without_collections
from sas_validators.model.paths import root
from sas_validators.outcome import Outcome
from sas_validators.reading.formats import read
from sas_validators.reading.reading import Format, Reading
from sas_validators.terminology.terminology import Terminology


class Validator:
    """Validates R4 resources against the definitions of a stack of packages.

    Safe to share between threads and, once used, by forked processes; what it
    learns about the definitions it keeps.
    """

    def __init__(self, session: Session, options: Options | None = None) -> None:
        """Use `default` or `with_packages`."""
        self._session = session
        self._options = options or Options()

    @classmethod
    def default(cls, options: Options | None = None) -> Validator:
        """A validator over the built-in packages: R4 core, FR Core, GAP and SAS."""
        return cls.with_packages((), options)

    @classmethod
    def with_packages(
        cls,
        packages: Iterable[str | Path],
        options: Options | None = None,
        *,
        builtin: Sequence[str] = (*CORE, *FRENCH),
        cache: Path | None = None,
    ) -> Validator:
        """A validator over the built-in packages and, winning over them, `packages`.

        Each of `packages` is a FHIR package (.tgz or folder), a folder or a single
        file of conformance resources. `cache` is the folder for compiled forms
        (`engine.stock.default_folder` unless given). Raises PackageError.
        """
        stack = Stack(packages, builtin)
        digest = hashlib.sha256(f"{stack.digest} {code_digest()}".encode()).hexdigest()
        stock = Stock(default_folder() if cache is None else cache, digest)
        supplies = Supplies(stack, stock)
        return cls(Session(supplies, Terminology(supplies)), options)

    def with_options(self, options: Options) -> Validator:
        """A validator of the same definitions, otherwise strict; shares all that is compiled."""
        return Validator(self._session, options)

    @without_collections
    def validate(
        self,
        resource: Mapping[str, Any] | bytes | str,
        profile: str | Sequence[str] = (),
        *,
        format: Format | None = None,
        first_line: int = 1,
        flow: FlowJudge | None = None,
    ) -> Outcome:
        """Judges one resource; whatever is wrong with it is in the outcome, nothing is raised.

        `resource` is JSON or XML text, or the object that `json.loads` gives.
        `profile` names profiles (canonicals) to judge against besides those that
        the resource declares. `first_line` is the number of the text's first line
        in its file (NDJSON). `flow` adds its profiles and its business rules.
        """
        reading = self._read(resource, format, first_line)
        findings = list(reading.findings)
        if reading.value is not None:
            asked = (profile,) if isinstance(profile, str) else tuple(profile)
            if flow is not None:
                asked = (*asked, *flow.profiles(reading.value))
            findings += self._judge(reading, asked, _may_have_nulls(resource))
            if flow is not None:
                findings += flow.findings(reading.value)
        return Outcome(findings, reading)

    def has_profile(self, canonical: str) -> bool:
        """Whether `canonical` is a StructureDefinition of a loaded package."""
        return self._session.find_profile(canonical) is not None

    def explain(self, canonical: str) -> str:
        """The generated Python that judges what claims to meet the profile `canonical`.

        Raises ProfileError when it is not loaded or can't be compiled.
        """
        facts = self._session.find_profile(canonical)
        if facts is None:
            raise ProfileError(f"{canonical}: no loaded package has this StructureDefinition")
        canonicals = tuple(dict.fromkeys((type_url(facts.type), canonical)))
        return self._session.source(facts.type, canonicals)

    def _read(
        self,
        resource: Mapping[str, Any] | bytes | str,
        format: Format | None,
        first_line: int,
    ) -> Reading:
        if isinstance(resource, str):
            resource = resource.encode("utf-8", "surrogatepass")
        if isinstance(resource, bytes):
            return read(resource, self._session.types, format, first_line)
        return Reading(dict(resource))

    def _judge(self, reading: Reading, asked: Sequence[str], may_have_nulls: bool) -> list[Finding]:
        value = reading.value or {}
        env = Environment(self._session.types)
        run = Run(self._session, env, value, self._options, from_xml=reading.from_xml)
        attach(env, run)
        here = root(str(value.get("resourceType")))
        try:
            if may_have_nulls:
                find_nulls(value, here, str(value.get("resourceType")), run)
            check_resource(value, here, run)
            check_asked(value, here, run, asked)
        except TooManyErrors as enough:
            # Whatever set the run's own list aside for a while did not come back to it.
            return [*enough.findings, Finding(TOO_MANY_ERRORS, here, {"limit": MAX_ERRORS})]
        return run.findings


def _may_have_nulls(resource: Mapping[str, Any] | bytes | str) -> bool:
    if isinstance(resource, bytes):
        return b"null" in resource
    return not isinstance(resource, str) or "null" in resource
