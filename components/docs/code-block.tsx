import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { highlightCode } from "./highlight-code";

type Props = { code: string; label: string; copy?: boolean; className?: string };

/** A sample to read and take. Long lines wrap, so nothing scrolls sideways on a phone. */
export function CodeBlock({ code, label, copy = true, className }: Props) {
  return (
    <figure className={cn("overflow-hidden rounded-xl border bg-card", className)}>
      <figcaption className="flex min-h-12 items-center justify-between gap-3 border-b py-1.5 pr-2 pl-4 text-muted-foreground text-xs">
        {label}
        {copy ? <CopyButton text={code} variant="ghost" /> : null}
      </figcaption>
      <pre className="whitespace-pre-wrap break-words p-4 font-mono text-[0.8125rem] leading-6">
        <code>{highlightCode(code)}</code>
      </pre>
    </figure>
  );
}
