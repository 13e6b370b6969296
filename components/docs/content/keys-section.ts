import type { DocsSection, Fact } from "./docs-block";

const scopes: Fact[] = [
  { name: "colorize", text: "Send photos, get quotes, adjust, cancel and delete jobs." },
  {
    name: "read",
    text: "Jobs, their pictures and receipts, archives, usage, models and the account. Async calls need it to follow their job.",
  },
  { name: "webhooks", text: "List, add and remove webhook endpoints. Live keys only." },
];

const limits: Fact[] = [
  { name: "Expiry", text: "From that moment calls return `401 api_key_expired`." },
  {
    name: "Monthly budget",
    text: "Credits that the key may spend in a calendar month (UTC). A job counts with what it holds, in the month in which it was sent; what is not charged is given back. A call that costs more than is left returns `403 key_budget_exceeded`.",
  },
  { name: "Scopes", text: "What the key may be used for. Any other call returns `403 key_scope_denied`." },
  {
    name: "Allowed addresses",
    text: "At most 20 IP addresses or ranges, IPv4 or IPv6. Calls from elsewhere return `403 key_address_denied`.",
  },
];

/** What a key may do, and how to put another in its place. */
export function keysSection(): DocsSection {
  return {
    id: "keys",
    title: "Keys and their limits",
    blocks: [
      {
        kind: "text",
        text: "A key has all scopes and no limits unless you set them in the [Console](/console/keys), when you create it or later. Changes count from the next call on. `GET /api/v1/account` says what the key that you send may do and what it has spent this month.",
      },
      { kind: "facts", caption: "Limits of a key", head: ["Limit", "Description"], facts: limits },
      { kind: "facts", caption: "Scopes", head: ["Scope", "Calls"], facts: scopes },
      {
        kind: "text",
        text: "Replace a key before it leaks or when it has: you get a new one with the same settings, and the old one goes on working for 0, 1 or 24 hours or 7 days. Both share one budget. Disabling a key can be undone, revoking cannot.",
      },
    ],
  };
}
