import type { ReactNode } from "react";
import { cn } from "./class-names";

type Props = { title: string; children?: ReactNode; actions?: ReactNode; className?: string };

/** The page's h1, a line below it, and actions on the right. */
export function PageHeader({ title, children, actions, className }: Props) {
  return (
    <div className={cn("flex flex-wrap items-end justify-between gap-x-6 gap-y-4", className)}>
      <div className="grid min-w-0 gap-1.5">
        <h1 className="text-2xl font-semibold [overflow-wrap:anywhere] sm:text-3xl">{title}</h1>
        {children && <div className="max-w-prose text-muted-foreground">{children}</div>}
      </div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}
