// Reads a request as people write it: `GET [base]/Slot`, parameters on lines of
// their own, headers, an empty line, a body.

const DAY = 24 * 3600 * 1000;

function instant(days) {
  return new Date(Date.now() + days * DAY).toISOString();
}

// {maintenant}, {dans2jours} and {uuid} become what they say (so do {now}, {in2days}).
export function filled(text) {
  return text
    .replace(/\{(?:maintenant|now)\}/g, () => instant(0))
    .replace(/\{(?:dans|in)(\d+)(?:jours|days)\}/g, (_, days) => instant(Number(days)))
    .replace(/\{uuid\}/g, () => crypto.randomUUID());
}

// {method, url, headers, body}; null when the first line is no request for this facade.
export function parseRequest(text, base) {
  const lines = text.replace(/\r/g, "").trimStart().split("\n");
  const first = /^([A-Z]+)\s+(\S+)\s*$/.exec(lines.shift());
  if (!first) return null;
  let target = first[2];
  while (lines.length && /^\s*[?&]/.test(lines[0])) target += lines.shift().trim();
  const headers = {};
  let line;
  while (lines.length && (line = lines.shift().trim())) {
    const header = /^([\w-]+):\s*(.*)$/.exec(line);
    if (header) headers[header[1]] = header[2];
  }
  const url = target.replace("[base]", base).replace(/^(?=\/)/, new URL(base).origin);
  if (!url.startsWith(new URL(base).origin + "/")) return null;
  const body = lines.join("\n").trim();
  return { method: first[1], url, headers, body: body || undefined };
}
