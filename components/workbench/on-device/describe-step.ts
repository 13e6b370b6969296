import type { DeviceStep } from "@/lib/on-device/worker-messages";

const words: Record<DeviceStep, string> = {
  load: "Loading the engine",
  decode: "Reading the photo",
  color: "Adding color",
  encode: "Writing the file",
};

export type DeviceState = { step: string; percent: number | null };

/** What a photo's progress is called, and its percent where the step has one. */
export const describeStep = (step: DeviceStep, share: number): DeviceState => ({
  step: words[step],
  percent: step === "load" || step === "color" ? Math.round(share * 100) : null,
});

/** Before the first news of it. */
export const waitingState: DeviceState = { step: "Up next", percent: null };
