import type { ComponentProps } from "react";
import { cn } from "../class-names";

// 16 px on phones: anything smaller makes iOS zoom into the field.
const inputClasses =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground transition-colors placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive sm:text-sm";

/** One line of text; inside FormField it gets its label, hint and error. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(inputClasses, "h-11 sm:h-10", className)} {...props} />;
}

/** Several lines of text. */
export function Textarea({ className, rows = 2, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(inputClasses, "resize-none py-2", className)} {...props} />;
}
