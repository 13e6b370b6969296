import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "../class-names";

/** The browser's own select with our styles: phones show their own list, and screen readers know it. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex", className)}>
      <select
        className="h-11 w-full cursor-pointer appearance-none rounded-md border border-input bg-card pr-9 pl-3 text-base text-foreground disabled:opacity-50 sm:h-10 sm:text-sm"
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}

type ChoiceProps<Value> = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A select over typed options. An option whose value is undefined is the choice of everything. */
export function ChoiceSelect<Value extends string | number | undefined>(props: ChoiceProps<Value>) {
  const { value, options, onChange, ...rest } = props;
  const choose = (text: string) => {
    const option = options.find((each) => String(each.value ?? "") === text);
    if (option) onChange(option.value);
  };
  return (
    <Select {...rest} value={value ?? ""} onChange={(event) => choose(event.target.value)}>
      {options.map((option) => (
        <option key={option.label} value={option.value ?? ""}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
