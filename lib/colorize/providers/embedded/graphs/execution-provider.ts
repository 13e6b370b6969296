import * as ort from "onnxruntime-node";

/** What computes the networks: the CPU, or a GPU where onnxruntime has the libraries for it. */
export type ExecutionProvider = "cpu" | "cuda" | "dml" | "coreml";

/** Why this thread computes on the CPU although something else was asked for. It is tried once, since each try takes time. */
let fault: string | null = null;
export const readProviderFault = (): string | null => fault;

/**
 * Creates a session with the provider, or where that cannot be had on the CPU.
 * @param create gives a session with these providers; without any on the CPU
 */
export async function createWith<Session>(
  provider: ExecutionProvider | undefined,
  create: (providers?: string[]) => Promise<Session>,
): Promise<Session> {
  if (!provider || provider === "cpu" || fault) return create();
  // onnxruntime itself leaves out what it was not built with, and says nothing to the caller.
  const isBuilt = ort.listSupportedBackends().some(({ name }) => name === provider);
  const refused = isBuilt ? await tryTo(() => create([provider, "cpu"])) : "this onnxruntime was built without it";
  if (typeof refused !== "string") return refused.session;
  const session = await create();
  // Only now: a graph that does not load on the CPU either is no fault of the provider.
  fault = refused;
  return session;
}

async function tryTo<Session>(create: () => Promise<Session>): Promise<{ session: Session } | string> {
  try {
    return { session: await create() };
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}
