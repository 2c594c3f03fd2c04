// "Valider": paste, drop or take an example, and see what is wrong at its line.

import { button, element } from "./dom.js";
import { createEditor } from "./editor.js";
import { validate } from "./facade.js";
import { issueList, issuesOf, verdict, worstByLine } from "./issues.js";
import { t } from "./words.js";

// Fills `box`; `text` to begin with, `profiles` to hold it to, `examples` as [title, URL].
export function makeValidator(box, { text, profiles, examples = [] }) {
  const result = element("div", { className: "result", role: "status" });
  const send = button(t("Valider", "Validate"), run, { className: "go" });
  const editor = createEditor({
    label: t("Ressource en JSON ou en XML", "Resource in JSON or XML"), text, onSubmit: run,
  });

  async function run() {
    send.disabled = true;
    result.textContent = t("Contrôle en cours…", "Validating…");
    try {
      const issues = issuesOf(await validate(editor.text(), editor.language(), profiles));
      editor.mark(worstByLine(issues));
      result.replaceChildren(element("p", {}, ...verdict(issues)), ...issueList(issues, editor.goTo));
    } catch {
      result.textContent = t("La façade ne répond pas.", "The facade does not answer.");
    }
    send.disabled = false;
  }

  const file = element("input", { type: "file", accept: ".json,.xml", hidden: true });
  file.addEventListener("change", async () => {
    if (file.files[0]) editor.set(await file.files[0].text());
    file.value = "";
  });
  const open = button(t("Ouvrir un fichier…", "Open a file…"), () => file.click(), { className: "other" });
  const tools = element("p", { className: "tools" }, send, open, file);
  if (examples.length) tools.append(exampleMenu(examples, editor));
  box.replaceChildren(editor.box, tools, result);
  if (!text && examples.length) take(examples[0][1], editor, { unlessWritten: true });
  return { run };
}

function exampleMenu(examples, editor) {
  const first = element("option", { value: "", textContent: t("Prendre un exemple…", "Take an example…") });
  const options = examples.map(([title, url]) => element("option", { value: url, textContent: title }));
  const menu = element("select", {}, first, ...options);
  menu.setAttribute("aria-label", t("Prendre un exemple", "Take an example"));
  menu.addEventListener("change", async () => {
    if (menu.value) await take(menu.value, editor);
    menu.value = "";
  });
  return menu;
}

async function take(url, editor, { unlessWritten = false } = {}) {
  const answer = await fetch(url);
  if (!answer.ok) return;
  const text = await answer.text();
  if (!unlessWritten || !editor.text()) editor.set(text);
}
