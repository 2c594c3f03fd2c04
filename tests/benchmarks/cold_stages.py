"""The work of `sas-fhir validate FILE` in stages; prints the seconds of CPU of each."""

import sys
import time

started = time.process_time()

import sas_validators.cli.main  # noqa: E402
import sas_validators.cli.validate  # noqa: E402, F401
from sas_validators.bulk.chunks import Files  # noqa: E402
from sas_validators.bulk.judge import Judge, Setup  # noqa: E402

imported = time.process_time()
judge = Judge(Setup())
opened = time.process_time()
judge.judge(Files((sys.argv[1],), 0))
judged = time.process_time()
sys.stdout.write(f"{started} {imported - started} {opened - imported} {judged - opened}\n")
