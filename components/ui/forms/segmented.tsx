import type { LucideIcon } from "lucide-react";
import { RadioGroup as Primitive } from "radix-ui";
import { cn } from "../class-names";

type Option<Value> = { value: Value; label: string; icon: LucideIcon };
type Props<Value> = {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  /** For the words beside the icons, where there may be no room for them. */
  wordClassName?: string;
};

/** One of a few options in a row of small buttons. */
export function Segmented<Value extends string>({ label, value, options, onChange, wordClassName }: Props<Value>) {
  const choose = (next: string) => {
    const option = options.find((each) => each.value === next);
    if (option) onChange(option.value);
  };
  return (
    <Primitive.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={choose}
      className="inline-flex h-9 shrink-0 items-center gap-0.5 rounded-lg bg-secondary p-0.5"
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          title={option.label}
          className="touch-target inline-flex h-full min-w-8 items-center justify-center gap-1.5 rounded-md px-2 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground data-[state=checked]:bg-card data-[state=checked]:text-foreground data-[state=checked]:shadow-soft"
        >
          <option.icon aria-hidden className="size-4" />
          <span aria-hidden className={cn(wordClassName)}>
            {option.label}
          </span>
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
