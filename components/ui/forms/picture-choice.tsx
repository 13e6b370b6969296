import { RadioGroup as Primitive } from "radix-ui";
import type { ReactNode } from "react";

type Option = { value: string; label: string; note: string; picture: ReactNode };
type Props = { label: string; value: string; options: readonly Option[]; onChange: (value: string) => void };

/** One of a few pictures, each with a name and a note below it, in a strip that scrolls sideways. */
export function PictureChoice({ label, value, options, onChange }: Props) {
  return (
    <Primitive.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={onChange}
      className="flex min-w-0 gap-1 overflow-x-auto p-1"
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={`${option.label}, ${option.note}`}
          className="group flex shrink-0 items-center gap-2.5 rounded-lg border border-transparent p-1 pr-3 text-left text-xs transition-colors hover:bg-accent/60 data-[state=checked]:border-brand data-[state=checked]:bg-accent"
        >
          <span className="block size-11 overflow-hidden rounded-md bg-secondary">{option.picture}</span>
          <span className="grid gap-0.5">
            <span className="font-medium">{option.label}</span>
            <span className="text-muted-foreground tabular-nums">{option.note}</span>
          </span>
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
