"""`python -m sas_validators`: the validators' commands, without the server installed."""

from __future__ import annotations

from sas_validators.cli.main import main

if __name__ == "__main__":
    main()
