"use client";

import { ChevronsLeftRight } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useEffect, useRef, useState } from "react";
import { cn } from "../class-names";
import { nextSliderPosition, pointerSliderPosition } from "./slider-position";

type Props = {
  /** `before` and `after` must fill their box in the same way. */
  before: ReactNode;
  after: ReactNode;
  label: string;
  /** While true the whole picture shows "before", wherever the slider is. */
  holdBefore?: boolean;
  /** Starts with "before" alone and reveals "after" once, as soon as `ready`. */
  reveal?: boolean;
  ready?: boolean;
  className?: string;
};

/** Before on the left and after on the right of a handle: drag anywhere, or use arrows, PageUp/PageDown, Home, End. */
export function CompareSlider({
  before,
  after,
  label,
  holdBefore = false,
  reveal = false,
  ready = true,
  className,
}: Props) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const [position, setPosition] = useState(reveal ? 100 : 50);
  const [revealing, setRevealing] = useState(reveal);
  useEffect(() => {
    if (!revealing || !ready) return;
    // Two frames: the first renders the start, or there would be no transition.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPosition(50));
    });
    return () => cancelAnimationFrame(frame);
  }, [revealing, ready]);
  const shown = holdBefore ? 100 : position;

  const follow = (event: PointerEvent) => {
    if (box.current) setPosition(pointerSliderPosition(event.clientX, box.current.getBoundingClientRect()));
  };
  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setRevealing(false);
    handle.current?.focus({ preventScroll: true });
    box.current?.setPointerCapture(event.pointerId);
    follow(event);
  };
  const press = (event: KeyboardEvent) => {
    const next = nextSliderPosition(position, event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    // The user has chosen a position: the reveal must not change it.
    setRevealing(false);
    setPosition(next);
  };

  return (
    <div
      ref={box}
      className={cn("relative cursor-ew-resize touch-pan-y overflow-hidden select-none", className)}
      onPointerDown={start}
      onPointerMove={(event) => box.current?.hasPointerCapture(event.pointerId) && follow(event)}
    >
      {after}
      <div
        className={cn("absolute inset-0", revealing && "transition-[clip-path] duration-1000 ease-in-out")}
        style={{ clipPath: `inset(0 ${100 - shown}% 0 0)` }}
        onTransitionEnd={() => setRevealing(false)}
      >
        {before}
      </div>
      <Tag side="left" visible={shown > 18}>
        Before
      </Tag>
      <Tag side="right" visible={shown < 82}>
        After
      </Tag>
      <Handle ref={handle} label={label} shown={shown} hidden={holdBefore} moving={revealing} onKeyDown={press} />
    </div>
  );
}

type HandleProps = {
  ref: Ref<HTMLDivElement>;
  label: string;
  /** 0..100 from the left. */
  shown: number;
  hidden: boolean;
  moving: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Handle({ ref, label, shown, hidden, moving, onKeyDown }: HandleProps) {
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(shown)}
      aria-valuetext={`${Math.round(shown)}% before, ${100 - Math.round(shown)}% after`}
      onKeyDown={onKeyDown}
      className={cn(
        "group absolute inset-y-0 w-11 -translate-x-1/2 outline-none transition-opacity",
        hidden && "opacity-0",
        moving && "transition-[left] duration-1000 ease-in-out",
      )}
      style={{ left: `${shown}%` }}
    >
      <div className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_0.5px_rgb(0_0_0/0.25)]" />
      <div className="absolute top-1/2 left-1/2 grid size-11 -translate-1/2 place-items-center rounded-full bg-white text-neutral-900 shadow-lift transition-transform group-hover:scale-105 group-focus-visible:ring-3 group-focus-visible:ring-amber-500 group-focus-visible:ring-offset-2 group-focus-visible:ring-offset-black">
        <ChevronsLeftRight aria-hidden className="size-5" />
      </div>
    </div>
  );
}

function Tag({ side, visible, children }: { side: "left" | "right"; visible: boolean; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        "pointer-events-none absolute bottom-3 rounded-full bg-black/70 px-2.5 py-1 text-xs font-medium text-white transition-opacity",
        side === "left" ? "left-3" : "right-3",
        visible ? "opacity-100" : "opacity-0",
      )}
    >
      {children}
    </span>
  );
}
