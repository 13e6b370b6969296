import type { ReactNode } from "react";
import { cn } from "../class-names";

/** Two filters in a row on a phone, four on a desk, in straight columns. For a form, which is the grid itself. */
export const filterColumns = "grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-4";

type GridProps = { label: string; children: ReactNode };

/** The filters of a list, each applied as it is changed. */
export const FilterGrid = ({ label, children }: GridProps) => (
  <search aria-label={label} className={filterColumns}>
    {children}
  </search>
);

type FieldProps = {
  /** Of the control, which has this id. */
  id: string;
  label: string;
  children: ReactNode;
  /** Takes a row of its own on a phone; with "desk" two columns of a desk too. */
  wide?: "phone" | "desk";
};

/** One filter with its name above it. The control should be as wide as its column. */
export const FilterField = ({ id, label, children, wide }: FieldProps) => (
  <div className={cn("min-w-0", wide && "max-sm:col-span-2", wide === "desk" && "lg:col-span-2")}>
    <label htmlFor={id} className="mb-1 block truncate text-muted-foreground text-xs">
      {label}
    </label>
    {children}
  </div>
);

/** What is pressed, at the end of the grid. */
export const FilterActions = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-end gap-2 max-sm:col-span-2">{children}</div>
);
