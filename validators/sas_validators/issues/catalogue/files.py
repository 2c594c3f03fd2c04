"""What keeps a file, or one resource of a file, from being judged at all.

The HL7 validator stops at such a file; these ids are this project's own.
"""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "docs/cli.md#files-that-cannot-be-read"

FILE_NOT_FOUND = Message(
    "FILE_NOT_FOUND",
    "fatal",
    "not-found",
    fr="Aucun fichier, dossier ou motif ne correspond à ce nom",
    en="No file, folder or pattern matches this name",
    spec=_SPEC,
)
FOLDER_EMPTY = Message(
    "FOLDER_EMPTY",
    "fatal",
    "not-found",
    fr="Ce dossier ne contient aucun fichier .json, .xml, .ndjson ou .jsonl",
    en="This folder holds no .json, .xml, .ndjson or .jsonl file",
    spec=_SPEC,
)
FILE_FORBIDDEN = Message(
    "FILE_FORBIDDEN",
    "fatal",
    "forbidden",
    fr="Les droits sur ce fichier ne permettent pas de le lire",
    en="The permissions of this file do not allow reading it",
    spec=_SPEC,
)
GZIP_DAMAGED = Message(
    "GZIP_DAMAGED",
    "fatal",
    "incomplete",
    fr="Les données gzip sont endommagées ou incomplètes : la suite n'est pas examinée",
    en="The gzip data are damaged or incomplete: what follows is not examined",
    spec=_SPEC,
)
FILE_UNREADABLE = Message(
    "FILE_UNREADABLE",
    "fatal",
    "exception",
    fr="Ce fichier ne peut pas être lu ({reason})",
    en="This file cannot be read ({reason})",
    spec=_SPEC,
)
WORKER_LOST = Message(
    "WORKER_LOST",
    "fatal",
    "exception",
    fr="Le processus qui examinait cette ressource s'est arrêté, chaque fois qu'on a essayé",
    en="The process that was judging this resource ended, each time it was tried",
    spec=_SPEC,
)
CHUNK_LOST = Message(
    "CHUNK_LOST",
    "fatal",
    "exception",
    fr="Les processus qui examinaient ce fichier à partir d'ici se sont arrêtés,"
    " chaque fois qu'on a essayé : {count} octets ne sont pas examinés",
    en="The processes that were judging this file from here on ended,"
    " each time it was tried: {count} bytes are not examined",
    spec=_SPEC,
)
INTERNAL_ERROR = Message(
    "INTERNAL_ERROR",
    "fatal",
    "exception",
    fr="Le validateur a échoué sur cette ressource ({problem}) : merci de le signaler",
    en="The validator failed on this resource ({problem}): please report it",
    spec=_SPEC,
)
