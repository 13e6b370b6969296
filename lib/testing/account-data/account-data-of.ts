import type { AccountDataDeps } from "../../account-data/account-data-deps";
import type { BillingDeps } from "../../billing/billing-deps";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import { readSettings } from "../../env/settings";
import { createAccountDataDeps } from "../../http/studio/create-account-data-deps";

/** Exporting and deleting accounts as production wires it, on the flows of a test. */
export function accountDataOf(colorize: ColorizeDeps, billing: BillingDeps): AccountDataDeps {
  const settings = readSettings({ NODE_ENV: "test", DATA_DIR: colorize.dataDir, PUBLIC_URL: "https://studio.test" });
  return { ...createAccountDataDeps(settings, { colorize, billing }), readUsableBytes: async () => 1e12 };
}
