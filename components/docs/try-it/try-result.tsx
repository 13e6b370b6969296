import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { CompareSlider } from "@/components/ui/compare/compare-slider";
import { CopyButton } from "@/components/ui/copy-button";
import type { Exchange } from "@/lib/client/call-public-api";
import { formatProcessing } from "@/lib/format/format-dates";
import type { Outcome } from "./use-try-it";

/** What came back: the image or the problem, then status, headers and body. */
export function TryResult({ outcome }: { outcome: Outcome }) {
  const { status, durationMs, outputUrl, problem, before, ignoredFields } = outcome;
  return (
    <section aria-label="Answer" className="grid gap-4">
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <Badge variant={problem ? "destructive" : "success"}>{status === 0 ? "No answer" : `Status ${status}`}</Badge>
        <span className="text-muted-foreground tabular-nums">{formatProcessing(durationMs)}</span>
      </p>
      {problem && <ProblemNote problem={problem} />}
      {ignoredFields.length > 0 && (
        <p className="break-words text-sm">
          The studio ignored fields that it does not know: <code>{ignoredFields.join(", ")}</code>.
        </p>
      )}
      {outputUrl && <Output url={outputUrl} before={before} />}
      {status > 0 && <Exchanged {...outcome} />}
    </section>
  );
}

function Output({ url, before }: { url: string; before: string | null }) {
  // The output gives the box its shape; the photo that was sent has the same.
  const output = <Picture src={url} alt="The colorized photo" className="h-auto" />;
  if (!before) return <div className="overflow-hidden rounded-lg bg-canvas">{output}</div>;
  return (
    <CompareSlider
      label="Before and after"
      className="rounded-lg bg-canvas"
      before={<Picture src={before} alt="Before" className="h-full" />}
      after={output}
    />
  );
}

function Picture({ src, alt, className }: { src: string; alt: string; className: string }) {
  // biome-ignore lint/performance/noImgElement: a signed link and a local blob, neither of which can be optimized
  return <img src={src} alt={alt} draggable={false} className={cn("block w-full", className)} />;
}

function ProblemNote({ problem }: { problem: NonNullable<Exchange["problem"]> }) {
  return (
    <div className="grid gap-1 rounded-lg border border-destructive/40 px-4 py-3 text-sm leading-6">
      <p>{problem.detail}</p>
      <p className="text-muted-foreground">{problem.fix}</p>
      <p>
        <a href={`#${problem.code}`} className="font-mono text-[0.8125rem] underline underline-offset-4">
          {problem.code}
        </a>{" "}
        <span className="text-muted-foreground">Not charged.</span>
      </p>
    </div>
  );
}

function Exchanged({ headers, body }: Exchange) {
  return (
    <>
      <details className="rounded-lg border">
        <summary className="min-h-11 px-4 py-2.5 font-medium text-sm">Headers ({headers.length})</summary>
        <dl className="grid gap-x-4 border-t px-4 py-3 font-mono text-xs leading-6 sm:grid-cols-[max-content_1fr]">
          {headers.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <figure className="overflow-hidden rounded-lg border">
        <figcaption className="flex min-h-11 items-center justify-between border-b py-1 pr-2 pl-4 font-medium text-sm">
          Body
          <CopyButton text={body} variant="ghost" aria-label="Copy the body" />
        </figcaption>
        <pre className="whitespace-pre-wrap break-all px-4 py-3 font-mono text-xs leading-6">{indent(body)}</pre>
      </figure>
    </>
  );
}

/** JSON with line breaks; anything else as it is. */
function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
