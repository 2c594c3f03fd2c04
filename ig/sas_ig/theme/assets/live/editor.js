// A text area over its own coloured image, with line numbers and marks on lines.

import { element } from "./dom.js";
import { coloured, languageOf } from "./highlight.js";

const COLOURED = 200_000; // characters; longer texts stay plain, so that typing stays quick

export function createEditor({ label, text, onSubmit, accepts = ["json", "xml"] }) {
  const area = element("textarea", {
    spellcheck: false, wrap: "off", autocomplete: "off", autocapitalize: "off", value: text,
  });
  area.setAttribute("aria-label", label);
  const image = element("pre", { className: "image", ariaHidden: "true" });
  const box = element("div", { className: "editor" }, image, area);
  let marks = new Map();

  function language() {
    const found = languageOf(area.value);
    return accepts.includes(found) ? found : accepts[0];
  }

  function paint() {
    const lines = area.value.split("\n");
    const colours = area.value.length <= COLOURED;
    const kind = language();
    const isRequest = kind === "http";
    let inBody = false;
    const rows = lines.map((line, index) => {
      const severity = marks.get(index + 1);
      inBody ||= isRequest && index > 0 && line.trim() === "";
      const shown = inBody ? languageOf(area.value.slice(area.value.indexOf("\n\n"))) : kind;
      const content = colours ? coloured(line, shown) : [line];
      return element("span", { className: severity ? `ln m-${severity}` : "ln" }, ...content, "\n");
    });
    image.replaceChildren(...rows);
    box.style.setProperty("--digits", String(lines.length).length);
    follow();
  }

  function follow() {
    image.scrollTop = area.scrollTop;
    image.scrollLeft = area.scrollLeft;
  }

  area.addEventListener("input", () => {
    marks = new Map();
    paint();
  });
  area.addEventListener("scroll", follow);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
    }
  });
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", async (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    set(await file.text());
  });

  function set(value) {
    area.value = value;
    marks = new Map();
    area.scrollTop = area.scrollLeft = 0;
    paint();
  }

  // `found` tells the worst severity of each line.
  function mark(found) {
    marks = found;
    paint();
  }

  function goTo(line) {
    const before = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(before, before);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 1) * height - area.clientHeight / 2);
    follow();
  }

  paint();
  return { box, set, mark, goTo, language, text: () => area.value };
}
