import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Attempt } from "@/lib/contract/job-search";
import { JobRow, RefusedRow } from "./attempt-rows";
import type { ListSelection } from "./list/use-selection";
import { useListBox, useWindowRows } from "./list/use-window-rows";

type Props = { attempts: Attempt[]; selection: ListSelection; onMore: (() => void) | null };

const rowHeight = 73;

/** One row for each attempt; on phones everything moves below the name. Only the rows in the window are in the document. */
export function JobTable({ attempts, selection, onMore }: Props) {
  const box = useListBox();
  const { virtualizer, rows } = useWindowRows(box, { count: attempts.length, estimate: rowHeight, onNearEnd: onMore });
  const before = (rows[0]?.start ?? box.top) - box.top;
  const after = virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? box.top) - box.top);
  return (
    <div ref={box.ref} className="rounded-xl border bg-card px-1 sm:px-3">
      <Table label="Jobs" aria-rowcount={attempts.length + 1}>
        <TableHeader>
          <TableRow aria-rowindex={1}>
            <TableHead className="w-9 pr-0">
              <span className="sr-only">Select</span>
            </TableHead>
            <TableHead>Photo</TableHead>
            <TableHead className="max-md:hidden">Source</TableHead>
            <TableHead className="max-md:hidden">Status</TableHead>
            <TableHead className="text-right max-md:hidden">Price</TableHead>
            <TableHead className="text-right max-lg:hidden">Time</TableHead>
            <TableHead className="text-right max-md:hidden">Started</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          <Gap height={before} />
          {rows.map(({ index }) => {
            const attempt = attempts[index];
            const place = { ref: virtualizer.measureElement, "data-index": index, "aria-rowindex": index + 2 };
            if (!attempt) return null;
            if (attempt.kind === "refused")
              return <RefusedRow key={attempt.refused.attemptId} refused={attempt.refused} {...place} />;
            const { job } = attempt;
            return (
              <JobRow
                key={job.jobId}
                job={job}
                isSelected={selection.isSelected(job.jobId)}
                onChoose={(isRange) => selection.choose(job.jobId, isRange)}
                {...place}
              />
            );
          })}
          <Gap height={after} />
        </TableBody>
      </Table>
    </div>
  );
}

/** Takes the room of the rows that are not in the document. */
const Gap = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden className="border-0">
      <td colSpan={7} className="p-0" style={{ height }} />
    </tr>
  ) : null;
