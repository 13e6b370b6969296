import { copyFile } from "node:fs/promises";
import type { ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize/providers/colorize-provider";
import { unknownFacts } from "../contract/photo-facts";

type Behaviour = (task: ColorizeTask, run: ColorizeRun) => Promise<void>;
const ready = { available: true, reason: null };

/** A provider whose answer the test decides; by default it hands the photo back at once. Counts its calls. */
export function createFakeProvider(behave: Behaviour = ({ photo, outputPath }) => copyFile(photo.path, outputPath)) {
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
      return { width, height, modelTag: `${task.order.model}@fake`, facts: unknownFacts };
    },
    inspect: async () => unknownFacts,
    checkHealth: async () => {},
    warmUp: async () => {},
    close: async () => {},
  };
  return { provider, calls };
}
