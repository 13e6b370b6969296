import { Time } from "@/components/ui/time";
import type { MovementRow } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { type Column, DataTable } from "./data-table";

const columns: Column<MovementRow>[] = [
  { head: "What", cell: ({ kind, reason }) => <span className="break-words">{`${kind}: ${reason}`}</span> },
  {
    head: "Change",
    cell: ({ credits }) => <span className="tabular-nums">{credits > 0 ? `+${credits}` : credits}</span>,
  },
  { head: "After", from: "sm", cell: ({ availableAfter }) => <span className="tabular-nums">{availableAfter}</span> },
  { head: "When", from: "sm", cell: ({ at }) => <Time at={at} format={formatSince} title={formatMoment} /> },
];

/** What happened to credits. */
export const MovementTable = ({ rows }: { rows: MovementRow[] }) => (
  <DataTable label="Credit movements" columns={columns} rows={rows} />
);
