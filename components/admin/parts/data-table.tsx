import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export type Column<Row> = {
  head: string;
  cell: (row: Row) => ReactNode;
  /** From which width on it is shown; always when left out. */
  from?: "sm" | "md" | "lg";
  className?: string;
};
type Props<Row> = { label: string; columns: Column<Row>[]; rows: Row[]; className?: string };

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };

/** Rows of one kind, dense. What a phone has no room for is on the page that the row leads to. */
export function DataTable<Row extends { id: string }>({ label, columns, rows, className }: Props<Row>) {
  return (
    <div className={cn("rounded-xl border bg-card px-1 sm:px-2", className)}>
      <Table label={label}>
        <TableHeader>
          <TableRow>
            {columns.map(({ head, from }) => (
              <TableHead key={head} className={from && hidden[from]}>
                {head}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              {columns.map(({ head, cell, from, className: own }) => (
                <TableCell key={head} className={cn("py-2.5", from && hidden[from], own)}>
                  {cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
