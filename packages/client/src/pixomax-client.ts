import { PixomaxError, readIgnoredFields, readList, readWhole } from "./pixomax-error.ts";
import { type ApiRequest, sendRequest, sleep, type Transport } from "./send-request.ts";
import type {
  AcceptedJob,
  Account,
  ColorizeAnswer,
  GetUsageData,
  Job,
  JobPage,
  ListJobsData,
  Models,
  Order,
  Quote,
  QuoteRequest,
  RecipeRequest,
  SignedReceipt,
  Usage,
} from "./types.ts";

export { PixomaxError } from "./pixomax-error.ts";
export type * from "./types.ts";

export type PixomaxClientOptions = {
  /** Where the studio is reached, `https://studio.example.org` for instance. */
  baseUrl: string;
  apiKey: string;
  /** Another fetch, for a proxy or a test. */
  fetch?: typeof fetch;
  /** Further tries after no answer, 429, 502 and 503. Default 2; they never charge twice. */
  maxRetries?: number;
};
type AddOn = Order["autoAddOns"][number];
/** An order as a job shows it, or with `"auto"` as an add-on's value: only where the photo has something for it to do. */
export type OrderInput = Partial<Omit<Order, AddOn>> & Partial<Record<AddOn, boolean | "auto">>;
export type ColorizeInput = OrderInput & {
  /** Bytes, or text that is an http(s) URL, a data URL or base64. */
  image: Blob | string;
  filename?: string;
};
export type CallOptions = { signal?: AbortSignal };
export type ColorizeOptions = CallOptions & {
  /** The same key and photo again: the same result, charged once. Chosen at random when left out. */
  idempotencyKey?: string;
};
export type ColorizeResult = {
  /** Works without a key until `expiresAt`. */
  outputUrl: string;
  /** What follows comes from headers; null where the endpoint does not send them. */
  jobId: string | null;
  creditsCharged: number | null;
  /** Ordered add-ons that changed nothing and were not charged, named as in a job's `order`. */
  idleAddOns: string[];
  /** Form fields that the studio does not know and ignored, some with the name that was probably meant. */
  ignoredFields: string[];
  /** Pages or frames in the photo's file, where it has several; `page` of the order picks one. */
  photoPages?: number;
  /** Codes of what was noticed in the photo's file, as in a job's `photo.notes`; left out where there was nothing. */
  photoNotes?: string[];
  creditsRemaining: number | null;
  model: string | null;
  width: number | null;
  height: number | null;
  /** RFC 3339. */
  expiresAt: string | null;
};
/** `ignoredFields` as in ColorizeResult. */
export type AcceptedPhoto = AcceptedJob & { ignoredFields: string[] };
export type PictureOptions = CallOptions & { format?: Order["outputFormat"] };
export type WaitOptions = CallOptions & { onProgress?: (job: Job) => void };

const firstPollMs = 500;
const slowestPollMs = 5_000;

/** A Pixomax studio's public API. Every method throws PixomaxError when it does not succeed. */
export class PixomaxClient {
  readonly baseUrl: string;
  private readonly apiKey: string;
  private readonly transport: Transport;

  constructor({ baseUrl, apiKey, fetch: send, maxRetries = 2 }: PixomaxClientOptions) {
    this.baseUrl = baseUrl.replace(/\/+$/, "");
    this.apiKey = apiKey;
    // A browser's fetch wants to be called on its window.
    this.transport = { fetch: send ?? ((...call) => globalThis.fetch(...call)), maxRetries };
  }

