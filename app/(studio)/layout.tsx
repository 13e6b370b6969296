import type { ReactNode } from "react";
import { StudioHeader } from "@/components/site/studio-header";
import { StudioProviders } from "@/components/site/studio-providers";
import { OperatorContactProvider } from "@/components/ui/operator-contact";
import { PhotoQueueProvider } from "@/components/workbench/queue/photo-queue-provider";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readOperatorContact } from "@/lib/http/pages/legal-data";
import { readBillingStatus, readCanColorSamples, readCapabilities } from "@/lib/http/pages/page-data";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  const [{ parallel }, colorsSamples] = await Promise.all([readCapabilities(), readCanColorSamples()]);
  const account = user && { email: user.email, ...(await readBillingStatus(user.id)) };
  return (
    <OperatorContactProvider contact={readOperatorContact()} isOperator={user?.role === "operator"}>
      <StudioProviders>
        <PhotoQueueProvider userId={user?.id ?? null} parallel={parallel} colorsSamples={colorsSamples}>
          <div className="flex min-h-dvh flex-col">
            <StudioHeader account={account} />
            <main id="main" className="flex flex-1 flex-col">
              {children}
            </main>
          </div>
        </PhotoQueueProvider>
      </StudioProviders>
    </OperatorContactProvider>
  );
}
