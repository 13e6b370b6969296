import { unknownFacts } from "../../contract/photo-facts";
import { AppError } from "../../errors/app-error";
import type { ColorizeProvider } from "./colorize-provider";

const reason = "No colorize provider is set up on this studio.";
const off = { available: false, reason };

/** COLORIZE_PROVIDER=none: the site and the console work, every order is refused before it costs anything. */
export function createDisabledProvider(): ColorizeProvider {
  const refuse = () => Promise.reject(new AppError("not_configured", { detail: reason }));
  return {
    name: "none",
    capabilities: async () => ({
      models: { large: off, tiny: off },
      addOns: { cleanScratches: off, faceRemaster: off },
    }),
    colorize: refuse,
    inspect: async () => unknownFacts,
    checkHealth: async () => {},
    warmUp: async () => {},
    close: async () => {},
  };
}
