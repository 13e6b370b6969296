import type { ReactNode } from "react";

/** A name out of the contract, inside running text. */
export function InlineCode({ children }: { children: ReactNode }) {
  return (
    <code className="break-words rounded bg-muted px-1.5 py-0.5 font-mono text-[0.85em] text-foreground">
      {children}
    </code>
  );
}

/** Turns `names in backticks` of the contract's texts into code. */
export function withInlineCode(text: string): ReactNode[] {
  // Odd parts stood between backticks. A name that comes twice may share its key's text, so the parts before it go in too.
  const parts = text.split("`");
  return parts.map((part, at) => {
    if (at % 2 === 0) return part;
    return <InlineCode key={parts.slice(0, at + 1).join("`")}>{part}</InlineCode>;
  });
}
