import { Badge } from "@/components/ui/badge";
import { type Problem, problems } from "@/lib/contract/problems";
import { CodeBlock } from "./code-block";
import { DocsSection } from "./docs-section";
import { errorCauses } from "./error-causes";
import { type ErrorGroup, groupErrors } from "./group-errors";
import { InlineCode, withInlineCode } from "./inline-code";

/** One example, put together from the contract's own table. */
function writeExample(origin: string): string {
  const { status, title, fix } = problems.insufficient_credits;
  const example = {
    type: `${origin}/docs#insufficient_credits`,
    title,
    status,
    detail: "This call costs 4 credits, the account has 1.",
    code: "insufficient_credits",
    requestId: "req_4Jx0TqYw",
    creditsCharged: 0,
    fix,
    error: title,
  };
  return JSON.stringify(example, null, 2);
}

/** Every error, each with an anchor of its own: the `type` of an answer leads here. */
export function ErrorsSection({ origin }: { origin: string }) {
  return (
    <DocsSection id="errors">
      <p>
        An error is never charged. It answers with <InlineCode>application/problem+json</InlineCode> (RFC 9457):{" "}
        <InlineCode>code</InlineCode> is for your program, <InlineCode>detail</InlineCode> says what happened this time
        and <InlineCode>fix</InlineCode> what to do now.
      </p>
      <CodeBlock label="403 Forbidden" code={writeExample(origin)} copy={false} />
      {groupErrors().map((group) => (
        <Group key={group.status} group={group} />
      ))}
    </DocsSection>
  );
}

function Group({ group: { status, name, cause, retry, codes } }: { group: ErrorGroup }) {
  return (
    <section aria-labelledby={`status-${status}`} className="scroll-mt-24 pt-6">
      <h3 id={`status-${status}`} className="flex items-baseline gap-3 font-semibold text-lg">
        <span className="tabular-nums">{status}</span>
        <span>{name}</span>
      </h3>
      <p className="text-muted-foreground text-sm leading-6">
        {cause} <span className="whitespace-nowrap">Try again?</span> {retry}
      </p>
      <div className="mt-3 divide-y rounded-xl border bg-card">
        {codes.map((code) => (
          <ErrorEntry key={code} code={code} />
        ))}
      </div>
    </section>
  );
}

function ErrorEntry({ code }: { code: Problem["code"] }) {
  const { title, fix } = problems[code];
  return (
    <article
      id={code}
      aria-labelledby={`${code}-title`}
      className="scroll-mt-24 px-4 py-4 text-sm leading-6 target:bg-primary/10 target:shadow-[inset_3px_0_0_var(--brand)] sm:px-5"
    >
      <h4 id={`${code}-title`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a href={`#${code}`} className="break-all font-medium font-mono text-[0.8125rem] hover:underline">
          {code}
        </a>
        <Badge variant="outline">{title}</Badge>
      </h4>
      <p className="mt-1.5">{errorCauses[code]}</p>
      <p className="text-muted-foreground">
        <span className="font-medium text-foreground">Fix:</span> {withInlineCode(fix)}
      </p>
    </article>
  );
}
