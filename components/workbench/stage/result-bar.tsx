import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { formatProcessing, formatTimeLeft } from "@/lib/format/format-dates";
import { nameDownload } from "@/lib/format/format-files";
import { formatCharge } from "@/lib/format/format-numbers";
import { listEffects } from "@/lib/format/list-effects";
import type { QueuePhoto } from "../queue/queue-photo";
import { StageBar } from "./stage-bar";

type Props = { photo: QueuePhoto; available: number | null; onCopy: () => void };

/** Below an output: what was done, what it cost, and the download. */
export function ResultBar({ photo: { name, afterUrl, job }, available, onCopy }: Props) {
  const settled = job?.status === "succeeded" ? job : null;
  return (
    <StageBar
      actions={
        <>
          <Button variant="outline" onClick={onCopy}>
            <Copy aria-hidden />
            Colorize again
          </Button>
          {afterUrl && (
            <Button asChild variant="ink" className="max-sm:flex-1">
              <a href={afterUrl} download={nameDownload(name, afterUrl)}>
                <Download aria-hidden />
                Download
              </a>
            </Button>
          )}
        </>
      }
    >
      <h2 className="truncate text-sm font-semibold">{name}</h2>
      {settled && <FactLine facts={listFacts(settled, new Date())} />}
      {settled && <FactLine facts={listReceipt(settled, available)} />}
    </StageBar>
  );
}

function FactLine({ facts }: { facts: string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-2 text-muted-foreground tabular-nums">
      {facts.map((fact, at) => (
        <li key={fact} className="flex gap-x-2">
          {fact}
          {at < facts.length - 1 && <span aria-hidden>·</span>}
        </li>
      ))}
    </ul>
  );
}

const listFacts = (job: JobAnswer, now: Date) => [
  `${job.width}×${job.height}, full size`,
  ...listEffects(job),
  "marked as AI-colored",
  describeLink(formatTimeLeft(new Date(job.expiresAt), now)),
];

const describeLink = (left: string) => (left === "none" ? "link expired" : `link valid for ${left}`);

const listReceipt = (job: JobAnswer, available: number | null) => [
  `${formatCharge(job)} charged`,
  ...(available === null ? [] : [`${available.toLocaleString("en")} left`]),
  ...(job.model ?? job.order.model).split("+"),
  ...(job.processingMs === null ? [] : [formatProcessing(job.processingMs)]),
];
