import type { ReactNode } from "react";
import { type ReaderForm, useReaderForm } from "@/components/ui/reader-form";
import { Time } from "@/components/ui/time";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { type Edits, toRotate } from "@/lib/contract/photos/edits";
import { photoNoteTexts } from "@/lib/contract/photos/photo-notes";
import { formatMoment, formatProcessing, formatTimeLeft } from "@/lib/format/format-dates";
import { describePainters, listEffects } from "@/lib/format/list-effects";
import { describeFiles } from "./describe-files";
import { describeOrder, describeSource, findJobFiles } from "./describe-job";
import { JobCharge } from "./job-status";

/** Everything there is to know about a job. */
export function JobFacts({ job }: { job: JobAnswer }) {
  const form = useReaderForm();
  const effects = listEffects(job);
  const edits = describeEdits(job.order);
  const { notes } = job.photo;
  const facts: [string, ReactNode][] = [
    ["Price", <JobCharge key="price" job={job} />],
    ["Source", describeSource(job)],
    ["Order", describeOrder(job)],
    ...(edits ? [["Before", edits] satisfies [string, string]] : []),
    ...(job.order.hint ? [["Known colors", job.order.hint] satisfies [string, string]] : []),
    ...(notes.length > 0
      ? [["Noticed", notes.map((note) => photoNoteTexts[note]).join(" ")] satisfies [string, string]]
      : []),
    [
      "Add-ons",
      <ul key="add-ons" className="grid gap-1">
        {effects.length > 0 ? effects.map((effect) => <li key={effect}>{effect}</li>) : <li>–</li>}
      </ul>,
    ],
    ...(job.paintedBy ? [["Colors", describePainters(job.paintedBy)] satisfies [string, string]] : []),
    ["Size", `${job.width} × ${job.height} pixels`],
    ["Started", <Time key="started" at={job.createdAt} format={formatMoment} />],
    ["Time", job.processingMs === null ? "–" : formatProcessing(job.processingMs)],
    ["Model", job.model?.replaceAll("+", " + ") ?? "–"],
    ["Provider", job.provider],
    ["Files", describeKept(job, form)],
    [
      "Job",
      <code key="id" className="break-all font-mono text-xs">
        {job.jobId}
      </code>,
    ],
  ];
  return (
    <dl className="grid gap-x-8 border-t text-sm sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[6.5rem_1fr] gap-3 border-b py-3">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function describeKept(job: JobAnswer, form: ReaderForm): string {
  const files = describeFiles(job, form);
  if (!files || job.kept || findJobFiles(job) === "gone") return files ?? "–";
  return `${files} (${formatTimeLeft(new Date(job.expiresAt), new Date())} left)`;
}

/** What was done to a photo before it was colored, in words: "page 2, turned 90°, cropped, made positive". Null for nothing. */
export function describeEdits({ page, rotate, crop, invert }: Edits): string | null {
  const turn = rotate > 180 ? `turned ${toRotate(-rotate)}° left` : `turned ${rotate}° right`;
  const parts = [
    ...(page > 1 ? [`page ${page}`] : []),
    ...(rotate === 0 ? [] : [rotate === 180 ? "turned upside down" : turn]),
    ...(crop ? ["cropped"] : []),
    ...(invert ? ["made positive"] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : null;
}
