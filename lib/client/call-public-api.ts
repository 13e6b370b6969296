import { PixomaxClient, PixomaxError } from "pixomax-client";
import { createdApiKeySchema } from "../contract/accounts/api-keys";
import type { SampleInput } from "../contract/code-samples/sample-request";
import type { Model } from "../contract/order";
import { fetchJson } from "./api-client";

export type PublicCall = {
  apiKey: string;
  /** The photo's bytes; ignored when `input` is `url`. */
  photo: File | null;
  address: string;
  input: SampleInput;
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
};

/** One call as it went over the wire, and what came back. */
export type Exchange = {
  /** 0 when nothing answered. */
  status: number;
  durationMs: number;
  headers: [name: string, value: string][];
  body: string;
  outputUrl: string | null;
  /** Form fields that the studio does not know, as X-Ignored-Fields names them. */
  ignoredFields: string[];
  problem: { code: string; detail: string; fix: string } | null;
};

/**
 * Calls the public endpoint as any integrator does, with a key and without the session, and returns everything that came back. A
 * failed call is not repeated.
 */
export async function callPublicApi({ apiKey, photo, address, input, ...order }: PublicCall): Promise<Exchange> {
  const seen: Exchange = {
    status: 0,
    durationMs: 0,
    headers: [],
    body: "",
    outputUrl: null,
    problem: null,
    ignoredFields: [],
  };
  const record: typeof fetch = async (...call) => {
    const startedMs = performance.now();
    const response = await fetch(...call);
    seen.body = await response.clone().text();
    seen.durationMs = Math.round(performance.now() - startedMs);
    seen.status = response.status;
    seen.headers = [...response.headers];
    return response;
  };
  try {
    const image = input === "url" ? address : await writeImage(photo, input);
    const client = new PixomaxClient({ baseUrl: window.location.origin, apiKey, fetch: record, maxRetries: 0 });
    const result = await client.colorize({ image, filename: photo?.name, ...order });
    return { ...seen, outputUrl: result.outputUrl, ignoredFields: result.ignoredFields };
  } catch (error) {
    if (!(error instanceof PixomaxError)) throw error;
    const { code, detail, fix, ignoredFields } = error;
    return { ...seen, ignoredFields, problem: { code, detail, fix } };
  }
}

async function writeImage(photo: File | null, input: Exclude<SampleInput, "url">): Promise<Blob | string> {
  if (!photo) throw new Error("No photo was chosen.");
  if (input === "file") return photo;
  const dataUrl = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(photo);
  });
  return input === "data-url" ? dataUrl : dataUrl.slice(dataUrl.indexOf(",") + 1);
}

/** A new test key of the signed-in person: its calls are free and their outputs are watermarked. */
export async function createTestKey(): Promise<string> {
  const body = { name: "Docs: try it", mode: "test" };
  return (await fetchJson("/api/console/keys", createdApiKeySchema, { method: "POST", body })).secret;
}
