import type { ProviderRow } from "@/lib/contract/admin/operator-views";
import { formatProcessing } from "@/lib/format/format-dates";
import { type Column, DataTable } from "../parts/data-table";

const stateWords = {
  working: "Gets photos",
  resting: "Rests after faults",
  probing: "One photo tries it again",
} as const;

const columns: Column<ProviderRow>[] = [
  { head: "Provider", cell: ({ name }) => <code className="break-all font-mono text-xs">{name}</code> },
  { head: "Now", cell: ({ state }) => (state ? stateWords[state] : "Gets no photos") },
  {
    head: "Photos",
    cell: ({ succeeded, failed }) => (
      <span className="tabular-nums">{failed > 0 ? `${succeeded}, ${failed} failed` : succeeded}</span>
    ),
  },
  {
    head: "Half within",
    from: "sm",
    cell: ({ medianSeconds }) => (medianSeconds === null ? "–" : formatProcessing(medianSeconds * 1000)),
  },
  {
    head: "Cost",
    className: "tabular-nums",
    cell: ({ costMicros }) => (costMicros === null ? "–" : (costMicros / 1_000_000).toFixed(2)),
  },
];

/** Who colors the photos of this studio, and what that cost. */
export const ProvidersTable = ({ rows, days }: { rows: ProviderRow[]; days: number }) => (
  <div className="grid gap-3">
    <h2 className="font-semibold text-lg">Providers</h2>
    {rows.length > 0 ? (
      <DataTable label="Providers" columns={columns} rows={rows} />
    ) : (
      <p className="text-muted-foreground text-sm">None: photos are not colorized here.</p>
    )}
    <p className="text-muted-foreground text-sm">
      Photos and cost of the last {days} days. Costs are those of PROVIDER_COSTS or the provider's own, of photos that
      succeeded.
    </p>
  </div>
);
