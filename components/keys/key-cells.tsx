import { Badge } from "@/components/ui/badge";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { type ApiKeyAnswer, keyScopes, type ListedKey } from "@/lib/contract/accounts/api-keys";
import { formatDay, formatMoment, formatSince } from "@/lib/format/format-dates";
import { keyWords } from "@/lib/format/state-words";
import { scopeTexts } from "./key-scope-choice";

type Props = { apiKey: ListedKey };

/** When a key was last used and from where, or when it was revoked. */
export function LastUsed({ apiKey: { lastUsedAt, lastUsedRange, revokedAt } }: Props) {
  if (!revokedAt && !lastUsedAt) return <>Never used</>;
  return (
    <>
      {revokedAt ? "Revoked" : "Used"}{" "}
      <Time at={revokedAt ?? lastUsedAt ?? ""} format={formatSince} title={formatMoment} />
      {lastUsedRange && !revokedAt ? <span className="block text-xs">from {lastUsedRange}</span> : null}
    </>
  );
}

/** How much of its budget a key has spent this month; only what it spent where it has none. */
export function KeyBudget({ apiKey: { monthlyBudget, spentThisMonth, mode, name } }: Props) {
  if (mode === "test") return <>Free</>;
  if (monthlyBudget === null) return <>{spentThisMonth.toLocaleString("en")} this month</>;
  const percent = Math.min(100, Math.round((spentThisMonth / monthlyBudget) * 100));
  return (
    <span className="grid min-w-24 gap-1.5">
      <span>
        {spentThisMonth.toLocaleString("en")} of {monthlyBudget.toLocaleString("en")}
      </span>
      <Progress value={percent} label={`Budget of ${name}: ${percent}% spent`} />
    </span>
  );
}

/** What limits a key, in a few words; nothing for one without limits. */
export function KeyLimits({ apiKey: { scopes, allowedRanges, expiresAt, status, replacedById } }: Props) {
  const limits = [
    ...(scopes.length < keyScopes.length ? [`Only ${scopes.map((scope) => scopeTexts[scope].name).join(", ")}`] : []),
    ...(allowedRanges.length > 0
      ? [allowedRanges.length === 1 ? `From ${allowedRanges[0]}` : `From ${allowedRanges.length} addresses`]
      : []),
  ];
  const ends = expiresAt && status !== "revoked" ? expiresAt : null;
  if (limits.length === 0 && !ends) return null;
  return (
    <span
      className="flex flex-wrap gap-x-2 text-muted-foreground text-xs"
      title={allowedRanges.join("\n") || undefined}
    >
      {limits.map((limit) => (
        <span key={limit}>{limit}</span>
      ))}
      {ends ? (
        <span>
          {replacedById ? "Replaced, " : null}
          {status === "expired" ? "expired" : "expires"} <Time at={ends} format={formatDay} title={formatMoment} />
        </span>
      ) : null}
    </span>
  );
}

const looks = {
  active: "success",
  disabled: "neutral",
  expired: "neutral",
  revoked: "outline",
} as const;

export function KeyStatusBadge({ status }: { status: ApiKeyAnswer["status"] }) {
  return <Badge variant={looks[status]}>{keyWords[status]}</Badge>;
}
