import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";

type Field = {
  name: string;
  label: string;
  value?: string;
  /** A select where it has options; `undefined` values are left out of the address. */
  options?: readonly { value: string; label: string }[];
  type?: "search" | "date";
  className?: string;
};
type Props = { label: string; path: string; fields: Field[] };

/** Narrows a list by its address, so that links, reload and the Back button work; needs no script. */
export function FilterForm({ label, path, fields }: Props) {
  const isNarrowed = fields.some(({ value }) => value);
  return (
    <search aria-label={label}>
      <form action={path} className="flex flex-wrap items-end gap-2">
        {fields.map(({ name, label: text, value, options, type = "search", className = "min-w-36 max-sm:flex-1" }) => (
          <div key={name} className={className}>
            <label htmlFor={`filter-${name}`} className="mb-1 block text-muted-foreground text-xs">
              {text}
            </label>
            {options ? (
              <Select id={`filter-${name}`} name={name} defaultValue={value ?? ""} className="w-full">
                <option value="">Any</option>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </Select>
            ) : (
              <Input
                id={`filter-${name}`}
                name={name}
                type={type}
                defaultValue={value ?? ""}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </div>
        ))}
        <Button type="submit" variant="secondary">
          Show
        </Button>
        {isNarrowed ? (
          <Button asChild variant="ghost">
            <Link href={path}>Clear</Link>
          </Button>
        ) : null}
      </form>
    </search>
  );
}
