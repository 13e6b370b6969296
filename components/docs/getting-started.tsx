import Link from "next/link";
import { formatCredits } from "@/lib/format/format-count";
import { CodeBlock } from "./code-block";
import { DocsSection } from "./docs-section";
import { InlineCode } from "./inline-code";

const link = "font-medium underline decoration-brand/60 decoration-2 underline-offset-4 hover:decoration-brand";

/** From nothing to the first coloured photo. */
export function GettingStarted({ signupCredits }: { signupCredits: number }) {
  return (
    <DocsSection id="getting-started">
      <ol className="list-decimal space-y-2 pl-5 marker:text-muted-foreground">
        <li>
          <Link href="/sign-up" className={link}>
            Create an account
          </Link>
          {signupCredits > 0 ? `. It comes with ${formatCredits(signupCredits)}.` : "."}
        </li>
        <li>
          Create a key in the{" "}
          <Link href="/console/keys" className={link}>
            Console
          </Link>
          . It is shown once; keep it like a password.
        </li>
        <li>
          Send a photo with the header <InlineCode>X-Api-Key</InlineCode> and read <InlineCode>outputUrl</InlineCode>{" "}
          from the answer.
        </li>
      </ol>
    </DocsSection>
  );
}

/** The one address there is to call. */
export function EndpointSection({ endpoint }: { endpoint: string }) {
  return (
    <DocsSection id="endpoint">
      <CodeBlock label="Every call goes here" code={`POST ${endpoint}`} />
      <p>
        The body is <InlineCode>multipart/form-data</InlineCode>. Calls from browsers are allowed from any origin;
        cookies are never read. Fields and headers that are not listed here are ignored.
      </p>
    </DocsSection>
  );
}
