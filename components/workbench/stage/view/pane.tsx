import { type KeyboardEvent, type ReactNode, useCallback, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { type Point, visibleBox } from "./geometry";
import { usePaneGestures } from "./use-pane-gestures";
import { readZoomed, usePaneSize, usePlacing, useViewportValue } from "./use-viewport";
import type { Viewport, ViewportState } from "./viewport";

export type PaneProps = {
  viewport: Viewport;
  label: string;
  overlayActive: boolean;
  spaceHeld: boolean;
  /** Drawn above the finger that holds still at `at`, in CSS pixels of the pane. */
  renderLoupe: (at: Point) => ReactNode;
  paneRef?: (pane: HTMLElement | null) => void;
  children: ReactNode;
};

const keySteps: Record<string, Point | undefined> = {
  ArrowLeft: { x: 64, y: 0 },
  ArrowRight: { x: -64, y: 0 },
  ArrowUp: { x: 0, y: 64 },
  ArrowDown: { x: 0, y: -64 },
};

/** A window onto the photo. `--compare-left`, `-top`, `-right` and `-bottom` inside it say where the photo is visible. */
export function Pane({ viewport, label, overlayActive, spaceHeld, renderLoupe, paneRef, children }: PaneProps) {
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const [loupe, setLoupe] = useState<Point | null>(null);
  const zoomed = useViewportValue(viewport, readZoomed);
  usePaneSize(viewport, pane);
  const place = useCallback((state: ViewportState) => pane && placeInsets(pane, state), [pane]);
  usePlacing(viewport, place);
  const handlers = usePaneGestures({ pane, viewport, overlayActive, spaceHeld, onLoupe: setLoupe });

  const hold = useCallback(
    (element: HTMLElement | null) => {
      setPane(element);
      paneRef?.(element);
    },
    [paneRef],
  );
  const press = (event: KeyboardEvent) => {
    const by = event.target === event.currentTarget && zoomed ? keySteps[event.key] : undefined;
    if (!by) return;
    event.preventDefault();
    viewport.pan(by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={hold}
      role="group"
      aria-label={label}
      // Only what can be moved takes the focus.
      tabIndex={zoomed ? 0 : -1}
      onKeyDown={press}
      {...handlers}
      className={cn(
        "relative min-h-0 min-w-0 overflow-clip outline-offset-[-2px] select-none [-webkit-touch-callout:none]",
        zoomed || overlayActive ? "touch-none" : "touch-pan-y",
        (zoomed || spaceHeld) && !(overlayActive && !spaceHeld) && "cursor-grab active:cursor-grabbing",
      )}
    >
      {children}
      {loupe && renderLoupe(loupe)}
    </div>
  );
}

function placeInsets(pane: HTMLElement, { scene, view }: ViewportState): void {
  const { left, top, width, height } = visibleBox(scene, view);
  const insets = { left, top, right: scene.pane.width - left - width, bottom: scene.pane.height - top - height };
  for (const [side, length] of Object.entries(insets)) {
    const [name, value] = [`--compare-${side}`, `${length}px`];
    // Unchanged while one pans a photo that fills the pane: writing it would restyle everything inside.
    if (pane.style.getPropertyValue(name) !== value) pane.style.setProperty(name, value);
  }
}
