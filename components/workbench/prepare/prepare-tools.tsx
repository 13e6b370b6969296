import { Contrast, RotateCcw, RotateCw, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { type Edits, editsKey, plainEdits } from "@/lib/contract/photos/edits";
import { turnQuarter } from "./geometry/turns";

type Props = { edits: Edits; onEdit: (edits: Edits) => void };

/** Above the photo: what takes one press. */
export function PrepareTools({ edits, onEdit }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  // The button that opened these tools is gone, and the focus would be nowhere.
  useEffect(() => first.current?.focus(), []);
  const plain = { ...plainEdits, page: edits.page };
  const isPlain = editsKey(edits) === editsKey(plain);
  return (
    <div
      role="toolbar"
      aria-label="Turn and crop"
      className="@container flex min-h-12 shrink-0 items-center gap-1 px-3 py-1.5 lg:pr-14"
    >
      <Button
        ref={first}
        variant="ghost"
        size="sm"
        className="px-2.5"
        onClick={() => onEdit(turnQuarter(edits, false))}
      >
        <RotateCcw aria-hidden />
        <span className="max-sm:sr-only">Turn left</span>
      </Button>
      <Button variant="ghost" size="sm" className="px-2.5" onClick={() => onEdit(turnQuarter(edits, true))}>
        <RotateCw aria-hidden />
        <span className="max-sm:sr-only">Turn right</span>
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-pressed={edits.invert}
        title="The photo is a negative"
        className="px-2.5 aria-pressed:bg-secondary aria-pressed:ring-2 aria-pressed:ring-foreground aria-pressed:ring-inset"
        onClick={() => onEdit({ ...edits, invert: !edits.invert })}
      >
        <Contrast aria-hidden />
        Negative
      </Button>
      <Button
        variant="ghost"
        size="sm"
        // Stays focusable: a button that is switched off by its own press would lose the focus.
        aria-disabled={isPlain || undefined}
        className="ml-auto px-2.5"
        onClick={() => !isPlain && onEdit(plain)}
      >
        <Undo2 aria-hidden />
        Reset
      </Button>
    </div>
  );
}
