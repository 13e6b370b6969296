import type { ReactNode } from "react";
import { LiveMaintenanceBanner } from "@/components/site/notices/maintenance-banner";
import { AddressGate } from "@/components/site/notices/wrong-address";
import { StudioHeader } from "@/components/site/studio-header";
import { StudioProviders } from "@/components/site/studio-providers";
import { OperatorContactProvider } from "@/components/ui/operator-contact";
import { PhotoQueueProvider } from "@/components/workbench/queue/photo-queue-provider";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readOperatorContact } from "@/lib/http/pages/legal-data";
import {
  readBillingStatus,
  readCanColorSamples,
  readCapabilities,
  readNotices,
  readPreferencesOf,
} from "@/lib/http/pages/page-data";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  const [{ parallel }, colorsSamples] = await Promise.all([readCapabilities(), readCanColorSamples()]);
  const { publicUrl, maintenance } = await readNotices();
  const preferences = user && (await readPreferencesOf(user.id));
  const defaults = {
    metadata: preferences?.defaultMetadata ?? null,
    outputFormat: preferences?.defaultOutputFormat ?? null,
  };
  const isOperator = user?.role === "operator";
  const account = user && { email: user.email, isOperator, ...(await readBillingStatus(user.id)) };
  return (
    <OperatorContactProvider contact={readOperatorContact()} isOperator={isOperator}>
      <StudioProviders maintenance={maintenance} timeZone={preferences?.timeZone ?? null}>
        <PhotoQueueProvider
          userId={user?.id ?? null}
          defaults={defaults}
          parallel={parallel}
          colorsSamples={colorsSamples}
        >
          <AddressGate publicUrl={publicUrl}>
            <div className="flex min-h-dvh flex-col">
              <StudioHeader account={account} />
              <LiveMaintenanceBanner />
              <main id="main" className="flex flex-1 flex-col">
                {children}
              </main>
            </div>
          </AddressGate>
        </PhotoQueueProvider>
      </StudioProviders>
    </OperatorContactProvider>
  );
}