  /** Colorizes one photo and waits for it. */
  async colorize(input: ColorizeInput, options: ColorizeOptions = {}): Promise<ColorizeResult> {
    const response = await this.postPhoto(input, options);
    const { outputUrl } = (await response.json()) as ColorizeAnswer;
    if (typeof outputUrl !== "string") {
      throw new PixomaxError({ code: "unexpected", status: response.status, detail: "The answer names no picture." });
    }
    const text = (name: string) => response.headers.get(name);
    return {
      outputUrl,
      jobId: text("x-job-id"),
      creditsCharged: readWhole(text("x-credits-charged")),
      idleAddOns: readList(text("x-idle-add-ons")),
      ignoredFields: readIgnoredFields(response),
      ...readPhotoHeaders(response),
      creditsRemaining: readWhole(text("x-credits-remaining")),
      model: text("x-model"),
      width: readWhole(text("x-width")),
      height: readWhole(text("x-height")),
      expiresAt: text("x-output-expires-at"),
    };
  }

  /** Sends a photo and returns at once; `waitForJob` gets the result. */
  async colorizeAsync(input: ColorizeInput, options: ColorizeOptions = {}): Promise<AcceptedPhoto> {
    const response = await this.postPhoto(input, options, { Prefer: "respond-async" });
    return { ...((await response.json()) as AcceptedJob), ignoredFields: readIgnoredFields(response) };
  }

  /** Resolves with the job once it has ended. Its `status` says how: succeeded, failed or canceled. */
  async waitForJob(jobId: string, { signal, onProgress }: WaitOptions = {}): Promise<Job> {
    for (let pauseMs = firstPollMs; ; pauseMs = Math.min(pauseMs * 1.5, slowestPollMs)) {
      const job = await this.getJob(jobId, { signal });
      onProgress?.(job);
      // Every other status is an end, also one that a later version of the API adds.
      if (job.status !== "queued" && job.status !== "running") return job;
      await sleep(pauseMs, signal);
    }
  }

  /** The job as it is now. */
  getJob(jobId: string, options?: CallOptions): Promise<Job> {
    return this.request("GET", jobPath(jobId), options);
  }

  /** Newest first. For the next page pass `nextCursor` as `cursor`. */
  listJobs(query: ListJobsData["query"] = {}, options?: CallOptions): Promise<JobPage> {
    return this.request("GET", `/jobs${writeQuery(query)}`, options);
  }

  /** A job that is canceled costs nothing; one that runs is ended within seconds. */
  cancelJob(jobId: string, options?: CallOptions): Promise<AcceptedJob> {
    return this.request("POST", `${jobPath(jobId)}/cancel`, options);
  }

  /** Deletes photo and picture now. */
  async deleteJob(jobId: string, options?: CallOptions): Promise<void> {
    await this.send("DELETE", jobPath(jobId), options);
  }

  /** Keeps how the colors of a job's picture are adjusted, for free; null for not at all. `downloadPicture` gets the result. */
  setRecipe(jobId: string, recipe: RecipeRequest | null, options?: CallOptions): Promise<Job> {
    return this.request("PATCH", `${jobPath(jobId)}/recipe`, { ...options, json: recipe });
  }

  /** The picture with its recipe applied, at full size; in the job's own format unless another one is given. */
  async downloadPicture(jobId: string, { format, ...options }: PictureOptions = {}): Promise<Blob> {
    const response = await this.send("GET", `${jobPath(jobId)}/picture${writeQuery({ format })}`, options);
    return response.blob();
  }

  /** What was done and what it cost, signed by the studio. */
  getReceipt(jobId: string, options?: CallOptions): Promise<SignedReceipt> {
    return this.request("GET", `${jobPath(jobId)}/receipt`, options);
  }

  /**
   * The pictures of up to 1,000 jobs as one ZIP with a `manifest.csv`, to be read while it comes. Reading it rejects when the download
   * breaks off.
   */
  async downloadArchive(jobIds: string[], options?: CallOptions): Promise<ReadableStream<Uint8Array>> {
    const { body, status } = await this.send("POST", "/archives", { ...options, json: { jobIds } });
    if (!body) throw new PixomaxError({ code: "unexpected", status, detail: "The answer has no archive." });
    return body;
  }

  /** Credits, the key in use and its limits. */
  getAccount(options?: CallOptions): Promise<Account> {
    return this.request("GET", "/account", options);
  }

