import type { Logger } from "pino";
import { settings } from "../env/settings";
import { singleton } from "../lifecycle/singleton";
import { createLog } from "./create-log";

/** The log of this process, on standard output. A request's own: `log().child({ requestId })`. */
export const log = (): Logger => singleton("log", () => createLog(settings().LOG_LEVEL));
