import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import type { Settings } from "../env/settings-schema";

/** What everything that operators do needs; the studio of a process has it, and so has the command line. */
export type OperatorDeps = { db: Db; settings: Settings; clock: Clock };
