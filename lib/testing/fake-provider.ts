import { copyFile } from "node:fs/promises";
import type { ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize/providers/colorize-provider";
import { type PhotoFacts, unknownFacts } from "../contract/photo-facts";

type Behaviour = (task: ColorizeTask, run: ColorizeRun) => Promise<void>;
const ready = { available: true, reason: null };

const handBack: Behaviour = ({ photo, outputPath }) => copyFile(photo.path, outputPath);

/** A provider whose answer the test decides; by default it hands the photo back at once and sees nothing in it. Counts its calls. */
export function createFakeProvider(behave: Behaviour = handBack, facts: PhotoFacts = unknownFacts) {
  const calls: ColorizeTask[] = [];
  const provider: ColorizeProvider = {
    name: "fake",
    capabilities: async () => ({
      models: { large: ready, tiny: ready },
      addOns: {
        cleanScratches: ready,
        faceRemaster: { available: false, reason: "No model for this is installed yet." },
      },
    }),
    async colorize(task, run) {
      calls.push(task);
      await behave(task, run);
      const { width, height } = task.photo;
      return { width, height, modelTag: `${task.order.model}@fake`, facts };
    },
    inspect: async () => facts,
    checkHealth: async () => {},
    warmUp: async () => {},
    close: async () => {},
  };
  return { provider, calls };
}
