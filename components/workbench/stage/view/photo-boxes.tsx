import { type ReactNode, useCallback, useMemo, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { toPhotoPoint } from "./geometry";
import { StageViewContext } from "./stage-view";
import { usePlacing, useViewportValue } from "./use-viewport";
import type { Viewport, ViewportState } from "./viewport";

/** Fills the part of the pane that shows the photo. */
export function VisibleBox({ className, children }: { className?: string; children?: ReactNode }) {
  return (
    <div
      className={cn("absolute", className)}
      style={{
        left: "var(--compare-left)",
        top: "var(--compare-top)",
        right: "var(--compare-right)",
        bottom: "var(--compare-bottom)",
      }}
    >
      {children}
    </div>
  );
}

type Props = { viewport: Viewport; pane: HTMLElement | null; active: boolean; children: ReactNode };

/** Fills the whole photo and moves with it; what it holds is told how through `useStageView`. */
export function OverlayBox({ viewport, pane, active, children }: Props) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const place = useCallback((state: ViewportState) => box && placeBox(box, state), [box]);
  usePlacing(viewport, place);
  const scale = useViewportValue(viewport, ({ view }) => view.scale);
  const width = useViewportValue(viewport, ({ scene }) => scene.photo.width);
  const height = useViewportValue(viewport, ({ scene }) => scene.photo.height);
  const stageView = useMemo(() => {
    const toPhoto = (clientX: number, clientY: number) => {
      if (!pane) return null;
      const { left, top } = pane.getBoundingClientRect();
      const { scene, view } = viewport.read();
      return toPhotoPoint(scene, view, { x: clientX - left, y: clientY - top });
    };
    return { toPhoto, scale, width, height };
  }, [viewport, pane, scale, width, height]);
  return (
    <div ref={setBox} className={cn("absolute top-0 left-0", !active && "pointer-events-none")}>
      <StageViewContext value={stageView}>{children}</StageViewContext>
    </div>
  );
}

function placeBox({ style }: HTMLElement, { scene: { photo }, view: { scale, x, y } }: ViewportState): void {
  style.width = `${photo.width * scale}px`;
  style.height = `${photo.height * scale}px`;
  style.transform = `translate(${x}px, ${y}px)`;
}
