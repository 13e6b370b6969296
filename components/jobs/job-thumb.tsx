import { ImageOff, LoaderCircle } from "lucide-react";
import { useState } from "react";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { isRunning } from "./use-jobs";

/** A thumbnail of the output. Decorative: the photo's name is next to it. */
export function JobThumb({ job }: { job: JobAnswer }) {
  const [broken, setBroken] = useState<string | null>(null);
  const frame = "grid size-12 shrink-0 place-items-center overflow-hidden rounded-md bg-canvas text-muted-foreground";
  if (job.thumbUrl && broken !== job.thumbUrl) {
    return (
      <span className={frame}>
        {/* The link is signed and short-lived, so an image optimizer must not cache it. */}
        {/* biome-ignore lint/performance/noImgElement: see above */}
        <img
          src={job.thumbUrl}
          alt=""
          loading="lazy"
          onError={() => setBroken(job.thumbUrl)}
          className="size-full object-cover"
        />
      </span>
    );
  }
  return (
    <span className={frame}>
      {isRunning(job) ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        <ImageOff aria-hidden className="size-4" />
      )}
    </span>
  );
}
