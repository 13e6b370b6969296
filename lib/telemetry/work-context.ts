import { AsyncLocalStorage } from "node:async_hooks";
import { singleton } from "../lifecycle/singleton";

/** What caused the work that runs now, here or in another process. */
export type WorkContext = {
  /** The id of the request, as its caller saw it in X-Request-Id. */
  requestId?: string;
  /** The X-Request-Id that its caller sent, such as another studio that passes photos on to this one. */
  callerRequestId?: string;
  /** The span that the work belongs to, as the W3C header of that name writes it. Only while traces are exported. */
  traceparent?: string;
};

const nothing: WorkContext = {};
const storage = () => singleton("work-context", () => new AsyncLocalStorage<WorkContext>());

/** Empty for what no request caused, such as a sweep. */
export const currentWork = (): WorkContext => storage().getStore() ?? nothing;

/** Runs `fn`, and everything that it starts, as part of the current work with `context` on top. */
export const inWork = <T>(context: WorkContext, fn: () => T): T => storage().run({ ...currentWork(), ...context }, fn);
