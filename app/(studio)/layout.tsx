import type { ReactNode } from "react";
import { StudioHeader } from "@/components/site/studio-header";
import { StudioProviders } from "@/components/site/studio-providers";
import { PhotoQueueProvider } from "@/components/workbench/queue/photo-queue-provider";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import {
  readBillingStatus,
  readCanColorSamples,
  readCapabilities,
  readPreferencesOf,
} from "@/lib/http/pages/page-data";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  const [{ parallel }, colorsSamples] = await Promise.all([readCapabilities(), readCanColorSamples()]);
  const preferences = user && (await readPreferencesOf(user.id));
  const defaults = {
    metadata: preferences?.defaultMetadata ?? null,
    outputFormat: preferences?.defaultOutputFormat ?? null,
  };
  const account = user && { email: user.email, ...(await readBillingStatus(user.id)) };
  return (
    <StudioProviders timeZone={preferences?.timeZone ?? null}>
      <PhotoQueueProvider
        userId={user?.id ?? null}
        defaults={defaults}
        parallel={parallel}
        colorsSamples={colorsSamples}
      >
        <div className="flex min-h-dvh flex-col">
          <StudioHeader account={account} />
          <main id="main" className="flex flex-1 flex-col">
            {children}
          </main>
        </div>
      </PhotoQueueProvider>
    </StudioProviders>
  );
}
