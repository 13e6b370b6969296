import { Copy, Download, ReceiptText } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { useReaderForm } from "@/components/ui/reader-form";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { photoNoteTexts } from "@/lib/contract/photos/photo-notes";
import { type DateForm, formatDeletion, formatProcessing } from "@/lib/format/format-dates";
import { linkToSave, nameDownload } from "@/lib/format/format-files";
import { formatCharge, formatCredits } from "@/lib/format/format-numbers";
import { listEffects } from "@/lib/format/list-effects";
import { StageBar } from "./stage-bar";

type Props = {
  name: string;
  job: JobAnswer | null;
  /** Of the file that Download saves. */
  downloadUrl: string | null;
  available: number | null;
  /** What another attempt costs; null while that is not known. */
  againCredits: number | null;
  onAgain: () => void;
  /** In place of the link, where something has to come before the download. */
  onDownload: (() => void) | null;
  downloadMenu: ReactNode;
  shareButton: ReactNode;
};

/** Below an output: what was done, what it cost, and the download. */
export function ResultBar({ name, job, downloadUrl, available, againCredits, onAgain, onDownload, ...slots }: Props) {
  const form = useReaderForm();
  const fileName = nameDownload(name, downloadUrl);
  const settled = job?.status === "succeeded" ? job : null;
  return (
    <StageBar
      actions={
        <>
          <Button variant="outline" onClick={onAgain}>
            <Copy aria-hidden />
            Colorize again
            {againCredits !== null && (
              <span className="font-normal text-muted-foreground">
                <span className="sr-only">, </span>
                {formatCredits(againCredits)}
              </span>
            )}
          </Button>
          {slots.shareButton}
          {downloadUrl && (
            <Button asChild variant="ink" className="max-sm:flex-1">
              <a href={linkToSave(downloadUrl, fileName)} download={fileName} onClick={instead(onDownload)}>
                <Download aria-hidden />
                Download
              </a>
            </Button>
          )}
          {slots.downloadMenu}
        </>
      }
    >
      <h2 className="truncate text-sm font-semibold">{name}</h2>
      {settled && <FactLine facts={listFacts(settled, form, new Date())} />}
      {settled?.photo.notes.map((note) => (
        <p key={note}>{photoNoteTexts[note]}</p>
      ))}
      {settled && (
        <FactLine facts={[...listReceipt(settled, available), <ReceiptLink key="receipt" job={settled} />]} />
      )}
    </StageBar>
  );
}

function FactLine({ facts }: { facts: ReactNode[] }) {
  return (
    <ul className="flex flex-wrap gap-x-2 text-muted-foreground tabular-nums">
      {facts.map((fact, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a job come in a fixed order
        <li key={at} className="flex gap-x-2">
          {fact}
          {at < facts.length - 1 && <span aria-hidden>·</span>}
        </li>
      ))}
    </ul>
  );
}

function ReceiptLink({ job: { jobId } }: { job: JobAnswer }) {
  return (
    <a
      href={`/api/console/jobs/${jobId}/receipt`}
      download={`${jobId}-receipt.json`}
      className={`${textLink} inline-flex items-center gap-1`}
    >
      <ReceiptText aria-hidden className="size-3.5" />
      Receipt
    </a>
  );
}

const listFacts = (job: JobAnswer, form: DateForm, now: Date) => [
  `${job.width}×${job.height}, full size`,
  ...listEffects(job),
  "marked as AI-colored",
  describeFiles(job, form, now),
];

const describeFiles = ({ kept, expiresAt }: JobAnswer, form: DateForm, now: Date) => {
  if (kept) return "kept";
  const at = new Date(expiresAt);
  return at <= now ? "files deleted" : formatDeletion(at, form, now).replace(/^D/, "d");
};

const listReceipt = (job: JobAnswer, available: number | null) => [
  `${formatCharge(job)} charged`,
  ...(available === null ? [] : [`${available.toLocaleString("en")} left`]),
  ...(job.model ?? job.order.model).split("+"),
  ...(job.processingMs === null ? [] : [formatProcessing(job.processingMs)]),
];

const instead = (run: (() => void) | null) => (event: MouseEvent) => {
  if (!run) return;
  event.preventDefault();
  run();
};
