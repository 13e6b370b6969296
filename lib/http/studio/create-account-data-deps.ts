import "server-only";
import type { AccountDataDeps } from "../../account-data/account-data-deps";
import type { BillingDeps } from "../../billing/billing-deps";
import { forgetPayer } from "../../billing/events/forget-payer";
import { writeLedgerCsv } from "../../billing/ledger/write-ledger-csv";
import { closeCheckouts } from "../../billing/purchases/close-checkouts";
import { cancelJob } from "../../colorize/cancel-job";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import type { Settings } from "../../env/settings-schema";
import { mailDeps } from "../../mail/queue-mail";
import { readUsableBytes } from "../../storage/disk-space";

type Flows = { colorize: ColorizeDeps; billing: BillingDeps };

/** Exporting and deleting an account, with what other flows do for it. */
export function createAccountDataDeps(settings: Settings, { colorize, billing }: Flows): AccountDataDeps {
  const { db, storage, clock, log, dataDir } = colorize;
  return {
    ...{ db, storage, clock, log, dataDir },
    readUsableBytes: () => readUsableBytes(settings),
    mail: mailDeps(settings),
    receiptSecret: settings.RECEIPT_SECRET,
    writeLedgerCsv: (userId) => writeLedgerCsv(db, userId),
    cancelJob: (userId, jobId) => cancelJob(colorize, { userId, jobId }),
    closeCheckouts: (userId) => closeCheckouts(billing, userId),
    forgetPayer,
  };
}
