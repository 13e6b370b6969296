import type { ReactNode } from "react";

type Props = { ratio: number; children: ReactNode };

/** The largest box with the photo's aspect ratio that fits, so that the picture does not move between states. */
export function PhotoFrame({ ratio, children }: Props) {
  return (
    <div className="grid size-full place-items-center [container-type:size]">
      <div
        className="relative overflow-hidden rounded-lg bg-foreground/5 shadow-lift"
        style={{ width: `min(100cqw, 100cqh * ${ratio})`, aspectRatio: ratio }}
      >
        {children}
      </div>
    </div>
  );
}
