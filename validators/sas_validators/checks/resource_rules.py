"""Rules of whole resources, by resource type, that no definition states."""

from __future__ import annotations

from collections.abc import Mapping

from sas_validators.checks.bundles import bundle_rules
from sas_validators.checks.run import Check

RESOURCE_RULES: Mapping[str, Check] = {
    "Bundle": bundle_rules,
}
