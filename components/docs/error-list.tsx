import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { type Problem, problems } from "@/lib/contract/problems";
import { errorCauses } from "./content/errors/error-causes";
import { type ErrorGroup, retryOf } from "./content/errors/group-errors";
import { InlineText } from "./inline-text";

/** Every error with its own anchor: the `type` of a problem links here. */
export function ErrorList({ groups }: { groups: ErrorGroup[] }) {
  return groups.map((group) => <Group key={group.status} group={group} />);
}

function Group({ group }: { group: ErrorGroup }) {
  const { status, name, cause, codes } = group;
  return (
    <section aria-labelledby={`status-${status}`} className="scroll-mt-24 pt-6">
      <h3 id={`status-${status}`} className="flex items-baseline gap-3 font-semibold text-lg">
        <span className="tabular-nums">{status}</span>
        <span>{name}</span>
      </h3>
      <p className="text-muted-foreground text-sm leading-6">{cause}</p>
      <div className="mt-3 divide-y rounded-xl border bg-card">
        {codes.map((code) => (
          <Entry key={code} code={code} retry={retryOf(code, group)} />
        ))}
      </div>
    </section>
  );
}

function Entry({ code, retry }: { code: Problem["code"]; retry: string }) {
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
      <dl className="mt-1.5 grid grid-cols-[max-content_1fr] gap-x-3">
        <Answer question="Fix">
          <InlineText text={fix} />
        </Answer>
        <Answer question="Retry?">{retry}</Answer>
        <Answer question="Charged?">Never.</Answer>
      </dl>
    </article>
  );
}

function Answer({ question, children }: { question: string; children: ReactNode }) {
  return (
    <>
      <dt className="font-medium">{question}</dt>
      <dd className="text-muted-foreground">{children}</dd>
    </>
  );
}
