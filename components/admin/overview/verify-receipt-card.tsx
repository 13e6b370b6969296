"use client";

import { useState } from "react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/forms/input";
import { fetchJson } from "@/lib/client/api-client";
import { checkedReceiptSchema } from "@/lib/contract/admin/upkeep-requests";

type Verdict = { valid: boolean; text: string };

/** Whether this studio signed a receipt that somebody shows. */
export function VerifyReceiptCard() {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const check = async (file: File | undefined) => {
    if (!file) return;
    setVerdict(await verify(file).catch((problem: Error) => ({ valid: false, text: problem.message })));
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Check a receipt</CardTitle>
        <CardDescription>Whether this studio signed it, and that nobody changed it since.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3">
        <Input
          type="file"
          accept="application/json,.json"
          aria-label="Receipt"
          className="h-auto py-2"
          onChange={(event) => void check(event.target.files?.[0])}
        />
        <p role="status" className={verdict && !verdict.valid ? "text-destructive text-sm" : "text-sm"}>
          {verdict?.text}
        </p>
      </CardContent>
    </Card>
  );
}

async function verify(file: File): Promise<Verdict> {
  const receipt = parse(await file.text());
  const body = { receipt };
  const answer = await fetchJson("/api/admin/receipts/verify", checkedReceiptSchema, { method: "POST", body });
  if (!answer.valid) return { valid: false, text: answer.reason ?? "This is not a valid receipt." };
  return { valid: true, text: `Valid: this studio signed it, for ${String(answer.jobId)}.` };
}

/** What is no JSON is no receipt either: the answer says so. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