  /** The models that this studio offers. */
  getModels(options?: CallOptions): Promise<Models> {
    return this.request("GET", "/models", options);
  }

  /** What photos would cost, in credits, and whether the account has enough. */
  quote(request: QuoteRequest = {}, options?: CallOptions): Promise<Quote> {
    return this.request("POST", "/quote", { ...options, json: request });
  }

  /** Photos and credits by day, model, key or status. */
  getUsage(query: Omit<NonNullable<GetUsageData["query"]>, "format"> = {}, options?: CallOptions): Promise<Usage> {
    return this.request("GET", `/usage${writeQuery(query)}`, options);
  }

  private async request<T>(
    method: ApiRequest["method"],
    path: string,
    options?: CallOptions & { json?: object | null },
  ) {
    const response = await this.send(method, path, options);
    return (await response.json()) as T;
  }

  private send(
    method: ApiRequest["method"],
    path: string,
    { signal, json }: CallOptions & { json?: object | null } = {},
  ) {
    const hasJson = json !== undefined;
    const headers = { ...this.headers(), ...(hasJson ? { "Content-Type": "application/json" } : {}) };
    const body = hasJson ? JSON.stringify(json) : undefined;
    const repeatable = method === "GET" || method === "PATCH" || ["/quote", "/archives"].includes(path);
    return sendRequest({ url: this.address(path), method, headers, body, signal, repeatable }, this.transport);
  }

  private postPhoto(
    input: ColorizeInput,
    { idempotencyKey, signal }: ColorizeOptions,
    more: Record<string, string> = {},
  ) {
    const headers = { ...this.headers(), ...more, "Idempotency-Key": idempotencyKey ?? makeKey() };
    const body = writeForm(input);
    return sendRequest(
      { url: this.address("/colorize"), method: "POST", headers, body, signal, repeatable: true },
      this.transport,
    );
  }

  private headers = (): Record<string, string> => ({ "X-Api-Key": this.apiKey });
  private address = (path: string): string => `${this.baseUrl}/api/v1${path}`;
}

const jobPath = (jobId: string) => `/jobs/${encodeURIComponent(jobId)}`;

function writeForm({ image, filename = "photo", ...order }: ColorizeInput): FormData {
  const form = new FormData();
  const fields = {
    model: order.model,
    clean_scratches: writeAddOn(order, "cleanScratches"),
    face_remaster: writeAddOn(order, "faceRemaster"),
    output_format: order.outputFormat,
    strength: order.strength,
    metadata: order.metadata,
    ...writeLaterFields(order),
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, String(value));
  if (typeof image === "string") form.append("image", image);
  else form.append("image", image, filename);
  return form;
}

/** Only what asks for something, so that a studio of an earlier version does not report fields that change nothing. */
function writeLaterFields({ outputProfile, bitDepth, page, rotate, crop, invert, hint }: OrderInput) {
  return {
    output_profile: outputProfile === "srgb" ? undefined : outputProfile,
    bit_depth: bitDepth === "auto" ? undefined : bitDepth,
    page: page === 1 ? undefined : page,
    rotate: rotate || undefined,
    crop: crop
      ? [crop.x, crop.y, crop.width, crop.height].map((share) => Number(share.toFixed(6))).join(",")
      : undefined,
    invert: invert || undefined,
    hint: hint?.trim() || undefined,
  };
}

function readPhotoHeaders({ headers }: Response): Pick<ColorizeResult, "photoPages" | "photoNotes"> {
  const pages = readWhole(headers.get("x-photo-pages"));
  const notes = readList(headers.get("x-photo-notes"));
  return { ...(pages === null ? {} : { photoPages: pages }), ...(notes.length === 0 ? {} : { photoNotes: notes }) };
}

function writeAddOn(order: OrderInput, addOn: AddOn): boolean | "auto" | undefined {
  return order[addOn] && order.autoAddOns?.includes(addOn) ? "auto" : order[addOn];
}

function writeQuery(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Not crypto.randomUUID: browsers have that on https pages only. */
function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
