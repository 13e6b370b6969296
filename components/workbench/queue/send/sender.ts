import { ApiProblem } from "@/lib/client/api-problem";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { isAtWork, isSending, type LocalPhoto, nameAttempt, type PhotoFields } from "../local-photo";
import { describeProblem, type Sendable, type SentPhoto } from "../send-photo";
import type { Notice } from "../store/notice";
import type { QueueStore } from "../store/queue-store";
import type { QueueServer } from "./queue-server";

type SendOptions = { signal: AbortSignal; onProgress: (percent: number) => void };
export type SenderDeps = {
  store: Pick<QueueStore, "read" | "commit" | "subscribe">;
  server: Pick<QueueServer, "findByRefs" | "isUp">;
  sendPhoto: (item: Sendable, options: SendOptions) => Promise<SentPhoto>;
  /** Colors a sample photo for somebody without an account. */
  colorSample: (name: string, signal: AbortSignal) => Promise<{ outputUrl: string }>;
  wait: (ms: number) => Promise<void>;
  now: () => number;
  /** Something for the user to read. A notice replaces an earlier one with the same `id`. */
  say: (notice: Notice) => void;
  /** A photo has ended; null credits when the answer did not say. */
  onSettled: (creditsRemaining: number | null) => void;
};

const followMs = 1_000;
const probeMs = [1_000, 2_000, 5_000, 10_000] as const;
/** An upload that breaks while the studio is there is tried so often. */
const maxBroken = 3;
const busyCodes = new Set([
  "rate_limited",
  "too_many_uploads",
  "over_capacity",
  "storage_unavailable",
  "database_unavailable",
]);
const defaultBusySeconds = 5;

/**
 * Sends the photos that wait, in the order of the list, as many at a time as the studio takes. It follows the store: a photo that
 * is no longer on its way there is given up here. Of all tabs with the queue one at a time may send: `lead` begins.
 */
