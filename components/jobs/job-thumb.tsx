import { ImageOff, LoaderCircle } from "lucide-react";
import { useState } from "react";
import type { JobAnswer } from "@/lib/contract/answers";
import { isRunning } from "./use-jobs";

/** The result in small. Decorative: the photo's name stands beside it. */
export function JobThumb({ job }: { job: JobAnswer }) {
  const [broken, setBroken] = useState<string | null>(null);
  const frame = "grid size-12 shrink-0 place-items-center overflow-hidden rounded-md bg-canvas text-muted-foreground";
  if (job.thumbUrl && broken !== job.thumbUrl) {
    return (
      <span className={frame}>
        {/* A signed link is good for one person and a short time: nothing for an image optimizer to keep. */}
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
