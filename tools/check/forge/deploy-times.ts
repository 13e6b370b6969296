import { maxBodyBytes } from "../../../lib/contract/limits";
import { settingsSchema } from "../../../lib/env/settings-schema";
import type { ProductFiles } from "./product-files";

/** Seconds that a stopping instance may take after it has drained, until whoever runs it kills it. */
const stopSeconds = 30;

/** An instance is given the time to end in order. @param drain DRAIN_SECONDS as it is set, if it is */
export function findStopFaults({ drain = "0", graceSeconds }: { drain?: string; graceSeconds: number }): string[] {
  const needed = Number(drain) + stopSeconds;
  return graceSeconds >= needed ? [] : [`killed after ${graceSeconds} s, and DRAIN_SECONDS and a stop take ${needed}`];
}

const nginxFile = "deploy/nginx/pixomax.conf";

/** Seconds for which nginx keeps a connection that nothing is sent over. */
export const readKeepAliveSeconds = (product: ProductFiles): number =>
  Number(/keepalive_timeout (\d+)s;/.exec(product.read(nginxFile))?.[1] ?? Number.NaN);

/** While an instance drains, every connection that is used is ended; what nginx keeps unused must be gone before it stops. */
export function findDrainFaults(product: ProductFiles, drain: string | undefined): string[] {
  const kept = readKeepAliveSeconds(product);
  return Number(drain ?? "0") > kept
    ? []
    : [`DRAIN_SECONDS is not above the ${kept} s for which nginx keeps a connection`];
}

/** One sentence for each limit of the nginx sample that is below the studio's own. */
export function findNginxFaults(product: ProductFiles): string[] {
  const text = product.read(nginxFile);
  const { UPLOAD_TIMEOUT_SECONDS, PROVIDER_TIMEOUT_SECONDS } = settingsSchema.parse({});
  const read = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  const faults: string[] = [];
  if (!(read(/client_max_body_size (\d+)m;/) * 2 ** 20 >= maxBodyBytes))
    faults.push("refuses bodies that the studio takes");
  if (!(read(/proxy_read_timeout (\d+)s;/) >= UPLOAD_TIMEOUT_SECONDS + PROVIDER_TIMEOUT_SECONDS)) {
    faults.push("gives up on answers that the studio still gives");
  }
  return faults.map((fault) => `${nginxFile}: ${fault}`);
}