export class Sender {
  parallel = 2;
  /** Whether the studio colors sample photos for guests. */
  colorsSamples = false;
  #leads = false;
  #isSyncing = false;
  #isDue = false;
  #rests = false;
  #probes = false;
  readonly #running = new Map<string, { attempt: number; controller: AbortController }>();
  readonly #broken = new Map<string, number>();
  readonly #deps: SenderDeps;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    deps.store.subscribe(() => this.#sync());
  }

  /** From now on this tab sends. What was on its way in a tab that is gone waits again, and may have arrived. */
  lead(): void {
    this.#leads = true;
    const orphans = this.#photos().filter((photo) => isSending(photo) && !this.#running.has(photo.ref));
    this.#change(orphans, { phase: "waiting", percent: 0, maybeArrived: true });
    this.#sync();
  }

  /** Another tab took over. */
  yield(): void {
    this.#leads = false;
    for (const { controller } of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #photos = () => this.#deps.store.read().photos;

  #change(photos: Pick<LocalPhoto, "ref">[], fields: PhotoFields): void {
    if (photos.length > 0) this.#deps.store.commit({ type: "change", refs: photos.map(({ ref }) => ref), fields });
  }

  #pause(paused: "offline" | "sign_in" | null): void {
    if (this.#deps.store.read().paused !== paused) this.#deps.store.commit({ type: "status", fields: { paused } });
  }

  /** What is begun here changes the store, which calls this again: that waits for the end of the first. */
  #sync(): void {
    this.#isDue = true;
    if (this.#isSyncing) return;
    this.#isSyncing = true;
    while (this.#isDue) {
      this.#isDue = false;
      this.#step();
    }
    this.#isSyncing = false;
  }

  #step(): void {
    const { loaded, paused, userId, photos } = this.#deps.store.read();
    if (!this.#leads || !loaded) return;
    this.#giveUpStopped(photos);
    if (paused === "offline") void this.#probe();
    if (paused || this.#rests) return;
    const waiting = photos.filter(({ phase, ref }) => phase === "waiting" && !this.#running.has(ref));
    const mayGo = waiting.filter((photo) => userId !== null || this.#isFreeSample(photo));
    for (const photo of mayGo) {
      if (this.#running.size >= this.parallel) return;
      void this.#run(photo);
    }
    if (waiting.length > mayGo.length) this.#pause("sign_in");
  }

  #giveUpStopped(photos: LocalPhoto[]): void {
    const current = new Map(photos.map((photo) => [photo.ref, photo]));
    for (const [ref, { attempt, controller }] of this.#running) {
      const photo = current.get(ref);
      if (photo && isAtWork(photo) && photo.attempt === attempt) continue;
      this.#running.delete(ref);
      controller.abort();
    }
  }

  #isFreeSample = ({ sample }: LocalPhoto) => sample !== null && this.colorsSamples;

  async #run(photo: LocalPhoto): Promise<void> {
    const controller = new AbortController();
    const entry = { attempt: photo.attempt, controller };
    this.#running.set(photo.ref, entry);
    const isMine = () => this.#running.get(photo.ref) === entry;
    const change = (fields: PhotoFields) => isMine() && this.#change([photo], fields);
    try {
      const sent = await this.#deliver(photo, controller.signal, change);
      if (isMine()) this.#finish(photo, sent);
    } catch (error) {
      if (isMine()) await this.#recover(photo, error);
    }
    if (isMine()) this.#running.delete(photo.ref);
    this.#sync();
  }

  async #deliver(photo: LocalPhoto, signal: AbortSignal, change: (fields: PhotoFields) => void): Promise<SentPhoto> {
    const { colorSample, server, sendPhoto, store } = this.#deps;
    const { file, order, sample, attempt, maybeArrived } = photo;
    const name = nameAttempt(photo);
    change({ phase: "uploading", percent: 0, startedAt: photo.startedAt ?? this.#deps.now() });
    if (this.#isFreeSample(photo) && sample !== null && store.read().userId === null) {
      change({ phase: "working", percent: 100 });
      return { ...(await colorSample(sample, signal)), creditsRemaining: null };
    }
    const [arrived] = maybeArrived ? await server.findByRefs([name], signal) : [];
    if (arrived) return this.#follow(name, arrived, signal, change);
    if (!file) throw new Error(`Attempt ${attempt} has no file to send.`);
    const named = file.name === photo.name ? file : new File([file], photo.name, { type: file.type });
    change({ maybeArrived: true });
    try {
      const onProgress = (percent: number) => change({ phase: percent < 100 ? "uploading" : "working", percent });
      return await sendPhoto({ name, file: named, order }, { signal, onProgress });
    } catch (error) {
      if (!isCode(error, "idempotency_in_progress")) throw error;
      return this.#follow(name, null, signal, change);
    }
  }

  /** Waits for the end of a job that an upload before this one has started. */
  async #follow(
    name: string,
    known: JobAnswer | null,
    signal: AbortSignal,
    change: (fields: PhotoFields) => void,
  ): Promise<SentPhoto> {
    change({ phase: "working", percent: 100 });
    let job = known;
    for (;;) {
      if (job?.status === "succeeded" && job.outputUrl) return { outputUrl: job.outputUrl, creditsRemaining: null };
      if (job && job.status !== "queued" && job.status !== "running") throw endOf(job);
      await this.#deps.wait(followMs);
      signal.throwIfAborted();
      job = (await this.#deps.server.findByRefs([name], signal))[0] ?? job;
    }
  }

  #finish(photo: LocalPhoto, { outputUrl, creditsRemaining }: SentPhoto): void {
    this.#broken.delete(photo.ref);
    const { choices } = this.#deps.store.read();
    const { [photo.ref]: chosen, ...others } = choices;
    if (chosen) this.#deps.store.commit({ type: "settings", fields: { choices: others } });
    const ended = { endedAt: this.#deps.now(), percent: 100, maybeArrived: false, problem: null };
    this.#change([photo], { phase: "done", outputUrl, ...ended });
    this.#deps.onSettled(creditsRemaining);
  }

  /** After a photo could not be sent: what has another cause than the photo makes it wait, or ready again. */
  async #recover(photo: LocalPhoto, error: unknown): Promise<void> {
    if (isCode(error, "offline")) return this.#recoverBroken(photo, error);
    this.#broken.delete(photo.ref);
    if (isCode(error, "sign_in_required")) {
      // Paused first, or the photo would be sent again in between.
      this.#pause("sign_in");
      return this.#change([photo], { phase: "waiting", percent: 0, maybeArrived: false });
    }
    if (isCode(error, "insufficient_credits")) return this.#putBack(photo, error);
    if (error instanceof ApiProblem && busyCodes.has(error.code)) {
      void this.#rest(error.retryAfterSeconds ?? defaultBusySeconds);
      return this.#change([photo], { phase: "waiting", percent: 0, maybeArrived: false });
    }
    this.#fail(photo, error);
  }

  async #recoverBroken(photo: LocalPhoto, error: unknown): Promise<void> {
    const times = (this.#broken.get(photo.ref) ?? 0) + 1;
    this.#broken.set(photo.ref, times);
    // The studio is there, and still takes no upload of this photo: a proxy refuses it, for instance.
    if (times >= maxBroken && (await this.#deps.server.isUp())) {
      this.#broken.delete(photo.ref);
      return this.#fail(photo, error);
    }
    this.#pause("offline");
    this.#change([photo], { phase: "waiting", percent: 0 });
  }

  #fail(photo: LocalPhoto, error: unknown): void {
    const ended = { endedAt: this.#deps.now(), maybeArrived: false };
    this.#change([photo], { phase: "failed", problem: describeProblem(error), ...ended });
    this.#deps.onSettled(null);
  }

  /** The credits do not last: what has not started is ready again, and none of it was charged. */
  #putBack(photo: LocalPhoto, error: unknown): void {
    const left = this.#photos().filter(
      ({ phase, ref }) => ref === photo.ref || (phase === "waiting" && !this.#running.has(ref)),
    );
    this.#change(left, { phase: "ready", percent: 0, maybeArrived: false });
    const text = `${describeProblem(error).detail} What was not sent is still here, and was not charged.`;
    this.#deps.say({ id: "credits", tone: "error", text });
    this.#deps.onSettled(null);
  }

  /** The studio is full for a moment: nothing new is sent until then. */
  async #rest(seconds: number): Promise<void> {
    if (this.#rests) return;
    this.#rests = true;
    await this.#deps.wait(seconds * 1000);
    this.#rests = false;
    this.#sync();
  }

  /** Goes on as soon as the studio answers again. */
  async #probe(): Promise<void> {
    if (this.#probes) return;
    this.#probes = true;
    for (let times = 0; this.#deps.store.read().paused === "offline"; times += 1) {
      if (await this.#deps.server.isUp()) this.#pause(null);
      else await this.#deps.wait(probeMs[Math.min(times, probeMs.length - 1)] ?? followMs);
    }
    this.#probes = false;
    this.#sync();
  }
}

const isCode = (error: unknown, code: ApiProblem["code"]): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code;

/** Why a job ended without an output, as its own answer would have said. */
function endOf({ status, error }: JobAnswer): ApiProblem {
  const detail = status === "canceled" ? "The job was canceled before it finished." : error?.detail;
  return new ApiProblem({
    code: error?.code ?? (status === "canceled" ? "job_canceled" : "unexpected"),
    status: 409,
    detail: detail ?? "The photo's files were deleted from the studio. Send it again.",
    fix: error?.fix ?? "Try again.",
  });
}
