import { Tooltip as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "../class-names";

type Props = Omit<ComponentProps<typeof Primitive.Content>, "content"> & { content: ReactNode; children: ReactNode };

/** Adds a hint to one focusable child. Touch screens never show it, so it must not be the only place for anything important. */
export function Tooltip({ content, children, className, sideOffset = 6, ...props }: Props) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            sideOffset={sideOffset}
            className={cn(
              "z-50 max-w-64 rounded-md bg-foreground px-2.5 py-1.5 text-xs text-balance text-background data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0",
              className,
            )}
            {...props}
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
