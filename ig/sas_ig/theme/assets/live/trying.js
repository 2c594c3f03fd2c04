// "Essayer": send a request to the facade, see its answer and what the validator says of it.

import { button, element } from "./dom.js";
import { createEditor } from "./editor.js";
import { BASE, validate } from "./facade.js";
import { coloured, languageOf } from "./highlight.js";
import { issueList, issuesOf, verdict, worstByLine } from "./issues.js";
import { pretty } from "./pretty.js";
import { filled, parseRequest } from "./request.js";
import { LANGUAGE, t } from "./words.js";

const SHOWN = 300_000; // characters of an answer that are shown

export function makeTry(box, text) {
  const result = element("div", { className: "result", role: "status" });
  const send = button(t("Envoyer", "Send"), run, { className: "go" });
  const editor = createEditor({
    label: t("Requête", "Request"), text: filled(text), onSubmit: run, accepts: ["http"],
  });
  const again = button(t("Rétablir", "Reset"), () => editor.set(filled(text)), { className: "other" });

  async function run() {
    const request = parseRequest(editor.text(), BASE);
    if (!request) {
      result.textContent = t(
        "La première ligne doit être une méthode et une adresse de cette façade, comme « GET [base]/Slot ».",
        "The first line must be a method and an address of this facade, such as “GET [base]/Slot”.",
      );
      return;
    }
    send.disabled = true;
    result.textContent = t("Envoi…", "Sending…");
    try {
      await show(request);
    } catch {
      result.textContent = t("La requête n'a pas pu être envoyée.", "The request could not be sent.");
    }
    send.disabled = false;
  }

  async function show({ url, headers, ...rest }) {
    const started = performance.now();
    const answer = await fetch(url, { headers: { "Accept-Language": LANGUAGE, ...headers }, ...rest });
    const received = await answer.text();
    const time = Math.round(performance.now() - started);
    result.replaceChildren(statusLine(answer, time), headerList(answer));
    const isFhir = /fhir\+(json|xml)|application\/(json|xml)/.test(answer.headers.get("Content-Type") || "");
    if (!received) return;
    const shown = isFhir && languageOf(received) === "json" ? pretty(received) : received;
    const source = sourceBlock(shown);
    result.append(source);
    // An OperationOutcome is itself a verdict: HL7's extension for columns, which it carries as
    // the reference validator writes it, would only get it judged wrong.
    const isVerdict = /"resourceType": "OperationOutcome"/.test(shown.slice(0, 100));
    if (isFhir && !isVerdict && shown.length <= SHOWN) await judge(shown, source);
  }

  async function judge(shown, source) {
    const issues = issuesOf(await validate(shown, languageOf(shown), []));
    const lines = source.querySelectorAll(".ln");
    worstByLine(issues).forEach((severity, line) => lines[line - 1]?.classList.add(`m-${severity}`));
    const goTo = (line) => lines[line - 1]?.scrollIntoView({ block: "center" });
    const title = element("p", {}, t("Contrôle de la réponse : ", "Validation of the answer: "), ...verdict(issues));
    result.append(title, ...issueList(issues, goTo));
  }

  box.replaceChildren(editor.box, element("p", { className: "tools" }, send, again), result);
}

function statusLine(answer, time) {
  const words = `${answer.status} ${answer.statusText}`.trim();
  const badge = element("span", { className: `badge ${answer.ok ? "ok" : "bad"}`, textContent: words });
  return element("p", {}, badge, ` ${time}\u00a0ms`);
}

function headerList(answer) {
  const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const summary = element("summary", { textContent: t("En-têtes de la réponse", "Headers of the answer") });
  return element("details", {}, summary, element("pre", { textContent: lines }));
}

function sourceBlock(text) {
  const language = languageOf(text);
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
  const rows = shown.split("\n").map((line) =>
    element("span", { className: "ln" }, ...(language === "http" ? [line] : coloured(line, language)), "\n"));
  const source = element("pre", { className: "code lines", tabIndex: 0 }, element("code", {}, ...rows));
  source.setAttribute("role", "region");
  source.setAttribute("aria-label", t("Réponse", "Answer"));
  return source;
}
