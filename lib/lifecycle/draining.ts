import { singleton } from "./singleton";

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
