import type { ComponentProps } from "react";
import { cn } from "../class-names";

/** The browser's own radio in the studio's look. Those with the same `name` are one group: arrow keys move in it. */
export function Radio({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="radio"
      className={cn(
        "touch-target grid size-5 shrink-0 appearance-none place-items-center rounded-full border border-input bg-card transition-colors before:size-2.5 before:rounded-full before:bg-brand before:opacity-0 checked:border-brand checked:before:opacity-100 disabled:opacity-50",
        className,
      )}
      {...props}
    />
  );
}
