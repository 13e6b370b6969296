import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterActions, FilterField, filterColumns } from "@/components/ui/forms/filter-grid";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";

type Field = {
  name: string;
  label: string;
  value?: string;
  /** A select where it has options; `undefined` values are left out of the address. */
  options?: readonly { value: string; label: string }[];
  type?: "search" | "date";
  wide?: "phone" | "desk";
};
type Props = { label: string; path: string; fields: Field[] };

/** Narrows a list by its address, so that links, reload and the Back button work; needs no script. */
export function FilterForm({ label, path, fields }: Props) {
  const isNarrowed = fields.some(({ value }) => value);
  return (
    <search aria-label={label}>
      <form action={path} className={filterColumns}>
        {fields.map((field) => (
          <FilterField key={field.name} id={`filter-${field.name}`} label={field.label} wide={field.wide}>
            <Control {...field} />
          </FilterField>
        ))}
        <FilterActions>
          <Button type="submit" variant="secondary">
            Show
          </Button>
          {isNarrowed ? (
            <Button asChild variant="ghost">
              <Link href={path}>Clear</Link>
            </Button>
          ) : null}
        </FilterActions>
      </form>
    </search>
  );
}

function Control({ name, value, options, type = "search" }: Field) {
  const id = `filter-${name}`;
  if (!options)
    return <Input id={id} name={name} type={type} defaultValue={value ?? ""} autoComplete="off" spellCheck={false} />;
  return (
    <Select id={id} name={name} defaultValue={value ?? ""} className="w-full">
      <option value="">Any</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
