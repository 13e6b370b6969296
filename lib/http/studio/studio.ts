import "server-only";
import path from "node:path";
import type { Logger } from "pino";
import { type BillingDeps, createBillingDeps } from "../../billing/billing-deps";
import { type Clock, systemClock } from "../../clock/clock";
import { type Adjuster, createAdjuster } from "../../colorize/adjust/create-adjuster";
import { openAdjusted } from "../../colorize/adjust/open-adjusted";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import { createImageFetcher, type ImageFetcher } from "../../colorize/image-input/fetch-image";
import { createJobRunner } from "../../colorize/job-runner";
import { limitPixels } from "../../colorize/photo-file/pixel-limit";
import { createPictures, type Pictures } from "../../colorize/pictures/create-pictures";
import type { ColorizeProvider } from "../../colorize/providers/colorize-provider";
import { measureProvider } from "../../colorize/providers/measure-provider";
import { selectProvider } from "../../colorize/providers/select-provider";
import { createSampleColors, type SampleColors } from "../../colorize/samples/sample-colors";
import type { Db } from "../../db/client";
import { database } from "../../db/database";
import type { DeliveryDeps } from "../../deliveries/delivery-deps";
import { settings } from "../../env/settings";
import type { Settings } from "../../env/settings-schema";
import type { Job } from "../../generated/prisma/client";
import { createStoredBytes, type StoredBytes } from "../../jobs/stored-bytes";
import { singleton } from "../../lifecycle/singleton";
import { onStop } from "../../lifecycle/stop-hooks";
import { log } from "../../log/log";
import { createMemoryRateLimit } from "../../rate-limit/memory-rate-limit";
import type { RateLimit } from "../../rate-limit/rate-limit";
import { createSlots, type Slots } from "../../rate-limit/slots";
import { readUsableBytes } from "../../storage/disk-space";
import { createLocalDiskStorage } from "../../storage/local-disk";
import type { Storage } from "../../storage/storage";
import { measureStorage } from "../../telemetry/measure-storage";
import { createDeliveryDeps } from "./create-delivery-deps";

/** Production, wired: the one place that chooses implementations. */
export type Studio = {
  settings: Settings;
  db: Db;
  storage: Storage;
  provider: ColorizeProvider;
  clock: Clock;
  log: Logger;
  colorize: ColorizeDeps;
  billing: BillingDeps;
  deliveries: DeliveryDeps;
  fetchImage: ImageFetcher;
  uploads: Slots;
  /** One slot for each async job, queued or running. */
  asyncJobs: Slots;
  /** One slot for each photo that is only inspected: few, since they are free, and enough to be shared between accounts. */
  inspections: Slots;
  /** One slot for each photo that is fetched from its address or previewed before it is sent. */
  intake: Slots;
  adjuster: Adjuster;
  /** One slot for each output that is adjusted and sent. */
  adjustments: Slots;
  /** One slot for each request that sends a body before its account is known: sign-in, sign-up, Stripe's events. */
  publicBodies: Slots;
  /** Small pictures of outputs, for shared pages and to post. */
  pictures: Pictures;
  /** One slot for each request for a picture to post: they are made one after the other. */
  posts: Slots;
  samples: SampleColors;
  /** One slot for each ZIP that is being sent. */
  archives: Slots;
  storedBytes: StoredBytes;
  limits: {
    key: RateLimit;
    account: RateLimit;
    testJobs: RateLimit;
    inspections: RateLimit;
    /** Photos that are fetched or previewed before they are sent. */
    intake: RateLimit;
    /** Every write to next-auth, before its body is read. */
    authAddress: RateLimit;
    /** Guesses of strangers: for one account, and of one address range for one account. */
    signInAccount: RateLimit;
    signInRange: RateLimit;
    /** Guesses of one device that signed in to the account before. */
    signInDevice: RateLimit;
    signInAddress: RateLimit;
    signUpAddress: RateLimit;
    /** Sample photos that guests let the studio color. */
    samples: RateLimit;
  };
};

/** How long running jobs may go on after the process was told to stop; the rest is released within the 30 s a stop may take. */
const stopGraceMs = 20_000;

/** A ZIP takes a file handle and a few hundred kilobytes for as long as somebody downloads it. */
const archivesAtOnce = 16;
/** Outputs that are adjusted, one after the other, or being downloaded. */
const adjustmentsAtOnce = 24;

export const studio = (): Studio => singleton("studio", wire);

