"""Judges many resources: files cut into chunks, judged here, by processes or by a cluster.

`sources` names the files, `plan` cuts them into chunks, `judge` judges and
renders a chunk, `workers` and `cluster` say where, `reports` write the answer.
"""
