import type { ReactNode } from "react";

/** As many packs side by side as there is room for, all equally tall. */
export function PackGrid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))]">
      {children}
    </ul>
  );
}
