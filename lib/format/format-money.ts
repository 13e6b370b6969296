// Where Stripe's smallest unit differs from the one the currency tables know.
const stripeDigits: Record<string, number> = { isk: 2, ugx: 2, mga: 0 };

/** Digits behind the point, as Stripe counts the currency's smallest unit; 2 for what is no currency. */
export function currencyDigits(currency: string): number {
  const code = currency.toLowerCase();
  if (!/^[a-z]{3}$/.test(code)) return 2;
  const style = { style: "currency", currency: code } as const;
  return stripeDigits[code] ?? new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * "$5.00", "¥1,200". `cents` is in the currency's smallest unit as Stripe counts it. A fraction (a price per photo) keeps one
 * digit more: "$0.095".
 */
export function formatMoney(cents: number, currency: string): string {
  const style = { style: "currency", currency } as const;
  const digits = currencyDigits(currency);
  const shown = Number.isInteger(cents) ? digits : digits + 1;
  const format = new Intl.NumberFormat("en", { ...style, minimumFractionDigits: shown, maximumFractionDigits: shown });
  return format.format(cents / 10 ** digits);
}
