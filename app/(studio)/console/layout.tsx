import type { ReactNode } from "react";
import { ConsentBanner } from "@/components/account/consent-banner";
import { ConsoleNav } from "@/components/account/console-nav";
import { LeavingBanner } from "@/components/account/data/leaving-banner";
import { LowCreditBanner } from "@/components/billing/balance/low-credit-banner";
import { LegalLinks } from "@/components/ui/legal-links";
import { SwitchedOffBanner } from "@/components/webhooks/switched-off-banner";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readDeletion } from "@/lib/http/pages/account-pages";
import { readLegalLinks, readMissingConsent } from "@/lib/http/pages/legal-data";
import { readBillingStatus, readSwitchedOffWebhooks } from "@/lib/http/pages/page-data";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  const billing = user && (await readBillingStatus(user.id));
  const consent = user && (await readMissingConsent(user.id));
  return (
    <>
      <ConsoleNav />
      {user && <LeavingBanner deletedAt={(await readDeletion(user.id)).deletedAt} />}
      {consent && <ConsentBanner terms={consent} />}
      {billing && (
        <LowCreditBanner initial={billing.balance} threshold={billing.lowCreditThreshold} enabled={billing.enabled} />
      )}
      {user && <SwitchedOffBanner endpoints={await readSwitchedOffWebhooks(user.id)} />}
      <div className="mx-auto grid w-full max-w-6xl content-start gap-8 px-4 py-8 sm:px-6 sm:py-10">{children}</div>
      <LegalLinks links={await readLegalLinks()} className="mx-auto w-full max-w-6xl px-4 pb-4 sm:px-6" />
    </>
  );
}
