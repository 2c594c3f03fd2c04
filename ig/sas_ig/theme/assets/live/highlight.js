// Colours one line of JSON, XML or an HTTP request, with the classes that the
// builder's own highlighting has.

import { element } from "./dom.js";

const JSON_TOKEN = /("(?:\\.|[^"\\])*"?)(?=(\s*:)?)|\b(true|false|null)\b|(-?\d[\d.eE+-]*)/g;
const XML_TOKEN = /(<\/?[\w:.-]+|\/?>)|([\w:.-]+)(?==)|("[^"]*"?|'[^']*'?)|(<!--.*?-->)/g;
const HTTP_START = /^([A-Z]+)(?=\s)|([?&])([^=&\s]+)(?==)|^([\w-]+)(?=:\s)/g;

function jsonClass(match) {
  if (match[1] !== undefined) return match[2] === undefined ? "hs" : "hk";
  return match[3] !== undefined ? "hw" : "hn";
}

function xmlClass(match) {
  if (match[1] !== undefined) return "ht";
  if (match[2] !== undefined) return "hk";
  return match[3] !== undefined ? "hs" : "hc";
}

const GRAMMARS = {
  json: [JSON_TOKEN, jsonClass],
  xml: [XML_TOKEN, xmlClass],
  http: [HTTP_START, () => "hk"],
};

// The line as text and <span> elements.
export function coloured(line, language) {
  const [token, classOf] = GRAMMARS[language];
  const pieces = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    if (!match[0]) continue;
    pieces.push(line.slice(end, match.index));
    pieces.push(element("span", { className: classOf(match), textContent: match[0] }));
    end = match.index + match[0].length;
  }
  pieces.push(line.slice(end));
  return pieces.filter((piece) => piece !== "");
}

export function languageOf(text) {
  const start = text.trimStart()[0];
  if (start === "<") return "xml";
  return start === "{" || start === "[" || start === undefined ? "json" : "http";
}