const hasRoomIn = (chosen: Settings) => async () => (await readUsableBytes(chosen)) > 0;

function wire(): Studio {
  const chosen = settings();
  limitPixels(chosen.MAX_IMAGE_MEGAPIXELS * 1_000_000);
  const db = database();
  const clock = systemClock;
  const logger = log();
  const storage = measureStorage(
    createLocalDiskStorage({ dir: path.join(chosen.DATA_DIR, "files"), linkSecret: chosen.LINK_SECRET }),
  );
  // A slot of its own: the benchmark of the path puts an instant provider into it before the studio starts.
  const provider = measureProvider(singleton("provider", () => selectProvider(chosen, logger)));
  // One more than there are workers, so that the next photo waits inside the engine and no worker idles between two; never
  // so many that they fill its queue, where the photos of synchronous requests wait too.
  const asyncAtOnce = chosen.ENGINE_WORKERS + Math.min(1, chosen.ENGINE_QUEUE);
  const runner = createJobRunner({ db, clock, log: logger, asyncAtOnce });
  const adjuster = createAdjuster({ workers: 1, maxQueue: adjustmentsAtOnce, log: logger });
  const openOutput = (row: Job, signal: AbortSignal) => {
    const holder = { account: row.userId, isTest: row.isTest };
    const deps = { storage, adjuster, dataDir: chosen.DATA_DIR };
    return openAdjusted(deps, { row, format: row.outputFormat, holder, signal });
  };
  onStop("provider", () => provider.close());
  onStop("adjuster", () => adjuster.close());
  onStop("jobs", () => runner.stop(stopGraceMs));
  const perMinute = (limit: number) => createMemoryRateLimit({ limit, windowSeconds: 60 });
  const perQuarterHour = (limit: number) => createMemoryRateLimit({ limit, windowSeconds: 15 * 60 });
  return {
    settings: chosen,
    db,
    storage,
    provider,
    clock,
    log: logger,
    colorize: {
      db,
      storage,
      provider,
      runner,
      clock,
      log: logger,
      dataDir: chosen.DATA_DIR,
      retentionHours: chosen.RETENTION_HOURS,
      providerTimeoutSeconds: chosen.PROVIDER_TIMEOUT_SECONDS,
    },
    billing: createBillingDeps(chosen, { db, clock, log: logger }),
    deliveries: createDeliveryDeps(chosen, { db, clock, log: logger, storage }),
    fetchImage: createImageFetcher({ allowedHosts: chosen.IMAGE_URL_ALLOWED_HOSTS }),
    uploads: createSlots(chosen.MAX_PARALLEL_UPLOADS),
    asyncJobs: createSlots(chosen.MAX_WAITING_JOBS),
    inspections: createSlots(chosen.ENGINE_WORKERS + 3),
    intake: createSlots(8),
    adjuster,
    adjustments: createSlots(adjustmentsAtOnce),
    publicBodies: createSlots(64),
    pictures: createPictures({ db, storage, openOutput, dataDir: chosen.DATA_DIR, hasRoom: hasRoomIn(chosen) }),
    posts: createSlots(8),
    samples: createSampleColors({
      provider,
      dataDir: chosen.DATA_DIR,
      samplesDir: path.join(/* turbopackIgnore: true */ process.cwd(), "public", "samples"),
      providerTimeoutSeconds: chosen.PROVIDER_TIMEOUT_SECONDS,
    }),
    archives: createSlots(archivesAtOnce),
    storedBytes: createStoredBytes(db),
    limits: {
      key: perMinute(chosen.KEY_REQUESTS_PER_MINUTE),
      account: perMinute(chosen.ACCOUNT_REQUESTS_PER_MINUTE),
      testJobs: createMemoryRateLimit({ limit: chosen.TEST_JOBS_PER_DAY, windowSeconds: 24 * 3600 }),
      inspections: perMinute(chosen.ACCOUNT_REQUESTS_PER_MINUTE),
      intake: perMinute(chosen.ACCOUNT_REQUESTS_PER_MINUTE),
      authAddress: perMinute(60),
      // A person mistypes a few times; a guessing machine is stopped. No network can use up an account's guesses alone, and
      // nobody can use up those of a device that the account's owner signed in with.
      signInAccount: perQuarterHour(10),
      signInRange: perQuarterHour(5),
      signInDevice: perQuarterHour(10),
      signInAddress: perMinute(20),
      signUpAddress: perMinute(10),
      samples: perMinute(20),
    },
  };
}
