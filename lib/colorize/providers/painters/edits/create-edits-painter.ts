import { Agent, type Dispatcher, type FormData, request } from "undici";
import { AppError } from "../../../../errors/app-error";
import { hostAndPort } from "../../../../safe-fetch/allowed-hosts";
import { createGuardedAgent, type Lookup } from "../../../../safe-fetch/guarded-agent";
import { traceHeaders } from "../../../../telemetry/trace";
import { fetchPicture } from "../http/fetch-picture";
import { readBody } from "../http/read-body";
import type { Painter } from "../painter";
import { checkPicture, explainRefusal, maxAnswerBytes, readEdit } from "./read-edit";
import { chooseSize, defaultPrompt, type EditSize, writeEditForm, writePrompt } from "./write-edit-form";

const connectMs = 15_000;
/** What these engines look at and answer with; more is scaled down there. */
const longSide = 1536;

export type EditsOptions = {
  /** Base address of an API like OpenAI's, as `https://api.openai.com/v1`; empty where none is set up. */
  url: string;
  /** Null for an engine that wants none, as one in the operator's own network. */
  apiKey: string | null;
  model: string;
  /** What is asked of it, instead of the studio's own words; the hint is added to it. */
  prompt?: string | undefined;
  size: EditSize;
  lookup?: Lookup;
};

/**
 * An engine that edits pictures by words (`POST /images/edits` as OpenAI has it). It knows better than any colorizer what things
 * are, and it shifts, crops, repaints and invents: only its colors may be used, where its picture agrees with the photo. Nothing
 * is retried, because the engine may already have charged for it. Callers see neither the key nor the engine's own words.
 */
export function createEditsPainter({
  url,
  apiKey,
  model,
  prompt = defaultPrompt,
  size,
  lookup,
}: EditsOptions): Painter {
  const engine = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
  const allowed: ReadonlySet<string> = new Set(url ? [hostAndPort(new URL(url))] : []);
  const pictures = createGuardedAgent({ allowed, lookup, timeoutMs: connectMs });
  const authorization = apiKey ? `Bearer ${apiKey}` : null;
  const needSettings = () => {
    const detail =
      "Photos cannot be sent to the editor: this studio is not set up for it yet. Ask the person who runs it.";
    if (!url) throw new AppError("not_configured", { detail });
  };

  async function send(form: FormData, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await request(`${url.replace(/\/+$/, "")}/images/edits`, {
        method: "POST",
        dispatcher: engine,
        signal,
        headers: { ...traceHeaders(), accept: "application/json", ...(authorization && { authorization }) },
        body: form,
      });
    } catch (error) {
      signal.throwIfAborted();
      const detail = "The editor could not be reached. Nothing was charged.";
      throw new AppError("upstream_error", { detail, cause: error });
    }
  }

  return {
    name: "edits",
    takesHints: true,
    longSide,
    isFree: true,
    tagOf: (preset) => `${preset}@edits:${model}`,
    async paint({ picture, width, height, hint }, signal) {
      needSettings();
      signal.throwIfAborted();
      const words = writePrompt(prompt, hint);
      const form = writeEditForm({ picture, model, prompt: words, size: chooseSize(size, { width, height }) });
      const response = await send(form, signal);
      const text = (await readBody(response.body, { maxBytes: maxAnswerBytes, signal })).toString("utf8");
      if (response.statusCode !== 200) throw explainRefusal(response, hide(text, apiKey));
      const { bytes, address } = readEdit(text);
      const painted = bytes ?? (await fetchPicture(address, { agent: pictures, allowed, signal }));
      await checkPicture(painted);
      return { bytes: painted, costMicros: null };
    },
    checkHealth: async () => needSettings(),
    close: async () => {
      await Promise.all([engine.destroy(), pictures.destroy()]);
    },
  };
}

/** An engine that echoes the request would bring the key into the log. */
const hide = (text: string, secret: string | null): string => (secret ? text.replaceAll(secret, "[key]") : text);
