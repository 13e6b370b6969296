import { Clock3 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Spinner } from "@/components/ui/loading";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { shownOutputUrl } from "@/lib/contract/console-jobs";
import { describeProgress, findJobFiles, nameJob } from "./describe-job";

/** Before and after side by side, or why there is nothing to see. */
export function JobPhotos({ job }: { job: JobAnswer }) {
  const files = findJobFiles(job);
  if (files === "gone") {
    return (
      <Notice icon={<Clock3 aria-hidden className="size-5" />} title="The files have been deleted">
        The photo and its output were deleted after the retention period. The job stays in your list for the record.
      </Notice>
    );
  }
  const name = nameJob(job);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Photo title="Before" url={job.inputUrl} alt={`${name}, the original`} job={job}>
        {files === "none" ? "The original is no longer stored" : "No preview"}
      </Photo>
      {files === "none" ? null : (
        <Photo title="After" url={shownOutputUrl(job)} alt={`${name}, in color`} job={job}>
          <span role="status" className="inline-flex items-center gap-2">
            <Spinner />
            {describeProgress(job)}
          </span>
        </Photo>
      )}
    </div>
  );
}

type PhotoProps = { title: string; url: string | null; alt: string; job: JobAnswer; children: ReactNode };

function Photo({ title, url, alt, job: { width, height }, children }: PhotoProps) {
  const [broken, setBroken] = useState(false);
  return (
    <figure className="grid gap-2">
      <div
        className="grid max-h-[70vh] w-full place-items-center overflow-hidden rounded-xl bg-canvas text-muted-foreground text-sm"
        style={{ aspectRatio: `${width || 4} / ${height || 3}` }}
      >
        {url && !broken ? (
          // biome-ignore lint/performance/noImgElement: a signed, short-lived link is nothing for an image optimizer to keep
          <img src={url} alt={alt} onError={() => setBroken(true)} className="size-full min-h-0 object-contain" />
        ) : (
          <span className="p-6 text-center">
            {broken ? "This browser cannot show this format, but you can download the file." : children}
          </span>
        )}
      </div>
      <figcaption className="text-muted-foreground text-sm">{title}</figcaption>
    </figure>
  );
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-xl bg-canvas px-6 py-16 text-center text-muted-foreground">
      {icon}
      <div className="grid gap-1 text-sm">
        <p className="font-semibold text-base text-foreground">{title}</p>
        <p className="max-w-sm text-balance">{children}</p>
      </div>
    </div>
  );
}
