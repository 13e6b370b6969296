import { ImageOff } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";

type Props = {
  src: string | null;
  /** Shown when the browser cannot read `src` (HEIC, TIFF). */
  fallbackSrc?: string | null;
  fallbackClassName?: string;
  alt: string;
  className?: string;
  /** Below the icon: why there is no picture. */
  note?: string | null;
  onRatio?: (ratio: number) => void;
};

/** A photo that fills its box; an icon in its place when the browser cannot show the format. */
export function PhotoImage({ src, fallbackSrc, fallbackClassName, alt, className, note, onRatio }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const isFallback = src === null || broken === src;
  const shown = isFallback ? (fallbackSrc ?? null) : src;
  if (!shown || broken === shown) {
    return (
      <span
        {...(alt ? { role: "img", "aria-label": note ? `${alt}. ${note}` : alt } : { "aria-hidden": true })}
        className={cn(
          "grid size-full place-content-center justify-items-center gap-2 text-muted-foreground",
          className,
        )}
      >
        <ImageOff aria-hidden className="size-6" />
        {note && <span className="text-sm">{note}</span>}
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: blobs and signed links of this origin; there is nothing to optimize
    <img
      src={shown}
      alt={alt}
      draggable={false}
      className={cn("size-full object-cover", className, isFallback && fallbackClassName)}
      onError={() => setBroken(shown)}
      onLoad={({ currentTarget }) => onRatio?.(currentTarget.naturalWidth / currentTarget.naturalHeight)}
    />
  );
}
