import { type CSSProperties, useLayoutEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { type Crop, type Edits, turnedSize } from "@/lib/contract/photos/edits";
import { CropFrame } from "./crop-frame";
import { orWhole, type Size, wholeCrop } from "./geometry/turns";

type Props = {
  src: string;
  alt: string;
  edits: Edits;
  size: Size | null;
  onSize: (size: Size) => void;
  /** Whether something is dragged: lines then help to see what is straight. */
  straightening: boolean;
  onDraft: (edits: Edits) => void;
  onEdit: (edits: Edits) => void;
};

/** CSS pixels around the photo, for the handles. */
const margin = 24;

/** The whole photo, turned and inverted as it will be, with the crop frame over it. */
export function CropArea({ src, alt, edits, size, onSize, straightening, onDraft, onEdit }: Props) {
  const [area, setArea] = useState<HTMLElement | null>(null);
  const room = useRoom(area);
  const turned = size && turnedSize(size, edits.rotate);
  const scale = turned && room ? Math.min(room.width / turned.width, room.height / turned.height) : 0;
  const change = (crop: Crop) => ({ ...edits, crop: orWhole(crop) });
  return (
    <div
      ref={setArea}
      className="grid min-h-0 flex-1 place-items-center max-lg:h-[min(62dvh,var(--fit))] max-lg:flex-none"
      style={
        { "--fit": `calc(100vw / ${turned ? turned.width / turned.height : 1} + ${2 * margin}px)` } as CSSProperties
      }
    >
      <div
        className="relative"
        style={turned ? { width: turned.width * scale, height: turned.height * scale } : undefined}
      >
        <div className={cn("absolute inset-0 overflow-clip bg-white", edits.invert && "invert")}>
          {/* biome-ignore lint/performance/noImgElement: a blob of this page; there is nothing to optimize */}
          <img
            src={src}
            alt={`${alt}, to turn and crop`}
            draggable={false}
            className="absolute top-1/2 left-1/2 max-w-none"
            style={{
              width: (size?.width ?? 0) * scale,
              height: (size?.height ?? 0) * scale,
              transform: `translate(-50%, -50%) rotate(${edits.rotate}deg)`,
            }}
            onLoad={({ currentTarget: image }) => onSize({ width: image.naturalWidth, height: image.naturalHeight })}
          />
        </div>
        {scale > 0 && (
          <CropFrame
            crop={edits.crop ?? wholeCrop}
            showsLines={straightening}
            onDraft={(crop) => onDraft(change(crop))}
            onEdit={(crop) => onEdit(change(crop))}
          />
        )}
      </div>
    </div>
  );
}

/** The room for the photo in `area`, in CSS pixels. */
function useRoom(area: HTMLElement | null): Size | null {
  const [room, setRoom] = useState<Size | null>(null);
  useLayoutEffect(() => {
    if (!area) return;
    const least = 48;
    const measure = () =>
      setRoom({
        width: Math.max(least, area.clientWidth - 2 * margin),
        height: Math.max(least, area.clientHeight - 2 * margin),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(area);
    return () => observer.disconnect();
  }, [area]);
  return room;
}
