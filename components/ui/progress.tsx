import { Progress as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

type Props = Omit<ComponentProps<typeof Primitive.Root>, "value"> & { value: number | null; label: string };

/** `value` is 0 to 100; null while it is not known how far. */
export function Progress({ className, value, label, ...props }: Props) {
  return (
    <Primitive.Root
      value={value}
      aria-label={label}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-foreground/12", className)}
      {...props}
    >
      <Primitive.Indicator
        className={cn(
          "h-full rounded-full bg-brand transition-[width] duration-500 ease-out dark:bg-primary",
          value === null && "w-full! animate-pulse opacity-60",
        )}
        style={{ width: `${value ?? 0}%` }}
      />
    </Primitive.Root>
  );
}
