import { Progress } from "@/components/ui/progress";
import type { QueuePhoto } from "../queue/queue-photo";

/** Over a photo in progress: the photo in gray, and a line that says what is happening. */
export function WorkingVeil({ photo: { step, percent, state } }: { photo: QueuePhoto }) {
  return (
    <>
      <div className="absolute inset-0 backdrop-grayscale" />
      {state !== "waiting" && (
        <div className="absolute inset-y-0 -left-1/2 w-1/2 animate-sweep bg-linear-to-r from-transparent via-amber-200/25 to-transparent motion-reduce:hidden" />
      )}
      <div className="absolute inset-x-0 bottom-0 grid gap-2.5 bg-linear-to-t from-black/85 via-black/60 to-transparent px-5 pt-16 pb-5 text-white">
        <p className="flex items-baseline justify-between gap-4 text-sm font-medium">
          <span>{step}</span>
          {percent !== null && <span className="tabular-nums">{percent}%</span>}
        </p>
        {percent !== null && <Progress value={percent} label={step} className="dark bg-white/25" />}
      </div>
    </>
  );
}
