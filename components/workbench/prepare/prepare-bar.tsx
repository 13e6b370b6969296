import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Slider } from "@/components/ui/forms/slider";
import type { Edits } from "@/lib/contract/photos/edits";
import { type Size, splitRotate, straighten } from "./geometry/turns";

type Props = {
  edits: Edits;
  /** Of the photo before it is turned; null until it is known. */
  size: Size | null;
  onDraft: (edits: Edits) => void;
  onEdit: (edits: Edits) => void;
  onDone: () => void;
  onCancel: () => void;
};

/** Degrees to either side; a photo that was found on a scan may lie further askew. */
const usualTurn = 15;
const largestTurn = 45;
const step = 0.1;

/** Below the photo: straightening, and the ways out. */
export function PrepareBar({ edits, size, onDraft, onEdit, onDone, onCancel }: Props) {
  const { fine } = splitRotate(edits.rotate);
  const most = Math.abs(fine) > usualTurn ? largestTurn : usualTurn;
  const turned = (degrees: number) => (size ? straighten(edits, size, degrees) : edits);
  return (
    <div className="flex min-h-25 flex-wrap items-center justify-between gap-x-8 gap-y-3 border-t bg-background px-4 py-4 sm:px-6">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5 text-[0.8125rem]">
        <div className="flex h-6 items-center justify-between gap-3">
          <span aria-hidden>Straighten</span>
          <span aria-hidden className="text-muted-foreground tabular-nums">
            {formatDegrees(fine)}
          </span>
        </div>
        <Slider
          label="Straighten"
          value={fine}
          valueText={`${formatDegrees(fine)} ${fine < 0 ? "to the left" : fine > 0 ? "to the right" : ""}`.trim()}
          min={-most}
          max={most}
          step={step}
          trackClassName="bg-secondary-hover"
          onChange={(degrees) => onDraft(turned(degrees))}
          onCommit={() => onEdit(edits)}
          onDoubleClick={() => onEdit(turned(0))}
        />
        <p className="text-xs text-muted-foreground">
          Drag the frame, its sides or its corners.
          <span className="pointer-coarse:hidden"> Arrow keys move it, with Shift they change its size.</span>
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full">
        <Button variant="outline" className="max-sm:flex-1" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="ink" className="max-sm:flex-1" onClick={onDone}>
          <Check aria-hidden />
          Done
        </Button>
      </div>
    </div>
  );
}

const formatDegrees = (degrees: number): string => `${degrees.toFixed(1).replace("-", "−")}°`;
