import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/class-names";
import type { Crop } from "@/lib/contract/photos/edits";
import { dragCrop, type Grip, type Handle, handles, pressCrop } from "./geometry/drag-crop";

type Props = {
  crop: Crop;
  showsLines: boolean;
  /** While it is dragged, and once at the end. */
  onDraft: (crop: Crop) => void;
  onEdit: (crop: Crop) => void;
};
type Drag = { id: number; grip: Grip; x: number; y: number; start: Crop };

const percent = (share: number) => `${share * 100}%`;

/** The part of the picture that is kept: its sides and corners are dragged, and so is all of it. It fills its positioned parent. */
export function CropFrame({ crop, showsLines, onDraft, onEdit }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [spoken, setSpoken] = useState("");
  const moved = ({ clientX, clientY }: PointerEvent, { grip, x, y, start }: Drag): Crop => {
    const { width = 1, height = 1 } = box.current?.getBoundingClientRect() ?? {};
    return dragCrop(start, grip, { x: (clientX - x) / width, y: (clientY - y) / height });
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0 || drag.current) return;
    const name = event.target instanceof HTMLElement ? event.target.dataset.grip : undefined;
    const grip = handles.find((handle) => handle === name) ?? "move";
    drag.current = { id: event.pointerId, grip, x: event.clientX, y: event.clientY, start: crop };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const follow = (event: PointerEvent) => {
    if (drag.current?.id === event.pointerId) onDraft(moved(event, drag.current));
  };
  const end = (event: PointerEvent) => {
    const held = drag.current;
    if (held?.id !== event.pointerId) return;
    drag.current = null;
    onEdit(event.type === "pointercancel" ? held.start : moved(event, held));
  };
  const press = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : pressCrop(crop, event);
    if (!next) return;
    event.preventDefault();
    onEdit(next);
    setSpoken(describeCrop(next));
  };
  return (
    <div ref={box} className="absolute inset-0">
      <div className="pointer-events-none absolute inset-0 overflow-clip">
        <div className="absolute shadow-[0_0_0_200vmax_rgb(0_0_0/0.55)]" style={place(crop)} />
      </div>
      <div
        role="application"
        aria-roledescription="crop frame"
        aria-label={describeCrop(crop)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it
        tabIndex={0}
        className="absolute cursor-move touch-none ring-1 ring-white outline-offset-4"
        style={place(crop)}
        onPointerDown={begin}
        onPointerMove={follow}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={press}
      >
        {showsLines && <Lines />}
        {handles.map((handle) => (
          <span
            key={handle}
            aria-hidden
            data-grip={handle}
            className={cn(
              "absolute grid size-8 -translate-1/2 place-items-center pointer-coarse:size-11",
              places[handle],
            )}
          >
            <span className="pointer-events-none size-3 rounded-full border border-black/40 bg-white" />
          </span>
        ))}
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}

const place = ({ x, y, width, height }: Crop) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});

const places: Record<Handle, string> = {
  nw: "top-0 left-0 cursor-nwse-resize",
  n: "top-0 left-1/2 cursor-ns-resize",
  ne: "top-0 left-full cursor-nesw-resize",
  e: "top-1/2 left-full cursor-ew-resize",
  se: "top-full left-full cursor-nwse-resize",
  s: "top-full left-1/2 cursor-ns-resize",
  sw: "top-full left-0 cursor-nesw-resize",
  w: "top-1/2 left-0 cursor-ew-resize",
};

const thirds = "pointer-events-none absolute border-white/50";

/** Thirds, to see by them what is straight. */
function Lines() {
  return (
    <>
      <span aria-hidden className={cn(thirds, "inset-x-0 top-1/3 bottom-1/3 border-y")} />
      <span aria-hidden className={cn(thirds, "inset-y-0 right-1/3 left-1/3 border-x")} />
    </>
  );
}

/** "80% of the width and 60% of the height, from 10% left and 5% top". */
function describeCrop({ x, y, width, height }: Crop): string {
  const round = (share: number) => `${Math.round(share * 100)}%`;
  return `${round(width)} of the width and ${round(height)} of the height, ${round(x)} from the left and ${round(y)} from the top`;
}
