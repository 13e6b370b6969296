import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import type { CodeLanguage } from "../content/docs-block";
import { HighlightedCode } from "./highlighted-code";

type Props = { code: string; label: string; language: CodeLanguage; canCopy?: boolean; className?: string };

/** An example to read and copy. Long lines wrap, so that nothing scrolls sideways on a phone. */
export function CodeBlock({ code, label, language, canCopy = true, className }: Props) {
  return (
    <figure className={cn("overflow-hidden rounded-xl border bg-card", className)}>
      <figcaption className="flex min-h-11 items-center justify-between gap-3 border-b py-1 pr-2 pl-4 text-muted-foreground text-xs">
        {label}
        {canCopy ? <CopyButton text={code} variant="ghost" aria-label={`Copy: ${label}`} /> : null}
      </figcaption>
      <pre className="whitespace-pre-wrap break-words p-4 font-mono text-[0.8125rem] leading-6">
        <HighlightedCode code={code} language={language} />
      </pre>
    </figure>
  );
}
