import type { RemoteModel } from "../../../../../env/remote-model";
import { describeRemote } from "./describe-remote";
import { type Answer, exchange, refuseStatus } from "./exchange";
import { addressOf, readRemote } from "./open-remote";

const readyBytes = 64 * 1024;
const readyMs = 2_000;
/** Health is asked for often, by several. */
const keepMs = 5_000;

/**
 * Whether server and model are ready and the model is one that colors. `version` as `readRemote` gives it.
 * @throws {AppError} upstream_error, upstream_timeout, over_capacity while the model is loading, not_configured
 */
export async function checkRemote(remote: RemoteModel): Promise<{ version: string | null; graph: string }> {
  const ask = (url: string) => exchange({ url, maxBytes: readyBytes, timeoutMs: readyMs });
  refuseStatus(await ask(`${remote.server}/health/ready`), () => false);
  refuseStatus(asLoading(await ask(`${addressOf(remote)}/ready`)), (status) => status === 404);
  const { metadata, version } = await readRemote(remote);
  return { version, graph: describeRemote(metadata).graph };
}

/** A model that is known and not ready is told with 400 by some. */
const asLoading = (answer: Answer): Answer => (answer.status === 400 ? { ...answer, status: 503 } : answer);

type Checked = { at: number; checking: ReturnType<typeof checkRemote>; version?: string | null };

/** Checks each model at most once in some seconds. */
export function createRemoteChecks(now: () => number) {
  const kept = new Map<string, Checked>();
  function check(remote: RemoteModel): Checked {
    const address = addressOf(remote);
    const before = kept.get(address);
    if (before && now() - before.at < keepMs) return before;
    const checked: Checked = { at: now(), checking: checkRemote(remote), version: before?.version };
    checked.checking.then(
      ({ version }) => {
        checked.version = version;
      },
      () => {
        checked.version = undefined;
      },
    );
    kept.set(address, checked);
    return checked;
  }
  return {
    /** @throws {AppError} as `checkRemote` */
    check: (remote: RemoteModel) => check(remote).checking,
    /** The version that the last check found, without waiting for another one; undefined before the first and after a failed one. */
    peek: (remote: RemoteModel) => check(remote).version,
  };
}
