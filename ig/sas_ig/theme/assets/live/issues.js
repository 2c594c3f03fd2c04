// An OperationOutcome for people: a verdict, then what is wrong, line by line.

import { button, element } from "./dom.js";
import { counted, t } from "./words.js";

const LINE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
const ORDER = ["fatal", "error", "warning", "information"];
const PLACES = 8; // that are told of issues which say the same
const NAMES = {
  fatal: t("Illisible", "Unreadable"),
  error: t("Erreur", "Error"),
  warning: t("Avertissement", "Warning"),
  information: t("Information", "Information"),
};

export function issuesOf(outcome) {
  const found = (outcome.issue || []).map((issue) => ({
    severity: issue.severity,
    text: issue.details?.text || issue.diagnostics || issue.code,
    place: issue.expression?.[0] || "",
    line: issue.extension?.find((item) => item.url === LINE)?.valueInteger,
    id: issue.details?.coding?.[0]?.code || "",
  }));
  return found.sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}

export function worstByLine(issues) {
  const worst = new Map();
  for (const { line, severity } of issues) {
    if (line && severity !== "information" && !worst.has(line)) worst.set(line, severity);
  }
  return worst;
}

function count(issues, ...severities) {
  return issues.filter((issue) => severities.includes(issue.severity)).length;
}

export function verdict(issues) {
  const errors = count(issues, "fatal", "error");
  const warnings = count(issues, "warning");
  const badges = [
    errors
      ? element("span", { className: "badge bad", textContent: counted(errors, "erreur", "error") })
      : element("span", { className: "badge ok", textContent: t("valide", "valid") }),
  ];
  if (warnings) {
    const words = counted(warnings, "avertissement", "warning");
    badges.push(" ", element("span", { className: "badge warn", textContent: words }));
  }
  return badges;
}

// Issues that say the same stand together, with all their places.
function grouped(issues) {
  const groups = new Map();
  for (const issue of issues) {
    const key = `${issue.severity} ${issue.text}`;
    groups.set(key, [...(groups.get(key) || []), issue]);
  }
  return [...groups.values()];
}

function placeOf({ line, place }, goTo) {
  const parts = [];
  if (line && goTo) {
    const words = `${t("ligne", "line")} ${line}`;
    parts.push(button(words, () => goTo(line), { className: "to-line" }), " ");
  }
  if (place) parts.push(element("code", { textContent: place }), " ");
  return parts;
}

function row(issues, goTo) {
  const [{ severity, text, id }] = issues;
  const places = issues.slice(0, PLACES).flatMap((issue) => placeOf(issue, goTo));
  if (issues.length > PLACES) places.push("… ");
  const name = element("strong", { textContent: NAMES[severity] });
  const sub = element("span", { className: "sub" }, ...places, id);
  return element("li", { className: `i-${severity}` }, name, ` ${text} `, sub);
}

// `goTo` takes a line number; without it lines are not told.
export function issueList(issues, goTo) {
  const loud = issues.filter((issue) => issue.severity !== "information");
  const quiet = issues.filter((issue) => issue.severity === "information");
  const parts = [];
  const list = (items) => element("ul", { className: "issues" }, ...grouped(items).map((same) => row(same, goTo)));
  if (loud.length) parts.push(list(loud));
  if (quiet.length) {
    const summary = element("summary", { textContent: counted(quiet.length, "information", "remark") });
    parts.push(element("details", {}, summary, list(quiet)));
  }
  return parts;
}
