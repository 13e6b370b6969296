import { singleton } from "./singleton";

type StopHook = { name: string; run: () => Promise<void> };
const hooks = () => singleton<StopHook[]>("stop-hooks", () => []);

/** What must happen before the process ends. Run last registered first. A name registers once. */
export function onStop(name: string, run: () => Promise<void>): void {
  const list = hooks();
  const at = list.findIndex((hook) => hook.name === name);
  if (at >= 0) list.splice(at, 1);
  list.push({ name, run });
}

/** Runs every hook, also when one fails, and returns the failures. */
export async function runStopHooks(): Promise<{ name: string; error: unknown }[]> {
  const failures: { name: string; error: unknown }[] = [];
  for (const hook of hooks().splice(0).reverse()) {
    await hook.run().catch((error: unknown) => failures.push({ name: hook.name, error }));
  }
  return failures;
}

const state = () => singleton("draining", () => ({ isDraining: false }));

/** Whether this process was told to stop: it still serves everything, and asks to be sent nothing more. */
export const isDraining = (): boolean => state().isDraining;

/** From now on readiness fails and answers end their connections. The returned function takes it back, for tests. */
export function startDraining(): () => void {
  state().isDraining = true;
  return () => {
    state().isDraining = false;
  };
}
