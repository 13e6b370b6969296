import type { ComponentProps } from "react";
import { cn } from "../class-names";

// 16 px on phones: anything smaller makes iOS zoom into the field.
export const inputClasses =
  "h-11 w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground transition-colors placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive sm:h-10 sm:text-sm";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(inputClasses, className)} {...props} />;
}
