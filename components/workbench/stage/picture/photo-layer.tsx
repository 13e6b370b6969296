import { ImageOff } from "lucide-react";
import { useCallback, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { actualScale, isFit, type Size } from "../view/geometry";
import { VisibleBox } from "../view/photo-boxes";
import { usePlacing } from "../view/use-viewport";
import type { Viewport, ViewportState } from "../view/viewport";
import type { PictureState } from "./use-picture";

type Props = {
  viewport: Viewport;
  picture: PictureState;
  alt: string;
  /** Of the photo, in its own pixels: the picture fills it, whatever its own resolution. */
  size: Size;
  /** Why there is no picture, where there is none. */
  note?: string | null;
};

/** A picture in a pane, at the viewport's place. It follows the viewport by itself, without rendering. */
export function PhotoLayer({ viewport, picture: { shown, full, gray, broken }, alt, size, note }: Props) {
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  const place = useCallback((state: ViewportState) => image && placeImage(image, state, full), [image, full]);
  usePlacing(viewport, place);

  if (broken) {
    return (
      <VisibleBox className="grid place-items-center bg-secondary text-muted-foreground">
        <span
          role="img"
          aria-label={note ? `${alt}. ${note}` : alt}
          className="grid justify-items-center gap-2 p-4 text-center"
        >
          <ImageOff aria-hidden className="size-8" />
          {note && <span className="text-sm">{note}</span>}
        </span>
      </VisibleBox>
    );
  }
  if (!shown) return null;
  return (
    // biome-ignore lint/performance/noImgElement: blobs and signed links of this origin; there is nothing to optimize
    <img
      ref={setImage}
      src={shown.url}
      alt={alt}
      draggable={false}
      decoding="sync"
      data-resolution={full ? "full" : "preview"}
      className={cn("absolute top-0 left-0 max-w-none origin-top-left", gray && "grayscale")}
      style={{ width: size.width, height: size.height }}
    />
  );
}

const cornerPixels = 12;
/** From here on a photo pixel is a square one can see; below, interpolation looks better. */
const squarePixels = 4;

function placeImage({ style }: HTMLImageElement, { scene, view, moving }: ViewportState, full: boolean): void {
  style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  // On a layer of its own only while it moves: a layer keeps the sharpness it began with.
  style.willChange = moving ? "transform" : "auto";
  style.borderRadius = isFit(scene, view) ? `${cornerPixels / view.scale}px` : "0";
  style.imageRendering = full && view.scale / actualScale(scene) >= squarePixels ? "pixelated" : "auto";
}
