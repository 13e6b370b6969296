import { Download, ImageOff, RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CompareSlider } from "@/components/ui/compare/compare-slider";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/lib/format/format-files";
import { describeFault, mayWorkAgain } from "./describe-fault";
import type { DevicePhoto } from "./device-photo";

type Props = { photo: DevicePhoto; onAgain: () => void; onSaved: () => void; onRemove: () => void };

/** One photo of the page: before and after, what is happening to it, and its file. */
export function PhotoCard({ photo, onAgain, onSaved, onRemove }: Props) {
  const { file, result, fault } = photo;
  return (
    <li className="grid content-start gap-3 rounded-xl border bg-card p-3 shadow-soft sm:p-4">
      <Picture photo={photo} />
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h3 className="truncate text-sm font-semibold">{file.name}</h3>
          <div className="text-[0.8125rem] leading-snug text-muted-foreground" role={fault ? "alert" : "status"}>
            <StateWords photo={photo} />
          </div>
        </div>
        <Button variant="ghost" size="icon-sm" aria-label={`Remove ${file.name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {result && (
        <Button asChild>
          <a href={result.url} download={result.name} onClick={onSaved}>
            <Download aria-hidden />
            Download
            <span className="sr-only">{result.name}</span>
          </a>
        </Button>
      )}
      {fault && mayWorkAgain(fault) && (
        <Button variant="outline" onClick={onAgain}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
      )}
    </li>
  );
}

function StateWords({ photo: { state, fault, result } }: { photo: DevicePhoto }) {
  if (fault) return describeFault(fault);
  if (result) return `In color. ${result.width} × ${result.height}, ${formatBytes(result.picture.size)}.`;
  return (
    <>
      {state.step}
      {state.percent !== null && <span aria-hidden>, {state.percent}%</span>}
    </>
  );
}

function Picture({ photo: { file, beforeUrl, result, fault, state } }: { photo: DevicePhoto }) {
  const before = (
    // biome-ignore lint/performance/noImgElement: a file of this device; there is nothing to optimize
    <img src={beforeUrl} alt={`${file.name}, as it was`} className="absolute inset-0 size-full object-contain" />
  );
  if (result) {
    return (
      <div style={{ aspectRatio: frameRatio(result) }}>
        <CompareSlider
          label={`Before and after of ${file.name}`}
          className="size-full rounded-lg bg-canvas"
          reveal
          before={<div className="absolute inset-0 bg-canvas">{before}</div>}
          after={
            // biome-ignore lint/performance/noImgElement: made on this device; there is nothing to optimize
            <img
              src={result.url}
              alt={`${file.name}, in color`}
              className="absolute inset-0 size-full object-contain"
            />
          }
        />
      </div>
    );
  }
  return (
    <div className="relative grid aspect-4/3 w-full place-items-center overflow-hidden rounded-lg bg-canvas">
      {fault === "cannot_decode" ? <ImageOff aria-hidden className="size-8 text-muted-foreground" /> : before}
      {!fault && (
        <div className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/70 px-4 pt-10 pb-4">
          <Progress value={state.percent} label={state.step} className="dark bg-white/25" />
        </div>
      )}
    </div>
  );
}

/** The photo's own, but for very long ones. */
const frameRatio = ({ width, height }: { width: number; height: number }): number =>
  Math.max(0.75, Math.min(2, width / height));
