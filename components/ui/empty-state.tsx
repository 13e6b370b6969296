import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

type Props = {
  icon?: LucideIcon;
  title: string;
  /** Where it is all the page says. */
  titleIs?: "h1";
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing here yet, or something failed: says so and offers the next step. */
export function EmptyState({ icon: Icon, title, titleIs, children, action, className }: Props) {
  const Title = titleIs ?? "p";
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
        <Title className="font-semibold">{title}</Title>
        {children && <div className="max-w-sm text-sm text-balance text-muted-foreground">{children}</div>}
      </div>
      {action}
    </div>
  );
}
