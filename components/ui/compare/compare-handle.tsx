import { ChevronsLeftRight } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { cn } from "../class-names";
import { edgeAt, insets } from "./slider-position";

type Props = {
  ref: Ref<HTMLDivElement>;
  label: string;
  /** What the two pictures are. */
  names: { before: string; after: string };
  /** 0..100 from the left. */
  shown: number;
  hidden: boolean;
  moving: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** The line between the two pictures, with the grip that is the slider for keys and screen readers. */
export function CompareHandle({ ref, label, names, shown, hidden, moving, onKeyDown }: Props) {
  const percent = Math.round(shown);
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent}% ${names.before.toLowerCase()}, ${100 - percent}% ${names.after.toLowerCase()}`}
      onKeyDown={onKeyDown}
      className={cn(
        "group absolute w-11 -translate-x-1/2 cursor-ew-resize outline-none transition-opacity",
        hidden && "opacity-0",
        moving && "transition-[left] duration-1000 ease-in-out",
      )}
      style={{ left: `calc(${edgeAt(shown)})`, top: insets.top, bottom: insets.bottom }}
    >
      <div className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_0.5px_rgb(0_0_0/0.25)]" />
      <div className="absolute top-1/2 left-1/2 grid size-11 -translate-1/2 place-items-center rounded-full bg-white text-neutral-900 shadow-lift transition-transform group-hover:scale-105 group-focus-visible:ring-3 group-focus-visible:ring-amber-500 group-focus-visible:ring-offset-2 group-focus-visible:ring-offset-black">
        <ChevronsLeftRight aria-hidden className="size-5" />
      </div>
    </div>
  );
}
