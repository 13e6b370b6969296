import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { CompareSlider } from "@/components/ui/compare/compare-slider";
import { PhotoLayer } from "../picture/photo-layer";
import type { PictureState } from "../picture/use-picture";
import { type Size, visibleBox } from "../view/geometry";
import { Loupe } from "../view/loupe";
import { Pane, type PaneProps } from "../view/pane";
import { OverlayBox, VisibleBox } from "../view/photo-boxes";
import type { CompareView } from "../view/stored-view";
import { readZoomed, useViewportValue } from "../view/use-viewport";
import type { Viewport } from "../view/viewport";

/** One of the pictures: what it is called on the photo, and what it shows, in words. */
export type Side = { picture: PictureState; name: string; alt: string; note?: string | null };
type Props = {
  viewport: Viewport;
  size: Size;
  label: string;
  view: CompareView;
  /** "rows" where two pictures are larger above each other. */
  split: "columns" | "rows";
  before: Side;
  /** Null while there is only the one. */
  after: Side | null;
  holdBefore: boolean;
  reveal: boolean;
  spaceHeld: boolean;
  overlay: ReactNode;
  overlayActive: boolean;
  /** Over the photo, wherever it is visible. */
  veil: ReactNode;
};

/** Before and after at the same place of the same photo, in one of three views. */
export function Pictures({ after, ...rest }: Props) {
  const { viewport, size, label, view, split, before, overlayActive, spaceHeld, veil } = rest;
  const [magnified, lens] = [before.picture, (after ?? before).picture];
  const paneProps: Parts["paneProps"] = {
    ...{ viewport, spaceHeld, overlayActive: overlayActive && after !== null },
    renderLoupe: (at) => <Loupe viewport={viewport} at={at} before={magnified} after={lens} />,
  };
  const mat = <VisibleBox className="rounded-lg bg-foreground/5 shadow-lift" />;
  const layer = ({ picture, alt, note }: Side) => <PhotoLayer {...{ viewport, picture, alt, note, size }} />;
  const beforeLayer = layer(before);
  if (!after) {
    return (
      <Pane {...paneProps} label={label}>
        {mat}
        {beforeLayer}
        {veil}
      </Pane>
    );
  }
  const parts: Parts = { ...rest, after, paneProps, mat, beforeLayer, afterLayer: layer(after) };
  if (view === "slider") return <SliderPane {...parts} />;
  if (view === "result") return <AfterPane {...parts} />;
  return (
    // Panes of whole pixels: half a pixel would blur a photo at 100 %.
    <div
      className={cn(
        "grid size-full content-between justify-between",
        split === "rows"
          ? "grid-cols-1 grid-rows-[repeat(2,round(down,calc(50%-1px),1px))]"
          : "grid-cols-[repeat(2,round(down,calc(50%-1px),1px))] grid-rows-1",
      )}
    >
      <Pane {...paneProps} label={`${label}: ${before.name}`}>
        {mat}
        {beforeLayer}
        <Name>{before.name}</Name>
      </Pane>
      <AfterPane {...parts} label={`${label}: ${after.name}`} />
    </div>
  );
}

type Parts = Omit<Props, "after" | "veil"> & {
  after: Side;
  paneProps: Omit<PaneProps, "label" | "children" | "paneRef">;
  mat: ReactNode;
  beforeLayer: ReactNode;
  afterLayer: ReactNode;
};

/** The result alone, with the original on top of it while that is held. */
function AfterPane({ paneProps, mat, beforeLayer, afterLayer, ...parts }: Parts) {
  const { label, before, after, holdBefore, viewport, overlay, overlayActive } = parts;
  const [pane, setPane] = useState<HTMLElement | null>(null);
  return (
    <Pane {...paneProps} label={label} paneRef={setPane}>
      {mat}
      {afterLayer}
      <OverlayBox viewport={viewport} pane={pane} active={overlayActive && !holdBefore}>
        {!holdBefore && overlay}
      </OverlayBox>
      {/* Always there, so that it is decoded when it is held. */}
      <div className={cn("pointer-events-none", !holdBefore && "invisible")}>{beforeLayer}</div>
      <Name>{holdBefore ? before.name : after.name}</Name>
    </Pane>
  );
}

function SliderPane({ paneProps, mat, beforeLayer, afterLayer, ...parts }: Parts) {
  const { label, before, after, holdBefore, reveal, viewport, overlay, overlayActive, spaceHeld } = parts;
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const zoomed = useViewportValue(viewport, readZoomed);
  const readArea = () => {
    if (!pane) return null;
    const { scene, view } = viewport.read();
    const box = visibleBox(scene, view);
    const { left, top } = pane.getBoundingClientRect();
    return { ...box, left: left + box.left, top: top + box.top };
  };
  return (
    <Pane {...paneProps} label={label} paneRef={setPane}>
      {mat}
      <CompareSlider
        className={cn("size-full overflow-clip", zoomed && "touch-none")}
        label={label}
        names={{ before: before.name, after: after.name }}
        holdBefore={holdBefore}
        holdAfter={overlayActive}
        reveal={reveal}
        ready={after.picture.shown !== null}
        drag={zoomed || spaceHeld ? "handle" : "anywhere"}
        readArea={readArea}
        before={beforeLayer}
        after={
          <>
            {afterLayer}
            <OverlayBox viewport={viewport} pane={pane} active={overlayActive && !holdBefore}>
              {overlay}
            </OverlayBox>
          </>
        }
      />
    </Pane>
  );
}

function Name({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute max-w-2/5 truncate rounded-full bg-black/70 px-2.5 py-1 text-xs font-medium text-white"
      style={{ left: "calc(var(--compare-left) + 0.75rem)", bottom: "calc(var(--compare-bottom) + 0.75rem)" }}
    >
      {children}
    </span>
  );
}
