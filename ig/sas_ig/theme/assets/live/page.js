// Turns the still parts of a page into live ones when a facade serves it.

import { button } from "./dom.js";
import { isThere } from "./facade.js";
import { makeTry } from "./trying.js";
import { makeValidator } from "./validating.js";
import { t } from "./words.js";

function makeSection(section) {
  const examples = [...section.querySelectorAll("[data-example]")].map((item) => [
    item.textContent, item.dataset.example,
  ]);
  const source = section.dataset.source && document.querySelector(section.dataset.source);
  makeValidator(section.querySelector(".live-box"), {
    text: source ? source.textContent : "", profiles: words(section.dataset.profile), examples,
  });
}

// An example in the narrative: its own box opens where it stands.
function makeFigure(figure) {
  const source = figure.querySelector("code");
  const open = button(t("Modifier et valider", "Edit and validate"), () => {
    const box = document.createElement("div");
    box.className = "live-box";
    open.replaceWith(box);
    source.closest("pre").hidden = true;
    makeValidator(box, { text: source.textContent, profiles: words(figure.dataset.profile) }).run();
    box.querySelector("textarea").focus();
  }, { className: "other" });
  figure.append(open);
}

function words(text) {
  return (text || "").split(" ").filter(Boolean);
}

const sections = document.querySelectorAll("section.live");
const figures = document.querySelectorAll("figure.checked");
const requests = document.querySelectorAll(".try");

if (sections.length + figures.length + requests.length && (await isThere())) {
  document.documentElement.classList.add("is-live");
  sections.forEach(makeSection);
  figures.forEach(makeFigure);
  requests.forEach((box) => makeTry(box, box.textContent));
}
