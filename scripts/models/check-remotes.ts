import type { Models } from "../../lib/colorize/providers/embedded/engine/select-models";
import { checkRemote } from "../../lib/colorize/providers/embedded/graphs/remote/check-remote";
import { addressOf } from "../../lib/colorize/providers/embedded/graphs/remote/open-remote";

/** A model on a server as it is now. `fault` is a sentence; null where the model is ready and one that colors. */
type CheckedRemote = { address: string; graph?: string; fault: string | null };

/** Asks each server about its model. */
export async function checkRemotes({ remotes }: Models): Promise<CheckedRemote[]> {
  const byAddress = new Map(Object.values(remotes).map((remote) => [addressOf(remote), remote]));
  return Promise.all(
    [...byAddress].map(async ([address, remote]): Promise<CheckedRemote> => {
      try {
        return { address, graph: (await checkRemote(remote)).graph, fault: null };
      } catch (error) {
        return { address, fault: `${address}: ${explain(error)}` };
      }
    }),
  );
}

/** With what lies behind it, which an operator may know: a refused connection, a shape. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const sentence = error.message.replace(" Nothing was charged.", "");
  return cause instanceof Error && cause.message ? `${sentence} (${cause.message})` : sentence;
}
