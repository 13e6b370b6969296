import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import type { CatalogueRow, ModelRow } from "@/lib/contract/admin/operator-views";
import { type Column, DataTable } from "../parts/data-table";
import { NothingHere } from "../parts/nothing-here";
import { CatalogueTable } from "./catalogue-table";

type Row = ModelRow & { id: string };
const columns: Column<Row>[] = [
  {
    head: "Model",
    cell: ({ name, sha256 }) => (
      <>
        <span className="block font-medium">{name}</span>
        <code className="font-mono text-muted-foreground text-xs">{sha256}</code>
      </>
    ),
  },
  { head: "For", cell: ({ role }) => role },
  { head: "Kind", from: "md", cell: ({ graph }) => graph },
  { head: "Size", from: "sm", className: "whitespace-nowrap tabular-nums", cell: ({ size }) => size },
  { head: "Used by", cell: ({ usedBy }) => usedBy.join(", ") || "–" },
  { head: "From", from: "md", cell: ({ from }) => from },
  {
    head: "File",
    from: "sm",
    cell: ({ isThere }) => (
      <Badge variant={isThere ? "success" : "destructive"}>{isThere ? "Present" : "Missing"}</Badge>
    ),
  },
  { head: "Loaded now", from: "sm", cell: ({ isLoaded }) => (isLoaded ? "Yes" : "No") },
];

type Props = { models: ModelRow[]; faults: string[]; catalogue: CatalogueRow[] };

/** The models that this process finds, what uses each, and what can be fetched. */
export function ModelsView({ models, faults, catalogue }: Props) {
  const rows = models.map((model) => ({ ...model, id: `${model.from}-${model.role}-${model.name}` }));
  return (
    <>
      <PageHeader title="Models">
        The models on this machine. <code className="font-mono text-sm">npm run models -- add FILE</code> adds one of
        your own; a setting chooses it. “Loaded” is in the memory of the process that shows this page.
      </PageHeader>
      {faults.map((fault) => (
        <p key={fault} className="rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          {fault}
        </p>
      ))}
      {rows.length > 0 ? (
        <DataTable label="Models" columns={columns} rows={rows} />
      ) : (
        <NothingHere things="models">
          The studio comes with models of its own. None is here, so its files are not complete: install it again.
        </NothingHere>
      )}
      <CatalogueTable entries={catalogue} />
    </>
  );
}
