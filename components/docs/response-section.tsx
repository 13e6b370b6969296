import { headers } from "@/lib/contract/headers";
import { CodeBlock } from "./code-block";
import { DocsSection } from "./docs-section";
import { FactsTable } from "./facts-table";
import { InlineCode } from "./inline-code";

const bodyFacts = [
  {
    name: "outputUrl",
    where: "String",
    text: "The coloured photo at its original size. Public, so it works in any browser or program, and good for a limited time.",
  },
];

const headerFacts = [
  { name: headers.requestId, text: "On every answer. Quote it when you report a problem." },
  { name: headers.jobId, text: "The job in your Console, once there is one." },
  { name: headers.creditsCharged, text: "What this call cost. 0 on every error." },
  { name: headers.creditsRemaining, text: "What the account can still spend." },
  { name: headers.rateLimitLimit, text: "Requests a minute that the key may send." },
  { name: headers.rateLimitRemaining, text: "How many of them are left." },
  { name: headers.rateLimitReset, text: "When the count starts anew, in whole seconds since 1970 (UTC)." },
  { name: headers.model, text: "The model that ran, with a short hash of its weights." },
  { name: headers.provider, text: "Which provider did the work." },
  { name: `${headers.width}, ${headers.height}`, text: "Size of the result in pixels, the same as the input's." },
  { name: headers.processingMs, text: "How long the work took, in milliseconds." },
  { name: headers.outputExpiresAt, text: "Until when outputUrl works (RFC 3339)." },
  { name: "Retry-After", text: "On 429 and 503: whole seconds to wait before the next try." },
];

/** What comes back when it worked. */
export function ResponseSection() {
  return (
    <DocsSection id="response">
      <p>
        Success is status 200 with <InlineCode>application/json; charset=utf-8</InlineCode> and exactly one field.
      </p>
      <CodeBlock label="200 OK" code={'{ "outputUrl": "https://…/out.png" }'} copy={false} />
      <FactsTable caption="Response body" head={["Field", "Description"]} facts={bodyFacts} />
      <h3 className="pt-4 font-semibold text-base">Response headers</h3>
      <FactsTable caption="Response headers" head={["Header", "Description"]} facts={headerFacts} />
    </DocsSection>
  );
}
