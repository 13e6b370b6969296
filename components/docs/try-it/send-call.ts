import { createPublicApi, PixomaxError } from "@/lib/client/public-api";
import type { SampleInput } from "@/lib/contract/code-samples/sample-request";
import type { Model } from "@/lib/contract/order";
import type { Exchange } from "./exchange";

export type Call = {
  apiKey: string;
  /** The photo's bytes; not looked at when `input` is `url`. */
  photo: File | null;
  address: string;
  input: SampleInput;
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
};

/** Calls the public endpoint as the samples do and tells everything that came back. */
export async function sendCall({ apiKey, photo, address, input, ...order }: Call): Promise<Exchange> {
  const seen: Exchange = { status: 0, durationMs: 0, headers: [], body: "", outputUrl: null, problem: null };
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
    const { outputUrl } = await createPublicApi(apiKey, record).colorize({ image, filename: photo?.name, ...order });
    return { ...seen, outputUrl };
  } catch (error) {
    if (!(error instanceof PixomaxError)) throw error;
    const { code, detail, fix } = error;
    return { ...seen, problem: { code, detail, fix } };
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
