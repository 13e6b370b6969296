import "server-only";
import path from "node:path";
import type { Logger } from "pino";
import type { AccountDataDeps } from "../../account-data/account-data-deps";
import { type BillingDeps, createBillingDeps } from "../../billing/billing-deps";
import { type Clock, systemClock } from "../../clock/clock";
import { type Adjuster, createAdjuster } from "../../colorize/adjust/create-adjuster";
import { openAdjusted } from "../../colorize/adjust/open-adjusted";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import { createImageFetcher, type ImageFetcher } from "../../colorize/image-input/fetch-image";
import { limitPixels } from "../../colorize/photo-file/pixel-limit";
import { createPictures, type Pictures } from "../../colorize/pictures/create-pictures";
import type { ColorizeProvider } from "../../colorize/providers/colorize-provider";
import { createSampleColors, type SampleColors } from "../../colorize/samples/sample-colors";
import type { Db } from "../../db/client";
import { database } from "../../db/database";
import type { DeliveryDeps } from "../../deliveries/delivery-deps";
import { settings } from "../../env/settings";
import type { Settings } from "../../env/settings-schema";
import type { Job } from "../../generated/prisma/client";
import { type AsyncPlaces, createAsyncPlaces } from "../../jobs/async-places";
import { createStoredBytes, type StoredBytes } from "../../jobs/stored-bytes";
import { singleton, studioOrigin } from "../../lifecycle/singleton";
import { onStop } from "../../lifecycle/stop-hooks";
import { log } from "../../log/log";
import { mailDeps } from "../../mail/queue-mail";
import type { MailWork } from "../../mail/send-mail";
import { selectMail } from "../../mail/transport/select-mail";
import { createSlots, type Slots } from "../../rate-limit/slots";
import { readUsableBytes } from "../../storage/disk-space";
import { selectStorage } from "../../storage/select-storage";
import type { Storage } from "../../storage/storage";
import { createLiveSettings, type LiveSettings } from "../../studio-settings/live-settings";
import { measureStorage } from "../../telemetry/measure-storage";
import { createAccountDataDeps } from "./create-account-data-deps";
import { createColorizeDeps } from "./create-colorize-deps";
import { createDeliveryDeps } from "./create-delivery-deps";
import { createLimits, type Limits } from "./create-limits";

/** Production, wired: the one place that chooses implementations. */
export type Studio = {
  /** The live ones follow the database, so each is read where it is used and not kept. */
  settings: Settings;
  liveSettings: LiveSettings;
  db: Db;
  storage: Storage;
  provider: ColorizeProvider;
  clock: Clock;
  log: Logger;
  colorize: ColorizeDeps;
  billing: BillingDeps;
  deliveries: DeliveryDeps;
  mail: MailWork;
  accountData: AccountDataDeps;
  fetchImage: ImageFetcher;
  uploads: Slots;
  asyncPlaces: AsyncPlaces;
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
  limits: Limits;
};

/** How long running jobs may go on after the process was told to stop; the rest is released within the 30 s a stop may take. */
export const stopGraceMs = 20_000;

/** A ZIP takes a file handle and a few hundred kilobytes for as long as somebody downloads it. */
const archivesAtOnce = 16;
/** Outputs that are adjusted, one after the other, or being downloaded. */
const adjustmentsAtOnce = 24;

export const studio = (): Studio => singleton("studio", wire);

const hasRoomIn = (chosen: Settings) => async () => (await readUsableBytes(chosen)) > 0;

function applyLogLevel({ LOG_LEVEL }: Settings, logger: Logger): void {
  logger.level = LOG_LEVEL;
}

/** Its connections are closed when the process stops. */
function createMailWork(chosen: Settings, outside: Pick<MailWork, "db" | "clock" | "log">): MailWork {
  const transport = selectMail(chosen);
  if (transport) onStop("mail", async () => transport.close());
  const { secret, listLegalPages } = mailDeps(chosen);
  return { ...outside, transport, origin: () => studioOrigin(chosen), secret, listLegalPages };
}

function wire(): Studio {
  const chosen = settings();
  limitPixels(chosen.MAX_IMAGE_MEGAPIXELS * 1_000_000);
  const db = database();
  const clock = systemClock;
  const logger = log();
  const storage = measureStorage(selectStorage(chosen));
  const colorize = createColorizeDeps(chosen, { db, storage, clock, log: logger });
  const { provider } = colorize;
  const billing = createBillingDeps(chosen, { db, clock, log: logger });
  const adjuster = createAdjuster({ workers: 1, maxQueue: adjustmentsAtOnce, log: logger });
  const openOutput = (row: Job, signal: AbortSignal) => {
    const holder = { account: row.userId, isTest: row.isTest };
    const deps = { storage, adjuster, dataDir: chosen.DATA_DIR };
    return openAdjusted(deps, { row, format: row.outputFormat, holder, signal });
  };
  onStop("provider", () => provider.close());
  onStop("adjuster", () => adjuster.close());
  onStop("jobs", () => colorize.runner.stop(stopGraceMs));
  return {
    settings: chosen,
    liveSettings: createLiveSettings({
      db,
      settings: chosen,
      log: logger,
      onChange: () => applyLogLevel(chosen, logger),
    }),
    db,
    storage,
    provider,
    clock,
    log: logger,
    colorize,
    billing,
    accountData: createAccountDataDeps(chosen, { colorize, billing }),
    deliveries: createDeliveryDeps(chosen, { db, clock, log: logger, storage }),
    mail: createMailWork(chosen, { db, clock, log: logger }),
    fetchImage: createImageFetcher({ allowedHosts: chosen.IMAGE_URL_ALLOWED_HOSTS }),
    uploads: createSlots(() => chosen.MAX_PARALLEL_UPLOADS),
    asyncPlaces: createAsyncPlaces({
      db,
      clock,
      get count() {
        return chosen.MAX_WAITING_JOBS;
      },
      // After its upload a photo may have to be fetched and decoded.
      receiveSeconds: chosen.UPLOAD_TIMEOUT_SECONDS + 5 * 60,
      secret: chosen.AUTH_SECRET,
    }),
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
    limits: createLimits(chosen, { db, log: logger }),
  };
}
