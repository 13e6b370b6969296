import { createMemoryShelf } from "../../../components/workbench/queue/shelf/memory-shelf";
import type { PhotoShelf } from "../../../components/workbench/queue/shelf/photo-shelf";
import { createActions } from "../../../components/workbench/queue/store/create-actions";
import type { Notice } from "../../../components/workbench/queue/store/notice";
import type { QueueChange } from "../../../components/workbench/queue/store/queue-state";
import { QueueStore } from "../../../components/workbench/queue/store/queue-store";
import { Removals } from "../../../components/workbench/queue/store/removals";
import { shareChange, type TabChannel } from "../../../components/workbench/queue/store/tab-channel";
import type { JobAnswer } from "../../contract/console-jobs";
import { defaultOrder } from "../../contract/order";

/** Lets what was promised happen. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Time that passes when a test says so. */
export function createFakeTime() {
  let nowMs = 1_764_374_400_000;
  let waiting: { at: number; go: () => void }[] = [];
  return {
    now: () => nowMs,
    wait: (ms: number) => new Promise<void>((go) => waiting.push({ at: nowMs + ms, go })),
    async pass(ms: number): Promise<void> {
      const end = nowMs + ms;
      await settle();
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at);
        if (!next) break;
        waiting = waiting.filter((entry) => entry !== next);
        nowMs = next.at;
        next.go();
        await settle();
      }
      nowMs = end;
    },
  };
}

/** Channels of tabs that hear each other, as a browser's do. */
export function createFakeTabs(): () => TabChannel {
  const open = new Map<object, (change: QueueChange) => void>();
  return () => {
    const key = {};
    return {
      post: (change) => {
        const shared = shareChange(change);
        for (const [other, hear] of open) if (shared && other !== key) hear(shared);
      },
      listen: (hear) => void open.set(key, hear),
      close: () => void open.delete(key),
    };
  };
}

export type FakeStudio = {
  jobs: JobAnswer[];
  canceled: string[];
  deleted: string[];
  isUp: boolean;
  /** What the next deletions say; empty: they succeed. */
  refusals: Error[];
};

type Options = {
  shelf?: PhotoShelf;
  tabs?: TabChannel;
  time?: ReturnType<typeof createFakeTime>;
};

/** Refs differ from page to page, as random ones do. */
let made = 0;

/** The queue with its real store, actions and removals, on a shelf in memory and a studio that a test sets up. */
export function makePhotoQueue({ shelf = createMemoryShelf(), tabs, time = createFakeTime() }: Options = {}) {
  const notices: Notice[] = [];
  const revoked: string[] = [];
  const store = new QueueStore({
    tabs: tabs ?? createFakeTabs()(),
    createUrl: (file) => `blob:${file.name}`,
    revokeUrl: (url) => revoked.push(url),
  });
  const studio: FakeStudio = { jobs: [], canceled: [], deleted: [], isUp: true, refusals: [] };
  const server = {
    findByRefs: async (refs: string[]) => studio.jobs.filter(({ clientRef }) => refs.includes(clientRef ?? "")),
    findByHashes: async (hashes: string[]) => studio.jobs.filter((job) => hashes.includes(job.inputSha256)),
    cancel: async (jobId: string) => studio.canceled.push(jobId) > 0,
    deleteJob: async (jobId: string) => {
      const refusal = studio.refusals.shift();
      if (refusal) throw refusal;
      studio.deleted.push(jobId);
    },
    isUp: async () => studio.isUp,
  };
  const common = { store, server, wait: time.wait, now: time.now, say: (notice: Notice) => void notices.push(notice) };
  const removals = new Removals({ ...common, onDeleted: () => {} });
  const createRef = () => {
    made += 1;
    return `r${made}`;
  };
  const actions = createActions({ ...common, removals, createRef });
  const photo = (ref: string) => store.read().photos.find((known) => known.ref === ref);
  return { ...common, shelf, time, notices, revoked, studio, removals, actions, photo };
}

export const makeFile = (name: string, content = name): File => new File([content], name, { type: "image/jpeg" });

/** A job as the workbench sees it. */
export const makeJobAnswer = (fields: Partial<JobAnswer>): JobAnswer => ({
  jobId: "job_1",
  kept: false,
  photo: { pages: 1, notes: [] },
  recipe: null,
  source: "workbench",
  keyName: null,
  mode: "live",
  status: "succeeded",
  stage: null,
  percent: 100,
  clientRef: null,
  name: "dock.jpg",
  inputSha256: "0".repeat(64),
  order: defaultOrder,
  priceCredits: 1,
  creditsCharged: 1,
  idleAddOns: [],
  width: 10,
  height: 10,
  model: null,
  facts: null,
  provider: "embedded",
  error: null,
  createdAt: "2026-11-22T12:00:00Z",
  startedAt: null,
  finishedAt: null,
  processingMs: null,
  expiresAt: "2026-11-29T12:00:00Z",
  inputUrl: "/in",
  originalUrl: "/in",
  outputUrl: "/out",
  thumbUrl: null,
  statusUrl: "http://studio.test/api/v1/jobs/job_1",
  cancelUrl: "http://studio.test/api/v1/jobs/job_1/cancel",
  receiptUrl: "http://studio.test/api/v1/jobs/job_1/receipt",
  ...fields,
});
