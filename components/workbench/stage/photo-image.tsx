import { ImageOff } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";

type Props = { src: string | null; alt: string; className?: string };

/** A small photo that fills its box; an icon in its place when the browser cannot show the format. */
export function PhotoImage({ src, alt, className }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  if (!src || broken === src) {
    return (
      <span
        {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": true })}
        className={cn("grid size-full place-items-center text-muted-foreground", className)}
      >
        <ImageOff aria-hidden className="size-6" />
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: blobs and signed links of this origin; there is nothing to optimize
    <img
      src={src}
      alt={alt}
      draggable={false}
      className={cn("size-full object-cover", className)}
      onError={() => setBroken(src)}
    />
  );
}
