import { useEffect, useState } from "react";
import { editsKey, pickEdits } from "@/lib/contract/photos/edits";
import { type DeviceFault, devicePreviewSide } from "@/lib/on-device/worker-messages";
import { makeCopy } from "../photo-facts/make-copy";
import { findPageSource } from "../photo-facts/page-source";
import type { QueuePhoto } from "../queue/queue-photo";
import { readFault } from "./describe-fault";
import { type DeviceState, describeStep } from "./describe-step";
import { useDevice } from "./use-device";

/** `offered`: on a connection that is paid by what it carries, the engine is loaded when the guest says so. */
export type GuestPreview =
  | { kind: "none" }
  | { kind: "offered"; load: () => void }
  | { kind: "working"; state: DeviceState }
  | { kind: "shown"; url: string }
  | { kind: "failed"; fault: DeviceFault };

const none: GuestPreview = { kind: "none" };
const started = describeStep("load", 0);

/** What some browsers know of the connection. */
type Connection = { saveData?: boolean; type?: string };
const isMetered = (): boolean => {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return Boolean(connection?.saveData) || connection?.type === "cellular";
};

/**
 * The open photo in color before anybody has signed in, reduced and made in this browser: nothing is sent. Only of what the
 * browser reads by itself; samples have their own colors from the studio.
 */
export function useGuestPreview(photo: QueuePhoto, isGuest: boolean): GuestPreview {
  const device = useDevice();
  const [wants, setWants] = useState(() => !isMetered());
  const [made, setMade] = useState<{ of: string; preview: GuestPreview }>({ of: "", preview: none });
  const { local, state, sample } = photo;
  const isReadable = local !== null && findPageSource(local) === "file";
  const file = isGuest && state === "ready" && sample === null && isReadable ? local.file : null;
  const edits = local ? pickEdits(local.order) : null;
  const key = edits ? editsKey(edits) : "";
  const name = `${photo.ref} ${key}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` says all that matters of `edits`
  useEffect(() => {
    if (!isGuest) device.close();
    const setPreview = (preview: GuestPreview) => setMade({ of: name, preview });
    if (!file || !edits) return setPreview(none);
    if (!wants) return setPreview({ kind: "offered", load: () => setWants(true) });
    const stop = new AbortController();
    let madeUrl: string | null = null;
    const show = (next: GuestPreview) => {
      if (!stop.signal.aborted) setPreview(next);
    };
    const make = async () => {
      const picture = key === "" ? file : await makeCopy(file, edits, stop.signal);
      const order = { photo: picture, model: "tiny", format: "png", maxSide: devicePreviewSide } as const;
      const result = await device.color(order, (step, share) =>
        show({ kind: "working", state: describeStep(step, share) }),
      );
      if (stop.signal.aborted) return;
      madeUrl = URL.createObjectURL(result.picture);
      show({ kind: "shown", url: madeUrl });
    };
    show({ kind: "working", state: started });
    make().catch((error: unknown) => show({ kind: "failed", fault: readFault(error) }));
    return () => {
      stop.abort();
      if (madeUrl) URL.revokeObjectURL(madeUrl);
    };
  }, [device, file, name, wants, isGuest]);
  // Of the photo before it, until there is news of this one.
  return made.of === name ? made.preview : none;
}
