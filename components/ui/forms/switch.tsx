import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "../class-names";

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        "touch-target inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-input p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-brand",
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="size-5 rounded-full bg-background shadow-soft transition-transform data-[state=checked]:translate-x-4" />
    </Primitive.Root>
  );
}
