import { Agent } from "undici";
import type { Capabilities } from "../../../contract/answers";
import { unknownFacts } from "../../../contract/photo-facts";
import { AppError } from "../../../errors/app-error";
import { hostAndPort } from "../../../safe-fetch/allowed-hosts";
import { createGuardedAgent, type Lookup } from "../../../safe-fetch/guarded-agent";
import type { ColorizeProvider } from "../colorize-provider";
import { fetchOutput } from "./fetch-output";
import { readAnswer } from "./read-answer";
import { sendPhoto } from "./send-photo";

const connectMs = 15_000;

type Options = {
  /** Origin of any endpoint that keeps the public contract: another studio, say. */
  url: string;
  apiKey: string;
  /** `host:port` of private addresses, beside the endpoint's own, that outputs may lie at. */
  outputHosts?: readonly string[];
  lookup?: Lookup;
};

/**
 * Forwards each photo to `${url}/api/v1/colorize` and brings the output back. Nothing is tried twice: the far side may have
 * charged already. The run's signal is the only deadline. Its key and its answers stay out of what callers are told.
 * Format and metadata are put right here where the far side did not; `strength` is only passed on, and an endpoint that does not
 * know it gives full color.
 */
export function createPixomaxProvider({ url, apiKey, outputHosts = [], lookup }: Options): ColorizeProvider {
  const upstream = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
  const allowed: ReadonlySet<string> = new Set([...(url ? [hostAndPort(new URL(url))] : []), ...outputHosts]);
  const outputs = createGuardedAgent({ allowed, lookup, timeoutMs: connectMs });
  const configured = url !== "" && apiKey !== "";
  const needSettings = () => {
    const detail = "The provider that photos are forwarded to has no address or no key.";
    if (!configured) throw new AppError("not_configured", { detail });
  };

  return {
    name: "pixomax",
    capabilities: async () => readCapabilities(configured),
    async colorize({ photo, order, outputPath }, { signal, onProgress }) {
      needSettings();
      onProgress("color", 5);
      const response = await sendPhoto({ url, apiKey, photo, order, agent: upstream, signal });
      const { outputUrl, modelTag, changes } = await readAnswer(response, { order, url, apiKey, signal });
      onProgress("color", 80);
      const size = await fetchOutput(outputUrl, { outputPath, order, agent: outputs, allowed, signal });
      onProgress("encode", 100);
      return { ...size, modelTag, facts: unknownFacts, changes };
    },
    // The far side would have to be sent the photo for it.
    inspect: async () => unknownFacts,
    // One bad photo or a busy minute over there is no reason to call this studio unready.
    checkHealth: async () => needSettings(),
    warmUp: async () => {},
    close: async () => {
      await Promise.all([upstream.destroy(), outputs.destroy()]);
    },
  };
}

/** What the far side can do shows only in its answers: 503 for an add-on becomes not_configured then. */
function readCapabilities(configured: boolean): Capabilities {
  const one = { available: configured, reason: configured ? null : "The forwarding provider is not set up." };
  return { models: { large: one, tiny: one }, addOns: { cleanScratches: one, faceRemaster: one } };
}
