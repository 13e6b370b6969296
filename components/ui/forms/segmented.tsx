import type { LucideIcon } from "lucide-react";
import { useId } from "react";
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
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      className={cn("inline-flex h-9 shrink-0 items-center gap-0.5 rounded-lg bg-foreground/7 p-0.5", className)}
    >
      {options.map((option) => (
        <span
          key={option.value}
          className="relative inline-flex h-full min-w-8 flex-1 items-center justify-center gap-1.5 rounded-md px-2 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground has-checked:bg-card has-checked:text-foreground has-checked:shadow-soft has-disabled:opacity-50"
        >
          {/* It lies over its words, so that all of them is pressed. */}
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            disabled={disabled}
            aria-label={option.label}
            title={option.icon && option.label}
            className="absolute inset-0 z-10 appearance-none rounded-md pointer-coarse:-inset-y-1"
          />
          {option.icon && <option.icon aria-hidden className="size-4" />}
          <span aria-hidden className={wordClassName}>
            {option.label}
          </span>
        </span>
      ))}
    </div>
  );
}
