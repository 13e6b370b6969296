"use client";

import { CompareSlider } from "@/components/ui/compare/compare-slider";
import type { SharedPhoto } from "@/lib/contract/photos/shares";

/** The photo in color; beside it, on the other side of a slider, as it was, where its owner shows that. */
export function SharedCompare({ photo }: { photo: SharedPhoto }) {
  const { width, height, caption, beforeUrl, afterUrl } = photo;
  const name = caption || "The photo";
  // As large as the window allows, whole, and the box has its place before the picture is there.
  const box = { aspectRatio: `${width} / ${height}`, width: `min(100%, ${(80 * width) / height}dvh)` };
  const after = <Picture src={afterUrl} alt={`${name}, in color`} photo={photo} />;
  return (
    <div className="rounded-xl bg-canvas">
      <div className="mx-auto overflow-hidden rounded-xl" style={box}>
        {beforeUrl ? (
          <CompareSlider
            label="Before and after"
            className="size-full"
            before={<Picture src={beforeUrl} alt={`${name}, the original`} photo={photo} />}
            after={after}
          />
        ) : (
          after
        )}
      </div>
    </div>
  );
}

type PictureProps = { src: string; alt: string; photo: SharedPhoto };

function Picture({ src, alt, photo: { width, height } }: PictureProps) {
  // biome-ignore lint/performance/noImgElement: it is small already, and an image optimizer would keep it after a withdrawal
  return <img src={src} alt={alt} width={width} height={height} draggable={false} className="block size-full" />;
}
