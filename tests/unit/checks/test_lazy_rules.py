"""Rules by name: all there, and none imported before its first resource."""

import os
import subprocess
import sys

import pytest

from sas_validators.checks.lazy_rules import LazyRule
from sas_validators.checks.resource_rules import RESOURCE_RULES

LAZY = {name: rule for name, rule in RESOURCE_RULES.items() if isinstance(rule, LazyRule)}


@pytest.mark.parametrize("name", LAZY)
def test_every_rule_exists(name):
    assert callable(LAZY[name].load())


def test_rules_are_imported_when_first_called():
    code = (
        "import sys, sas_validators.checks.resource_rules;"
        "print([name for name in sys.modules if 'questionnaires' in name or 'documents' in name])"
    )
    command = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)  # noqa: S603
    assert done.stdout.strip() == "[]"
