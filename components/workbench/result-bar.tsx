import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { JobAnswer } from "@/lib/contract/answers";
import { formatCredits } from "@/lib/format/format-count";
import { formatProcessing, formatTimeLeft } from "@/lib/format/format-duration";
import { nameDownload } from "./name-download";
import type { QueuePhoto } from "./queue-photo";

type Props = { photo: QueuePhoto; available: number | null; onCopy: () => void };

/** Under a result: what it is, what it cost, and the way to have it. */
export function ResultBar({ photo: { name, afterUrl, job }, available, onCopy }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-4 border-t bg-background px-4 py-4 sm:px-6">
      <div className="grid min-w-0 flex-1 basis-80 gap-1 text-[0.8125rem] leading-snug">
        <h2 className="truncate text-sm font-semibold">{name}</h2>
        {job && (
          <>
            <FactLine facts={listFacts(job, new Date())} />
            <FactLine facts={listReceipt(job, available)} />
          </>
        )}
      </div>
      <div className="flex gap-2 max-sm:w-full">
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
      </div>
    </div>
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
  `${job.width}×${job.height} kept`,
  "marked as AI-coloured",
  `link lives ${formatTimeLeft(new Date(job.expiresAt), now)}`,
];

const listReceipt = (job: JobAnswer, available: number | null) => [
  `${formatCredits(job.chargedCredits)} charged`,
  ...(available === null ? [] : [`${available.toLocaleString("en")} left`]),
  job.modelTag ?? job.model,
  ...(job.processingMs === null ? [] : [formatProcessing(job.processingMs)]),
];
