import { Badge } from "@/components/ui/badge";
import type { CatalogueRow } from "@/lib/contract/admin/operator-views";
import { type Column, DataTable } from "../parts/data-table";

type Row = CatalogueRow & { id: string };
const presences: Record<CatalogueRow["presence"], string> = {
  added: "Added",
  file: "The file, not added",
  part: "A part of it",
  none: "No",
};
const columns: Column<Row>[] = [
  {
    head: "Model",
    cell: ({ name, what, command, presence }) => (
      <>
        <span className="block font-medium">{name}</span>
        <span className="block text-muted-foreground text-xs">{what}</span>
        {presence !== "added" && <code className="block whitespace-normal font-mono text-xs">{command}</code>}
      </>
    ),
  },
  { head: "Size", from: "sm", className: "whitespace-nowrap tabular-nums", cell: ({ size }) => size },
  { head: "Memory", from: "md", className: "whitespace-nowrap tabular-nums", cell: ({ memory }) => memory },
  {
    head: "License",
    from: "sm",
    cell: ({ license, nonCommercial }) => (
      <>
        <span className="block text-xs">{license}</span>
        {nonCommercial !== null && <Badge variant="outline">Parts: non-commercial use only</Badge>}
      </>
    ),
  },
  {
    head: "From",
    from: "lg",
    cell: ({ hosts, confirmedBy }) => (
      <>
        <span className="block text-xs">{hosts.join(", ")}</span>
        <span className="block text-muted-foreground text-xs">Hash: {confirmedBy}</span>
      </>
    ),
  },
  {
    head: "Here",
    cell: ({ presence }) => <Badge variant={presence === "added" ? "success" : "neutral"}>{presences[presence]}</Badge>,
  },
];

/** Published models that a command on the studio's machine fetches. The page itself fetches nothing. */
export function CatalogueTable({ entries }: { entries: CatalogueRow[] }) {
  return (
    <section className="space-y-3 pt-4">
      <h2 className="font-semibold text-lg">Published models</h2>
      <p className="text-muted-foreground text-sm">
        Type the command on the studio’s machine. It says the license and asks, fetches the file, compares its SHA-256
        and names the setting that uses it. Nothing is ever fetched without it. Memory is that of a whole studio with
        one engine worker.
      </p>
      <DataTable
        label="Published models"
        columns={columns}
        rows={entries.map((entry) => ({ ...entry, id: entry.name }))}
      />
    </section>
  );
}
