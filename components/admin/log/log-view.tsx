"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterActions, FilterField, FilterGrid } from "@/components/ui/forms/filter-grid";
import { Input } from "@/components/ui/forms/input";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { LoadState } from "@/components/ui/load-state";
import { PageHeader } from "@/components/ui/page-header";
import { fetchJson } from "@/lib/client/api-client";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { type LogAnswer, type LogLevel, logAnswerSchema } from "@/lib/contract/admin/upkeep-requests";

const everyMs = 3_000;
const levels: { value: LogLevel; label: string }[] = [
  { value: "debug", label: "Everything" },
  { value: "info", label: "Info and worse" },
  { value: "warn", label: "Warnings and worse" },
  { value: "error", label: "Errors" },
];

/** The end of this process's log, read anew every few seconds. */
export function LogView() {
  const [level, setLevel] = useState<LogLevel>("info");
  const [search, setSearch] = useState("");
  const [isPaused, setPaused] = useState(false);
  const log = useQuery({
    queryKey: ["admin", "log", level, search],
    queryFn: ({ signal }) =>
      fetchJson(`/api/admin/log?${new URLSearchParams({ level, search })}`, logAnswerSchema, { signal }),
    refetchInterval: isPaused ? false : everyMs,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Log">
        The last lines of the process that answers this page, newest first. Other processes have their own, on their
        standard output.
      </PageHeader>
      <div className="grid min-w-0 gap-4">
        <FilterGrid label="Filter the log">
          <FilterField id="log-search" label="Part of a line, such as a request ID" wide="desk">
            <Input
              id="log-search"
              type="search"
              maxLength={100}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </FilterField>
          <FilterField id="log-level" label="Level">
            <ChoiceSelect id="log-level" value={level} options={levels} onChange={setLevel} className="w-full" />
          </FilterField>
          <FilterActions>
            <Button variant="outline" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
              {isPaused ? "Go on" : "Pause"}
            </Button>
          </FilterActions>
        </FilterGrid>
        {log.data && log.data.lines.length > 0 ? <Lines lines={log.data.lines} /> : null}
        {log.data?.lines.length === 0 ? (
          <EmptyState icon={ScrollText} title={search ? "No lines like that" : "No lines yet"}>
            {search
              ? "Nothing in the last lines has this text. Lines before them are on the standard output."
              : "What this process logs at this level will be listed here, within seconds."}
          </EmptyState>
        ) : null}
        <LoadState query={log} subject="the log" onRetry={retryOrSignIn} />
      </div>
    </>
  );
}

function Lines({ lines }: { lines: LogAnswer["lines"] }) {
  return (
    <ol className="grid divide-y rounded-xl border bg-card font-mono text-xs">
      {lines.toReversed().map(({ time, level, message, rest }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and two may be equal
        <li key={at} className="grid min-w-0 gap-x-3 px-3 py-1.5 sm:grid-cols-[11rem_3.5rem_1fr]">
          <time dateTime={time} className="text-muted-foreground">
            {time.slice(0, 23).replace("T", " ")}
          </time>
          <span className={cn(level === "error" || level === "fatal" ? "text-destructive" : "text-muted-foreground")}>
            {level}
          </span>
          <span className="min-w-0 break-words">
            {message} <span className="break-all text-muted-foreground">{rest}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
