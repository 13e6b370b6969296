import { CircleAlert, Snowflake } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { BillingBalance } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-numbers";

/** What can be spent, where it came from, and what is held, owed or frozen. */
export function BalancePanel({ balance }: { balance: BillingBalance }) {
  const { available, held, purchased, granted, debt, frozen } = balance;
  return (
    <Card aria-labelledby="billing-balance-title" className="grid content-start gap-6 p-5 sm:p-6">
      <div>
        <h2 id="billing-balance-title" className="font-medium text-muted-foreground text-sm">
          Credits available
        </h2>
        <p className="mt-2 font-semibold text-5xl tabular-nums tracking-tight">{available.toLocaleString("en")}</p>
      </div>
      <dl className="grid grid-cols-3 gap-4 border-t pt-5 tabular-nums">
        <Figure name="Bought" value={purchased} />
        <Figure name="Granted" value={granted} />
        <Figure name="On hold" value={held} />
      </dl>
      {debt > 0 ? (
        <Notice icon={<CircleAlert aria-hidden />} title={`${formatCredits(debt)} owed`}>
          A payment was refunded after its credits were spent. New photos are refused until this is paid back: the next
          credits you get go toward it first.
        </Notice>
      ) : null}
      {frozen > 0 ? (
        <Notice icon={<Snowflake aria-hidden />} title={`${formatCredits(frozen)} frozen`}>
          Your bank is disputing the payment they came from. Once it decides, you get them back or lose them.
        </Notice>
      ) : null}
    </Card>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex flex-col-reverse gap-0.5">
      <dt className="text-muted-foreground text-sm">{name}</dt>
      <dd className="font-medium text-lg">{value.toLocaleString("en")}</dd>
    </div>
  );
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-lg bg-destructive/8 p-4 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-destructive">
      {icon}
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        <p className="text-pretty">{children}</p>
      </div>
    </div>
  );
}
