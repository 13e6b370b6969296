import { type CSSProperties, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { CompareSlider } from "@/components/ui/compare/compare-slider";
import { describeColors } from "../photo-facts/describe-finding";
import type { Previewed } from "../photo-facts/use-previews";
import type { QueuePhoto } from "../queue/queue-photo";
import { PhotoFrame } from "./photo-frame";
import { PhotoImage } from "./photo-image";
import { ResultBar } from "./result-bar";
import { FailedBar, StageBar } from "./stage-bar";
import { WorkingVeil } from "./working-veil";

type Props = {
  photo: Previewed<QueuePhoto>;
  holdBefore: boolean;
  available: number | null;
  onRetry: () => void;
  onCopy: () => void;
};

/** The photo and the bar below it. Needs the photo's ref as key. */
export function Stage({ photo, holdBefore, available, onRetry, onCopy }: Props) {
  const [natural, setNatural] = useState(4 / 3);
  // The color is revealed with an animation only when the photo finishes while it is open.
  const [wasWorking] = useState(photo.state !== "done");
  const [colored, setColored] = useState(false);
  const { job, name, beforeUrl, afterUrl, state } = photo;
  const ratio = job ? job.width / job.height : natural;
  // Only color was added, so the output in gray can stand in for an original that the browser cannot show.
  const before = (
    <PhotoImage
      src={beforeUrl}
      fallbackSrc={afterUrl}
      fallbackClassName="grayscale"
      alt={`${name}, as it was`}
      note={photo.previewNote}
      onRatio={setNatural}
    />
  );
  const working = state === "waiting" || state === "uploading" || state === "running";

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        className="min-h-0 flex-1 p-4 max-lg:h-[min(62dvh,var(--fit))] max-lg:flex-none sm:p-6 lg:p-8"
        style={{ "--fit": `calc((100vw - 2rem) / ${ratio} + 2rem)` } as CSSProperties}
      >
        <PhotoFrame ratio={ratio}>
          {state === "done" && afterUrl ? (
            <CompareSlider
              className="size-full"
              label={`Before and after of ${name}`}
              holdBefore={holdBefore}
              reveal={wasWorking}
              ready={colored}
              before={before}
              after={
                <PhotoImage
                  src={afterUrl}
                  alt={`${name}, in color`}
                  className={cn("transition-opacity", !colored && "opacity-0")}
                  onRatio={() => setColored(true)}
                />
              }
            />
          ) : (
            before
          )}
          {working && <WorkingVeil photo={photo} />}
        </PhotoFrame>
      </div>
      {state === "done" && <ResultBar photo={photo} available={available} onCopy={onCopy} />}
      {state === "failed" && photo.problem && <FailedBar name={name} problem={photo.problem} onRetry={onRetry} />}
      {(working || state === "ready") && (
        <StageBar>
          <h2 className="truncate text-sm font-semibold">{name}</h2>
          <p className="text-muted-foreground" role={state === "ready" ? "status" : undefined}>
            {state === "ready" ? (describeColors([photo.local?.facts ?? null]) ?? "Ready to colorize.") : photo.step}
          </p>
        </StageBar>
      )}
    </div>
  );
}
