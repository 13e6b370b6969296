import type { ReactNode } from "react";

type Props = { facts: { label: string; value: ReactNode }[] };

/** Facts with their names beside them, two columns where there is room. */
export function FactList({ facts }: Props) {
  return (
    <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
      {facts.map(({ label, value }) => (
        <div key={label} className="grid min-w-0 grid-cols-[9rem_1fr] gap-3">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
