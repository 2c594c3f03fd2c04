// Lays JSON out without touching its tokens: 48.8500 stays 48.8500.

const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

export function pretty(text) {
  let depth = 0;
  let made = "";
  let before = "";
  const newLine = () => "\n" + "  ".repeat(depth);
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "}" || token === "]") {
      depth -= 1;
      made += before === "{" || before === "[" ? token : newLine() + token;
    } else {
      if (before === "{" || before === "[" || before === ",") made += newLine();
      made += token === ":" ? ": " : token;
      if (token === "{" || token === "[") depth += 1;
    }
    before = token;
  }
  return made;
}
