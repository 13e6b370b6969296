import { lazy, Suspense } from "react";
import type { AdjustSession } from "./adjust-session";

/*
 * The parts that are seen, loaded when a result is first there: an empty workbench does not pay for them.
 */
const LoadedPanel = lazy(async () => ({ default: (await import("./panel/adjust-panel")).AdjustPanel }));
const LoadedLayer = lazy(async () => ({ default: (await import("./hints/hint-layer")).HintLayer }));

/** For the column beside the photo. */
export function AdjustPanel({ session }: { session: AdjustSession }) {
  return (
    <Suspense fallback={<p className="text-sm text-muted-foreground">Loading the adjustments…</p>}>
      <LoadedPanel session={session} />
    </Suspense>
  );
}

/** For the stage's overlay, which fills the photo's box. */
export function HintLayer({ session }: { session: AdjustSession }) {
  return (
    <Suspense fallback={null}>
      <LoadedLayer session={session} />
    </Suspense>
  );
}
