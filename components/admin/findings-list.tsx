import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "@/lib/contract/admin/settings-answers";

const looks = {
  wrong: { icon: CircleAlert, word: "Wrong", className: "text-destructive" },
  risky: { icon: TriangleAlert, word: "Risky", className: "text-brand" },
  note: { icon: Info, word: "Note", className: "text-muted-foreground" },
} as const;

/** What is wrong with the settings or the machine, and what to do about it. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="divide-y rounded-xl border bg-card">
      {findings.map(({ level, names, says, todo }) => {
        const { icon: Icon, word, className } = looks[level];
        return (
          <li key={says} className="flex gap-3 p-4 text-sm">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
            <div className="grid min-w-0 gap-1">
              <p>
                <span className="sr-only">{word}: </span>
                {says}
              </p>
              <p className="text-muted-foreground">{todo}</p>
              <p className="break-words font-mono text-muted-foreground text-xs">{names.join(" · ")}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
