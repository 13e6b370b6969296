import type { LucideIcon } from "lucide-react";
import { RadioGroup as Primitive } from "radix-ui";
import { cn } from "../class-names";

type Option<Value> = { value: Value; label: string; icon?: LucideIcon };
type Props<Value> = {
  label: string;
  describedBy?: string;
  /** Null while the things it belongs to differ. */
  value: Value | null;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  className?: string;
  /** For the words beside icons, where there may be no room for them. */
  wordClassName?: string;
};

/** One of a few options in a row of small buttons; arrow keys move. */
export function Segmented<Value extends string>(props: Props<Value>) {
  const { label, describedBy, value, options, onChange, disabled, className, wordClassName } = props;
  const choose = (next: string) => {
    const option = options.find((each) => each.value === next);
    if (option) onChange(option.value);
  };
  return (
    <Primitive.Root
      aria-label={label}
      aria-describedby={describedBy}
      orientation="horizontal"
      value={value ?? ""}
      onValueChange={choose}
      disabled={disabled}
      className={cn("inline-flex h-9 shrink-0 items-center gap-0.5 rounded-lg bg-secondary p-0.5", className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          title={option.icon && option.label}
          className="touch-target inline-flex h-full min-w-8 flex-1 items-center justify-center gap-1.5 rounded-md px-2 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground disabled:opacity-50 data-[state=checked]:bg-card data-[state=checked]:text-foreground data-[state=checked]:shadow-soft"
        >
          {option.icon && <option.icon aria-hidden className="size-4" />}
          <span aria-hidden className={wordClassName}>
            {option.label}
          </span>
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
