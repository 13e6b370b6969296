import { cn } from "@/components/ui/class-names";
import type { PictureState } from "../picture/use-picture";
import type { Point } from "./geometry";
import type { Viewport } from "./viewport";

type Props = { viewport: Viewport; at: Point; before: PictureState; after: PictureState };

const side = 144;
const power = 3;
/** CSS pixels between the finger and the loupe. */
const gap = 36;

/** A round magnifier above the finger, three times as large as the photo around: before on the left, after on the right. */
export function Loupe({ viewport, at, before, after }: Props) {
  const { scene, view } = viewport.read();
  const scale = view.scale * power;
  const [x, y] = [side / 2 - (at.x - view.x) * power, side / 2 - (at.y - view.y) * power];
  const image = ({ shown, gray }: PictureState, left: boolean) =>
    shown && (
      <div className="absolute inset-0" style={{ clipPath: left ? "inset(0 50% 0 0)" : "inset(0 0 0 50%)" }}>
        {/* biome-ignore lint/performance/noImgElement: blobs and signed links of this origin; there is nothing to optimize */}
        <img
          src={shown.url}
          alt=""
          className={cn("absolute top-0 left-0 max-w-none origin-top-left", gray && "grayscale")}
          style={{
            width: scene.photo.width,
            height: scene.photo.height,
            transform: `translate(${x}px, ${y}px) scale(${scale})`,
          }}
        />
      </div>
    );
  return (
    <div
      aria-hidden
      data-loupe
      className="pointer-events-none absolute z-10 overflow-clip rounded-full border-2 border-white bg-canvas shadow-lift"
      style={{ width: side, height: side, ...placeLoupe(at, scene.pane) }}
    >
      {image(before, true)}
      {image(after, false)}
      <div className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white" />
    </div>
  );
}

/** Above the finger, beside it where there is no room above. */
function placeLoupe(at: Point, pane: { width: number; height: number }): { left: number; top: number } {
  const above = at.y - side - gap;
  const within = (left: number) => Math.min(pane.width - side, Math.max(0, left));
  if (above >= 0) return { left: within(at.x - side / 2), top: above };
  const beside = at.x > pane.width / 2 ? at.x - side - gap : at.x + gap;
  return { left: within(beside), top: 0 };
}
