import { Time } from "@/components/ui/time";
import type { MovementRow } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { describeMovement } from "@/lib/format/state-words";
import { type Column, DataTable } from "./data-table";

const columns: Column<MovementRow>[] = [
  {
    head: "What",
    cell: (row) => {
      const { title, note } = describeMovement(row);
      return (
        <>
          <span className="block break-words">{title}</span>
          {note ? <span className="block break-words text-muted-foreground text-xs">{note}</span> : null}
        </>
      );
    },
  },
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
