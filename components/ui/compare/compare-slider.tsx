"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "../class-names";
import { CompareHandle } from "./compare-handle";
import { edgeAt, insets, nextSliderPosition, pointerSliderPosition } from "./slider-position";

type Area = { left: number; top: number; width: number; height: number };
type Props = {
  /** `before` and `after` must fill their box in the same way. */
  before: ReactNode;
  after: ReactNode;
  label: string;
  /** What the two are, on the pictures. */
  names?: { before: string; after: string };
  /** While true the whole picture shows "before", wherever the slider is. */
  holdBefore?: boolean;
  /** While true the whole picture shows "after", and there is no handle. */
  holdAfter?: boolean;
  /** Starts with "before" alone and reveals "after" once, as soon as `ready`. */
  reveal?: boolean;
  ready?: boolean;
  /** "handle" leaves drags beside the handle to whatever is around. */
  drag?: "anywhere" | "handle";
  /**
   * Where in the box the pictures lie, in client pixels; without it they fill the box. An element around the slider must then
   * hold the same as the lengths `--compare-left`, `-top`, `-right` and `-bottom` from the box's edges.
   */
  readArea?: () => Area | null;
  className?: string;
};

/** Before on the left and after on the right of a handle: drag anywhere, or use arrows, PageUp/PageDown, Home, End. */
export function CompareSlider(props: Props) {
  const { before, after, label, names = { before: "Before", after: "After" }, reveal = false, ready = true } = props;
  const { holdBefore = false, holdAfter = false, drag = "anywhere", readArea, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const { position, setPosition, revealing, endReveal } = useReveal(reveal, ready);
  const shown = holdBefore ? 100 : holdAfter ? 0 : position;

  const follow = (event: PointerEvent) => {
    const area = readArea?.() ?? box.current?.getBoundingClientRect();
    if (area) setPosition(pointerSliderPosition(event.clientX, area));
  };
  const start = (event: PointerEvent) => {
    if (event.button !== 0 || holdAfter) return;
    const onHandle = event.target instanceof Node && handle.current?.contains(event.target);
    if (!onHandle && (drag === "handle" || isBeside(event, readArea?.()))) return;
    event.preventDefault();
    endReveal();
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
    endReveal();
    setPosition(next);
  };

  return (
    <div
      ref={box}
      className={cn(
        "relative touch-pan-y overflow-hidden select-none",
        drag === "anywhere" && "cursor-ew-resize",
        className,
      )}
      onPointerDown={start}
      onPointerMove={(event) => box.current?.hasPointerCapture(event.pointerId) && follow(event)}
    >
      {after}
      <div
        // What is drawn over "after" has the pointer, also in the middle of the reveal.
        className={cn(
          "absolute inset-0",
          holdAfter && "pointer-events-none",
          revealing && !holdAfter && "transition-[clip-path] duration-1000 ease-in-out",
        )}
        style={{ clipPath: `inset(0 calc(100% - ${edgeAt(shown)}) 0 0)` }}
        // Other transitions end here, too: those of the picture, and at once all of them where motion is reduced.
        onTransitionEnd={({ target, currentTarget }) => target === currentTarget && position < 100 && endReveal()}
      >
        {before}
      </div>
      <Tag side="left" visible={shown > 18}>
        {names.before}
      </Tag>
      <Tag side="right" visible={shown < 82}>
        {names.after}
      </Tag>
      {!holdAfter && (
        <CompareHandle
          ref={handle}
          label={label}
          names={names}
          shown={shown}
          hidden={holdBefore}
          moving={revealing}
          onKeyDown={press}
        />
      )}
    </div>
  );
}

/** The slider's position, 0..100, which moves once from 100 to the middle when there is something to reveal. */
function useReveal(reveal: boolean, ready: boolean) {
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
  return { position, setPosition, revealing, endReveal: () => setRevealing(false) };
}

function isBeside({ clientX, clientY }: PointerEvent, area: Area | null | undefined): boolean {
  if (!area) return false;
  const [x, y] = [clientX - area.left, clientY - area.top];
  return x < 0 || x > area.width || y < 0 || y > area.height;
}

function Tag({ side, visible, children }: { side: "left" | "right"; visible: boolean; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        "pointer-events-none absolute max-w-2/5 truncate rounded-full bg-black/70 px-2.5 py-1 text-xs font-medium text-white transition-opacity",
        visible ? "opacity-100" : "opacity-0",
      )}
      style={{ [side]: `calc(${insets[side]} + 0.75rem)`, bottom: `calc(${insets.bottom} + 0.75rem)` }}
    >
      {children}
    </span>
  );
}
