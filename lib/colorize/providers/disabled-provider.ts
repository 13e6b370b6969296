import { unknownFacts } from "../../contract/photos/photo-facts";
import { noHints } from "../../contract/photos/scan-hints";
import { AppError } from "../../errors/app-error";
import type { ColorizeProvider } from "./colorize-provider";

const reason = "This studio does not colorize photos now. Ask the person who runs it.";
const off = { available: false, reason };

/** The provider of COLORIZE_PROVIDER=none: site and console work, and every order is refused before credits are held. */
export function createDisabledProvider(): ColorizeProvider {
  const refuse = () => Promise.reject(new AppError("not_configured", { detail: reason }));
  return {
    name: "none",
    capabilities: async () => ({
      models: { large: off, tiny: off },
      addOns: { cleanScratches: off, faceRemaster: off },
      hints: off,
    }),
    readModelTag: async () => null,
    colorize: refuse,
    inspect: async () => ({ ...unknownFacts, hints: noHints }),
    checkHealth: async () => {},
    warmUp: async () => {},
    close: async () => {},
  };
}
