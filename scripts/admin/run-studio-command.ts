import { adoptSecrets } from "../../lib/instances/agree-on-secrets";
import { listInstances } from "../../lib/instances/instance-rows";
import type { OperatorDeps } from "../../lib/operator/operator-deps";
import { checkBooks } from "../../lib/operator/upkeep/check-books";
import type { Command } from "./read-command";
import { runMoveStorage } from "./run-move-storage";
import { runChangeSettings, runListSettings } from "./run-settings";

type Upkeep = "reconcile-stripe" | "check-ledger" | "instances" | "adopt-secrets" | "move-storage";
type Named = Upkeep | "settings" | "set" | "unset" | "maintenance";
type StudioCommand = Extract<Command, { name: Named }>;

/** Runs a command about the studio as a whole. Not ok when a check found something, or something is left to do. */
export async function runStudioCommand(deps: OperatorDeps, command: StudioCommand) {
  const { db, settings } = deps;
  switch (command.name) {
    case "maintenance":
    case "set":
    case "unset":
      return { answer: await runChangeSettings(db, command), ok: true };
    case "settings":
      return { answer: await runListSettings(db), ok: true };
    case "instances":
      return { answer: (await listInstances(db)).map(({ settings: _, renewedAt: __, ...shown }) => shown), ok: true };
    case "adopt-secrets":
      return { answer: { adopted: await adoptSecrets(db, settings) }, ok: true };
    case "move-storage":
      return runMoveStorage(deps, command);
    case "reconcile-stripe": {
      // Stripe's client is a third of what there is to load, and the other commands need none of it.
      const { runReconcile } = await import("./run-reconcile");
      const answer = await runReconcile(deps, command.days);
      return { answer, ok: answer.eventsPending === 0 };
    }
    case "check-ledger": {
      const answer = await checkBooks(deps, { actor: "command_line" });
      return { answer, ok: answer.ok };
    }
  }
}
