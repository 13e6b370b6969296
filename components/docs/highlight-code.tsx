import type { ReactNode } from "react";

// Strings, comments and flags are what the eye looks for in a sample; a real highlighter would weigh more than the page.
const token = /("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|`[^`]*`)|((?:^|\s)(?:#|\/\/) .*$)|(\s-{1,2}[A-Za-z]\b)/gm;

/** Code with its strings and comments set apart by colour. */
export function highlightCode(code: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of code.matchAll(token)) {
    const [text, string, comment] = match;
    parts.push(code.slice(at, match.index));
    const className = string ? "text-success" : comment ? "text-muted-foreground" : "text-brand";
    parts.push(
      <span key={match.index} className={className}>
        {text}
      </span>,
    );
    at = match.index + text.length;
  }
  parts.push(code.slice(at));
  return parts;
}
