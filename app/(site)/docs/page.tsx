import type { Metadata } from "next";
import { CodeSamples } from "@/components/docs/code-samples";
import { CreditsSection } from "@/components/docs/credits-section";
import { DocsNav } from "@/components/docs/docs-nav";
import { DocsSection } from "@/components/docs/docs-section";
import { ErrorsSection } from "@/components/docs/errors-section";
import { EndpointSection, GettingStarted } from "@/components/docs/getting-started";
import { LimitsSection } from "@/components/docs/limits-section";
import { RequestSection } from "@/components/docs/request-section";
import { ResponseSection } from "@/components/docs/response-section";
import { PageHeader } from "@/components/ui/page-header";
import { colorizePath } from "@/lib/contract/code-samples";
import { settings } from "@/lib/env/settings";
import { readRequestOrigin } from "@/lib/http/page-data";

export const metadata: Metadata = {
  title: "API documentation",
  description: "Colorize photos with one HTTP call: fields, credits, answers, errors and ready samples.",
};

export default async function DocsPage() {
  const origin = await readRequestOrigin();
  const { SIGNUP_CREDITS, RETENTION_HOURS, KEY_REQUESTS_PER_MINUTE, ACCOUNT_REQUESTS_PER_MINUTE } = settings();
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-8 px-4 py-10 sm:px-6 lg:grid-cols-[13rem_minmax(0,46rem)] lg:gap-14 lg:py-14">
      <PageHeader title="API documentation" className="lg:col-start-2">
        One HTTP call turns a black-and-white photo into a coloured one. Your key, one form field, one address back.
      </PageHeader>
      <div className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
        <DocsNav />
      </div>
      <div className="min-w-0 space-y-12 lg:col-start-2">
        <GettingStarted signupCredits={SIGNUP_CREDITS} />
        <EndpointSection endpoint={`${origin}${colorizePath}`} />
        <CreditsSection />
        <RequestSection />
        <ResponseSection />
        <DocsSection id="samples">
          <CodeSamples origin={origin} />
        </DocsSection>
        <ErrorsSection origin={origin} />
        <LimitsSection
          keyRequestsPerMinute={KEY_REQUESTS_PER_MINUTE}
          accountRequestsPerMinute={ACCOUNT_REQUESTS_PER_MINUTE}
          retentionHours={RETENTION_HOURS}
        />
      </div>
    </div>
  );
}
