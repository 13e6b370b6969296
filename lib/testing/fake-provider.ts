import { copyFile } from "node:fs/promises";
import type { ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize/providers/colorize-provider";
import type { PaintedBy } from "../contract/photos/painted-by";
import { type PhotoFacts, unknownFacts } from "../contract/photos/photo-facts";
import { noHints } from "../contract/photos/scan-hints";
import { type AddOnChanges, unknownChanges } from "../contract/prices";

type Behavior = (task: ColorizeTask, run: ColorizeRun) => Promise<void>;
const ready = { available: true, reason: null };

/** An output has to be a picture, which a HEIC file is not for the studio's own decoder. */
const handBack: Behavior = ({ photo, outputPath }) => copyFile(photo.workPath, outputPath);

type Reported = {
  facts?: PhotoFacts;
  changes?: AddOnChanges;
  clarity?: boolean;
  hints?: boolean;
  paintedBy?: PaintedBy;
};

/**
 * A provider whose answer the test decides; by default it hands the photo back at once, sees nothing in it, does not say what
 * its add-ons changed, has no AI Clarity Boost and takes no words. Counts its calls.
 */
export function createFakeProvider(
  behave: Behavior = handBack,
  { facts = unknownFacts, changes = unknownChanges, clarity = false, hints = false, paintedBy }: Reported = {},
) {
  const calls: ColorizeTask[] = [];
  const provider: ColorizeProvider = {
    name: "fake",
    capabilities: async () => ({
      models: { large: ready, tiny: ready },
      addOns: {
        cleanScratches: ready,
        faceRemaster: clarity ? ready : { available: false, reason: "No model for this is installed yet." },
      },
      hints: hints ? ready : { available: false, reason: "Its networks take no words." },
    }),
    readModelTag: async (model) => `${model}@fake`,
    async colorize(task, run) {
      calls.push(task);
      await behave(task, run);
      const { width, height } = task.photo;
      return {
        width,
        height,
        modelTag: `${task.order.model}@fake`,
        facts,
        changes,
        ...(paintedBy ? { paintedBy } : {}),
      };
    },
    inspect: async () => ({ ...facts, hints: noHints }),
    checkHealth: async () => {},
    warmUp: async () => {},
    close: async () => {},
  };
  return { provider, calls };
}
