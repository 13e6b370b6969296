import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

type Props = { icon?: LucideIcon; title: string; children?: ReactNode; action?: ReactNode; className?: string };

/** Nothing here yet, or something failed: says so and offers the next step. */
export function EmptyState({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-4 rounded-xl border border-dashed px-6 py-14 text-center",
        className,
      )}
    >
      {Icon && (
        <span className="grid size-12 place-items-center rounded-full bg-secondary text-muted-foreground">
          <Icon aria-hidden className="size-5" />
        </span>
      )}
      <div className="grid gap-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="max-w-sm text-sm text-balance text-muted-foreground">{children}</div>}
      </div>
      {action}
    </div>
  );
}
