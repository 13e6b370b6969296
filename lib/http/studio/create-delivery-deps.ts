import "server-only";
import type { DeliveryDeps } from "../../deliveries/delivery-deps";
import type { Settings } from "../../env/settings-schema";
import { findJob } from "../../jobs/find-jobs";
import { toJobResource } from "../../jobs/to-job-resource";
import { studioOrigin } from "../../lifecycle/singleton";
import { readAllowedHosts } from "../../safe-fetch/allowed-hosts";
import { createGuardedAgent } from "../../safe-fetch/guarded-agent";
import type { Storage } from "../../storage/storage";

const timeoutMs = 15_000;

/** Webhooks as this studio sends them. A job in them looks as it does in the public API. */
export function createDeliveryDeps(
  settings: Settings,
  { storage, ...outside }: Pick<DeliveryDeps, "db" | "clock" | "log"> & { storage: Storage },
): DeliveryDeps {
  const allowed = readAllowedHosts(settings.WEBHOOK_ALLOWED_HOSTS);
  const origin = () => studioOrigin(settings);
  return {
    ...outside,
    allowed,
    agent: createGuardedAgent({ allowed, timeoutMs }),
    webhookSecret: settings.WEBHOOK_SECRET,
    get retrySeconds() {
      return settings.WEBHOOK_RETRY_SECONDS;
    },
    random: Math.random,
    timeoutMs,
    origin,
    async describeJob(userId, jobId) {
      const row = await findJob(outside.db, userId, jobId);
      return row && toJobResource(row, { origin: origin(), storage, now: outside.clock.now() });
    },
  };
}
