import { Agent } from "undici";
import type { ProviderCapabilities } from "../../../contract/answers";
import type { Order } from "../../../contract/order";
import { unknownFacts } from "../../../contract/photos/photo-facts";
import { noHints } from "../../../contract/photos/scan-hints";
import { AppError } from "../../../errors/app-error";
import { hostAndPort } from "../../../safe-fetch/allowed-hosts";
import { createGuardedAgent, type Lookup } from "../../../safe-fetch/guarded-agent";
import type { Photo } from "../../image-input/photo";
import type { ColorizeProvider } from "../colorize-provider";
import { fetchOutput } from "./fetch-output";
import { type Answer, readAnswer } from "./read-answer";
import { sendPhoto } from "./send-photo";

const connectMs = 15_000;

type Options = {
  /** Origin of an endpoint with the public API's contract, for example another studio. */
  url: string;
  apiKey: string;
  /** `host:port` of private hosts, besides the endpoint's own, that outputs may be downloaded from. */
  outputHosts?: readonly string[];
  lookup?: Lookup;
};

/**
 * Forwards each photo to `${url}/api/v1/colorize` and downloads the output. Nothing is retried, because the endpoint may already
 * have charged; only an endpoint that refuses `auto` gets the photo once more, with `true`. The run's signal is the only deadline. Callers see neither the key nor the endpoint's own messages. An endpoint that says it ignored
 * an edit, the profile or the depth has colored something else, and the run fails. Format and
 * metadata are corrected here when the endpoint ignored them; `strength` is only passed on, and an endpoint that does not support
 * it returns full color.
 */
export function createPixomaxProvider({ url, apiKey, outputHosts = [], lookup }: Options): ColorizeProvider {
  const upstream = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
  const allowed: ReadonlySet<string> = new Set([...(url ? [hostAndPort(new URL(url))] : []), ...outputHosts]);
  const outputs = createGuardedAgent({ allowed, lookup, timeoutMs: connectMs });
  const configured = url !== "" && apiKey !== "";
  const needSettings = () => {
    const detail = "Photos cannot be forwarded: this studio is not set up for it yet. Ask the person who runs it.";
    if (!configured) throw new AppError("not_configured", { detail });
  };

  // Asked of the first photo, and not again until the next start: under `true` too, the endpoint says what did nothing.
  let takesAuto = true;
  async function send(photo: Photo, order: Order, signal: AbortSignal): Promise<Answer> {
    const asked = takesAuto ? order : { ...order, autoAddOns: [] };
    const response = await sendPhoto({ url, apiKey, photo, order: asked, agent: upstream, signal });
    const answer = await readAnswer(response, { order: asked, url, apiKey, signal });
    if (answer) return answer;
    takesAuto = false;
    return send(photo, order, signal);
  }

  return {
    name: "pixomax",
    capabilities: async () => readCapabilities(configured),
    // Which weights run is the endpoint's to choose, with each photo anew.
    readModelTag: async () => null,
    async colorize({ photo, order, outputPath }, { signal, onProgress }) {
      needSettings();
      onProgress("color", 5);
      const { outputUrl, modelTag, changes } = await send(photo, order, signal);
      onProgress("color", 80);
      const size = await fetchOutput(outputUrl, { outputPath, order, agent: outputs, allowed, signal });
      onProgress("encode", 100);
      return { ...size, modelTag, facts: unknownFacts, changes };
    },
    // Inspecting would mean sending the photo to the endpoint.
    inspect: async () => ({ ...unknownFacts, hints: noHints }),
    // A bad photo or a busy endpoint does not make this studio unhealthy, so only the settings are checked.
    checkHealth: async () => needSettings(),
    warmUp: async () => {},
    close: async () => {
      await Promise.all([upstream.destroy(), outputs.destroy()]);
    },
  };
}

/** The endpoint's capabilities are unknown until it answers; its 503 for an add-on becomes not_configured. */
function readCapabilities(configured: boolean): ProviderCapabilities {
  const one = {
    available: configured,
    reason: configured ? null : "This studio is not set up for it yet. Ask the person who runs it.",
  };
  return { models: { large: one, tiny: one }, addOns: { cleanScratches: one, faceRemaster: one }, hints: one };
}
