"""The words of the reports for people, in both languages."""

from __future__ import annotations

from sas_validators.bulk.summary import SEVERITIES, Summary
from sas_validators.issues.message import Language

SEVERITY: dict[Language, dict[str, str]] = {
    "fr": {
        "fatal": "erreur fatale",
        "error": "erreur",
        "warning": "avertissement",
        "information": "information",
    },
    "en": {
        "fatal": "fatal error",
        "error": "error",
        "warning": "warning",
        "information": "information",
    },
}

_PLURALS: dict[Language, dict[str, str]] = {
    "fr": {},
    "en": {"information": "information notes"},
}

WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "resource": "ressource",
        "invalid": "non conforme",
        "invalids": "non conformes",
        "valid": "conforme",
        "rules": "Constats par règle, les plus graves d'abord",
        "colon": " :",
        "severity": "Gravité",
        "count": "Constats",
        "resources": "Ressources",
        "rule": "Règle",
        "profile": "Profil",
        "example": "Premier endroit",
        "place": "Endroit",
        "finding": "Constat",
        "title": "Rapport de validation FHIR",
        "skip": "Aller aux constats",
        "show": "Montrer",
        "findings": "Constats par ressource",
        "nothing": "Aucun constat.",
        "line": "ligne",
        "truncated": "Ce rapport détaille les {shown} premières ressources qui ont des constats ; "
        "les comptes portent sur toutes.",
        "source": "Extrait du texte",
    },
    "en": {
        "resource": "resource",
        "invalid": "invalid",
        "invalids": "invalid",
        "valid": "valid",
        "rules": "Findings by rule, the worst first",
        "colon": ":",
        "severity": "Severity",
        "count": "Findings",
        "resources": "Resources",
        "rule": "Rule",
        "profile": "Profile",
        "example": "First place",
        "place": "Place",
        "finding": "Finding",
        "title": "FHIR validation report",
        "skip": "Skip to the findings",
        "show": "Show",
        "findings": "Findings by resource",
        "nothing": "No findings.",
        "line": "line",
        "truncated": "This report details the first {shown} resources with findings; "
        "the counts are about all of them.",
        "source": "Excerpt of the text",
    },
}


def counted(number: int, word: str, language: Language) -> str:
    """A number and what it counts: `1 erreur`, `3 erreurs`; French has 0 in the singular."""
    if number == 1 or (number == 0 and language == "fr"):
        return f"{number} {word}"
    return f"{number} {_PLURALS[language].get(word, word + 's')}"


def verdict(summary: Summary, language: Language) -> str:
    """The whole result in a line: `41 ressources, 2 non conformes : 3 erreurs, ...`."""
    words = WORDS[language]
    if summary.resources == 1:
        start = words["invalid"] if summary.invalid else words["valid"]
    else:
        key = "invalids" if summary.invalid > 1 else "invalid"
        resources = counted(summary.resources, words["resource"], language)
        start = f"{resources}, {summary.invalid} {words[key]}"
    numbers = {severity: summary.count(severity) for severity in SEVERITIES}
    numbers["error"] += numbers.pop("fatal")
    counts = [
        counted(number, SEVERITY[language][severity], language)
        for severity, number in numbers.items()
    ]
    return f"{start}{words['colon']} {', '.join(counts)}"
