import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Usage } from "@/lib/contract/v1/usage";
import { formatDay } from "@/lib/format/format-dates";
import { nameGroup } from "./stack-days";
import type { UsageStack } from "./usage-filters-in-address";

const number = (count: number) => count.toLocaleString("en");

/** The numbers of the chart, newest day first, and their totals; on phones only the credits. */
export function UsageTable({ usage, by }: { usage: Usage; by: UsageStack }) {
  const { rows, totals } = usage;
  return (
    <Table label="Usage by day">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">Day (UTC)</TableHead>
          <TableHead>{by === "model" ? "Model" : "Key"}</TableHead>
          <TableHead className="text-right max-sm:hidden">Colorized</TableHead>
          <TableHead className="text-right max-sm:hidden">Not charged</TableHead>
          <TableHead className="pr-0 text-right">Credits</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody className="tabular-nums">
        {rows.toReversed().map((row) => {
          const { id, name } = nameGroup(row, by);
          return (
            <TableRow key={`${row.day} ${id}`}>
              <TableCell className="whitespace-nowrap pl-0">{formatDay(new Date(row.day ?? 0))}</TableCell>
              <TableCell className="max-w-32 truncate sm:max-w-48" title={name}>
                {name}
              </TableCell>
              <TableCell className="text-right max-sm:hidden">{number(row.succeeded)}</TableCell>
              <TableCell className="text-right text-muted-foreground max-sm:hidden">
                {number(row.failed + row.canceled)}
              </TableCell>
              <TableCell className="pr-0 text-right font-medium">{number(row.credits)}</TableCell>
            </TableRow>
          );
        })}
        <TableRow>
          <TableHead scope="row" colSpan={2} className="border-b-0 pl-0 text-foreground text-sm">
            Total
          </TableHead>
          <TableCell className="text-right max-sm:hidden">{number(totals.succeeded)}</TableCell>
          <TableCell className="text-right text-muted-foreground max-sm:hidden">
            {number(totals.failed + totals.canceled)}
          </TableCell>
          <TableCell className="pr-0 text-right font-semibold">{number(totals.credits)}</TableCell>
        </TableRow>
      </TableBody>
    </Table>
  );
}
